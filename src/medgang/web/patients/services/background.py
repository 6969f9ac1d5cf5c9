"""What a patient brings along, the dated flags, and the wish not to be contacted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from medgang.core.timeline import Event, EventKind
from medgang.core.timeline.details_background import BackgroundNoted, Flag, FlagChanged
from medgang.core.timeline.details_stay import ContactRefused
from medgang.web.accounts.actors import Actor
from medgang.web.messages import services as messages
from medgang.web.messages.types import StopReason
from medgang.web.patients.models import Patient
from medgang.web.patients.services.recording import project, record, verb


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
    project(patient)
    return event
