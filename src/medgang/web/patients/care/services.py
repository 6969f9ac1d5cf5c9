"""Verbs of care. Each writes one event with its access-log row in one transaction, through `patients.services`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from medgang.core.errors import NotAllowed
from medgang.core.people import Role
from medgang.core.timeline import Detail, Event, EventKind
from medgang.core.timeline.details_safety import ClearanceConfirmed, Cleared
from medgang.web.accounts.actors import Actor
from medgang.web.patients import selectors
from medgang.web.patients.models import Patient
from medgang.web.patients.services import record, verb


@verb
def note(
    *,
    patient: Patient,
    kind: EventKind,
    detail: Detail,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None = None,
) -> Event:
    """Write down something that happened and changes nothing but the timeline."""
    return record(patient=patient, kind=kind, detail=detail, occurred=occurred, by=by, now=now, uid=uid)


def note_all(
    *,
    patient: Patient,
    happened: Sequence[tuple[EventKind, Detail]],
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID,
) -> list[Event]:
    """Several things one page says at once: all of them, or none. Each gets its own id, made from the page's."""
    with transaction.atomic():
        return [
            note(
                patient=patient,
                kind=kind,
                detail=detail,
                occurred=occurred,
                by=by,
                now=now,
                uid=uid if number == 0 else uuid5(uid, str(number)),
            )
            for number, (kind, detail) in enumerate(happened)
        ]


@verb
def decide_clearance(
    *,
    patient: Patient,
    decision: Cleared,
    occurred: datetime,
    by: Actor,
    now: datetime,
    uid: UUID | None = None,
) -> Event:
    """A physician decides per level. Others may write down that decision; it then waits to be confirmed."""
    if Role.PHYSICIAN not in by.roles and decision.confirmed:
        raise NotAllowed("patients.physician_decides")
    return record(
        patient=patient, kind=EventKind.CLEARED, detail=decision, occurred=occurred, by=by, now=now, uid=uid
    )


@verb
def confirm_clearance(
    *, patient: Patient, event: UUID, occurred: datetime, by: Actor, now: datetime, uid: UUID | None = None
) -> Event:
    """A physician confirms a decision that a colleague wrote down."""
    if Role.PHYSICIAN not in by.roles:
        raise NotAllowed("patients.physician_decides")
    found = {each.uid for each in selectors.timeline(patient).of_kind(EventKind.CLEARED)}
    if event not in found:
        raise NotAllowed("patients.nothing_to_confirm")
    return record(
        patient=patient,
        kind=EventKind.CLEARANCE_CONFIRMED,
        detail=ClearanceConfirmed(clearance=event),
        occurred=occurred,
        by=by,
        now=now,
        uid=uid,
    )
