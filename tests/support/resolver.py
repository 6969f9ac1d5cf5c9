"""Every address of the site, taken from Django's resolver, and a filled-in house to try them in.

A new kind of value in an address gets a line in `Places.values`; a route whose values are not known fails the tests
that walk, so that nothing stays untried.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.models import Membership, OrgUnit
from medgang.web.accounts.routes import Route, table
from medgang.web.patients import services
from medgang.web.patients.models import EventRow, Patient
from tests.support import people

MARKUP = "<script>alert(1)</script>\"'onx="
"""Planted in names: it must never come out of a page as it went in."""


@dataclass(frozen=True, slots=True)
class Address:
    """One entry of the resolver."""

    name: str
    pattern: str
    parameters: frozenset[str]


def addresses() -> list[Address]:
    """Every named and unnamed entry, with namespaces."""

    def walk(resolver: URLResolver, namespaces: tuple[str, ...], before: str) -> list[Address]:
        found: list[Address] = []
        for entry in resolver.url_patterns:
            pattern = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
                found += walk(entry, inside, pattern)
            elif isinstance(entry, URLPattern):
                name = ":".join((*namespaces, entry.name)) if entry.name else ""
                found.append(Address(name, pattern, frozenset(entry.pattern.converters)))
        return found

    return walk(get_resolver(), (), "")


def resolved_routes() -> list[Route]:
    """The rows of the permission table by which requests are let in: where two names share an address, the first."""
    seen: set[str] = set()
    found = []
    for address in addresses():
        if address.pattern not in seen:
            seen.add(address.pattern)
            found.append(table()[address.name])
    return found


@dataclass(frozen=True, slots=True)
class Places:
    """Two units of one trust and one of another, each with a patient; values for every parameter of an address."""

    house: people.House
    patient: Patient
    stranger_patient: Patient
    membership: Membership
    person: UUID

    def values(self, unit: OrgUnit, patient: Patient) -> dict[str, object]:
        """By the parameter's name. An event belongs to the patient of the address."""
        event = EventRow.objects.filter(patient=patient).order_by("pk").first()
        return {
            "unit": unit.uid,
            "patient": patient.uid,
            "event": event.uid if event else None,
            "verb": "fase",
            "person": self.person,
            "membership": self.membership.uid,
            "place": self.house.ward.uid,
        }

    def url(self, address: Address, unit: OrgUnit | None = None, patient: Patient | None = None) -> str:
        """The address filled in; of the ward and its patient unless others are given."""
        known = self.values(unit or self.house.ward, patient or self.patient)
        unknown = address.parameters - known.keys()
        assert not unknown, f"{address.name}: tests/support/resolver.py does not know {sorted(unknown)}"
        return reverse(address.name, kwargs={name: known[name] for name in address.parameters})


def places() -> Places:
    """The filled-in house. The names hold markup."""
    house = people.house()
    at = timezone.now() - timedelta(days=20)

    def patient_in(unit: OrgUnit, name: str) -> Patient:
        nurse = people.person(f"Innlegger {MARKUP}", Role.NURSE, unit)
        by = people.actor(nurse, Role.NURSE, unit)
        made = services.register(full_name=name, born=None, sex="", national_id="", by=by, now=at)
        services.admit(patient=made, phase=Phase.TREATMENT, occurred=at, by=by, now=at)
        return made

    someone = people.person(f"Kari {MARKUP}", None)
    return Places(
        house=house,
        patient=patient_in(house.ward, f"Pasient {MARKUP}"),
        stranger_patient=patient_in(house.stranger_ward, "Fremmed Pasient"),
        membership=people.member(someone, Role.NURSE, house.ward),
        person=someone.uid,
    )
