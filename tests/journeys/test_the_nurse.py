"""The nurse's morning: sign in, see what is due, find a patient, read the story, change language, show the log.

Run with `MEDGANG_PICTURES=1` the journey also takes the pictures of the docs (`make pictures`).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from medgang.web.config.demo import build
from medgang.web.patients import selectors
from tests.support import people

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.browser import OpenPage, SignIn

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def picture(page: Page, name: str) -> None:
    """Take a picture for the docs, where pictures are asked for."""
    if os.environ.get("MEDGANG_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


@pytest.mark.postgres_too
@pytest.mark.requirement("R223")
def test_a_nurses_morning(open_page: OpenPage, sign_in: SignIn) -> None:
    clinic = build(now=timezone.now())
    nurse = clinic.people["lind"]
    people.make_ready(nurse)
    page = open_page("desktop")
    sign_in(page, nurse)

    page.goto("/")
    page.get_by_role("heading", name=re.compile("^I dag, ")).wait_for()
    picture(page, "i-dag")

    # She looks for a patient by the beginning of a name; no name stands in the address.
    page.get_by_role("link", name="Pasienter", exact=True).click()
    page.get_by_label("Navn").fill("kyst")
    page.get_by_role("button", name="Finn").click()
    assert "kyst" not in page.url
    page.get_by_role("link", name="Kyst Oppdiktsen").click()

    # Who, where in treatment, what to take care with.
    page.get_by_text("betablokker: beregnet puls gjelder ikke").wait_for()
    picture(page, "pasient")

    # The story, as it is known now and as it was known.
    page.get_by_role("link", name="Tidslinje", exact=True).click()
    page.get_by_role("heading", name="Tidslinje").wait_for()
    changed = page.get_by_text("fra utredning til behandling")
    while not changed.count():
        # The newest days stand first; older ones are a press away.
        page.get_by_role("link", name="Neste", exact=True).click()
        page.get_by_text(re.compile(r"^Side \d+ av \d+$")).wait_for()
    changed.wait_for()
    admitted = selectors.timeline(clinic.patients["kyst"]).events[0].occurred
    page.get_by_label("Slik det var kjent").fill(timezone.localdate(admitted).isoformat())
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_text("slik det var kjent").first.wait_for()
    assert page.get_by_text("fra utredning til behandling").count() == 0

    # The language is hers, and stays.
    page.get_by_text("Språk og farger").click()
    page.get_by_role("button", name="Nynorsk").click()
    page.get_by_role("heading", name="Tidslinje").wait_for()
    page.get_by_text("slik det var kjent").first.wait_for()
    nurse.refresh_from_db()
    assert nurse.language == "nn"

    # The patient asks who has looked.
    page.get_by_role("link", name="Kven har sett").click()
    page.get_by_role("heading", name="Kven har sett").wait_for()
    page.get_by_text("Lin Lindeprøve, sjukepleiar").first.wait_for()
    page.get_by_text("såg tidslinja").first.wait_for()


@pytest.mark.requirement("R241")
def test_a_double_press_stores_once(open_page: OpenPage, sign_in: SignIn) -> None:
    clinic = build(now=timezone.now(), small=True)
    nurse = clinic.people["lind"]
    people.make_ready(nurse)
    page = open_page("tablet")
    sign_in(page, nurse)
    patient = clinic.patients["hei"]
    before = len(selectors.timeline(patient))
    page.goto(f"/enhet/{clinic.units['ward'].uid}/pasienter/{patient.uid}/gjor/vitals/")
    page.get_by_label("Hvilepuls").fill("64")
    page.get_by_role("button", name="Lagre").dblclick()
    page.get_by_text("Målingen er lagret").wait_for()
    assert len(selectors.timeline(patient)) == before + 1


def test_typed_text_survives_a_wrong_form_and_a_closed_window(open_page: OpenPage, sign_in: SignIn) -> None:
    clinic = build(now=timezone.now(), small=True)
    nurse = clinic.people["lind"]
    people.make_ready(nurse)
    page = open_page("desktop")
    sign_in(page, nurse)
    patient = clinic.patients["hei"]
    url = f"/enhet/{clinic.units['ward'].uid}/pasienter/{patient.uid}/gjor/raise-red-flag/"
    page.goto(url)
    page.get_by_label(re.compile("Kort om det")).fill("holdt seg til brystet på trappa")
    page.get_by_role("button", name="Lagre").click()
    summary = page.get_by_role("link", name="Velg ett av alternativene.")
    summary.wait_for()
    assert page.title().startswith("Feil:")
    assert page.get_by_label(re.compile("Kort om det")).input_value() == "holdt seg til brystet på trappa"


def test_the_pictures_of_the_docs_exist_and_are_used() -> None:
    taken = {path.name for path in PICTURES.glob("*.png")}
    shown = set()
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        shown |= {
            Path(found).name
            for found in re.findall(r"!\[[^\]]*\]\(([^)]+\.png)\)", document.read_text("utf-8"))
        }
    assert taken == shown
