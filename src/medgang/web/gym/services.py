"""The verbs of a session. Each is one transaction: rows, events, access-log rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from medgang.core.errors import InvalidValue
from medgang.core.programmes import Press, SessionPlan, part_of
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_measures import Observed
from medgang.core.timeline.details_sessions import (
    Attendance,
    Bout,
    Reason,
    Setting,
    StrengthSet,
    Trained,
)
from medgang.core.timeline.levels import Level, TalkTest
from medgang.web.accounts import access_log
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.gym import plans, policies, selectors
from medgang.web.gym.models import ClockPress, Entry, Seat, Session
from medgang.web.gym.words import Cancelled, Readiness
from medgang.web.patients.models import Patient
from medgang.web.patients.policies import CLOCK_SLACK
from medgang.web.patients.services import record


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody did, as the leader presses it."""

    attendance: Attendance
    after_bout: int | None = None
    reason: Reason | None = None
    bouts: tuple[Bout, ...] = ()
    sets: tuple[StrengthSet, ...] = ()
    effort: int | None = None
    talk_test: TalkTest | None = None
    note: str = ""


def _stored(session: Session) -> Session:
    """The session's row, made now if the session was computed; locked until the transaction ends."""
    if not session.pk and not Session.objects.filter(uid=session.uid).exists():
        session.save(force_insert=True)
    return Session.objects.select_for_update().select_related("unit").get(uid=session.uid)


def _log(by: Actor, now: datetime, what: str, session: Session) -> None:
    access_log.log_write(
        by=by, now=now, what=f"gym:{what}", purpose=Purpose.CARE, details={"session": str(session.uid)}
    )


def _once(session: Session, key: UUID, what: str, now: datetime) -> bool:
    """True the first time an entry with this key comes in; the same key for another session is refused."""
    before = Entry.objects.filter(uid=key).first()
    if before is None:
        Entry.objects.create(uid=key, session=session, what=what, at=now)
        return True
    if before.session_id != session.pk or before.what != what:
        raise InvalidValue("gym.key_used")
    return False


@transaction.atomic
def open_roster(*, session: Session, by: Actor, now: datetime) -> Session:
    """Give everybody expected a seat; those who came to the unit since get the next numbers."""
    kept = _stored(session)
    policies.check_can_open(kept, now)
    waiting = selectors.roster(kept, now).waiting
    last = Seat.objects.filter(session=kept).count()
    Seat.objects.bulk_create(
        Seat(session=kept, patient=patient, number=last + number)
        for number, patient in enumerate(waiting, start=1)
    )
    if kept.opened is None:
        kept.opened = now
        kept.save(update_fields=["opened"])
        _log(by, now, "open", kept)
    return kept


@transaction.atomic
def cancel(*, session: Session, reason: Cancelled, by: Actor, now: datetime) -> Session:
    """The session will not be held. It stays among the planned ones, with the reason."""
    kept = _stored(session)
    if kept.cancelled is not None and kept.cancel_reason == reason.value:
        return kept
    policies.check_can_cancel(kept)
    kept.cancelled, kept.cancel_reason, kept.cancelled_by_id = now, reason.value, by.person_id
    kept.save(update_fields=["cancelled", "cancel_reason", "cancelled_by"])
    _log(by, now, "cancel", kept)
    return kept


@transaction.atomic
def restore(*, session: Session, by: Actor, now: datetime) -> Session:
    """It will be held after all."""
    kept = _stored(session)
    if kept.cancelled is not None:
        kept.cancelled, kept.cancel_reason, kept.cancelled_by_id = None, "", None
        kept.save(update_fields=["cancelled", "cancel_reason", "cancelled_by"])
        _log(by, now, "restore", kept)
    return kept


@transaction.atomic
def ready(
    *, session: Session, number: int, readiness: Readiness, key: UUID, by: Actor, now: datetime
) -> None:
    """As planned, light today, or not today."""
    kept = _stored(session)
    policies.check_is_open(kept)
    if _once(kept, key, "ready", now):
        Seat.objects.filter(session=kept, number=number).update(readiness=readiness.value)
        _log(by, now, "ready", kept)


@transaction.atomic
def all_asked(*, session: Session, by: Actor, now: datetime) -> None:
    """The leader has asked the group; whoever said nothing trains as planned."""
    kept = _stored(session)
    policies.check_is_open(kept)
    Seat.objects.filter(session=kept, readiness="").update(readiness=Readiness.AS_PLANNED.value)
    if kept.checked is None:
        kept.checked = now
        kept.save(update_fields=["checked"])
        _log(by, now, "asked", kept)


@transaction.atomic
def late(*, session: Session, number: int, from_bout: int, key: UUID, by: Actor, now: datetime) -> None:
    """Somebody began at a later bout."""
    kept = _stored(session)
    policies.check_is_open(kept)
    if _once(kept, key, "late", now):
        seat = selectors.roster(kept, now, only=number).seat(number)
        seat.from_bout = from_bout if from_bout > 1 else None
        seat.save(update_fields=["from_bout"])
        _log(by, now, "late", kept)


@transaction.atomic
def name_for_wall(
    *, session: Session, number: int, nickname: str, key: UUID, by: Actor, now: datetime
) -> None:
    """What stands on the clock instead of a number; empty takes it away."""
    kept = _stored(session)
    policies.check_is_open(kept)
    if _once(kept, key, "nickname", now):
        Seat.objects.filter(session=kept, number=number).update(nickname=" ".join(nickname.split())[:40])
        _log(by, now, "nickname", kept)


@transaction.atomic
def mark(
    *, session: Session, number: int, mark: Mark, key: UUID, by: Actor, now: datetime
) -> selectors.Taken | None:
    """What one person did. Pressed again it is corrected, never counted twice. The whole truth is the event."""
    kept = _stored(session)
    policies.check_is_open(kept)
    roster = selectors.roster(kept, now, only=number)
    seat = roster.seat(number)
    if _once(kept, key, "mark", now):
        detail = detail_of_mark(kept, seat, mark)
        before = roster.taken.get(seat.patient_id)
        if before is None or before.detail != detail:
            _write(kept, seat.patient, detail, before, key, by, now)
    return selectors.roster(kept, now, only=number).taken.get(seat.patient_id)


def _write(
    session: Session,
    patient: Patient,
    detail: Trained,
    before: selectors.Taken | None,
    key: UUID,
    by: Actor,
    now: datetime,
) -> None:
    began = selectors.clock(session).started or session.starts
    record(
        patient=patient,
        kind=EventKind.TRAINED,
        detail=detail,
        occurred=before.occurred if before else min(began, now),
        by=by,
        now=now,
        uid=key,
        replaces=before.event if before else None,
    )


def detail_of_mark(session: Session, seat: Seat, mark: Mark) -> Trained:
    """The event of a mark, with the minutes that count."""
    plan = plans.plan_of(session)
    lighter = mark.attendance is Attendance.LIGHTER
    active = mark.attendance.was_active
    done = part_of(plan, lighter=lighter, from_bout=seat.from_bout, after_bout=mark.after_bout)
    return Trained(
        attendance=mark.attendance,
        session=session.uid,
        setting=Setting(session.setting),
        activity=session.plan,
        level=done.level if active else None,
        planned_level=plan.intensity_class,
        minutes=done.minutes if active else None,
        moderate_minutes=done.moderate if active else None,
        vigorous_minutes=done.vigorous if active else None,
        strength=active and plan.strength is not None,
        bouts=mark.bouts if active else (),
        sets=mark.sets if active else (),
        effort=mark.effort if active else None,
        talk_test=mark.talk_test if active else None,
        after_bout=mark.after_bout if mark.attendance is Attendance.STOPPED else None,
        reason=mark.reason,
        staff_present=True,
        note=mark.note,
    )


def mark_of(detail: Trained) -> Mark:
    """The mark that made an event."""
    return Mark(
        attendance=detail.attendance,
        after_bout=detail.after_bout,
        reason=detail.reason,
        bouts=detail.bouts,
        sets=detail.sets,
        effort=detail.effort,
        talk_test=detail.talk_test,
        note=detail.note,
    )


@transaction.atomic
def mark_rest(*, session: Session, by: Actor, now: datetime) -> int:
    """Everybody who stands unmarked trained, as the check before the session said. Gives how many."""
    kept = _stored(session)
    policies.check_is_open(kept)
    roster = selectors.roster(kept, now)
    count = 0
    for seat in roster.seats:
        if seat.patient_id in roster.taken or seat.readiness == Readiness.NOT_TODAY.value:
            continue
        lighter = seat.readiness == Readiness.LIGHT.value
        attendance = Attendance.LIGHTER if lighter else Attendance.TRAINED
        detail = detail_of_mark(kept, seat, Mark(attendance))
        _write(kept, seat.patient, detail, None, uuid4(), by, now)
        count += 1
    return count


@transaction.atomic
def press(*, session: Session, press: Press, at: datetime, uid: UUID, by: Actor, now: datetime) -> ClockPress:
    """A press on the clock, at the device's instant: it may come in later, when the network is back."""
    kept = _stored(session)
    policies.check_can_open(kept, now)
    before = ClockPress.objects.filter(uid=uid).first()
    if before is not None:
        if before.session_id != kept.pk:
            raise InvalidValue("gym.key_used")
        return before
    if at > now + CLOCK_SLACK:
        raise InvalidValue("gym.clock_ahead")
    made = ClockPress.objects.create(uid=uid, session=kept, press=press.value, at=min(at, now))
    if press is Press.END:
        _close(kept, by, now)
    return made


@transaction.atomic
def finish(*, session: Session, staff_along: Sequence[str], guests: int, by: Actor, now: datetime) -> None:
    """The session is over: who of the staff trained too, and how many guests there were."""
    kept = _stored(session)
    policies.check_is_open(kept)
    kept.staff_along = [" ".join(name.split())[:120] for name in staff_along if name.strip()]
    kept.guests = guests
    kept.save(update_fields=["staff_along", "guests"])
    if kept.ended is None:
        _close(kept, by, now)


def _close(session: Session, by: Actor, now: datetime) -> None:
    """Keep the times as they came to be, and count everybody's minutes by them."""
    clock = selectors.clock(session)
    session.ended = session.ended or clock.ended or now
    if clock.started is not None:
        became = SessionPlan(session.plan, clock.blocks)
        session.actual = plans.to_json(became)
    session.save(update_fields=["ended", "actual"])
    _log(by, now, "end", session)
    roster = selectors.roster(session, now)
    for seat in roster.seats:
        before = roster.taken.get(seat.patient_id)
        if before is None:
            continue
        detail = detail_of_mark(session, seat, mark_of(before.detail))
        if detail != before.detail:
            _write(session, seat.patient, detail, before, uuid4(), by, now)


@transaction.atomic
def enter_bouts(
    *,
    session: Session,
    number: int,
    bouts: tuple[Bout, ...],
    sets: tuple[StrengthSet, ...] = (),
    effort: int | None = None,
    talk_test: TalkTest | None = None,
    key: UUID,
    by: Actor,
    now: datetime,
) -> None:
    """Speed, incline, load, pulse and effort, by thumb or from paper. Whoever has figures was there."""
    kept = _stored(session)
    policies.check_is_open(kept)
    roster = selectors.roster(kept, now, only=number)
    before = roster.taken.get(roster.seat(number).patient_id)
    base = mark_of(before.detail) if before else Mark(Attendance.TRAINED)
    if not base.attendance.was_active:
        base = Mark(Attendance.TRAINED)
    mark(
        session=kept,
        number=number,
        mark=replace(base, bouts=bouts, sets=sets, effort=effort, talk_test=talk_test),
        key=key,
        by=by,
        now=now,
    )


@transaction.atomic
def observe(
    *, session: Session, number: int, observed: Observed, key: UUID, by: Actor, now: datetime
) -> None:
    """Two lines of how it went, read in the assessment."""
    kept = _stored(session)
    policies.check_is_open(kept)
    seat = selectors.roster(kept, now, only=number).seat(number)
    record(
        patient=seat.patient,
        kind=EventKind.OBSERVED,
        detail=replace(observed, session=kept.uid),
        occurred=min(kept.starts, now),
        by=by,
        now=now,
        uid=key,
    )


def asks(session: Session) -> bool:
    """Before a moderate or hard session the leader asks once."""
    return plans.planned(session.plan).intensity_class is not Level.LIGHT
