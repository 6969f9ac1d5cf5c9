"""The patient's telephone: a link and a code on paper, an entry in the diary, shared, and seen on the ward.

Then every page behind a personal link, at phone size, in light and dark and three languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import ContinuationPlanned
from medgang.core.timeline.details_plan import GoalSet, GoalSize, Planned, PlannedActivity, VictoryNoted
from medgang.core.timeline.levels import Level
from medgang.web.patients.care.services import note
from medgang.web.patients.models import Patient
from medgang.web.portal import services as portal
from medgang.web.portal.models import DiaryEntry, LinkKind
from medgang.web.portal.services import Handover, Wanted
from medgang.web.portal.services.diary import Page as DiaryPage
from medgang.web.portal.sharing import Item
from tests.support import accessibility, people, resolver

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from medgang.web.accounts.actors import Actor
    from tests.support.browser import OpenPage, Scheme, SignIn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def nurse_of(places: resolver.Places) -> Actor:
    """A nurse of the ward."""
    return people.actor(
        people.person("Alice Prøve", Role.NURSE, places.house.ward), Role.NURSE, places.house.ward
    )


def fill(patient: Patient, by: Actor) -> None:
    """A plan, goals, a victory and something for afterwards."""
    now = timezone.now()
    today = timezone.localdate(now)
    week = tuple(
        PlannedActivity(day, "walking", Level.LIGHT, starts="10:00", minutes=30) for day in (1, 3, 5, 7)
    )
    for kind, detail in (
        (EventKind.PLANNED, Planned(plan=uuid4(), starts=today, review_on=today, week=week, rest_days=(2,))),
        (
            EventKind.GOAL_SET,
            GoalSet(uuid4(), "gå til butikken og hjem igjen", GoalSize.SMALL, by_when=today),
        ),
        (EventKind.VICTORY_NOTED, VictoryNoted("tok trappa", quote=True)),
        (
            EventKind.CONTINUATION_PLANNED,
            ContinuationPlanned(place="Gym Nord", activity="walking", weekday=2, first_date=today),
        ),
    ):
        note(patient=patient, kind=kind, detail=detail, occurred=now, by=by, now=now)


def enter(page: Page, made: Handover) -> None:
    """The link from the paper, then the code."""
    page.goto(urlsplit(made.address).path)
    page.get_by_label("Engangskode").fill(made.code)
    page.get_by_role("button", name="Åpne").click()
    page.locator("form[action='/mitt/ut/']").wait_for()


@pytest.mark.requirement("R156", "R222")
def test_from_paper_to_a_shared_entry_on_the_wards_timeline(
    open_page: OpenPage, sign_in: SignIn, expected_console: list[str]
) -> None:
    places = resolver.places()
    someone = people.person("Alice Prøve", Role.NURSE, places.house.ward)
    ward = open_page("desktop")
    sign_in(ward, someone)
    chart = f"/enhet/{places.house.ward.uid}/pasienter/{places.patient.uid}/"

    # The nurse makes a link and hands it over on paper.
    ward.goto(chart)
    ward.get_by_role("link", name="Egne sider", exact=True).click()
    ward.get_by_role("link", name="Ny lenke").click()
    ward.get_by_role("button", name="Lag lenken").click()
    address = ward.locator("dd code").first.inner_text()
    code = ward.locator(".mp-code").inner_text()

    # The patient, on their own telephone, with the keyboard alone.
    phone = open_page("phone")
    phone.goto(urlsplit(address).path)
    phone.get_by_label("Engangskode").focus()
    phone.keyboard.type(code)
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="Uka mi").wait_for()
    phone.get_by_role("link", name="Skriv i dagboka").focus()
    phone.keyboard.press("Enter")
    phone.get_by_label("Hva gjorde du?").focus()
    phone.keyboard.type("gikk rundt vannet")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Space")
    phone.get_by_label("Del med teamet").focus()
    phone.keyboard.press("Space")
    phone.keyboard.press("Enter")
    phone.get_by_text("Delt med teamet.").wait_for()
    assert DiaryEntry.objects.get().shared is not None

    # The ward reads it in the timeline, and the patient reads who looked.
    ward.goto(f"{chart}tidslinje/")
    ward.get_by_text("Delte fra dagboka", exact=True).wait_for()
    ward.get_by_text("gikk rundt vannet").wait_for()
    phone.get_by_role("link", name="Hvem har sett").click()
    phone.get_by_text("Alice Prøve, sykepleier").first.wait_for()
    expected_console.append("Clear-Site-Data")
    phone.get_by_role("button", name="Lukk").click()
    phone.get_by_role("heading", name="Sidene er lukket").wait_for()


@pytest.mark.parametrize(("scheme", "lang"), [("light", "nb"), ("dark", "nn"), ("light", "en")])
def test_every_page_behind_a_link_on_a_telephone(scheme: Scheme, lang: str, open_page: OpenPage) -> None:
    places = resolver.places()
    by, now = nurse_of(places), timezone.now()
    fill(places.patient, by)
    own = portal.make_link(patient=places.patient, wanted=Wanted(LinkKind.PATIENT), by=by, now=now)
    wanted = Wanted(
        LinkKind.TRAINING_CONTACT, name=f"Tor {resolver.MARKUP}", agreed="drikk vann", items=tuple(Item)
    )
    helper = portal.make_link(patient=places.patient, wanted=wanted, by=by, now=now)
    entry = portal.write_entry(
        patient=places.patient,
        uid=uuid4(),
        day=timezone.localdate(now),
        page=DiaryPage(f"gikk {resolver.MARKUP}", 7, 25, f"sola {resolver.MARKUP}"),
        share=False,
        by=by,
        now=now,
    )
    pages = {
        own: [
            "/mitt/",
            "/mitt/bok/",
            "/mitt/bok/ny/",
            f"/mitt/bok/{entry.uid}/",
            "/mitt/mal/",
            "/mitt/tester/",
            "/mitt/logg/",
            "/mitt/ja/",
            "/mitt/deling/",
            f"/mitt/deling/{helper.link.uid}/",
            "/mitt/ring/",
            "/mitt/ta-med/",
            "/mitt/lukket/",
        ],
        helper: ["/folge/", "/folge/mote/"],
    }
    wrong: list[str] = []
    for made, urls in pages.items():
        gate = urlsplit(made.address).path
        page = open_page("phone", scheme=scheme, lang=lang)
        page.goto(gate)
        wrong += [f"{gate}: {fault}" for fault in accessibility.faults(page)]
        page.locator("input[name=code]").fill(made.code)
        page.keyboard.press("Enter")
        page.locator("form[action='/mitt/ut/']").wait_for()
        for url in [*urls, gate]:
            answer = page.goto(url)
            assert answer is not None
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            wrong += [f"{url}: answers {answer.status}"] if answer.status != 200 else []
            wrong += [f"{url}: {fault}" for fault in accessibility.faults(page)]
            wrong += [f"{url}: scrolls {wide} px sideways"] if wide > 0 else []
            wrong += (
                [f"{url}: speaks another language"] if page.locator(f"html[lang={lang}]").count() != 1 else []
            )
    assert wrong == []
