"""The week, what stands fixed, and the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import UnitRef
from medgang.web.gym import calendars, forms, planning, presenters, selectors, words
from medgang.web.gym.describe import lang

WEEKS = 12
"""How far back planned against delivered is counted."""


def unit_of(request: HttpRequest) -> UnitRef:
    """The unit of the door."""
    found = actor_of(request).unit
    assert found is not None  # noqa: S101 - the door of the route
    return found


def _monday(asked: str, today: date) -> date:
    try:
        found = datetime.strptime(f"{asked}-1", "%G-%V-%u").date()  # noqa: DTZ007 - a day, not an instant
    except ValueError:
        found = today
    return found - timedelta(days=found.weekday())


def _week(day: date) -> str:
    year, week, _day = day.isocalendar()
    return f"{year}-{week:02d}"


@require_safe
def week(request: HttpRequest, unit: UUID) -> HttpResponse:
    """The sessions of a week, and what became of those before."""
    here, now = unit_of(request), now_of(request)
    today = timezone.localdate(now)
    monday = _monday(request.GET.get("uke", ""), today)
    found = selectors.sessions(here.id, monday, monday + timedelta(days=6))
    delivery = selectors.delivery(here.id, today - timedelta(weeks=WEEKS), today, now)
    return render(
        request,
        "gym/week.html",
        {
            "unit": here,
            "week": monday.isocalendar().week,
            "days": presenters.by_day(presenters.card(one, now, here.id) for one in found),
            "before": _week(monday - timedelta(days=7)),
            "after": _week(monday + timedelta(days=7)),
            "is_this": monday <= today < monday + timedelta(days=7),
            "weeks": WEEKS,
            "delivery": presenters.delivery(delivery) if delivery.planned else None,
        },
    )


def _what(here: UnitRef, now: datetime) -> dict[str, Any]:
    unit = selectors.unit(here.id)
    return {
        "staff": selectors.staff(here.id, now),
        "equipment": selectors.equipment(here.id),
        "units": selectors.neighbours(unit),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def once(request: HttpRequest, unit: UUID) -> HttpResponseBase:
    """A session that happens once."""
    here, now = unit_of(request), now_of(request)
    form = forms.OnceForm(
        request.POST if request.method == "POST" else None,
        initial={"day": timezone.localdate(now)},
        **_what(here, now),
    )
    if form.is_bound and form.is_valid():
        made = planning.add_session(
            what=form.what(),
            starts=form.starts(),
            title=form.cleaned_data["title"],
            open_event=form.cleaned_data["open_event"],
            by=actor_of(request),
            now=now,
            uid=form.uid,
        )
        messages.success(request, _("Økta er satt opp."))
        return redirect("gym:session", unit=unit, session=made.uid)
    return render(request, "gym/form.html", {"unit": here, "form": form, "title": _("Ny økt")})


@require_safe
def setup(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Fixed days, equipment, the activity group, the defibrillator, the calendar's address."""
    here, now = unit_of(request), now_of(request)
    today = timezone.localdate(now)
    settings = selectors.settings_of(here.id)
    return render(
        request,
        "gym/setup.html",
        {
            "unit": here,
            "fixtures": [presenters.fixture(one) for one in selectors.fixtures(here.id, today)],
            "equipment": selectors.equipment(here.id),
            "group": [presenters.member(one) for one in selectors.group(here.id)],
            "settings": settings,
            "calendar": request.build_absolute_uri(calendars.path_of(settings)) if settings else "",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: UUID, what: str) -> HttpResponseBase:
    """A fixed day, equipment, somebody in the group, or where the defibrillator hangs."""
    here, now, by = unit_of(request), now_of(request), actor_of(request)
    data = request.POST if request.method == "POST" else None
    today = timezone.localdate(now)
    form: Any
    match what:
        case "fast-dag":
            title, form = (
                _("Ny fast dag"),
                forms.FixtureForm(data, initial={"begins": today}, **_what(here, now)),
            )
        case "utstyr":
            title, form = _("Utstyr"), forms.EquipmentForm(data)
        case "gruppe":
            title, form = (
                _("Aktivitetsgruppa"),
                forms.GroupForm(data, staff=selectors.staff(here.id, now)),
            )
        case "hjertestarter":
            settings = selectors.settings_of(here.id)
            initial = {"defibrillator": settings.defibrillator} if settings else None
            title, form = _("Hjertestarter"), forms.PlaceForm(data, initial=initial)
        case _:
            raise Http404
    if form.is_bound and form.is_valid():
        found = form.cleaned_data
        if isinstance(form, forms.FixtureForm):
            planning.add_fixture(
                what=form.what(),
                weekday=int(found["weekday"]),
                at=found["at"],
                begins=found["begins"],
                backup=form.person("backup"),
                by=by,
                now=now,
                uid=form.uid,
            )
        elif isinstance(form, forms.EquipmentForm):
            planning.set_equipment(name=found["name"], count=int(found["count"]), by=by, now=now)
        elif isinstance(form, forms.GroupForm):
            planning.put_in_group(
                person=form.person_chosen(),
                part=words.Part(found["part"]),
                first_aid_on=found["first_aid_on"],
                by=by,
                now=now,
            )
        else:
            planning.set_place(defibrillator=found["defibrillator"], by=by, now=now)
        messages.success(request, _("Lagret."))
        return redirect("gym:setup", unit=unit)
    return render(request, "gym/form.html", {"unit": here, "form": form, "title": title, "to_setup": True})


@require_POST
def end_fixture(request: HttpRequest, unit: UUID, fixture: UUID) -> HttpResponseBase:
    """No more of these."""
    here, now = unit_of(request), now_of(request)
    found = selectors.fixture(here.id, fixture)
    if found is None:
        raise Http404
    planning.end_fixture(fixture=found, today=timezone.localdate(now), by=actor_of(request), now=now)
    messages.success(request, _("Den faste dagen er avsluttet. Det som har vært, står."))
    return redirect("gym:setup", unit=unit)


@require_POST
def leave_group(request: HttpRequest, unit: UUID, person: UUID) -> HttpResponseBase:
    """Somebody no longer answers for it."""
    planning.leave_group(person=person, by=actor_of(request), now=now_of(request))
    return redirect("gym:setup", unit=unit)


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """When, where and what, for a calendar that subscribes. Nobody is named."""
    found = selectors.unit_of_calendar(token)
    if found is None:
        raise Http404
    today = timezone.localdate(now_of(request))
    first, last = today - timedelta(days=30), today + timedelta(days=90)
    body = calendars.feed(selectors.sessions(found.pk, first, last), now_of(request), lang())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
