"""Break-glass: a patient of another unit of the same legal entity is opened at once, and looked at afterwards.

The reason is asked for first; the opening holds for one shift, stands in the access log with its reason, and is put
before the section leaders of both units.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import Role, search_key
from medgang.web.accounts import access_log, selectors
from medgang.web.accounts.actors import Actor, Purpose, UnitRef
from medgang.web.accounts.models import AccessLogEntry, Person
from medgang.web.messages.services import send
from medgang.web.messages.types import Channel, Recipient, TextKey
from medgang.web.patients.models import AccessGrant, EmergencyReview, Patient, Placement
from medgang.web.patients.services import find_known, unit_of
from medgang.web.patients.services.registering import PAST_ACCESS

WHAT: Final = "patients:emergency"
SHORTEST_REASON: Final = 10
"""Characters: a word is not a reason."""
TRIES: Final = 5
TRIES_WITHIN: Final = timedelta(hours=1)
"""So many names nobody has, within so long: then the door stays shut. It is for opening, not for searching."""


def open_in_emergency(
    *, national_id: str, full_name: str, born: date | None, reason: str, by: Actor, now: datetime
) -> Patient:
    """Open one patient of the legal entity, whoever treats them, and tell the section leaders.

    Found by identity number, or by the whole name and the date of birth; nothing is shown of anybody else. Raises
    `patients.reason_missing`, `patients.nobody_found` or `patients.too_many_tries`.
    """
    unit = unit_of(by)
    why = " ".join(reason.split())[:500]
    if len(why) < SHORTEST_REASON:
        raise InvalidValue("patients.reason_too_short")
    tries = AccessLogEntry.objects.filter(
        person=by.uid, what=WHAT, action="refused", at__gt=now - TRIES_WITHIN
    ).count()
    if tries >= TRIES:
        raise NotAllowed("patients.too_many_tries")
    patient = _find(unit, national_id, full_name, born)
    if patient is None:
        access_log.log_refusal(by=by, now=now, what=WHAT, reason="nobody found", details={})
        raise InvalidValue("patients.nobody_found")
    if not Placement.objects.filter(patient=patient, unit_id=unit.id, ends__isnull=True).exists():
        _grant(patient, unit, by, why, now)
    return patient


def _find(unit: UnitRef, national_id: str, full_name: str, born: date | None) -> Patient | None:
    if national_id:
        return find_known(trust_id=unit.trust_id, national_id=national_id)
    name = search_key(full_name)
    if not name or born is None:
        return None
    found = list(Patient.objects.filter(trust_id=unit.trust_id, search_key=name, born=born)[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def _grant(patient: Patient, unit: UnitRef, by: Actor, reason: str, now: datetime) -> None:
    assert by.person_id is not None  # noqa: S101 - a person in a unit
    standing = AccessGrant.objects.filter(
        patient=patient,
        unit_id=unit.id,
        person_id=by.person_id,
        purpose=Purpose.EMERGENCY.value,
        starts__lte=now,
        ends__gt=now,
    )
    if standing.exists():
        return  # pressed twice
    grant = AccessGrant.objects.create(
        patient=patient,
        unit_id=unit.id,
        person_id=by.person_id,
        purpose=Purpose.EMERGENCY.value,
        reason=reason,
        starts=now,
        ends=now + PAST_ACCESS,
    )
    access_log.log_write(
        by=by,
        now=now,
        what=WHAT,
        purpose=Purpose.EMERGENCY,
        patient=patient.uid,
        details={"grant": str(grant.uid)},
        reason=reason,
    )
    for leader in _leaders({unit.id, *_units_of(patient)}, now):
        if leader.email and leader.pk != by.person_id:
            # The text names nobody: who and why stand on the page behind sign-in.
            send(
                to=Recipient(uid=leader.uid, channel=Channel.EMAIL, address=leader.email),
                text=TextKey.SOMETHING_TO_READ,
                context={},
                by=by,
                now=now,
                idempotency_key=uuid5(grant.uid, str(leader.uid)),
            )


def _units_of(patient: Patient) -> set[int]:
    """Where the patient is now; otherwise where they were last."""
    here = Placement.objects.filter(patient=patient).order_by("-starts", "-id")
    open_now = set(here.filter(ends__isnull=True).values_list("unit_id", flat=True))
    return open_now or set(here.values_list("unit_id", flat=True)[:1])


def _leaders(units: Iterable[int], now: datetime) -> list[Person]:
    found: dict[int, Person] = {}
    for unit in units:
        for member in selectors.members_now(unit, now).filter(
            role=Role.SECTION_LEADER.value, starts__lte=now
        ):
            found[member.person_id] = member.person
    return list(found.values())


def openings(unit_id: int) -> QuerySet[AccessGrant]:
    """Every opening in an emergency that the unit's leader answers for: made from the unit, or of its patient."""
    return (
        AccessGrant.objects.filter(purpose=Purpose.EMERGENCY.value)
        .filter(
            Q(unit_id=unit_id)
            | Q(pk__in=AccessGrant.objects.filter(patient__placements__unit_id=unit_id).values("pk"))
        )
        .select_related("patient", "person", "unit", "review", "review__by")
        .order_by("review__reviewed", "-starts", "-id")
    )


def to_review(unit_id: int, person_id: int | None) -> int:
    """How many openings wait for somebody to look, not counting one's own."""
    waiting = openings(unit_id).filter(review__isnull=True)
    return (waiting if person_id is None else waiting.exclude(person_id=person_id)).count()


def review(*, grant: UUID, in_order: bool, note: str, by: Actor, now: datetime) -> EmergencyReview:
    """Say whether an opening was in order. Nobody judges their own, and what is not in order needs a word."""
    unit = unit_of(by)
    found = openings(unit.id).filter(uid=grant).first()
    if found is None or by.person_id is None:
        raise InvalidValue("patients.no_such_opening")
    if found.person_id == by.person_id:
        raise NotAllowed("patients.own_opening")
    words = " ".join(note.split())[:500]
    if not in_order and not words:
        raise InvalidValue("patients.reason_missing")
    try:
        with transaction.atomic():
            made = EmergencyReview.objects.create(
                grant=found, reviewed=now, by_id=by.person_id, in_order=in_order, note=words
            )
            access_log.log_write(
                by=by,
                now=now,
                what="patients:reviews",
                purpose=Purpose.INTERNAL_CONTROL,
                patient=found.patient.uid,
                details={"grant": str(found.uid), "in_order": in_order},
                reason=words,
            )
    except IntegrityError:
        return EmergencyReview.objects.get(grant=found)  # somebody else was a moment earlier
    return made
