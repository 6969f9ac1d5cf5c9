"""Today."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from medgang.web.accounts import access_log as log
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import Purpose
from medgang.web.patients import selectors
from medgang.web.patients.describe import unit_names
from medgang.web.ward import presenters

SINCE = timedelta(hours=24)
"""How far back "since yesterday" goes."""


@require_safe
def today(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Who is here, what calls for attention, and what has happened since yesterday."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    here = selectors.current_patients(actor.unit.id)
    rows = selectors.recorded_in(actor.unit.id, since=now - SINCE)
    log.log_read(
        by=actor,
        now=now,
        what="ward:today",
        purpose=Purpose.CARE,
        details={
            "shown": sorted({str(line.patient.uid) for line in here} | {str(row.patient.uid) for row in rows})
        },
    )
    return render(
        request,
        "ward/today.html",
        {
            "unit": actor.unit,
            "day": timezone.localdate(now),
            "phases": presenters.by_phase(here),
            "total": len(here),
            "attention": presenters.attention(here, selectors.timelines(line.patient for line in here), now),
            "latest": presenters.latest(rows, unit_names()),
        },
    )
