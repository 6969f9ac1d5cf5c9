"""A helper's own page: what was shared, what to take care with, whom to ring, and what became of a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medgang.web.accounts import crypto
from medgang.web.accounts.access import now_of
from medgang.web.patients.selectors import timeline
from medgang.web.portal import presenters, selectors, services, words
from medgang.web.portal.doors import helpers_own
from medgang.web.portal.forms import MeetingForm
from medgang.web.portal.models import LinkKind, Outcome
from medgang.web.portal.selectors import Visit
from medgang.web.portal.sharing import shared_with


@require_safe
@helpers_own
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Only what is shared; never the record, and not the patient's full name."""
    known, today = timeline(visit.patient), timezone.localdate(now_of(request))
    items = shared_with(known, visit.link.holder)
    return render(
        request,
        "portal/follow.html",
        {
            "visit": visit,
            "ring": presenters.ring(),
            "first_name": visit.patient.full_name.split()[0],
            "kind": words.KINDS[LinkKind(visit.link.kind)],
            "shown": presenters.followed(visit.link, known, items, today),
            "items": items,
            "today": today.isoweekday(),
            "own_ring": crypto.decrypt(visit.link.sealed_ring),
            "meetings": [
                (each.day, words.OUTCOMES[Outcome(each.outcome)], each.moved_to)
                for each in selectors.meetings_of([visit.link])[:5]
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@helpers_own
def meeting(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Met, not met, moved."""
    now = now_of(request)
    form = MeetingForm(
        request.POST if request.method == "POST" else None, initial={"day": timezone.localdate(now)}
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        services.note_meeting(
            link=visit.link,
            uid=data["key"],
            day=data["day"],
            outcome=Outcome(data["outcome"]),
            moved_to=data["moved_to"],
            by=visit.actor,
            now=now,
        )
        messages.success(request, _("Skrevet."))
        return redirect("portal:follow")
    return render(request, "portal/meeting.html", {"visit": visit, "ring": presenters.ring(), "form": form})
