"""Tells the page frame who is looking, in which units, and which unit the page is about."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from medgang.web.accounts import selectors
from medgang.web.accounts.access import now_of
from medgang.web.accounts.models import Person
from medgang.web.design.navigation import UnitChoice, Whereabouts


def whereabouts(request: HttpRequest) -> Whereabouts:
    """One query for a signed-in person, none for a stranger."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return Whereabouts()
    units = tuple(
        UnitChoice(uid=ref.uid, name=ref.name, roles=roles)
        for ref, roles in selectors.units_of(person.pk, now_of(request))
    )
    match = request.resolver_match
    asked = match.kwargs.get("unit") if match else None
    here = next((unit for unit in units if isinstance(asked, UUID) and unit.uid == asked), None)
    if here is None and len(units) == 1:
        here = units[0]
    return Whereabouts(name=person.full_name, units=units, unit=here)
