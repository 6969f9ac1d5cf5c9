"""Twelve weeks of sessions twice a week: who came, who did not, two that were cancelled, and one today."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from medgang.core.programmes import Press
from medgang.core.timeline.details_measures import Observed
from medgang.core.timeline.details_sessions import Attendance, Bout, Reason
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.models import Person
from medgang.web.config.demo.clinic import Clinic
from medgang.web.config.demo.stays import NEVER_TRAINS
from medgang.web.gym import planning, selectors, services
from medgang.web.gym.models import Session
from medgang.web.gym.words import Cancelled, Part, Readiness

WEEKS = 12
TUESDAY, THURSDAY = 1, 3
WHY = (Reason.SLEPT, Reason.OTHER_APPOINTMENT, Reason.NOT_TODAY, Reason.ILL, Reason.LEAVE)


def tell(clinic: Clinic) -> None:
    """The group has its days; most come, some sit and watch, one never does."""
    weeks = 2 if clinic.small else WEEKS
    opened = clinic.at(weeks * 7 + 3, 9)
    leader = clinic.by("alm", "ward")
    alm, fugl, rogn = clinic.people["alm"], clinic.people["fugl"], clinic.people["rogn"]
    treadmills = planning.set_equipment(name="tredemøller", count=6, by=leader, now=opened)
    planning.set_equipment(name="ergometersykler", count=4, by=leader, now=opened)
    planning.set_equipment(name="pulsbelter", count=10, by=leader, now=opened)
    planning.set_place(defibrillator="På veggen utenfor treningssalen", by=leader, now=opened)
    for person, part in ((alm, Part.LEADER), (fugl, Part.STAND_IN), (rogn, Part.BACKUP)):
        planning.put_in_group(
            person=person,
            part=part,
            first_aid_on=timezone.localdate(clinic.at(240)),
            by=leader,
            now=opened,
        )
    for weekday in (TUESDAY, THURSDAY):
        planning.add_fixture(
            what=planning.What(
                plan="four-by-four",
                place="Treningssalen",
                leader=alm,
                second=fugl,
                equipment=treadmills,
            ),
            weekday=weekday,
            at=time(10),
            begins=timezone.localdate(opened),
            backup=rogn,
            by=leader,
            now=opened,
            uid=uuid4(),
        )
    _weeks(clinic, weeks, leader)
    _today(clinic, leader, alm, fugl)


def _weeks(clinic: Clinic, weeks: int, by: Actor) -> None:
    today = timezone.localdate(clinic.today)
    unit = clinic.units["ward"]
    for number, session in enumerate(
        selectors.sessions(unit.pk, today - timedelta(weeks=weeks), today - timedelta(days=1))
    ):
        now = session.starts + timedelta(minutes=45)
        if number % 9 == 4:
            reason = Cancelled.BUSY if number % 2 else Cancelled.NO_LEADER
            services.cancel(session=session, reason=reason, by=by, now=session.starts - timedelta(hours=1))
        elif number != 10:  # held or not: nobody wrote it down
            _hold(clinic, session, by, now)


def _hold(clinic: Clinic, session: Session, by: Actor, now: datetime) -> None:
    kept = services.open_roster(session=session, by=by, now=session.starts)
    services.all_asked(session=kept, by=by, now=session.starts)
    for press, minutes in ((Press.START, 3), (Press.END, 38)):
        at = kept.starts + timedelta(minutes=minutes)
        services.press(session=kept, press=press, at=at, uid=uuid4(), by=by, now=at)
    never = clinic.patients.get(NEVER_TRAINS)
    for seat in selectors.roster(kept, now).seats:
        mark = (
            services.Mark(Attendance.DECLINED)
            if never is not None and seat.patient_id == never.pk
            else _mark(clinic, seat.patient_id)
        )
        services.mark(session=kept, number=seat.number, mark=mark, key=uuid4(), by=by, now=now)
    along = ["Aksel Almeprøve"] if clinic.random.random() < 0.5 else []
    services.finish(session=kept, staff_along=along, guests=0, by=by, now=now)
    first = selectors.roster(kept, now).seats[:1]
    if first and clinic.random.random() < 0.3:
        services.observe(
            session=kept,
            number=first[0].number,
            observed=Observed(managed="Holdt tempoet i alle dragene", with_others="Heiet på de andre"),
            key=uuid4(),
            by=by,
            now=now,
        )


def _mark(clinic: Clinic, patient: int) -> services.Mark:
    chance = clinic.random.random()
    if chance < 0.12:
        return services.Mark(Attendance.ABSENT, reason=clinic.random.choice(WHY))
    if chance < 0.18:
        return services.Mark(Attendance.WATCHED)
    if chance < 0.23:
        return services.Mark(Attendance.DECLINED)
    bouts = _bouts(clinic, patient)
    if chance < 0.3:
        return services.Mark(Attendance.STOPPED, after_bout=2, bouts=bouts[:2], reason=Reason.PAIN)
    if chance < 0.45:
        return services.Mark(Attendance.LIGHTER)
    return services.Mark(Attendance.TRAINED, bouts=bouts)


def _bouts(clinic: Clinic, patient: int) -> tuple[Bout, ...]:
    speed = 5.0 + (patient % 5) * 0.5
    pulse = 140 + (patient * 7) % 30
    return tuple(
        Bout(
            number=number,
            minutes=4,
            speed_kmh=speed,
            incline_percent=float(4 + patient % 4),
            minute3_bpm=pulse + 3 * number + clinic.random.randint(-3, 3),
            effort=min(19, 13 + number),
        )
        for number in range(1, 5)
    )


def _today(clinic: Clinic, by: Actor, leader: Person, second: Person) -> None:
    """One session is about to begin, with the roster open and the first ones ready."""
    now = clinic.today
    made = planning.add_session(
        what=planning.What(plan="four-by-four", place="Treningssalen", leader=leader, second=second),
        starts=now,
        title="4×4 for hele gruppa",
        by=by,
        now=now,
        uid=uuid4(),
    )
    kept = services.open_roster(session=made, by=by, now=now)
    for seat in selectors.roster(kept, now).seats[:2]:
        services.ready(
            session=kept,
            number=seat.number,
            readiness=Readiness.LIGHT if seat.number == 1 else Readiness.AS_PLANNED,
            key=uuid4(),
            by=by,
            now=now,
        )
