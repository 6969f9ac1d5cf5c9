"""Screening: one record a page, the disagreements, and how far it has come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.content.sentences import say
from medgang.core.errors import MedgangError, NotAllowed
from medgang.core.literature.questions import Side
from medgang.core.literature.screening.decisions import Answer, Stage
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.evidence import forms, presenters, selectors, words
from medgang.web.evidence.models import RecordRow, Review
from medgang.web.evidence.pages import STAGES, review_of, show
from medgang.web.evidence.services import screening as services


def _criteria(review: Review) -> dict[str, Any]:
    criteria = selectors.criteria_of(review)
    items = criteria.items if criteria else ()
    return {
        "include": [one.text for one in items if one.side is Side.INCLUDE],
        "exclude": [one.text for one in items if one.side is Side.EXCLUDE],
    }


def _screen(request: HttpRequest, uid: UUID, stage: Stage) -> HttpResponseBase:
    review = review_of(request, uid)
    actor = actor_of(request)
    assert actor.person_id is not None  # noqa: S101 - a signed-in person
    criteria = selectors.criteria_of(review)
    form = forms.ScreenForm(
        request.POST if request.method == "POST" else None, criteria=criteria, stage=stage
    )
    row: RecordRow | None = None
    if form.is_bound:
        row = _record(review, request.POST.get("record", ""))
        if form.is_valid() and row is not None:
            _store(request, form, row, stage)
            return redirect("evidence:screen" if stage is Stage.TITLE else "evidence:full_text", review=uid)
    following, left = selectors.next_record(review, actor.person_id, stage)
    shown = row or following
    if not form.is_bound and shown is not None:
        form.initial["record"] = shown.uid
    tab = "screen" if stage is Stage.TITLE else "full_text"
    answers = form.fields["answer"].choices  # type: ignore[attr-defined]
    return show(
        request,
        "screen",
        review,
        tab,
        {
            "form": form,
            "card": presenters.card(shown, presenters.terms_of(review)) if shown else None,
            "left": left,
            "stage": stage.value,
            "answers": [(place, value, label) for place, (value, label) in enumerate(answers, 1)],
            "criteria": _criteria(review),
        },
    )


def _record(review: Review, text: str) -> RecordRow | None:
    try:
        return selectors.record(review, UUID(text))
    except ValueError:
        return None


def _store(request: HttpRequest, form: forms.ScreenForm, row: RecordRow, stage: Stage) -> None:
    actor, now = actor_of(request), now_of(request)
    if form.cleaned_data["answer"] == "not-retrieved":
        services.mark_not_retrieved(record=row, by=actor, now=now)
        return
    services.decide(
        record=row,
        stage=stage,
        answer=Answer(form.cleaned_data["answer"]),
        reason=form.cleaned_data["reason"],
        note=form.cleaned_data["note"],
        uid=form.cleaned_data["idempotency_key"],
        by=actor,
        now=now,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """Titles and abstracts, the likeliest first."""
    return _screen(request, review, Stage.TITLE)


@require_http_methods(["GET", "HEAD", "POST"])
def full_text(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """Reports read whole; an exclusion says why."""
    return _screen(request, review, Stage.FULL_TEXT)


@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """Where the screeners disagree, one at a time; the arbiter decides."""
    found = review_of(request, review)
    stage = Stage.TITLE
    row = selectors.conflicts(found, stage).first()
    if row is None:
        stage = Stage.FULL_TEXT
        row = selectors.conflicts(found, stage).first()
    if request.method == "POST":
        stage = STAGES.get(request.POST.get("stage", ""), Stage.TITLE)
        row = _record(found, request.POST.get("record", ""))
    form = forms.ScreenForm(
        request.POST if request.method == "POST" else None,
        criteria=selectors.criteria_of(found),
        stage=stage,
        initial={"record": row.uid if row else None},
    )
    if form.is_bound and form.is_valid() and row is not None:
        try:
            services.decide(
                record=row,
                stage=stage,
                answer=Answer(form.cleaned_data["answer"]),
                reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
                as_arbiter=True,
                uid=form.cleaned_data["idempotency_key"],
                by=actor_of(request),
                now=now_of(request),
            )
        except NotAllowed:
            raise
        except MedgangError as error:
            form.add_error(None, say(error, words.lang()))
        else:
            return redirect("evidence:conflicts", review=found.uid)
    person_id = actor_of(request).person_id
    assert person_id is not None  # noqa: S101 - a signed-in person
    open_ = row is not None and selectors.may_see_decisions(found, person_id)
    given = selectors.decisions_on(row, stage) if row is not None and open_ else []
    answers = [one for one in form.fields["answer"].choices if one[0] in {a.value for a in Answer}]  # type: ignore[attr-defined]
    return show(
        request,
        "conflicts",
        found,
        "conflicts",
        {
            "form": form,
            "stage": stage.value,
            "card": presenters.card(row, presenters.terms_of(found)) if row is not None and open_ else None,
            "given": [(one, words.ANSWERS[Answer(one.answer)]) for one in given],
            "answers": [(place, value, label) for place, (value, label) in enumerate(answers, 1)],
            "criteria": _criteria(found),
            "left": sum(selectors.conflicts(found, one).count() for one in Stage),
            "hidden": row is not None and not open_,
        },
    )


@require_safe
def progress(request: HttpRequest, review: UUID) -> HttpResponse:
    """How far each has come, how well they agree, and what the stopping aid can say."""
    found = review_of(request, review)
    total = selectors.kept(found).count()
    given = selectors.answers_by_screener(found, Stage.TITLE)
    given_text = selectors.answers_by_screener(found, Stage.FULL_TEXT)
    return show(
        request,
        "progress",
        found,
        "progress",
        {
            "total": total,
            "screeners": [(person.full_name, len(answers)) for person, answers in given.items()],
            "agreements": [
                (_("Tittel og sammendrag"), presenters.agreements(given)),
                (_("Fulltekst"), presenters.agreements(given_text)),
            ],
            "stopping": presenters.stopping(selectors.labels_in_order(found), total),
        },
    )


@require_POST
def stop(request: HttpRequest, review: UUID) -> HttpResponse:
    """The lead decides that no more is read."""
    found = review_of(request, review)
    services.stop_screening(review=found, by=actor_of(request), now=now_of(request))
    messages.success(request, _("Silingen er stoppet. Uleste poster telles som ikke lest."))
    return redirect("evidence:progress", review=found.uid)
