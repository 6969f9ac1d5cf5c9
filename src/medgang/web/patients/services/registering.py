"""A patient becomes known, and one who is no longer here is opened for a stated ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import search_key, sort_key
from medgang.web.accounts import access_log, crypto
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.patients import selectors
from medgang.web.patients.models import AccessGrant, Patient
from medgang.web.patients.services.recording import unit_of

PAST_ACCESS = timedelta(hours=8)
"""How long a stated ground opens a past patient: one shift."""


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
    unit = unit_of(by)
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
    unit = unit_of(by)
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
