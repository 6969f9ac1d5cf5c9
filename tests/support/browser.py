"""A real browser for the journeys: Debian's Chromium, driven by Playwright.

    @pytest.mark.journey
    def test_a_nurse_finds_a_patient(page: Page, live_server) -> None: ...

`page` is a desktop; `open_page("phone", scheme="dark", lang="nn")` opens others. A page that writes to the console or
asks another host for anything fails its test; what a journey provokes on purpose it adds to `expected_console`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize
    from pytest_django.live_server_helper import LiveServer

    from medgang.web.accounts.models import Person

    SignIn = Callable[[Page, Person], None]

ROOT = Path(__file__).resolve().parents[2]
Size = Literal["phone", "tablet", "desktop"]
Scheme = Literal["light", "dark"]
SIZES: dict[Size, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "tablet": {"width": 820, "height": 1180},
    "desktop": {"width": 1440, "height": 900},
}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_INSIDE = ("data:", "blob:", "about:", "chrome-error:")


class OpenPage(Protocol):
    """Opens a page in a browser profile of its own."""

    def __call__(self, size: Size = "desktop", *, scheme: Scheme = "light", lang: str = "nb") -> Page:
        """A new, empty page."""
        ...


def chromium_path() -> str:
    """Where the browser is, as tools/system.sh finds it."""
    found = subprocess.run(
        ["sh", str(ROOT / "tools" / "system.sh"), "which-chromium"],
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        pytest.fail(
            "The journeys need a browser: install the package chromium, or say where one is with CHROMIUM=path.",
            pytrace=False,
        )
    return found.stdout.strip()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser process for all journeys of this test process."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    # Playwright's event loop lives in this thread from here on; the journeys run last (tests/support/databases.py).
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # Root and most containers cannot have Chromium's sandbox, and the only pages are our own; a container's shared
    # memory is often too small for a browser.
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def expected_console() -> list[str]:
    """Pieces of console messages that this journey provokes on purpose."""
    return []


class Watch:
    """Gathers what a page must not do."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.said: list[str] = []
        self.foreign: list[str] = []

    def console(self, message: ConsoleMessage) -> None:
        # What a browser says at its most talkative is advice to developers, not something that went wrong.
        if message.type not in {"debug", "verbose"}:
            self.said.append(f"{message.type}: {message.text}")

    def error(self, error: Exception) -> None:
        self.said.append(f"error: {error}")

    def request(self, request: Request) -> None:
        if not request.url.startswith(_INSIDE) and urlsplit(request.url).netloc != self.host:
            self.foreign.append(request.url)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self.console)
        context.on("weberror", lambda error: self.error(error.error))
        context.on("request", self.request)


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, expected_console: list[str]) -> Iterator[OpenPage]:
    """Opens pages of any size, in light or dark, in any language."""
    watch = Watch(urlsplit(live_server.url).netloc)
    contexts: list[BrowserContext] = []

    def open_one(size: Size = "desktop", *, scheme: Scheme = "light", lang: str = "nb") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=SIZES[size],
            has_touch=size != "desktop",
            is_mobile=size == "phone",
            color_scheme=scheme,
            reduced_motion="reduce",
            locale=_LOCALES[lang],
            timezone_id="Europe/Oslo",
        )
        context.set_default_timeout(30_000)  # a small machine may be busy with two browsers
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    unexpected = [line for line in watch.said if not any(piece in line for piece in expected_console)]
    assert not unexpected, "the console is not empty: " + "; ".join(unexpected)
    assert not watch.foreign, "asked another host: " + ", ".join(watch.foreign)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """One page on a desktop."""
    return open_page()


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """Signs a person in on a page without the sign-in form, which has journeys of its own."""
    from django.conf import settings

    from tests.support import people

    def sign_person_in(page: Page, person: Person) -> None:
        value = people.signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )

    return sign_person_in
