"""The journeys' own watch: what a page must not do is heard, and what breaks WCAG is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import accessibility
from tests.support.browser import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
GOOD = "<!doctype html><html lang='nb'><title>Side</title><main><h1>Side</h1></main></html>"


@pytest.fixture
def watched(browser: Browser) -> tuple[Page, Watch]:
    """A page of no site, and its watch."""
    context = browser.new_context()
    watch = Watch("localhost")
    watch.follow(context)
    return context.new_page(), watch


def test_a_quiet_page_is_let_be(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    page.set_content(GOOD)
    assert (watch.said, watch.foreign) == ([], [])
    assert accessibility.faults(page) == []
    accessibility.assert_accessible(page)


def test_console_errors_and_other_hosts_are_heard(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    page.route("http://elsewhere.invalid/**", lambda route: route.fulfill(status=200, body=""))
    page.set_content(
        GOOD
        + "<script>console.log('hei'); setTimeout(() => { throw new Error('au') })</script>"
        + "<link rel='stylesheet' href='http://elsewhere.invalid/a.css'>"
    )
    page.wait_for_timeout(100)
    assert "log: hei" in watch.said
    assert any("au" in line for line in watch.said)
    assert watch.foreign == ["http://elsewhere.invalid/a.css"]


def test_what_breaks_wcag_is_named(watched: tuple[Page, Watch], monkeypatch: pytest.MonkeyPatch) -> None:
    page, _ = watched
    page.set_content(GOOD.replace("</main>", "<img id='bilde' src='data:,'></main>"))
    assert [fault.split(" - ")[0] for fault in accessibility.faults(page)] == ["image-alt: #bilde"]
    with pytest.raises(AssertionError, match="image-alt"):
        accessibility.assert_accessible(page)
    excepted = accessibility.Excepted("image-alt", "#bilde", "only here, to show how an exception works")
    monkeypatch.setattr(accessibility, "EXCEPTIONS", (excepted,))
    assert accessibility.faults(page) == []
