"""A 4×4 with eight people on one tablet: from the roster, through a reload in bout three, to what it gave.

Run with `MEDGANG_PICTURES=1` the journey also takes the pictures of the docs (`make pictures`).
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_sessions import Trained
from medgang.core.timeline.details_stay import Phase
from medgang.web.gym import planning, plans, selectors
from medgang.web.gym.models import ClockPress
from medgang.web.patients import selectors as patients
from tests.support import people
from tests.web.patients.conftest import admit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.browser import OpenPage, SignIn

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAMES = ("Ada", "Bo", "Cato", "Dina", "Eli", "Finn", "Gro", "Hans")


def picture(page: Page, name: str) -> None:
    """Take a picture for the docs, where pictures are asked for."""
    if os.environ.get("MEDGANG_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


@pytest.mark.requirement("R097", "R098", "R134")
def test_a_four_by_four_with_eight_people(
    open_page: OpenPage, sign_in: SignIn, expected_console: list[str]
) -> None:
    expected_console.append("ERR_INTERNET_DISCONNECTED")
    house = people.house()
    leader = people.person("Alma Prøve", Role.ACTIVITY_LEADER, house.ward)
    by = people.actor(leader, Role.ACTIVITY_LEADER, house.ward)
    nurse = people.actor(people.person("Nils Prøve", Role.NURSE, house.ward), Role.NURSE, house.ward)
    admitted = [admit(nurse, f"{name} Prøvepasient", phase=Phase.TREATMENT) for name in NAMES]
    now = timezone.now()
    what = planning.What(plan="four-by-four", place="Treningssalen", leader=leader)
    planning.set_place(defibrillator="Ved resepsjonen", by=by, now=now)
    session = planning.add_session(what=what, starts=now, by=by, now=now, uid=uuid4())
    page = open_page("tablet")
    sign_in(page, leader)

    # Today says what there is; one press away is the list.
    page.goto("/")
    page.get_by_role("link", name="4×4 på 35 minutter").click()
    page.get_by_role("button", name="Åpne deltakerlista").click()
    page.get_by_role("button", name="Alle er spurt").click()
    picture(page, "okt-liste")

    # The clock: start, then go on to the third bout, and lose the page on the way.
    page.get_by_role("link", name="Klokka").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_text("Oppvarming", exact=True).wait_for()
    for _ in range(5):
        page.get_by_role("button", name="Hopp til neste").click()
    page.get_by_text("Drag 3 av 4", exact=True).wait_for()
    page.reload()
    page.get_by_text("Drag 3 av 4", exact=True).wait_for()
    picture(page, "okt-klokka")

    # The network goes. The clock runs on and keeps the press; it is sent when the network is back.
    page.context.set_offline(True)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_text("ikke lagret på serveren ennå").wait_for()
    page.context.set_offline(False)
    page.get_by_text("ikke lagret på serveren ennå").wait_for(state="hidden")

    # Stop is always there: what to look for, whom to ring, where the defibrillator hangs.
    page.get_by_role("button", name="Stopp – hendelse").click()
    page.get_by_role("link", name="Ring 113").wait_for()
    page.get_by_text("Ved resepsjonen").wait_for()
    picture(page, "okt-stopp")
    page.get_by_role("button", name="Tilbake til klokka").click()
    page.get_by_role("button", name="Fortsett", exact=True).click()
    page.get_by_role("button", name="Avslutt", exact=True).click()
    page.get_by_text("Ferdig", exact=True).wait_for()
    page.get_by_text("ikke lagret på serveren ennå").wait_for(state="hidden")
    page.get_by_role("link", name="Til lista").click()

    # One press each.
    for number in range(1, 8):
        row = page.locator(f"#plass-{number}")
        row.get_by_role("button", name="Trente").click()
        row.locator(".mg-roster__mark").wait_for()
    page.locator("#plass-8 summary").click()
    page.locator("#plass-8").get_by_role("button", name="Sov").click()
    page.get_by_text("Borte: sov").wait_for()

    page.reload()
    page.get_by_text("av 8 på lista var med").wait_for()
    page.get_by_text("Borte, sov: 1").wait_for()
    picture(page, "okt-ga")

    # The minutes that count are those the clock kept.
    kept = selectors.session(house.ward.pk, session.uid, timezone.localdate())
    assert kept.ended is not None
    assert plans.plan_of(kept).total_seconds < 120
    assert ClockPress.objects.filter(session=kept).count() == 9
    for patient in admitted:
        found = patients.timeline(patient).details(EventKind.TRAINED, Trained)
        assert len(found) == 1
        assert found[0][0].occurred >= now - timedelta(minutes=1)
