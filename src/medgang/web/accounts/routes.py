"""The permission table's rows: every route says which door it has, what it does, and who may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from medgang.core.people import Role
from medgang.web.accounts.actors import Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping


class Door(StrEnum):
    """What somebody must have passed before the view is reached."""

    PUBLIC = "public"  # anybody: sign-in, health, static descriptions
    SIGNED_IN = "signed_in"  # a signed-in person, whatever the role: own profile, choice of unit
    ANY_ROLE = "any_role"  # a signed-in person who has one of `roles` in some unit now
    UNIT = "unit"  # one of `roles` in the unit of the URL, now
    PATIENT = "patient"  # as UNIT, and the view gets its patient through `get_patient`
    DEVICE = "device"  # an enrolled tablet with a session token
    LINK = "link"  # a personal link with a one-time code


class Action(StrEnum):
    """What the route does with what is behind the door."""

    READ = "read"  # GET only: shows
    FORM = "form"  # GET shows a form, POST does what it says
    WRITE = "write"  # POST only


@dataclass(frozen=True, slots=True)
class Route:
    """One row of the permission table. `name` is the URL name with its namespace.

    `before_ready`: opens also to somebody whose password is temporary or who has no code app yet.
    """

    name: str
    door: Door
    action: Action
    roles: frozenset[Role] = frozenset()
    purpose: Purpose | None = None
    asks_purpose: bool = False
    before_ready: bool = False

    def __post_init__(self) -> None:
        needs_roles = self.door in {Door.ANY_ROLE, Door.UNIT, Door.PATIENT}
        if needs_roles != bool(self.roles):
            raise ValueError(
                f"{self.name}: roles belong to the doors any_role, unit and patient, and only there"
            )
        if self.door is Door.PATIENT and self.purpose is None:
            raise ValueError(f"{self.name}: a patient is opened for a purpose")


@cache
def table() -> Mapping[str, Route]:
    """The whole permission table, by route name (`settings.MEDGANG_ROUTES` says where it stands)."""
    found: Mapping[str, Route] = import_string(settings.MEDGANG_ROUTES)
    return found


def by_name(*routes: Route) -> dict[str, Route]:
    """The table of these rows; a name that stands twice is a fault."""
    found: dict[str, Route] = {}
    for route in routes:
        if route.name in found:
            raise ValueError(f"{route.name} stands twice in the permission table")
        found[route.name] = route
    return found
