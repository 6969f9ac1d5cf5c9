"""Files in, and duplicates."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.content.sentences import say
from medgang.core.errors import MedgangError, NotAllowed
from medgang.core.literature.flow import Route
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.evidence import forms, presenters, selectors, words
from medgang.web.evidence.pages import review_of, show
from medgang.web.evidence.services import records as services

_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def import_files(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """One export after another; each says what it gave."""
    found = review_of(request, review)
    bound = request.method == "POST"
    form = forms.ImportForm(request.POST if bound else None, request.FILES if bound else None)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            services.check_size(upload.size)
            file, new = services.import_file(
                review=found,
                name=upload.name,
                data=upload.read(),
                database=form.cleaned_data["database"],
                route=Route(form.cleaned_data["route"]),
                searched=form.cleaned_data["searched"],
                by=actor_of(request),
                now=now_of(request),
            )
        except NotAllowed:
            raise
        except MedgangError as error:
            form.add_error("file", say(error, words.lang()))
        else:
            if new:
                said = ngettext("%(n)s ny post er lest inn.", "%(n)s nye poster er lest inn.", file.new)
                messages.success(request, said % {"n": file.new})
            else:
                messages.info(request, _("Alt i filen er lest inn før. Ingenting er endret."))
            return redirect("evidence:file", review=found.uid, file=file.uid)
    listed = [(one, words.ROUTES[Route(one.route)]) for one in selectors.files(found)]
    return show(request, "import", found, "import", {"form": form, "files": listed})


@require_safe
def file(request: HttpRequest, review: UUID, file: UUID) -> HttpResponse:
    """One file: what it gave, and what could not be read."""
    found = review_of(request, review)
    stored = selectors.file(found, file)
    if stored is None:
        raise Http404
    return show(
        request,
        "file",
        found,
        "import",
        {"file": stored, "losses": presenters.loss_lines(stored.name, stored.losses)},
    )


@require_safe
def duplicates(request: HttpRequest, review: UUID) -> HttpResponse:
    """The pair to be judged now, and the groups that were joined, each with why."""
    found = review_of(request, review)
    unsure = selectors.unsure_pairs(found)
    first = unsure.first()
    page = Paginator(selectors.duplicate_groups(found), _A_PAGE).get_page(request.GET.get("side"))
    return show(
        request,
        "duplicates",
        found,
        "duplicates",
        {
            "unsure": unsure.count(),
            "pair": presenters.pair_card(first) if first else None,
            "page": page,
            "groups": presenters.group_cards(found, page.object_list),
        },
    )


@require_POST
def find_duplicates(request: HttpRequest, review: UUID) -> HttpResponse:
    """Look through all records."""
    found = review_of(request, review)
    joined = services.look_for_duplicates(review=found, by=actor_of(request), now=now_of(request))
    said = ngettext("%(n)s post er dublett av en annen.", "%(n)s poster er dubletter av andre.", joined)
    messages.success(request, said % {"n": joined})
    return redirect("evidence:duplicates", review=found.uid)


@require_POST
def judge_pair(request: HttpRequest, review: UUID, pair: UUID) -> HttpResponse:
    """One pair: one record or two. Undoing a merge is saying «two»."""
    found = review_of(request, review)
    stored = selectors.pair(found, pair)
    if stored is None:
        raise Http404
    same = request.POST.get("verdict") == "same"
    services.judge_pair(pair=stored, same=same, by=actor_of(request), now=now_of(request))
    messages.success(request, _("Regnes som samme post.") if same else _("Regnes som to poster."))
    return redirect("evidence:duplicates", review=found.uid)
