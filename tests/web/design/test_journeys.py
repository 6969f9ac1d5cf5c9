"""The parts of the design in a real browser: errors, drafts, one press, search, colours, and keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from medgang.core.people import Role
from medgang.web.accounts.models import Person
from medgang.web.design.models import Draft
from tests.support import people
from tests.support.accessibility import assert_accessible
from tests.support.browser import SCHEMES, SIZES, OpenPage, Scheme, Size

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CATALOGUE = "/design/"


@pytest.fixture
def alice(live_server: object) -> Person:
    return people.person("Alice Prøve", Role.NURSE, people.house().ward)


@pytest.fixture
def opened(page: Page, sign_in: Callable[[Page, object], None], alice: Person) -> Page:
    sign_in(page, alice)
    page.goto(CATALOGUE)
    return page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_every_part(
    open_page: OpenPage, sign_in: Callable[[Page, object], None], alice: Person, size: Size, scheme: Scheme
) -> None:
    """Nothing breaks WCAG 2.2 AA and nothing scrolls sideways, with folds open and with a wrong form."""
    page = open_page(size, scheme=scheme)
    sign_in(page, alice)
    page.goto(CATALOGUE)
    page.locator("main details").evaluate_all("all => all.forEach(fold => fold.open = true)")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.wait_for_selector(".mg-error-summary")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Avlys økten").first.click()
    assert_accessible(page)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_a_question_fills_the_screen_and_nothing_else_is_there(
    open_page: OpenPage, sign_in: Callable[[Page, object], None], alice: Person, size: Size, scheme: Scheme
) -> None:
    """On each size the whole question with its ways on is seen without scrolling, and no menu leads elsewhere."""
    page = open_page(size, scheme=scheme)
    sign_in(page, alice)
    page.goto(f"{CATALOGUE}?vis=skjerm")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    assert page.get_by_role("button", name="Neste").is_visible()
    assert page.locator("header, nav, footer").count() == 0
    smallest = page.locator(".mg-scale__step").first.bounding_box()
    assert smallest is not None
    assert min(smallest["width"], smallest["height"]) >= 44


def test_errors_are_found_by_keyboard(opened: Page) -> None:
    """
    Given a form sent with nothing in it
    Then the title says so and the list of faults has focus
    When the first line is followed
    Then focus stands in the field, which says what is wrong
    """
    opened.get_by_role("button", name="Lagre", exact=True).click()
    opened.wait_for_selector(".mg-error-summary")
    assert opened.title().startswith("Feil: ")
    assert opened.evaluate("document.activeElement.matches('.mg-error-summary')")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "id_name"
    said = opened.locator("#id_name").get_attribute("aria-describedby") or ""
    assert opened.locator(f"#{said.split()[-1]}").inner_text().strip() == "Fyll ut dette feltet."


def test_what_is_typed_survives_leaving_and_coming_back(opened: Page, alice: Person) -> None:
    """
    Given half a form
    When the writer waits a moment and reloads the page
    Then the text stands there with the hour it was saved, and the identity number does not
    And discarding it empties the form
    """
    opened.get_by_label("Hva har du prøvd før?").fill("Fotball til jeg var tjue")
    opened.get_by_label("Fødselsnummer").fill("01818710190")
    opened.get_by_text("Utkast lagret kl.").wait_for()
    assert "Fotball" in str(Draft.objects.get(person=alice).payload)
    assert "01818710190" not in str(Draft.objects.get().payload)
    opened.reload()
    assert opened.get_by_label("Hva har du prøvd før?").input_value() == "Fotball til jeg var tjue"
    assert opened.get_by_label("Fødselsnummer").input_value() == ""
    assert opened.get_by_text("er hentet fram").is_visible()
    opened.get_by_role("button", name="Forkast utkastet").click()
    opened.wait_for_function("document.querySelector('#id_story').value === ''")
    assert not Draft.objects.exists()


def test_leaving_with_unsaved_text_is_asked_about_once(opened: Page) -> None:
    asked = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    opened.on("dialog", stay)
    opened.get_by_label("Hva kaller du turen?").press_sequentially("Rundt")
    opened.goto("/design/?side=3")
    assert asked == ["beforeunload"]
    opened.goto(CATALOGUE)
    assert asked == ["beforeunload"], "a form nobody has written in is left in peace"


def test_two_presses_send_once(opened: Page) -> None:
    sent: list[str] = []
    opened.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    opened.locator("form.mg-form button[type=submit]").evaluate(
        "button => { button.click(); button.click(); }"
    )
    opened.wait_for_selector(".mg-error-summary")
    assert len(sent) == 1


def test_one_of_many_is_found_by_typing_and_arrows(opened: Page) -> None:
    field = opened.get_by_role("combobox", name="Hvor?")
    field.press_sequentially("mo")
    options = opened.get_by_role("listbox", name="Treff").get_by_role("option")
    options.first.wait_for()
    assert options.count() == 3
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "Molde"
    assert opened.locator("input[name=place_value]").input_value() == "molde"
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("x")
    assert opened.locator("input[name=place_value]").input_value() == "", (
        "a changed text is no longer the chosen one"
    )


def test_colours_change_under_the_hand_and_nothing_typed_is_lost(opened: Page, alice: Person) -> None:
    opened.get_by_label("Hva kaller du turen?").fill("Rundt vannet")
    opened.get_by_text("Språk og farger").click()
    with opened.expect_response("**/farger/"):
        opened.get_by_role("button", name="Mørkt").click()
    assert opened.locator("html").get_attribute("data-color-scheme") == "dark"
    assert opened.get_by_label("Hva kaller du turen?").input_value() == "Rundt vannet"
    opened.wait_for_timeout(50)
    alice.refresh_from_db()
    assert alice.theme == "dark"


def test_the_scale_is_answered_by_keyboard_and_the_dialog_closes_with_escape(opened: Page) -> None:
    opened.get_by_role("radio", name="0 (ikke i det hele tatt)").focus()
    opened.keyboard.press("ArrowRight")
    assert opened.locator("input[name=craving]:checked").get_attribute("value") == "1"
    button = opened.get_by_role("button", name="Avlys økten").first
    button.click()
    assert opened.get_by_role("dialog").is_visible()
    opened.keyboard.press("Escape")
    assert not opened.get_by_role("dialog").is_visible()
    assert button.evaluate("it => it === document.activeElement")
