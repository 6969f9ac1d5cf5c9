"""What every verb stands on: one transaction, one event, one access-log row, and the stored stay brought along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import ParamSpec
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.states import CURRENT, stays
from medgang.core.timeline import Detail, Event, EventKind, detail_to_json
from medgang.web.accounts import access_log
from medgang.web.accounts.actors import Actor, Purpose, UnitRef
from medgang.web.accounts.models import OrgUnit
from medgang.web.patients import histories, policies, selectors
from medgang.web.patients.models import EventRow, Patient, Placement, Stay

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
            if before is None or before.patient_id != _patient_of(kwargs):
                raise
            return histories.to_event(before)

    return once


def _patient_of(kwargs: Mapping[str, object]) -> int | None:
    """Whom a verb is about: the patient, or the stay's. A key of somebody else's event answers for nothing."""
    patient, stay = kwargs.get("patient"), kwargs.get("stay")
    if isinstance(patient, Patient):
        return patient.pk
    return stay.patient_id if isinstance(stay, Stay) else None


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


def project(patient: Patient) -> None:
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


def unit_of(by: Actor) -> UnitRef:
    """The unit the actor stands in, or `patients.no_unit`."""
    if by.unit is None:
        raise NotAllowed("patients.no_unit")
    return by.unit
