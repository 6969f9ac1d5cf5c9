"""The main menu: each app registers its pages, and a person sees those that exist and that they may open.

The design app stands innermost and knows neither people nor units. The app that does tells it, once, through
`register_whereabouts`: who is signed in, in which units with which roles, and which unit the page is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from medgang.core.people import Role


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the main menu.

    `label` is a bokmål msgid (marked with `N_`). An empty `roles` means every signed-in person. `in_unit` says that
    the route takes the unit's uid as `unit`; such an entry is shown only where the person is in a unit.
    """

    route_name: str
    label: str
    roles: frozenset[Role] = frozenset()
    order: int = 100
    in_unit: bool = True


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit the person belongs to now, with their roles there."""

    uid: UUID
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Who is looking at the page, and from where. An empty name is somebody who has not signed in."""

    name: str = ""
    units: tuple[UnitChoice, ...] = ()
    unit: UnitChoice | None = None


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry as the template shows it."""

    url: str
    label: str
    current: bool


@dataclass(slots=True)
class _Registry:
    items: dict[str, NavItem] = field(default_factory=dict)
    whereabouts: Callable[[HttpRequest], Whereabouts] | None = None


_registry = _Registry()


def register(item: NavItem) -> None:
    """Add an entry; called from the `ready()` of the app that owns the page. The same route twice is one entry."""
    _registry.items[item.route_name] = item


def register_whereabouts(provider: Callable[[HttpRequest], Whereabouts]) -> None:
    """Say how to find out who is looking. Called once, by the app that knows people."""
    _registry.whereabouts = provider


def whereabouts(request: HttpRequest) -> Whereabouts:
    """Who is looking at this page; nobody, until an app has said how to know."""
    return _registry.whereabouts(request) if _registry.whereabouts else Whereabouts()


def links(here: Whereabouts, unit: UnitChoice | None, path: str) -> list[tuple[NavItem, str, bool]]:
    """The entries this person may open in `unit`, in order: entry, address, whether `path` lies under it."""
    if not here.name:
        return []
    held = unit.roles if unit else frozenset(role for choice in here.units for role in choice.roles)
    found = []
    for item in sorted(_registry.items.values(), key=lambda item: (item.order, item.route_name)):
        if item.roles and not item.roles & held:
            continue
        if item.in_unit and unit is None:
            continue
        try:
            url = reverse(item.route_name, kwargs={"unit": unit.uid} if item.in_unit and unit else None)
        except NoReverseMatch:
            continue  # the page is not built into this site
        found.append((item, url, path == url or (url != "/" and path.startswith(url))))
    if sum(current for *_, current in found) > 1:
        # One entry's address may begin another's: the longest one is where we are.
        longest = max((url for _, url, current in found if current), key=len)
        found = [(item, url, current and url == longest) for item, url, current in found]
    return found
