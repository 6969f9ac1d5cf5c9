"""Reading patients. `get_patient` is the one door; nothing else hands out a patient to a page or a command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from medgang.core.errors import NotAllowed
from medgang.core.people import search_key
from medgang.core.states import CURRENT, IN_CARE, StayState
from medgang.core.timeline import EventKind, Timeline
from medgang.web.accounts import access_log
from medgang.web.accounts.actors import Actor, Purpose, UnitRef
from medgang.web.patients import histories
from medgang.web.patients.models import AccessGrant, EventRow, Patient, Placement, Stay


class NoSuchPatient(Exception):  # noqa: N818 - read aloud: "no such patient"
    """For whoever asks from outside the patient's unit, the patient does not exist. Views answer 404."""


class GroundNeeded(NotAllowed):
    """The unit no longer treats this patient: say why before opening (`patients.ground_needed`)."""

    def __init__(self, patient: UUID) -> None:
        super().__init__("patients.ground_needed")
        self.patient = patient


def get_patient(
    actor: Actor,
    unit: UUID,
    uid: UUID,
    purpose: Purpose,
    *,
    now: datetime,
    what: str,
    sections: Sequence[str] = (),
) -> Patient:
    """The patient `uid`, if `actor` stands in `unit` and the unit treats, or has treated, that patient.

    A patient of another unit of the same legal entity opens to who has stated an emergency (`oversight.emergency`).
    Leaves an access-log row whatever the answer. A patient whom the unit no longer treats needs a stated ground
    (`services.open_past`) that still holds. Raises `NoSuchPatient` or `GroundNeeded`.
    """
    here = actor.unit
    found = None
    if here is not None and here.uid == unit:
        found = Patient.objects.filter(uid=uid, placements__unit_id=here.id).order_by().distinct().first()
        found = found or _opened_in_emergency(actor, here, uid, now)
    if found is None or here is None or actor.person_id is None:
        access_log.log_refusal(
            by=actor,
            now=now,
            what=what,
            patient=uid,
            reason="not this unit's patient",
            details={"unit": str(unit)},
        )
        raise NoSuchPatient
    ground, reason = purpose, ""
    if not Placement.objects.filter(patient=found, unit_id=here.id, ends__isnull=True).exists():
        grant = (
            AccessGrant.objects.filter(
                patient=found, unit_id=here.id, person_id=actor.person_id, starts__lte=now, ends__gt=now
            )
            .order_by("-ends")
            .first()
        )
        if grant is None:
            access_log.log_refusal(
                by=actor, now=now, what=what, patient=uid, reason="no ground stated", details={}
            )
            raise GroundNeeded(uid)
        ground, reason = Purpose(grant.purpose), grant.reason
    access_log.log_read(
        by=actor,
        now=now,
        what=what,
        purpose=ground,
        patient=uid,
        details={"sections": list(sections)} if sections else None,
        reason=reason,
    )
    return found


def _opened_in_emergency(actor: Actor, here: UnitRef, uid: UUID, now: datetime) -> Patient | None:
    """A patient of another unit of the same legal entity, whom this person has opened in an emergency."""
    if actor.person_id is None:
        return None
    grants = AccessGrant.objects.filter(
        patient__uid=uid,
        patient__trust_id=here.trust_id,
        unit_id=here.id,
        person_id=actor.person_id,
        purpose=Purpose.EMERGENCY.value,
        starts__lte=now,
        ends__gt=now,
    )
    grant = grants.select_related("patient").first()
    return grant.patient if grant else None


def has_been_here(actor: Actor, uid: UUID) -> bool:
    """Whether the actor's unit treats, or has treated, this patient. Says nothing else about the patient."""
    return (
        actor.unit is not None and Placement.objects.filter(patient__uid=uid, unit_id=actor.unit.id).exists()
    )


def event_rows(patient: Patient) -> QuerySet[EventRow]:
    """Every row of a patient, corrected ones too, oldest first."""
    return EventRow.objects.filter(patient=patient).order_by("occurred", "recorded", "id")


def timeline(patient: Patient, known_at: datetime | None = None) -> Timeline:
    """What is known of the patient: the corrected truth, or what was known at an instant."""
    return timelines([patient], known_at)[patient.pk]


def timelines(patients: Iterable[Patient], known_at: datetime | None = None) -> dict[int, Timeline]:
    """The timelines of many patients, by patient id. One query when nothing is new, two when something is."""
    return histories.timelines({patient.pk: patient.uid for patient in patients}, known_at)


def standing_in(unit_id: int, kinds: Sequence[EventKind], *, since: datetime) -> list[EventRow]:
    """The unit's events of these kinds since an instant that nobody has corrected away, newest first. One query."""
    corrected = EventRow.objects.filter(replaces__isnull=False).values("replaces")
    return list(
        EventRow.objects.filter(unit_id=unit_id, kind__in=[kind.value for kind in kinds], occurred__gte=since)
        .exclude(uid__in=corrected)
        .select_related("patient")
        .order_by("-occurred", "-id")
    )


RECENT = 40
"""How many of the latest events a unit's page shows; the rest stand on the patients' own pages."""


def recorded_in(unit_id: int, *, since: datetime) -> list[EventRow]:
    """The latest recorded in the unit since an instant, about patients who are placed there now. One query."""
    latest = (
        EventRow.objects.filter(
            unit_id=unit_id,
            recorded__gte=since,
            patient__placements__unit_id=unit_id,
            patient__placements__ends=None,
        )
        .select_related("patient")
        .order_by("-recorded", "-id")
    )
    return list(latest[:RECENT])


@dataclass(frozen=True, slots=True)
class ListedPatient:
    """One line of the unit's list."""

    patient: Patient
    stay: Stay


def current_patients(unit_id: int) -> list[ListedPatient]:
    """Who has a place in the unit now, sorted by name. One query."""
    return _listed(unit_id, IN_CARE)


def followed_up(unit_id: int) -> list[ListedPatient]:
    """Who is owed follow-up by the unit after discharge, sorted by name. One query."""
    return _listed(unit_id, (StayState.AFTER,))


def _listed(unit_id: int, states: Sequence[StayState]) -> list[ListedPatient]:
    placements = (
        Placement.objects.filter(
            unit_id=unit_id, ends__isnull=True, stay__state__in=[state.value for state in states]
        )
        .select_related("patient", "stay")
        .order_by("patient__sort_key", "patient_id")
    )
    return [ListedPatient(placement.patient, placement.stay) for placement in placements]


SEARCH_LIMIT = 25


def find_by_name(unit_id: int, text: str) -> tuple[list[ListedPatient], bool]:
    """The unit's patients, present and past, with a word of the name that begins as asked; and whether there are more.

    Sorted: current first, then by name. At most `SEARCH_LIMIT`.
    """
    wanted = search_key(text)
    if not wanted:
        return [], False
    named = Q()
    for word in wanted.split():
        named &= Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    ids = Placement.objects.filter(unit_id=unit_id).values("patient_id")
    patients = list(Patient.objects.filter(named, pk__in=ids).order_by("sort_key", "id")[: SEARCH_LIMIT + 1])
    latest: dict[int, Stay] = {}
    for stay in Stay.objects.filter(patient__in=patients).order_by("admitted"):
        latest[stay.patient_id] = stay
    current = {state.value for state in CURRENT}
    listed = [ListedPatient(patient, latest[patient.pk]) for patient in patients[:SEARCH_LIMIT]]
    listed.sort(key=lambda line: (line.stay.state not in current, line.patient.sort_key, line.patient.pk))
    return listed, len(patients) > SEARCH_LIMIT


def current_stay(patient: Patient) -> Stay | None:
    """The stay that is open now, or None."""
    return Stay.objects.filter(patient=patient, state__in=[state.value for state in CURRENT]).first()


def latest_stay(patient: Patient) -> Stay | None:
    """The latest stay, open or not."""
    return Stay.objects.filter(patient=patient).order_by("-admitted").first()


def names_of_writers(rows: Iterable[EventRow]) -> Mapping[UUID, tuple[str, str]]:
    """Event uid → (name, role) of who recorded it, as they were then."""
    return {row.uid: (row.by_name, row.role) for row in rows}
