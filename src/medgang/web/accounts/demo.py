"""Signing in as one of the demo's made-up people. Only where the settings say so, and never as a real person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medgang.web.accounts import selectors
from medgang.web.accounts.models import Person
from medgang.web.accounts.words import role_name


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the buttons on the sign-in page."""

    uid: UUID
    name: str
    place: str


def people(now: datetime) -> list[DemoPerson]:
    """The made-up people who work somewhere now: name, and role and unit."""
    found = []
    for one in Person.objects.filter(made_up=True, is_active=True).order_by("pk"):
        held = selectors.memberships_now(one.pk, now)
        places = ", ".join(f"{role_name(each.role)} · {each.unit.name}" for each in held)
        if places:
            found.append(DemoPerson(one.uid, one.full_name, places))
    return found


def person(uid: str) -> Person | None:
    """The made-up person of this uid."""
    try:
        wanted = UUID(uid)
    except ValueError:
        return None
    return Person.objects.filter(uid=wanted, made_up=True, is_active=True).first()
