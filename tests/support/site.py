"""A small clinic in which every address of the site has something to show, and the list of those addresses.

    for address in every_address():            # from the resolver, so that a new route is there by itself
        url = address.url(site)

An address with a part that is not known here yet says so: tell `Site.parts` how to fill it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline.details_stay import EndReason, Phase
from medgang.web.accounts.routes import Door, Route, table
from medgang.web.patients import selectors, services, steps
from tests.support import people

if TYPE_CHECKING:
    from medgang.web.accounts.models import Membership, Person
    from medgang.web.patients.models import Patient


@dataclass(frozen=True, slots=True)
class Site:
    """The clinic. `alice` gives care and leads the ward, `admin` looks after people and places."""

    house: people.House
    alice: Person
    admin: Person
    membership: Membership
    patient: Patient
    past: Patient

    def parts(self, name: str) -> list[dict[str, Any]]:
        """What fills the variable parts of an address; several where one address has several faces."""
        patient = self.past if name in {"patients:open_past", "patients:readmit"} else self.patient
        event = list(selectors.event_rows(self.patient))[-1]
        parts: dict[str, Any] = {
            "unit": self.house.ward.uid,
            "patient": patient.uid,
            "event": event.uid,
            "place": self.house.ward.uid,
            "person": self.alice.uid,
            "membership": self.membership.uid,
        }
        if name == "patients:step":
            by = people.actor(self.alice, Role.NURSE, self.house.ward)
            open_steps = steps.open_to(selectors.latest_stay(self.patient), by)
            return [{**parts, "verb": step.slug} for step in open_steps]
        return [parts]

    def person_for(self, route: Route) -> Person | None:
        """Who may open a route here; nobody needs to sign in for an open one."""
        if route.door is Door.PUBLIC:
            return None
        return self.admin if Role.ADMINISTRATOR in route.roles else self.alice


def site() -> Site:
    """Make the clinic."""
    now = timezone.now()
    house = people.house()
    alice = people.person("Alice Prøve", Role.NURSE, house.ward)
    membership = people.member(alice, Role.SECTION_LEADER, house.ward)
    admin = people.person("Admin Prøve", Role.ADMINISTRATOR, house.ward)
    by = people.actor(alice, Role.NURSE, house.ward)

    def admitted(name: str, days: int) -> Patient:
        at = now - timedelta(days=days)
        made = services.register(full_name=name, born=None, sex="", national_id="", by=by, now=at)
        services.admit(patient=made, phase=Phase.TREATMENT, occurred=at, by=by, now=at)
        return made

    past = admitted("Åse Tidligere", 90)
    stay = selectors.latest_stay(past)
    assert stay is not None
    ended = now - timedelta(days=30)
    services.end_unplanned(stay=stay, reason=EndReason.AGAINST_ADVICE, occurred=ended, by=by, now=ended)
    return Site(
        house=house,
        alice=alice,
        admin=admin,
        membership=membership,
        patient=admitted("Kåre Prøvepasient", 20),
        past=past,
    )


@dataclass(frozen=True, slots=True)
class Address:
    """One route of the resolver, with its row of the permission table."""

    name: str
    route: Route
    variables: tuple[str, ...]

    def urls(self, here: Site) -> list[str]:
        """Its addresses in the small clinic."""
        found: list[str] = []
        for parts in here.parts(self.name):
            missing = set(self.variables) - set(parts)
            assert not missing, (
                f"{self.name}: tell tests/support/site.py how to fill {', '.join(sorted(missing))}"
            )
            found.append(reverse(self.name, kwargs={name: parts[name] for name in self.variables}))
        return found


def resolver_names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The full name of every route, and its variable parts."""
    yield from _walk(get_resolver(), "", {})


def _walk(
    resolver: URLResolver, namespace: str, outer: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in resolver.url_patterns:
        variables = {**outer, **pattern.pattern.converters}
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{namespace}{pattern.name}", tuple(variables)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, variables)


def every_address() -> list[Address]:
    """Every route of the site, by name."""
    rows = table()
    return [Address(name, rows[name], variables) for name, variables in sorted(resolver_names())]
