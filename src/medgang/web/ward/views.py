"""Today."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from medgang.core.people import Role
from medgang.core.procedures import Place
from medgang.core.timeline import EventKind
from medgang.web.accounts import access_log as log
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.gym import presenters as gym_pages
from medgang.web.gym import selectors as gym
from medgang.web.patients import selectors
from medgang.web.patients.describe import unit_names
from medgang.web.patients.oversight import emergency
from medgang.web.patients.reasons import lang
from medgang.web.procedures import selectors as procedures
from medgang.web.ward import forms, presenters, services, tasks
from medgang.web.ward.board import Board

SINCE = timedelta(hours=24)
"""How far back "since yesterday" goes."""


def _log(by: Actor, now: datetime, what: str, shown: set[str]) -> None:
    log.log_read(by=by, now=now, what=what, purpose=Purpose.CARE, details={"shown": sorted(shown)})


@require_safe
def today(request: HttpRequest, unit: UUID) -> HttpResponse:
    """What is due, who is here, and what has happened since yesterday."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    board = Board.of(actor.unit.id, timezone.localdate(now))
    latest = selectors.recorded_in(actor.unit.id, since=now - SINCE)
    _log(actor, now, "ward:today", board.shown | {str(row.patient.uid) for row in latest})
    versions = procedures.version_uids()
    back = request.get_full_path()

    def rows(place: Place) -> list[tasks.TodayRow]:
        return tasks.today_rows(unit, board.due, board.names, place, versions, back, board.today)

    ward = rows(Place.WARD)
    return render(
        request,
        "ward/today.html",
        {
            "unit": actor.unit,
            "day": board.today,
            "phases": presenters.by_phase(board.here),
            "total": len(board.here),
            "expected": presenters.expected_back(board.here, board.today),
            "groups": tasks.grouped(ward),
            "row_count": len(ward),
            "physician": tasks.grouped(rows(Place.PHYSICIAN)),
            "physician_first": actor.role is Role.PHYSICIAN,
            "after": tasks.grouped(rows(Place.AFTER)),
            "follows": bool(board.histories),
            "sessions": [
                gym_pages.card(one, now, actor.unit.id)
                for one in gym.sessions(actor.unit.id, board.today, board.today)
            ],
            "latest": presenters.latest(latest, unit_names()),
            "to_review": emergency.to_review(actor.unit.id, actor.person_id)
            if Role.SECTION_LEADER in actor.roles
            else 0,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, unit: UUID, step: str) -> HttpResponseBase:
    """An offer to several patients, answered with one press for each."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    board = Board.of(actor.unit.id, timezone.localdate(now))
    asked = board.waiting_for(step)
    if asked is None:
        messages.info(request, _("Alle har fått tilbudet i dag."))
        return redirect("ward:today", unit=unit)
    if not asked.step.offer:
        raise Http404
    _log(actor, now, "ward:offer", {str(patient.uid) for patient in asked.patients})
    form = forms.OfferForm(
        request.POST if request.method == "POST" else None,
        patients=[(patient.uid, patient.full_name) for patient in asked.patients],
    )
    if form.is_bound and form.is_valid():
        noted = services.note_offers(
            patients=asked.patients, answers=form.answers(), activity="", by=actor, now=now
        )
        messages.success(
            request,
            ngettext("Lagret for %(n)s pasient.", "Lagret for %(n)s pasienter.", noted) % {"n": noted},
        )
        return redirect("ward:today", unit=unit)
    return render(
        request,
        "ward/offer.html",
        {
            "unit": actor.unit,
            "form": form,
            "title": asked.step.title.in_(lang()),
            "how": asked.step.how.in_(lang()),
        },
    )


REGISTER = timedelta(days=365)
"""How far back the register of adverse events goes."""


@require_safe
def adverse(request: HttpRequest, unit: UUID) -> HttpResponse:
    """The register of adverse events of the last year, and how often they happen per 1,000 person-sessions."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    rows = selectors.standing_in(
        actor.unit.id, (EventKind.ADVERSE_EVENT, EventKind.TRAINED), since=now - REGISTER
    )
    register = presenters.register(rows, unit_names())
    _log(actor, now, "ward:adverse", {str(line.patient) for line in register.lines})
    return render(request, "ward/adverse.html", {"unit": actor.unit, "register": register})
