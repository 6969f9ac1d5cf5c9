"""The verbs of the week: fixed days, one-off sessions, equipment, the activity group."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from medgang.core.errors import InvalidValue
from medgang.core.timeline.details_sessions import Setting
from medgang.web.accounts import access_log
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.models import OrgUnit, Person
from medgang.web.gym import plans
from medgang.web.gym.models import Equipment, Fixture, GroupMember, Session, UnitGym
from medgang.web.gym.words import Part


@dataclass(frozen=True, slots=True)
class What:
    """What a session is, whether it comes every week or once."""

    plan: str
    place: str
    setting: Setting = Setting.GROUP
    leader: Person | None = None
    second: Person | None = None
    equipment: Equipment | None = None
    invited: tuple[int, ...] = field(default_factory=tuple)
    formers: bool = False
    women_only: bool = False
    own_pace: bool = False

    def __post_init__(self) -> None:
        if self.plan not in plans.files():
            raise InvalidValue("gym.no_such_plan")


def _unit(by: Actor) -> int:
    if by.unit is None:
        raise InvalidValue("gym.no_unit")
    return by.unit.id


def _log(by: Actor, now: datetime, what: str) -> None:
    access_log.log_write(by=by, now=now, what=f"gym:{what}", purpose=Purpose.CARE_ADMINISTRATION)


def _invited(unit_id: int, asked: tuple[int, ...]) -> list[int]:
    """Only units of the same legal entity can be invited."""
    trust = OrgUnit.objects.filter(pk=unit_id).values("trust_id")
    allowed = OrgUnit.objects.filter(pk__in=asked, trust_id__in=trust, level="unit")
    return sorted(allowed.exclude(pk=unit_id).values_list("pk", flat=True))


@transaction.atomic
def add_fixture(
    *,
    what: What,
    weekday: int,
    at: time,
    begins: date,
    backup: Person | None = None,
    by: Actor,
    now: datetime,
    uid: UUID,
) -> Fixture:
    """The same session every week from a day. The same uid again is the same fixed day."""
    before = Fixture.objects.filter(uid=uid).first()
    if before is not None:
        return before
    unit = _unit(by)
    _log(by, now, "fixture")
    return Fixture.objects.create(
        uid=uid,
        unit_id=unit,
        weekday=weekday,
        at=at,
        plan=what.plan,
        place=what.place,
        leader=what.leader,
        stand_in=what.second,
        backup=backup,
        equipment=what.equipment,
        setting=what.setting.value,
        invited=_invited(unit, what.invited),
        formers=what.formers,
        women_only=what.women_only,
        own_pace=what.own_pace,
        begins=begins,
    )


@transaction.atomic
def end_fixture(*, fixture: Fixture, today: date, by: Actor, now: datetime) -> None:
    """No more of these from tomorrow; what was planned until today stands."""
    if fixture.ends is None or fixture.ends > today:
        fixture.ends = max(today, fixture.begins - timedelta(days=1))
        fixture.save(update_fields=["ends"])
        _log(by, now, "fixture_ended")


@transaction.atomic
def add_session(
    *,
    what: What,
    starts: datetime,
    title: str = "",
    open_event: bool = False,
    by: Actor,
    now: datetime,
    uid: UUID,
) -> Session:
    """A session that happens once: an activity day, an individual session, an extra group."""
    before = Session.objects.filter(uid=uid).first()
    if before is not None:
        return before
    unit = _unit(by)
    _log(by, now, "session")
    return Session.objects.create(
        uid=uid,
        unit_id=unit,
        starts=starts,
        title=" ".join(title.split()),
        plan=what.plan,
        place=what.place,
        leader=what.leader,
        second=what.second,
        equipment=what.equipment,
        setting=what.setting.value,
        invited=_invited(unit, what.invited),
        formers=what.formers,
        women_only=what.women_only,
        own_pace=what.own_pace,
        open_event=open_event,
    )


@transaction.atomic
def set_equipment(*, name: str, count: int, by: Actor, now: datetime) -> Equipment:
    """So many of these work now."""
    found, _made = Equipment.objects.update_or_create(
        unit_id=_unit(by), name=" ".join(name.split()), defaults={"count": count}
    )
    _log(by, now, "equipment")
    return found


@transaction.atomic
def put_in_group(
    *, person: Person, part: Part, first_aid_on: date | None, by: Actor, now: datetime
) -> GroupMember:
    """Somebody answers for activity in the unit; again with another part, the part is changed."""
    unit = _unit(by)
    found, _made = GroupMember.objects.update_or_create(
        unit_id=unit, person=person, ended=None, defaults={"part": part.value, "first_aid_on": first_aid_on}
    )
    _log(by, now, "group")
    return found


@transaction.atomic
def leave_group(*, person: UUID, by: Actor, now: datetime) -> None:
    """Somebody no longer answers for it."""
    if GroupMember.objects.filter(unit_id=_unit(by), person__uid=person, ended=None).update(ended=now):
        _log(by, now, "group_left")


@transaction.atomic
def set_place(*, defibrillator: str, by: Actor, now: datetime) -> UnitGym:
    """Where the defibrillator hangs."""
    found, _made = UnitGym.objects.update_or_create(
        unit_id=_unit(by), defaults={"defibrillator": " ".join(defibrillator.split())}
    )
    _log(by, now, "place")
    return found
