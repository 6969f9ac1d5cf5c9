"""Admitted, moved, on leave, and the ways a stay ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import Level
from medgang.core.states import CURRENT, IN_CARE, LEAVE, STAY, Presence, StayState
from medgang.core.timeline import Detail, Event, EventKind
from medgang.core.timeline.details_after import CloseReason, ContactClosed
from medgang.core.timeline.details_plan import Planned
from medgang.core.timeline.details_stay import (
    Admitted,
    Died,
    Discharged,
    EndReason,
    Leave,
    MovedToOtherEntity,
    Phase,
    PhaseChanged,
    Transferred,
    UnplannedEnd,
)
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.models import OrgUnit
from medgang.web.messages import services as messages
from medgang.web.messages.types import StopReason
from medgang.web.patients import policies, selectors
from medgang.web.patients.models import EventRow, Patient, Stay
from medgang.web.patients.services.recording import project, record, unit_of, verb


@verb
def admit(
    *, patient: Patient, phase: Phase, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """A stay begins in the actor's unit. An earlier stay makes it a readmission: its plan may be copied later, its
    clearance never is. A stay in follow-up is closed by it; a patient in care cannot be admitted again.
    """
    unit = unit_of(by)
    if uid is not None and EventRow.objects.filter(uid=uid).exists():
        return record(
            patient=patient,
            kind=EventKind.ADMITTED,
            detail=Admitted(stay=uid, unit=unit.uid, phase=phase),
            occurred=occurred,
            by=by,
            now=now,
            uid=uid,
        )
    if patient.died_on is not None:
        raise NotAllowed("patients.dead")
    earlier = selectors.latest_stay(patient)
    if earlier is not None and earlier.state in {state.value for state in CURRENT}:
        if earlier.state != StayState.AFTER.value:
            raise NotAllowed("patients.already_in_care")
        record(
            patient=patient,
            kind=EventKind.CONTACT_CLOSED,
            detail=ContactClosed(reason=CloseReason.BACK_IN_TREATMENT),
            occurred=min(occurred, now),
            by=by,
            now=now,
        )
    event = record(
        patient=patient,
        kind=EventKind.ADMITTED,
        detail=Admitted(
            stay=uid or uuid4(), unit=unit.uid, phase=phase, readmission_of=earlier.uid if earlier else None
        ),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
    if earlier is not None:
        _copy_plan(patient, occurred=occurred, by=by, now=now)
    project(patient)
    return event


def _copy_plan(patient: Patient, *, occurred: datetime, by: Actor, now: datetime) -> None:
    """The plan of the earlier stay comes along as a draft to be agreed anew; its clearance does not."""
    before = selectors.timeline(patient).last(EventKind.PLANNED)
    if before is None or not isinstance(before.detail, Planned):
        return
    copied = replace(
        before.detail,
        plan=uuid4(),
        version=1,
        starts=timezone.localdate(occurred),
        ends=None,
        review_on=None,
        agreed_with_patient=False,
    )
    record(patient=patient, kind=EventKind.PLANNED, detail=copied, occurred=occurred, by=by, now=now)


def _locked(stay: Stay) -> Stay:
    return Stay.objects.select_for_update().get(pk=stay.pk)


@verb
def change_phase(
    *,
    stay: Stay,
    to: Phase,
    occurred: datetime,
    by: Actor,
    now: datetime,
    expected_end: date | None = None,
    uid: UUID | None = None,
) -> Event:
    """The patient goes to another phase; phases can be skipped, reversed and repeated."""
    stay = _locked(stay)
    policies.check_can_step(STAY, StayState(stay.state), f"to_{to.value}", by)
    event = record(
        patient=stay.patient,
        kind=EventKind.PHASE_CHANGED,
        detail=PhaseChanged(
            stay=stay.uid, from_phase=Phase(stay.state), to_phase=to, expected_end=expected_end
        ),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
    project(stay.patient)
    return event


@verb
def plan_end(
    *,
    stay: Stay,
    expected_end: date,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None = None,
) -> Event:
    """The day the stay is planned to end is set or moved; the phase stays what it is."""
    stay = _locked(stay)
    if StayState(stay.state) not in IN_CARE:
        raise NotAllowed("states.no_such_step")
    phase = Phase(stay.state)
    event = record(
        patient=stay.patient,
        kind=EventKind.PHASE_CHANGED,
        detail=PhaseChanged(stay=stay.uid, from_phase=phase, to_phase=phase, expected_end=expected_end),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
    project(stay.patient)
    return event


@verb
def transfer(
    *, stay: Stay, to: OrgUnit, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """The stay goes on in another unit of the same legal entity. Another entity gets a summary, not the record."""
    stay = _locked(stay)
    unit = unit_of(by)
    if StayState(stay.state) not in CURRENT or stay.state == StayState.AFTER.value:
        raise NotAllowed("states.no_such_step")
    if to.level != Level.UNIT.value or to.trust_id != unit.trust_id:
        raise NotAllowed("patients.other_entity")
    if to.pk == unit.id:
        raise NotAllowed("patients.same_unit")
    event = record(
        patient=stay.patient,
        kind=EventKind.TRANSFERRED,
        detail=Transferred(stay=stay.uid, from_unit=unit.uid, to_unit=to.uid),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
    project(stay.patient)
    return event


@verb
def start_leave(
    *,
    stay: Stay,
    expected_back: date | None,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None = None,
) -> Event:
    """The patient goes on leave."""
    return _leave(stay, "start_leave", EventKind.LEAVE_STARTED, expected_back, occurred, by, now, uid)


@verb
def end_leave(*, stay: Stay, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None) -> Event:
    """The patient is back."""
    return _leave(stay, "end_leave", EventKind.LEAVE_ENDED, None, occurred, by, now, uid)


def _leave(
    stay: Stay,
    verb: str,
    kind: EventKind,
    expected_back: date | None,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None,
) -> Event:
    stay = _locked(stay)
    if StayState(stay.state) not in CURRENT or stay.state == StayState.AFTER.value:
        raise NotAllowed("states.no_such_step")
    policies.check_can_step(LEAVE, Presence(stay.presence), verb, by)
    event = record(
        patient=stay.patient,
        kind=kind,
        detail=Leave(stay=stay.uid, expected_back=expected_back),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
    project(stay.patient)
    return event


def _end(
    stay: Stay,
    verb: str,
    kind: EventKind,
    detail: Detail,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None,
) -> Event:
    stay = _locked(stay)
    policies.check_can_step(STAY, StayState(stay.state), verb, by)
    event = record(patient=stay.patient, kind=kind, detail=detail, occurred=occurred, by=by, now=now, uid=uid)
    project(stay.patient)
    return event


@verb
def discharge(*, stay: Stay, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None) -> Event:
    """A planned end of the stay; follow-up begins."""
    return _end(stay, "discharge", EventKind.DISCHARGED, Discharged(stay=stay.uid), occurred, by, now, uid)


@verb
def end_unplanned(
    *, stay: Stay, reason: EndReason, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """The stay ends otherwise than planned; what is owed afterwards is the same."""
    detail = UnplannedEnd(stay=stay.uid, reason=reason)
    return _end(stay, "end_unplanned", EventKind.UNPLANNED_END, detail, occurred, by, now, uid)


@verb
def move_to_other_entity(
    *, stay: Stay, receiver: str, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """The patient goes on in another legal entity: no data link, only a summary to hand over."""
    named = " ".join(receiver.split())
    if not named:
        raise InvalidValue("patients.receiver_missing")
    detail = MovedToOtherEntity(stay=stay.uid, receiver=named)
    return _end(stay, "move", EventKind.MOVED_TO_OTHER_ENTITY, detail, occurred, by, now, uid)


@verb
def register_death(
    *, stay: Stay, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """The patient has died. Everything that would be sent stops."""
    event = _end(stay, "die", EventKind.DIED, Died(stay=stay.uid), occurred, by, now, uid)
    messages.stop_all(recipient=stay.patient.uid, reason=StopReason.DEAD, by=by, now=now)
    return event


@verb
def close_follow_up(
    *, stay: Stay, reason: CloseReason, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """Nothing more is owed."""
    return _end(stay, "close", EventKind.CONTACT_CLOSED, ContactClosed(reason=reason), occurred, by, now, uid)
