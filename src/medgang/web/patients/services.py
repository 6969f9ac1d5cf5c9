"""The verbs of a patient's way. Each is one transaction: detail row, event, access-log row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import wraps
from typing import ParamSpec
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import Level, search_key, sort_key
from medgang.core.states import CURRENT, LEAVE, STAY, Presence, StayState, stays
from medgang.core.timeline import Detail, Event, EventKind, detail_from_json, detail_to_json
from medgang.core.timeline.details_after import CloseReason, ContactClosed
from medgang.core.timeline.details_background import BackgroundNoted, Flag, FlagChanged
from medgang.core.timeline.details_plan import Planned
from medgang.core.timeline.details_stay import (
    Admitted,
    ContactRefused,
    Died,
    Discharged,
    EndReason,
    Leave,
    MovedToOtherEntity,
    Phase,
    PhaseChanged,
    Transferred,
    UnplannedEnd,
    WithdrawnAsWrong,
)
from medgang.web.accounts import access_log, crypto
from medgang.web.accounts.actors import Actor, Purpose, UnitRef
from medgang.web.accounts.models import OrgUnit
from medgang.web.messages import services as messages
from medgang.web.messages.types import StopReason
from medgang.web.patients import histories, policies, selectors
from medgang.web.patients.models import AccessGrant, EventRow, Patient, Placement, Stay

PAST_ACCESS = timedelta(hours=8)
"""How long a stated ground opens a past patient: one shift."""


P = ParamSpec("P")


def verb(change: Callable[P, Event]) -> Callable[P, Event]:
    """A verb: one transaction, and the same `uid` again is the same event, not a second one or a refusal.

    A double click reaches the state machine twice; the second time the step is no longer there, but what was asked
    has been done, so the first answer is given again.
    """

    @wraps(change)
    def once(*args: P.args, **kwargs: P.kwargs) -> Event:
        try:
            with transaction.atomic():
                return change(*args, **kwargs)
        except (NotAllowed, IntegrityError):
            uid = kwargs.get("uid")
            before = EventRow.objects.filter(uid=uid).first() if isinstance(uid, UUID) else None
            if before is None:
                raise
            return histories.to_event(before)

    return once


def record(
    *,
    patient: Patient,
    kind: EventKind,
    detail: Detail,
    occurred: datetime,
    by: Actor,
    now: datetime,
    purpose: Purpose = Purpose.CARE,
    uid: UUID | None = None,
    replaces: UUID | None = None,
) -> Event:
    """Write one event and its access-log row. Call it inside the verb's transaction.

    `uid` may be made by the client as idempotency key: the same uid again, for the same patient and kind, is the
    same event and stores nothing new. `replaces` names the event this one corrects, which must be this patient's
    and must still stand.
    """
    policies.check_can_happen_at(occurred, now)
    event_uid = uid or uuid4()
    before = EventRow.objects.filter(uid=event_uid).first() if uid else None
    if before is not None:
        if before.patient_id != patient.pk or before.kind != kind.value:
            raise InvalidValue("patients.key_used")
        return histories.to_event(before)
    event = Event(
        uid=event_uid,
        kind=kind,
        occurred=occurred,
        recorded=now,
        by=by.uid,
        detail=detail,
        replaces=replaces,
    )
    if replaces is not None:
        target = EventRow.objects.filter(uid=replaces, patient=patient).first()
        if target is None:
            raise InvalidValue("patients.nothing_to_correct")
        policies.check_can_correct(
            target, already_replaced=EventRow.objects.filter(replaces=replaces, patient=patient).exists()
        )
    EventRow.objects.create(
        uid=event.uid,
        patient=patient,
        kind=kind.value,
        occurred=occurred,
        recorded=now,
        by=by.uid,
        by_name=by.name,
        role=by.role.value if by.role else "",
        unit_id=by.unit.id if by.unit else None,
        replaces=replaces,
        detail=detail_to_json(detail),
    )
    access_log.log_write(
        by=by,
        now=now,
        what=f"event:{kind.value}",
        purpose=purpose,
        patient=patient.uid,
        details={"event": str(event.uid), **({"replaces": str(replaces)} if replaces else {})},
    )
    return event


def _project(patient: Patient) -> None:
    """Bring the stored stays and placements to what the timeline says."""
    timeline = selectors.timeline(patient)
    stored = {stay.uid: stay for stay in Stay.objects.select_for_update().filter(patient=patient)}
    views = stays(timeline)
    units = dict(
        OrgUnit.objects.filter(
            uid__in={placement.unit for view in views.values() for placement in view.placements}
        ).values_list("uid", "pk")
    )
    # Closed stays first: a patient has one current stay, and the old one must be out of the way of the new.
    current = {state.value for state in CURRENT}
    for view in sorted(views.values(), key=lambda each: each.state.value in current):
        stay = stored.get(view.stay) or Stay(uid=view.stay, patient=patient)
        stay.state = view.state.value
        stay.presence = view.presence.value
        stay.expected_back = view.expected_back
        stay.admitted = view.admitted
        stay.phase_since = view.phase_since
        stay.ended = view.ended
        stay.readmission_of = stored.get(view.readmission_of) if view.readmission_of else None
        stay.withdrawal_or_taper = view.withdrawal_or_taper
        stay.save()
        stored[view.stay] = stay
        wanted = [(units[placement.unit], placement.starts, placement.ends) for placement in view.placements]
        kept = list(Placement.objects.filter(stay=stay).order_by("id"))
        if [(row.unit_id, row.starts, row.ends) for row in kept] != wanted:
            # Placements are a copy of the timeline, so they are written anew rather than patched.
            Placement.objects.filter(stay=stay).delete()
            Placement.objects.bulk_create(
                Placement(stay=stay, patient=patient, unit_id=unit, starts=starts, ends=ends)
                for unit, starts, ends in wanted
            )
    died = timeline.last(EventKind.DIED)
    died_on = died.occurred.date() if died else None
    if patient.died_on != died_on:
        patient.died_on = died_on
        patient.save(update_fields=["died_on"])


def _unit_of(by: Actor) -> UnitRef:
    if by.unit is None:
        raise NotAllowed("patients.no_unit")
    return by.unit


def find_known(*, trust_id: int | None, national_id: str) -> Patient | None:
    """The patient of this legal entity with this identity number, if there is one."""
    key = crypto.index(national_id)
    return Patient.objects.filter(trust_id=trust_id, national_id_index=key).first() if key else None


@transaction.atomic
def register(
    *,
    full_name: str,
    born: date | None,
    sex: str,
    national_id: str,
    by: Actor,
    now: datetime,
    language: str = "",
    uid: UUID | None = None,
) -> Patient:
    """A patient becomes known to the legal entity. A known identity number is refused: `patients.known_id`."""
    unit = _unit_of(by)
    if uid is not None:
        before = Patient.objects.filter(uid=uid, trust_id=unit.trust_id).first()
        if before is not None:
            return before
    if find_known(trust_id=unit.trust_id, national_id=national_id) is not None:
        raise InvalidValue("patients.known_id")
    name = " ".join(full_name.split())
    if not name:
        raise InvalidValue("patients.name_missing")
    if unit.trust_id is None:
        raise NotAllowed("patients.no_unit")
    patient = Patient.objects.create(
        uid=uid or uuid4(),
        trust_id=unit.trust_id,
        full_name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        born=born,
        sex=sex,
        language=language,
        national_id=crypto.encrypt(national_id),
        national_id_index=crypto.index(national_id),
        created=now,
    )
    access_log.log_write(by=by, now=now, what="patient:register", purpose=Purpose.CARE, patient=patient.uid)
    return patient


@verb
def admit(
    *, patient: Patient, phase: Phase, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """A stay begins in the actor's unit. An earlier stay makes it a readmission: its plan may be copied later, its
    clearance never is. A stay in follow-up is closed by it; a patient in care cannot be admitted again.
    """
    unit = _unit_of(by)
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
    _project(patient)
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
    *, stay: Stay, to: Phase, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """The patient goes to another phase; phases can be skipped, reversed and repeated."""
    stay = _locked(stay)
    policies.check_can_step(STAY, StayState(stay.state), f"to_{to.value}", by)
    event = record(
        patient=stay.patient,
        kind=EventKind.PHASE_CHANGED,
        detail=PhaseChanged(stay=stay.uid, from_phase=Phase(stay.state), to_phase=to),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
    _project(stay.patient)
    return event


@verb
def transfer(
    *, stay: Stay, to: OrgUnit, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """The stay goes on in another unit of the same legal entity. Another entity gets a summary, not the record."""
    stay = _locked(stay)
    unit = _unit_of(by)
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
    _project(stay.patient)
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
    _project(stay.patient)
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
    _project(stay.patient)
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


@verb
def refuse_contact(
    *, patient: Patient, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """The patient wants no contact: every message stops at once."""
    messages.stop_all(recipient=patient.uid, reason=StopReason.DO_NOT_CONTACT, by=by, now=now)
    return record(
        patient=patient,
        kind=EventKind.CONTACT_REFUSED,
        detail=ContactRefused(),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )


@verb
def note_background(
    *,
    patient: Patient,
    background: BackgroundNoted,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None = None,
) -> Event:
    """Substances, years of use, comorbidity and medicines that change training, as they are known now."""
    return record(
        patient=patient,
        kind=EventKind.BACKGROUND_NOTED,
        detail=background,
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )


@verb
def set_flag(
    *,
    patient: Patient,
    flag: Flag,
    on: bool,
    note: str,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None = None,
) -> Event:
    """Set or clear a dated flag such as "withdrawal or taper ongoing"."""
    event = record(
        patient=patient,
        kind=EventKind.FLAG_SET if on else EventKind.FLAG_CLEARED,
        detail=FlagChanged(flag=flag, note=note),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
    _project(patient)
    return event


@verb
def correct(
    *,
    patient: Patient,
    event: UUID,
    occurred: datetime | None,
    detail: Detail | None,
    by: Actor,
    now: datetime,
    uid: UUID | None = None,
) -> Event:
    """Correct an event by a new one that points at it; what stood before stays readable."""
    row = _own_row(patient, event)
    kind = EventKind(row.kind)
    made = record(
        patient=patient,
        kind=kind,
        detail=detail or detail_from_json(kind, row.detail),
        occurred=occurred or row.occurred,
        by=by,
        now=now,
        uid=uid,
        replaces=event,
    )
    _project(patient)
    return made


@verb
def withdraw(
    *, patient: Patient, event: UUID, reason: str, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """Say that an event never happened. The row stays; the timeline no longer counts it."""
    row = _own_row(patient, event)
    why = " ".join(reason.split())
    if not why:
        raise InvalidValue("patients.reason_missing")
    policies.check_can_withdraw(row, already_replaced=False)
    try:
        with transaction.atomic():
            made = record(
                patient=patient,
                kind=EventKind.WITHDRAWN_AS_WRONG,
                detail=WithdrawnAsWrong(reason=why),
                occurred=row.occurred,
                by=by,
                now=now,
                uid=uid,
                replaces=event,
            )
            _project(patient)
    except IntegrityError as error:
        # Taking this event away would leave two stays open at once.
        raise NotAllowed("patients.would_overlap") from error
    return made


def _own_row(patient: Patient, event: UUID) -> EventRow:
    row = EventRow.objects.filter(uid=event, patient=patient).first()
    if row is None:
        raise InvalidValue("patients.nothing_to_correct")
    return row


GROUNDS_FOR_PAST: Sequence[Purpose] = (
    Purpose.CARE,
    Purpose.CARE_ADMINISTRATION,
    Purpose.INTERNAL_CONTROL,
    Purpose.QUALITY_IMPROVEMENT,
    Purpose.OWN_LEARNING,
    Purpose.PATIENT_ACCESS,
)
"""On which grounds a patient whom the unit no longer treats can be opened."""


@transaction.atomic
def open_past(*, patient_uid: UUID, purpose: Purpose, reason: str, by: Actor, now: datetime) -> AccessGrant:
    """State the ground for opening a past patient of the unit; it holds for one shift."""
    unit = _unit_of(by)
    patient = (
        Patient.objects.filter(uid=patient_uid, placements__unit_id=unit.id).order_by().distinct().first()
    )
    if patient is None or by.person_id is None:
        raise selectors.NoSuchPatient
    if purpose not in GROUNDS_FOR_PAST:
        raise InvalidValue("patients.no_such_ground")
    grant = AccessGrant.objects.create(
        patient=patient,
        unit_id=unit.id,
        person_id=by.person_id,
        purpose=purpose.value,
        reason=" ".join(reason.split())[:500],
        starts=now,
        ends=now + PAST_ACCESS,
    )
    access_log.log_write(
        by=by, now=now, what="patient:open_past", purpose=purpose, patient=patient.uid, reason=grant.reason
    )
    return grant
