"""The diary: private until shared."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.web.accounts.access import now_of
from medgang.web.portal import presenters, selectors, services
from medgang.web.portal.doors import patients_own
from medgang.web.portal.forms import DiaryForm
from medgang.web.portal.models import DiaryEntry
from medgang.web.portal.selectors import Visit
from medgang.web.portal.views.own import frame


def own_entry(visit: Visit, uid: UUID) -> DiaryEntry:
    """One of this patient's entries; 404 for every other."""
    found = selectors.entry_of(visit.patient, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@patients_own
def listing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All of it, newest first."""
    lines = [presenters.diary_line(entry) for entry in selectors.diary_of(visit.patient)]
    return render(request, "portal/diary.html", {**frame(visit), "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@patients_own
def new(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Write: what, how it felt, and no more unless one wants to."""
    now = now_of(request)
    form = DiaryForm(
        request.POST if request.method == "POST" else None, initial={"day": timezone.localdate(now)}
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        services.write_entry(
            patient=visit.patient,
            uid=data["key"],
            day=data["day"],
            page=form.page(),
            share=data["share"],
            by=visit.actor,
            now=now,
        )
        messages.success(request, _("Delt med teamet.") if data["share"] else _("Skrevet. Bare du ser det."))
        return redirect("portal:diary")
    return render(request, "portal/diary_new.html", {**frame(visit), "form": form})


@require_safe
@patients_own
def entry(request: HttpRequest, visit: Visit, entry: UUID) -> HttpResponse:
    """One entry, and what can be done with it."""
    line = presenters.diary_line(own_entry(visit, entry))
    return render(request, "portal/diary_entry.html", {**frame(visit), "line": line})


@require_POST
@patients_own
def share(request: HttpRequest, visit: Visit, entry: UUID) -> HttpResponseBase:
    """Give it to the team."""
    services.share_entry(entry=own_entry(visit, entry), by=visit.actor, now=now_of(request))
    messages.success(request, _("Delt med teamet."))
    return redirect("portal:diary_entry", entry=entry)


@require_POST
@patients_own
def take_back(request: HttpRequest, visit: Visit, entry: UUID) -> HttpResponseBase:
    """Private again."""
    services.take_back(
        entry=own_entry(visit, entry),
        reason=_("pasienten tok delingen tilbake"),
        by=visit.actor,
        now=now_of(request),
    )
    messages.success(request, _("Delingen er tatt tilbake. Det teamet har lest, kan stå i journalen."))
    return redirect("portal:diary_entry", entry=entry)


@require_POST
@patients_own
def delete(request: HttpRequest, visit: Visit, entry: UUID) -> HttpResponseBase:
    """A private entry is gone when its writer says so."""
    services.delete_entry(entry=own_entry(visit, entry))
    messages.success(request, _("Slettet."))
    return redirect("portal:diary")
