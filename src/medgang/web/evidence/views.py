"""The list of reviews, a new one, its protocol, criteria and members; and the reviews that ship as reported."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.charts.prisma import prisma
from medgang.content.sentences import say
from medgang.core.errors import MedgangError
from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.screening.decisions import Stage
from medgang.web.accounts import selectors as accounts
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.design.forms import Option
from medgang.web.evidence import forms, library, presenters, selectors, words
from medgang.web.evidence.pages import review_of, show
from medgang.web.evidence.services import reviews as services


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The reviews one takes part in, and the reported ones that ship."""
    return render(
        request,
        "evidence/list.html",
        {"reviews": selectors.reviews_of(actor_of(request)), "worked": library.listed()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """A new review."""
    form = forms.ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.begin_review(
                title=form.cleaned_data["title"],
                kind=form.cleaned_data["kind"],
                question=form.question(),
                existing_searched=form.cleaned_data["existing_searched"],
                screeners_needed=int(form.cleaned_data["screeners_needed"]),
                by=actor_of(request),
                now=now_of(request),
            )
        except MedgangError as error:
            form.add_error(None, say(error, words.lang()))
        else:
            return redirect("evidence:review", review=made.uid)
    return render(request, "evidence/new.html", {"form": form})


@require_safe
def worked(request: HttpRequest, worked: str) -> HttpResponse:
    """A reported review: counts with their place, and what does not add up."""
    found = library.shown(worked)
    if found is None:
        raise Http404
    return render(
        request,
        "evidence/worked.html",
        {"shown": found, "figure": prisma(found.flow, words.voice()), "name": worked},
    )


@require_safe
def overview(request: HttpRequest, review: UUID) -> HttpResponse:
    """One review: its question, who does what, and the next thing to do."""
    found = review_of(request, review)
    person_id = actor_of(request).person_id
    assert person_id is not None  # noqa: S101 - a signed-in person
    flow, _states = selectors.flow(found)
    return show(
        request,
        "review",
        found,
        "review",
        {
            "question": presenters.question_lines(found),
            "criteria": selectors.criteria_of(found),
            "column": flow.databases,
            "included": flow.reports.value,
            "mine": selectors.waiting_for(found, person_id, Stage.TITLE).count(),
            "mine_text": selectors.waiting_for(found, person_id, Stage.FULL_TEXT).count(),
            "unsure": selectors.unsure_pairs(found).count(),
            "conflicts": selectors.conflicts(found, Stage.TITLE).count()
            + selectors.conflicts(found, Stage.FULL_TEXT).count(),
            "again": selectors.to_screen_again(found),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def protocol(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """Registration and dated changes."""
    found = review_of(request, review)
    initial = {"registration": found.registration, "updates_review": found.updates_review}
    form = forms.ProtocolForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        now = now_of(request)
        try:
            services.amend(
                review=found,
                registration=form.cleaned_data["registration"],
                updates_review=form.cleaned_data["updates_review"],
                what=form.cleaned_data["what"],
                why=form.cleaned_data["why_changed"],
                by=actor_of(request),
                now=now,
                today=timezone.localdate(now),
            )
        except MedgangError as error:
            form.add_error(None, say(error, words.lang()))
        else:
            messages.success(request, _("Protokollen er lagret."))
            return redirect("evidence:protocol", review=found.uid)
    return show(
        request,
        "protocol",
        found,
        "protocol",
        {"form": form, "question": presenters.question_lines(found)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """The checklist and its versions."""
    found = review_of(request, review)
    now_in_use = selectors.criteria_of(found)
    form = forms.CriteriaForm(
        request.POST if request.method == "POST" else None, initial=forms.criteria_initial(now_in_use)
    )
    if form.is_bound and form.is_valid():
        try:
            services.store_criteria(
                review=found,
                include=form.cleaned_data["include"].splitlines(),
                exclude=form.cleaned_data["exclude"].splitlines(),
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                now=now_of(request),
            )
        except MedgangError as error:
            form.add_error(None, say(error, words.lang()))
        else:
            messages.success(request, _("Kriteriene er lagret."))
            return redirect("evidence:criteria", review=found.uid)
    return show(
        request,
        "criteria",
        found,
        "criteria",
        {
            "form": form,
            "versions": selectors.criteria_versions(found)[::-1],
            "again": selectors.to_screen_again(found),
        },
    )


def _options(request: HttpRequest, text: str) -> list[Option]:
    people = selectors.colleagues(actor_of(request), text, now_of(request))
    return [Option(value=str(one.uid), label=one.full_name, hint=one.username) for one in people]


def _resolve(request: HttpRequest, value: str) -> Option | None:
    try:
        person = accounts.person(UUID(value))
    except ValueError:
        return None
    fitting = _options(request, person.full_name) if person else []
    return next((one for one in fitting if one.value == value), None)


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """Who takes part, as what, with what at stake."""
    found = review_of(request, review)
    form = forms.MemberForm(request.POST if request.method == "POST" else None)
    form.fields["person"].connect(  # type: ignore[attr-defined]
        search=lambda text: _options(request, text),
        resolve=lambda value: _resolve(request, value),
        url=reverse("evidence:colleagues", kwargs={"review": found.uid}),
    )
    if form.is_bound and form.is_valid():
        person = accounts.person(UUID(form.cleaned_data["person"].value))
        assert person is not None  # noqa: S101 - the field found them
        try:
            services.add_member(
                review=found,
                person=person,
                part=Part(form.cleaned_data["part"]),
                conflicts=form.cleaned_data["conflicts"],
                pre_understanding=form.cleaned_data["pre_understanding"],
                by=actor_of(request),
                now=now_of(request),
            )
        except MedgangError as error:
            form.add_error(None, say(error, words.lang()))
        else:
            messages.success(request, _("Deltakeren er lagt til."))
            return redirect("evidence:members", review=found.uid)
    listed = [(one, words.PARTS[Part(one.part)]) for one in selectors.members(found)]
    return show(request, "members", found, "members", {"form": form, "members": listed})


@require_POST
def colleagues(request: HttpRequest, review: UUID) -> JsonResponse:
    """What the field asks while one types."""
    review_of(request, review)
    found = _options(request, request.POST.get("text", "")[:100])
    return JsonResponse(
        {"results": [{"value": one.value, "label": one.label, "hint": one.hint} for one in found]}
    )


@require_POST
def end_member(request: HttpRequest, review: UUID, participant: UUID) -> HttpResponse:
    """Somebody leaves."""
    found = review_of(request, review)
    member = selectors.member(found, participant)
    if member is None:
        raise Http404
    try:
        services.end_member(member=member, by=actor_of(request), now=now_of(request))
    except MedgangError as error:
        messages.warning(request, say(error, words.lang()))
    else:
        messages.success(request, _("Deltakeren er ute. Svarene står."))
    return redirect("evidence:members", review=found.uid)
