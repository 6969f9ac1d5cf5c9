"""A review in the browser: two exports, their duplicates, screening with keys by two, the arbiter, the flow."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medgang.core.literature.protocol import Role as Part
from medgang.core.people import Role
from medgang.web.evidence.models import DecisionRow, Review
from medgang.web.evidence.services import reviews
from tests.support import people
from tests.support import review as made_up

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.browser import OpenPage, SignIn

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def picture(page: Page, name: str) -> None:
    """Take a picture for the docs, where pictures are asked for."""
    if os.environ.get("MEDGANG_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


def import_one(page: Page, name: str, data: bytes, database: str) -> None:
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Eksportfil").set_input_files(
        [{"name": name, "mimeType": "application/x-research-info-systems", "buffer": data}]
    )
    page.get_by_label("Hvor er den fra?").fill(database)
    page.get_by_label("Slags kilde").select_option("database")
    page.get_by_role("button", name="Les inn").click()
    page.get_by_role("heading", name=name).wait_for()


def screen(page: Page, key_for: dict[str, str], *, times: int) -> None:
    """Answer with the keys until nothing is left."""
    for left in range(times, 0, -1):
        page.get_by_text(re.compile(rf"^{left} poste?r? igjen for deg")).wait_for()
        title = page.locator("#record-title").inner_text()
        key = next(key for word, key in key_for.items() if word in title)
        with page.expect_navigation():
            page.keyboard.press(key)
    page.get_by_role("heading", name="Ingenting venter på deg her").wait_for()


@pytest.mark.requirement("R009", "R013", "R014", "R015")
def test_from_two_exports_to_the_flow(open_page: OpenPage, sign_in: SignIn) -> None:
    house = people.house()
    lead = people.person("Berit Bok", Role.LIBRARIAN, house.ward)
    siv, sjur = (people.person(name, Role.RESEARCHER, house.ward) for name in ("Siv Sil", "Sjur Sil"))
    arne = people.person("Arne Arbiter", Role.PHYSIOTHERAPIST, house.ward)
    review = made_up.begun(lead)
    for person, part in ((siv, Part.SCREENER), (sjur, Part.SCREENER), (arne, Part.ARBITER)):
        reviews.add_member(
            review=review,
            person=person,
            part=part,
            conflicts="ingen",
            by=people.actor(lead, Role.LIBRARIAN),
            now=review.created,
        )
    page = open_page("desktop")
    sign_in(page, lead)
    page.goto("/kunnskap/")
    page.get_by_role("link", name=re.compile("Aktivitet og russug")).click()
    import_one(page, "medline.ris", made_up.ris(0, 1, 2), "Medline")
    import_one(page, "embase.ris", made_up.ris(0, 4, name="E"), "Embase")
    page.get_by_role("link", name="Dubletter", exact=True).click()
    page.get_by_role("button", name="Finn dubletter").click()
    page.get_by_text("1 post er dublett av en annen").wait_for()
    picture(page, "dubletter")

    # Two screen by themselves; they differ on one.
    for person, strength in ((siv, "3"), (sjur, "1")):
        own = open_page("desktop")
        sign_in(own, person)
        own.goto(f"/kunnskap/{review.uid}/siling/")
        if person is siv:
            # a key pressed in the note is a letter, not an answer
            own.keyboard.press("n")
            own.keyboard.type("1")
            assert own.get_by_label("Notat").input_value() == "1"
            own.keyboard.press("Escape")
            picture(own, "siling")
        screen(own, {"Walking": "1", "Strength": strength, "Tobacco": "3", "Cycling": "1"}, times=4)
    assert DecisionRow.objects.count() == 8

    settle = open_page("tablet")
    sign_in(settle, arne)
    settle.goto(f"/kunnskap/{review.uid}/uenighet/")
    settle.get_by_text("Siv Sil: Ikke med").wait_for()
    settle.get_by_role("button", name=re.compile("Ikke med")).click()
    settle.get_by_role("heading", name="Ingen uenighet").wait_for()

    page.get_by_role("link", name="Framdrift", exact=True).click()
    page.get_by_text("heuristikk").wait_for()
    page.get_by_role("link", name="Flyt", exact=True).click()
    page.get_by_role("heading", name="Flyt").wait_for()
    page.get_by_text("Vis tallene som tabell").click()
    page.get_by_role("row", name=re.compile("Poster identifisert n = 5")).wait_for()
    page.get_by_role("row", name=re.compile("Poster silt n = 4")).wait_for()
    picture(page, "flyt")
    assert Review.objects.get().imports == 2
