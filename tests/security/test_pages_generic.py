"""What holds for every page: its headers, that looking changes nothing, that planted markup stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.test import Client

from medgang.core.people import Role
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.accounts.routes import Action, table
from tests.support import people, resolver, review
from tests.support.resolver import MARKUP, Places

pytestmark = [pytest.mark.django_db, pytest.mark.page]

LOOKED_AT: frozenset[type[Model]] = frozenset({AccessLogEntry, Session})
"""What looking may write: that one looked, and that the session is alive."""


@pytest.fixture
def places() -> Places:
    return resolver.places()


def everyone(places: Places) -> Client:
    """Somebody with every staff role in the ward: the whole site opens."""
    alice = people.person(f"Alice {MARKUP}", Role.NURSE, places.house.ward)
    for role in Role:
        if role is not Role.NURSE:
            people.member(alice, role, places.house.ward)
    review.take_part(alice)
    return people.signed_in(alice)


def shown(places: Places, client: Client) -> Iterator[tuple[str, object]]:
    """Every page that a GET shows."""
    for address in resolver.addresses():
        if table()[address.name].action is not Action.WRITE:
            yield address.name, client.get(places.url(address))


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Everything stored, except what looking may write."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model not in LOOKED_AT
    }


def test_looking_changes_nothing(places: Places) -> None:
    client = everyone(places)
    before = rows()
    for name, answer in shown(places, client):
        assert answer.status_code in {200, 302, 503}, name  # type: ignore[attr-defined]
        assert rows() == before, name


def test_planted_markup_stays_text_on_every_page(places: Places) -> None:
    client = everyone(places)
    seen = 0
    for name, answer in shown(places, client):
        text = answer.content.decode()  # type: ignore[attr-defined]
        assert "<script>alert(1)" not in text, name
        assert "\"'onx=" not in text, name
        seen += "&lt;script&gt;alert(1)" in text
    assert seen > 5


def test_every_page_carries_its_headers(places: Places) -> None:
    client = everyone(places)
    for name, answer in shown(places, client):
        headers = answer.headers  # type: ignore[attr-defined]
        assert "no-store" in headers["Cache-Control"], name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["Referrer-Policy"] == "same-origin", name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert "camera=()" in headers["Permissions-Policy"], name
        assert re.fullmatch(r"[0-9a-f-]{36}", headers["X-Request-ID"]), name
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert "http" not in policy, name
        assert sorted(policy.split("; ")) == [
            "base-uri 'none'",
            "connect-src 'self'",
            "default-src 'none'",
            "font-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "frame-src 'none'",
            "img-src 'self' data:",
            "manifest-src 'self'",
            "media-src 'self'",
            "object-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "worker-src 'self'",
        ], name


def test_no_page_holds_inline_script_or_style(places: Places) -> None:
    for name, answer in shown(places, everyone(places)):
        text = answer.content.decode()  # type: ignore[attr-defined]
        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", text), name
        assert not re.search(r"<style|\sstyle=\"|\son[a-z]+=\"", text), name
        # Nothing is fetched from elsewhere. A citation may be followed by a person, who leaves no referrer.
        assert not re.search(r"(?:src|action)=\"(?:https?:)?//|<link[^>]*href=\"(?:https?:)?//", text), name
        for link in re.findall(r"<a [^>]*href=\"(?:https?:)?//[^>]*>", text):
            assert 'rel="noreferrer"' in link, name


@pytest.mark.parametrize("broken", ["/finnes-ikke/", "/enhet/ikke-en-uid/folk/", "/../etc/passwd"])
def test_what_is_not_there_says_so_kindly(broken: str, places: Places) -> None:
    answer = everyone(places).get(broken)
    assert answer.status_code == 404
    assert "Vi finner ikke denne siden" in answer.content.decode()
