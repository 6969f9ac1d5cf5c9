"""Corrections: a new row that points at the old one. Nothing is overwritten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.timeline import Detail, Event, EventKind, detail_from_json
from medgang.core.timeline.details_stay import WithdrawnAsWrong
from medgang.web.accounts.actors import Actor
from medgang.web.patients import policies
from medgang.web.patients.models import EventRow, Patient
from medgang.web.patients.services.recording import project, record, verb


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
    project(patient)
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
            project(patient)
    except IntegrityError as error:
        # Taking this event away would leave two stays open at once.
        raise NotAllowed("patients.would_overlap") from error
    return made


def _own_row(patient: Patient, event: UUID) -> EventRow:
    row = EventRow.objects.filter(uid=event, patient=patient).first()
    if row is None:
        raise InvalidValue("patients.nothing_to_correct")
    return row
