"""Every page of the site in a real browser: WCAG 2.2 AA, nothing in the console, no other host, no sideways scroll.

The pages come from the resolver. A new one is looked at by itself, or fails until tests/support/site.py knows how to
fill its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medgang.web.accounts.routes import Action
from tests.support import accessibility, site
from tests.support.browser import Scheme, Size

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.browser import OpenPage, SignIn

pytestmark = pytest.mark.journey
LOOKS: tuple[tuple[Size, Scheme, str], ...] = (
    ("desktop", "light", "nb"),
    ("phone", "dark", "nn"),
    ("tablet", "light", "en"),
)
ANSWERS_MACHINES = frozenset({"accounts:health"})
"""Routes that no person opens in a browser."""
ADDRESSES = [
    address
    for address in site.every_address()
    if address.route.action is not Action.WRITE and address.name not in ANSWERS_MACHINES
]


def area_of(name: str) -> str:
    """The app a route belongs to; the names by which allauth finds our sign-in pages belong to accounts."""
    return name.split(":", maxsplit=1)[0] if ":" in name else "accounts"


AREAS = sorted({area_of(address.name) for address in ADDRESSES})


def look_at(page: Page, url: str) -> list[str]:
    """What is wrong with one page."""
    answer = page.goto(url)
    assert answer is not None
    if answer.status >= 400:
        return [f"{url}: answers {answer.status}"]
    if "text/html" not in answer.headers.get("content-type", ""):
        return []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{url}: {fault}" for fault in accessibility.faults(page)]
    return found + ([f"{url}: scrolls {wide} px sideways"] if wide > 0 else [])


@pytest.mark.parametrize(("size", "scheme", "lang"), LOOKS)
@pytest.mark.parametrize("area", AREAS)
def test_pages_of(
    area: str, size: Size, scheme: Scheme, lang: str, open_page: OpenPage, sign_in: SignIn
) -> None:
    here = site.site()
    wrong: list[str] = []
    seen: set[str] = set()
    pages: dict[object, Page] = {}
    for address in ADDRESSES:
        if area_of(address.name) != area:
            continue
        person = here.person_for(address.route)
        if person not in pages:
            pages[person] = open_page(size, scheme=scheme, lang=lang)
            if person is not None:
                sign_in(pages[person], person)
        # Some addresses have two names.
        for url in sorted(set(address.urls(here)) - seen):
            seen.add(url)
            wrong += [f"{address.name} {fault}" for fault in look_at(pages[person], url)]
    assert wrong == []
