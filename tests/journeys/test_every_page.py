"""Every page of the site in a real browser: WCAG 2.2 AA, nothing in the console, no other host, no sideways scroll.

The pages come from the resolver, filled in by tests/support/resolver.py, so that a new one is looked at by itself. The
names in them hold markup: a page that let it through would say so in the console.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline.details_stay import EndReason, Phase
from medgang.web.accounts.models import Person
from medgang.web.accounts.routes import Action, Door
from medgang.web.patients import selectors, services, steps
from tests.support import accessibility, people, resolver, review
from tests.support.resolver import Address, Places

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.browser import OpenPage, Scheme, SignIn, Size

pytestmark = pytest.mark.journey
LOOKS: tuple[tuple[Size, Scheme, str], ...] = (
    ("desktop", "light", "nb"),
    ("phone", "dark", "nn"),
    ("tablet", "light", "en"),
)
ANSWERS_MACHINES = frozenset({"accounts:health", "evidence:export"})
"""Routes that no person opens as a page: for machines, or files to take home."""
OTHER_DOORS = frozenset({Door.DEVICE, Door.LINK})
"""Doors with keys of their own; the journeys of the apps behind them look at their pages."""
ROUTES = {
    route.name: route
    for route in resolver.resolved_routes()
    if route.action is not Action.WRITE
    and route.door not in OTHER_DOORS
    and route.name not in ANSWERS_MACHINES
}


def area_of(name: str) -> str:
    """The app a route belongs to; the names by which allauth finds our sign-in pages belong to accounts."""
    return name.split(":", maxsplit=1)[0] if ":" in name else "accounts"


def addresses(area: str) -> list[Address]:
    """The pages of one app."""
    return [one for one in resolver.addresses() if one.name in ROUTES and area_of(one.name) == area]


def urls(address: Address, places: Places, everybody: Person) -> list[str]:
    """Where to look: once at most pages, at each step that can be taken with a stay, at a past patient's own pages."""
    if address.name == "patients:step":
        by = people.actor(everybody, Role.PHYSICIAN, places.house.ward)
        place = {"unit": places.house.ward.uid, "patient": places.patient.uid}
        open_steps = steps.open_to(selectors.latest_stay(places.patient), by)
        return [reverse(address.name, kwargs={**place, "verb": step.slug}) for step in open_steps]
    if address.name in {"patients:open_past", "patients:readmit"}:
        nurse = people.actor(everybody, Role.NURSE, places.house.ward)
        now = timezone.now() - timedelta(days=2)
        past = services.register(
            full_name="Åse Tidligere", born=None, sex="", national_id="", by=nurse, now=now
        )
        services.admit(patient=past, phase=Phase.TREATMENT, occurred=now, by=nurse, now=now)
        stay = selectors.latest_stay(past)
        assert stay is not None
        services.end_unplanned(stay=stay, reason=EndReason.AGAINST_ADVICE, occurred=now, by=nurse, now=now)
        return [places.url(address, patient=past)]
    return [places.url(address)]


def look_at(page: Page, url: str, lang: str) -> list[str]:
    """What is wrong with one page."""
    answer = page.goto(url)
    assert answer is not None
    if answer.status >= 400:
        return [f"{url}: answers {answer.status}"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    spoken = page.evaluate("document.documentElement.lang")
    found = [f"{url}: {fault}" for fault in accessibility.faults(page)]
    found += [f"{url}: scrolls {wide} px sideways"] if wide > 0 else []
    return found + ([f"{url}: speaks {spoken}, not {lang}"] if spoken != lang else [])


@pytest.mark.parametrize(("size", "scheme", "lang"), LOOKS)
@pytest.mark.parametrize("area", sorted({area_of(name) for name in ROUTES}))
def test_pages_of(
    area: str, size: Size, scheme: Scheme, lang: str, open_page: OpenPage, sign_in: SignIn
) -> None:
    places = resolver.places()
    everybody = people.person("Alle Prøve", None)
    everybody.language = lang
    everybody.save(update_fields=["language"])
    for role in Role:
        people.member(everybody, role, places.house.ward, leads_shifts=True)
    review.take_part(everybody)
    outside, inside = open_page(size, scheme=scheme, lang=lang), open_page(size, scheme=scheme, lang=lang)
    sign_in(inside, everybody)
    wrong: list[str] = []
    for address in addresses(area):
        page = outside if ROUTES[address.name].door is Door.PUBLIC else inside
        for url in urls(address, places, everybody):
            wrong += [f"{address.name} {fault}" for fault in look_at(page, url, lang)]
    assert wrong == []
