"""Verbs of the ward: what is done for several patients in one press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_sessions import ActivityOffered, Declined
from medgang.core.timeline.levels import Level
from medgang.web.accounts.actors import Actor
from medgang.web.patients.models import Patient
from medgang.web.patients.services import record
from medgang.web.ward.forms import OfferAnswer


@transaction.atomic
def note_offers(
    *,
    patients: Iterable[Patient],
    answers: Mapping[UUID, OfferAnswer],
    activity: str,
    by: Actor,
    now: datetime,
) -> int:
    """Light activity was offered: a yes, a no, or not decided yet. Gives how many were noted."""
    noted = 0
    for patient in patients:
        answer = answers.get(patient.uid)
        if answer is None:
            continue
        if answer is OfferAnswer.NO:
            record(
                patient=patient,
                kind=EventKind.DECLINED,
                detail=Declined(activity=activity),
                occurred=now,
                by=by,
                now=now,
            )
        else:
            accepted = True if answer is OfferAnswer.YES else None
            record(
                patient=patient,
                kind=EventKind.ACTIVITY_OFFERED,
                detail=ActivityOffered(activity=activity, level=Level.LIGHT, accepted=accepted),
                occurred=now,
                by=by,
                now=now,
            )
        noted += 1
    return noted
