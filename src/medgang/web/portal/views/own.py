"""The patient's own pages: the week, goals, tests, who looked, whom to ring, and all of it to take along."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from medgang.web.accounts.access import now_of
from medgang.web.patients.presenters import access_line
from medgang.web.patients.selectors import timeline
from medgang.web.portal import presenters, selectors
from medgang.web.portal.doors import patients_own
from medgang.web.portal.selectors import Visit


def frame(visit: Visit) -> dict[str, Any]:
    """What every own page shows around its content."""
    return {"visit": visit, "ring": presenters.ring()}


@require_safe
@patients_own
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """This week, what is next, my goals, what I have managed."""
    known, today = timeline(visit.patient), timezone.localdate(now_of(request))
    going, _done = presenters.goals(known)
    return render(
        request,
        "portal/home.html",
        {
            **frame(visit),
            "week": presenters.week_of(known, today),
            "today": today.isoweekday(),
            "nexts": presenters.nexts(known, today),
            "goals": going,
            "victories": presenters.victories(known)[:3],
            "after": presenters.after_lines(known),
        },
    )


@require_safe
@patients_own
def goals(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My goals, small and large, and what became of them."""
    known = timeline(visit.patient)
    going, done = presenters.goals(known)
    return render(
        request,
        "portal/goals.html",
        {**frame(visit), "going": going, "done": done, "victories": presenters.victories(known)},
    )


@require_safe
@patients_own
def tests(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My tests in plain words: what may be said, or that nobody can tell."""
    return render(
        request, "portal/tests.html", {**frame(visit), "groups": presenters.tests(timeline(visit.patient))}
    )


@require_safe
@patients_own
def log(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who has looked, when and why; my own visits are counted, not listed."""
    rows, own = selectors.who_looked(visit.patient)
    entries = Paginator(rows, 40).get_page(request.GET.get("side"))
    return render(
        request,
        "portal/log.html",
        {**frame(visit), "entries": entries, "lines": [access_line(entry) for entry in entries], "own": own},
    )


@require_safe
@patients_own
def ring(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whom to ring."""
    return render(request, "portal/ring.html", frame(visit))


@require_safe
@patients_own
def take_along(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the file holds, and a sheet of the diary to fill in by hand."""
    return render(request, "portal/take_along.html", frame(visit))


@require_safe
@patients_own
def file(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Diary, goals, plan and log in one file that needs nothing of ours."""
    known, now = timeline(visit.patient), now_of(request)
    going, done = presenters.goals(known)
    rows, own = selectors.who_looked(visit.patient)
    made = render(
        request,
        "portal/file.html",
        {
            **frame(visit),
            "now": now,
            "diary": [presenters.diary_line(entry) for entry in selectors.diary_of(visit.patient)],
            "going": going,
            "done": done,
            "victories": presenters.victories(known),
            "week": presenters.week_of(known, timezone.localdate(now)),
            "after": presenters.after_lines(known),
            "groups": presenters.tests(known),
            "lines": [access_line(entry) for entry in rows],
            "own": own,
        },
    )
    made["Content-Disposition"] = f'attachment; filename="mitt-{timezone.localdate(now):%Y-%m-%d}.html"'
    return made
