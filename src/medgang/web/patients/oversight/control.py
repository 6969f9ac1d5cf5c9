"""Control of the access log: who opened many, who opened somebody of their own name, who opened a colleague.

What it shows is where to ask, never that something is wrong: a name can be shared, and a night can be busy.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from django.db.models import Count

from medgang.core.people import Role
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.models import AccessLogEntry, OrgUnit, Person
from medgang.web.patients.models import Patient


@dataclass(frozen=True, slots=True)
class Opener:
    """What one person has opened in the period."""

    person: UUID
    name: str
    role: Role
    patients: int
    openings: int
    stated: int
    """Openings on another ground than care: past patients, emergencies, internal control."""
    refused: int


@dataclass(frozen=True, slots=True)
class SameName:
    """Somebody opened a patient with their own last name, their own whole name, or the name of a colleague."""

    name: str
    patient: str
    patient_uid: UUID
    kind: str  # self | family | colleague
    openings: int


@dataclass(frozen=True, slots=True)
class Control:
    """The page."""

    openers: list[Opener]
    typical: float
    """The median number of patients a person has opened."""
    same_name: list[SameName]


def under(unit_id: int) -> set[UUID]:
    """The unit itself, and every unit below it in the organisation."""
    below: dict[int | None, list[OrgUnit]] = defaultdict(list)
    for node in OrgUnit.objects.all():
        below[node.parent_id].append(node)
        if node.pk == unit_id:
            below[-unit_id].append(node)
    found: set[UUID] = set()
    waiting = list(below[-unit_id])
    while waiting:
        node = waiting.pop()
        found.add(node.uid)
        waiting += below[node.pk]
    return found


def look(units: set[UUID], since: datetime) -> Control:
    """What the units' people have opened since an instant. Four queries."""
    rows = (
        AccessLogEntry.objects.filter(unit__in=units, at__gte=since, person__isnull=False)
        .order_by()
        .values_list("person", "person_name", "role", "patient", "action", "purpose")
        .annotate(times=Count("id"))
    )
    names: dict[UUID, str] = {}
    roles: dict[UUID, str] = {}
    opened: dict[UUID, Counter[UUID]] = defaultdict(Counter)
    stated: Counter[UUID] = Counter()
    refused: Counter[UUID] = Counter()
    for person, name, role, patient, action, purpose, times in rows:
        assert person is not None  # noqa: S101 - filtered above
        names[person] = name
        roles[person] = role or roles.get(person, "")
        if action == "refused":
            refused[person] += times
        elif patient is not None:
            opened[person][patient] += times
            if purpose not in {Purpose.CARE.value, Purpose.CARE_ADMINISTRATION.value}:
                stated[person] += times
    openers = [
        Opener(
            person=person,
            name=name,
            role=Role(roles[person]) if roles[person] else Role.VOLUNTEER,
            patients=len(opened[person]),
            openings=opened[person].total(),
            stated=stated[person],
            refused=refused[person],
        )
        for person, name in names.items()
    ]
    openers.sort(key=lambda one: (-one.patients, -one.refused, one.name))
    counts = [one.patients for one in openers if one.patients]
    return Control(
        openers=openers, typical=median(counts) if counts else 0, same_name=_same_names(opened, names)
    )


def _same_names(opened: dict[UUID, Counter[UUID]], names: dict[UUID, str]) -> list[SameName]:
    """Names are compared as they are searched for: without accents and capitals; the last word is the family's."""
    patients = {
        uid: (name, key)
        for uid, name, key in Patient.objects.filter(
            uid__in={patient for each in opened.values() for patient in each}
        ).values_list("uid", "full_name", "search_key")
    }
    keys = dict(Person.objects.filter(uid__in=names).values_list("uid", "search_key"))
    colleagues = set(
        Person.objects.filter(search_key__in={key for _, key in patients.values()}).values_list(
            "search_key", flat=True
        )
    )
    found = []
    for person, each in opened.items():
        own = keys.get(person, "")
        for patient, times in each.items():
            name, key = patients.get(patient, ("", ""))
            if not key:
                continue
            if key == own:
                kind = "self"
            elif own and key.split()[-1] == own.split()[-1]:
                kind = "family"
            elif key in colleagues:
                kind = "colleague"
            else:
                continue
            found.append(SameName(names[person], name, patient, kind, times))
    return sorted(found, key=lambda one: (one.name, one.patient))
