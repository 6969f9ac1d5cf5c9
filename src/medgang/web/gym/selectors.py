"""Reading sessions. What a fixed day gives is computed: a session has a row only when something has happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils import timezone

from medgang.core.procedures import Limits
from medgang.core.programmes import Clock, Press, Pressed, run
from medgang.core.states import IN_CARE, Presence, StayState
from medgang.core.timeline import EventKind, Timeline
from medgang.core.timeline.details_sessions import Trained
from medgang.web.accounts.models import OrgUnit, Person
from medgang.web.accounts.selectors import members_now
from medgang.web.gym import plans
from medgang.web.gym.models import Equipment, Fixture, GroupMember, Seat, Session, UnitGym
from medgang.web.patients import composition
from medgang.web.patients import selectors as patients
from medgang.web.patients.models import Patient, Placement

AHEAD = timedelta(days=200)
"""How far ahead a fixed day's session can be opened by its address."""


class NoSuchSession(Exception):  # noqa: N818 - read aloud: "no such session"
    """The unit has no such session. Views answer 404."""


def _days(fixture: Fixture, first: date, last: date) -> Iterator[date]:
    start = max(first, fixture.begins)
    stop = last if fixture.ends is None else min(last, fixture.ends)
    day = start + timedelta(days=(fixture.weekday - start.weekday()) % 7)
    while day <= stop:
        yield day
        day += timedelta(days=7)


def uid_on(fixture: Fixture, day: date) -> UUID:
    """The id of the fixed day's session on a day: the same, whoever asks, whether it has a row or not."""
    return uuid5(fixture.uid, day.isoformat())


def _computed(fixture: Fixture, day: date) -> Session:
    return Session(
        uid=uid_on(fixture, day),
        unit=fixture.unit,
        fixture=fixture,
        starts=timezone.make_aware(datetime.combine(day, fixture.at)),
        plan=fixture.plan,
        place=fixture.place,
        leader=fixture.leader,
        second=fixture.stand_in,
        equipment=fixture.equipment,
        setting=fixture.setting,
        invited=fixture.invited,
        formers=fixture.formers,
        women_only=fixture.women_only,
        own_pace=fixture.own_pace,
    )


_WITH = ("unit", "leader", "second", "equipment", "fixture")


def sessions(unit_id: int, first: date, last: date, *, invited: bool = True) -> list[Session]:
    """The sessions of the days `first` to `last`: the unit's own, and those it is invited to. Three queries."""
    ours = OrgUnit.objects.filter(pk=unit_id).values("trust_id")
    begin = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    stored = list(
        Session.objects.filter(unit__trust_id__in=ours, starts__gte=begin, starts__lt=end).select_related(
            *_WITH
        )
    )
    known = {session.uid for session in stored}
    fixtures = Fixture.objects.filter(Q(ends=None) | Q(ends__gte=first), unit__trust_id__in=ours)
    found = list(stored)
    for fixture in fixtures.filter(begins__lte=last).select_related(
        "unit", "leader", "stand_in", "equipment"
    ):
        found += [
            _computed(fixture, day)
            for day in _days(fixture, first, last)
            if uid_on(fixture, day) not in known
        ]
    mine = [one for one in found if one.unit_id == unit_id or (invited and unit_id in one.invited)]
    return sorted(mine, key=lambda one: (one.starts, one.uid))


def session(unit_id: int, uid: UUID, today: date) -> Session:
    """The unit's own session of this id, stored or computed; `NoSuchSession`."""
    stored = Session.objects.filter(unit_id=unit_id, uid=uid).select_related(*_WITH).first()
    if stored is not None:
        return stored
    for fixture in Fixture.objects.filter(unit_id=unit_id).select_related(
        "unit", "leader", "stand_in", "equipment"
    ):
        for day in _days(fixture, fixture.begins, today + AHEAD):
            if uid_on(fixture, day) == uid:
                return _computed(fixture, day)
    raise NoSuchSession


def expected(session: Session, now: datetime) -> list[Patient]:
    """Who is expected: everybody in the unit and the invited ones at that time, by name."""
    at = session.starts
    placements = (
        Placement.objects.filter(unit_id__in=[session.unit_id, *session.invited], starts__lte=at)
        .filter(Q(ends=None) | Q(ends__gt=at))
        .select_related("patient", "stay")
        .order_by("patient__sort_key", "patient_id")
    )
    upcoming = at.date() >= now.date()
    care = {state.value for state in IN_CARE}
    found: dict[int, Patient] = {}
    for placement in placements:
        stay = placement.stay
        in_care = stay.state in care if stay.ended is None else stay.ended > at
        former = session.formers and stay.state == StayState.AFTER.value
        away = upcoming and stay.presence == Presence.ON_LEAVE.value
        other = session.women_only and placement.patient.sex == "m"
        if (in_care or former) and not away and not other:
            found[placement.patient_id] = placement.patient
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Taken:
    """What one person did, as the timeline says it now: the event, when it was, its detail."""

    event: UUID
    occurred: datetime
    detail: Trained


@dataclass(frozen=True, slots=True)
class Roster:
    """A session's people, read once."""

    session: Session
    seats: list[Seat]
    waiting: list[Patient]
    timelines: dict[int, Timeline]
    limits: Limits
    taken: dict[int, Taken] = field(default_factory=dict)

    def seat(self, number: int) -> Seat:
        """The seat of this number; `NoSuchSession` when nobody sits there."""
        for seat in self.seats:
            if seat.number == number:
                return seat
        raise NoSuchSession


def taken(timeline: Timeline, session: UUID) -> Taken | None:
    """What the person did in the session."""
    for event, detail in reversed(timeline.details(EventKind.TRAINED, Trained)):
        if detail.session == session:
            return Taken(event.uid, event.occurred, detail)
    return None


def limits_for(session: Session, patient: Patient, timeline: Timeline, today: date) -> Limits:
    """The limits that hold in the session's unit."""
    return composition.extras(session.unit.uid, session.unit_id, patient, timeline, today).limits


def roster(session: Session, now: datetime, *, only: int | None = None) -> Roster:
    """Everybody on the roster, or the one seat `only`."""
    seats: list[Seat] = []
    if session.pk:
        rows = Seat.objects.filter(session=session).select_related("patient").order_by("number")
        seats = list(rows.filter(number=only) if only is not None else rows)
    waiting: list[Patient] = []
    if only is None:
        seated = {seat.patient_id for seat in seats}
        waiting = [one for one in expected(session, now) if one.pk not in seated]
    people = [*(seat.patient for seat in seats), *waiting]
    timelines = patients.timelines(people)
    today = timezone.localdate(now)
    limits = limits_for(session, people[0], timelines[people[0].pk], today) if people else Limits()
    found = {seat.patient_id: taken(timelines[seat.patient_id], session.uid) for seat in seats}
    return Roster(
        session, seats, waiting, timelines, limits, {pk: one for pk, one in found.items() if one is not None}
    )


def clock(session: Session) -> Clock:
    """How the session's clock stands."""
    presses = session.presses.all() if session.pk else ()
    return run(plans.planned(session.plan), [Pressed(Press(one.press), one.at) for one in presses])


def settings_of(unit_id: int) -> UnitGym | None:
    """The unit's own settings, if it has any."""
    return UnitGym.objects.filter(unit_id=unit_id).first()


def unit_of_calendar(token: str) -> OrgUnit | None:
    """Whose calendar this secret address is."""
    found = UnitGym.objects.filter(calendar_token=token).select_related("unit").first()
    return found.unit if found else None


def equipment(unit_id: int) -> list[Equipment]:
    """What the unit has."""
    return list(Equipment.objects.filter(unit_id=unit_id))


def fixtures(unit_id: int, today: date) -> list[Fixture]:
    """The fixed days that hold today or begin later."""
    return list(
        Fixture.objects.filter(unit_id=unit_id)
        .filter(Q(ends=None) | Q(ends__gte=today))
        .select_related("leader", "stand_in", "backup", "equipment")
    )


def fixture(unit_id: int, uid: UUID) -> Fixture | None:
    """The unit's fixed day of this id."""
    return Fixture.objects.filter(unit_id=unit_id, uid=uid).first()


def group(unit_id: int) -> list[GroupMember]:
    """The unit's activity group."""
    return list(
        GroupMember.objects.filter(unit_id=unit_id, ended=None)
        .select_related("person")
        .order_by("person__sort_key")
    )


def staff(unit_id: int, now: datetime) -> list[Person]:
    """Who can lead: everybody who works in the unit now, by name."""
    found: dict[int, Person] = {}
    for membership in members_now(unit_id, now):
        found.setdefault(membership.person_id, membership.person)
    return list(found.values())


def unit(unit_id: int) -> OrgUnit:
    """The unit itself."""
    return OrgUnit.objects.get(pk=unit_id)


def neighbours(unit: OrgUnit) -> list[OrgUnit]:
    """The other units of the same entity: those that can be invited."""
    return list(
        OrgUnit.objects.filter(trust_id=unit.trust_id, level="unit", closed_on=None).exclude(pk=unit.pk)
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """Planned against delivered over a stretch of days, and the longest gap between delivered sessions in days."""

    planned: int
    delivered: int
    cancelled: dict[str, int]
    silent: int
    longest_gap: int | None


def delivery(unit_id: int, first: date, last: date, now: datetime) -> Delivery:
    """What became of the sessions that should have been held by now."""
    due = [one for one in sessions(unit_id, first, last, invited=False) if one.starts <= now]
    held = [one.starts for one in due if one.opened and not one.cancelled]
    why: dict[str, int] = {}
    for one in due:
        if one.cancelled:
            why[one.cancel_reason] = why.get(one.cancel_reason, 0) + 1
    gaps = [(after.date() - before.date()).days for before, after in pairwise(held)]
    return Delivery(
        planned=len(due),
        delivered=len(held),
        cancelled=why,
        silent=len(due) - len(held) - sum(why.values()),
        longest_gap=max(gaps) if gaps else None,
    )


def earlier_bouts(timeline: Timeline, session: Session) -> Trained | None:
    """Last time's settings: the latest session of the same plan before this one where something was read."""
    for event, detail in reversed(timeline.details(EventKind.TRAINED, Trained)):
        if event.occurred < session.starts and detail.activity == session.plan and detail.bouts:
            return detail
    return None
