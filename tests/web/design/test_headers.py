"""The headers every page carries, directive by directive."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse

from medgang.core.people import Role
from medgang.web import design
from medgang.web.design.middleware import SecurityHeadersMiddleware
from tests.support import people

TEMPLATES = sorted(Path(design.__file__).parents[1].rglob("templates/**/*.html"))


def directives(policy: str, separator: str = ";") -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(separator) if part.strip()]
    return {part[0]: part[1:] for part in parts}


@pytest.mark.django_db
@pytest.mark.page
class TestPages:
    @pytest.fixture
    def answer(self) -> HttpResponseBase:
        house = people.house()
        found = people.signed_in(people.person("Alice", Role.NURSE, house.ward)).get(
            reverse("design:catalogue")
        )
        assert found.status_code == 200
        return found

    @pytest.mark.parametrize(
        ("directive", "sources"),
        [
            ("default-src", ["'none'"]),
            ("script-src", ["'self'"]),
            ("style-src", ["'self'"]),
            ("img-src", ["'self'", "data:"]),
            ("font-src", ["'self'"]),
            ("connect-src", ["'self'"]),
            ("media-src", ["'self'"]),
            ("manifest-src", ["'self'"]),
            ("worker-src", ["'self'"]),
            ("form-action", ["'self'"]),
            ("base-uri", ["'none'"]),
            ("object-src", ["'none'"]),
            ("frame-src", ["'none'"]),
            ("frame-ancestors", ["'none'"]),
        ],
    )
    def test_content_security_policy(
        self, answer: HttpResponseBase, directive: str, sources: list[str]
    ) -> None:
        policy = directives(answer.headers["Content-Security-Policy"])
        assert policy[directive] == sources

    def test_the_policy_holds_nothing_else(self, answer: HttpResponseBase) -> None:
        policy = answer.headers["Content-Security-Policy"]
        assert len(directives(policy)) == 14
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "*" not in policy

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Referrer-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store, private"),
        ],
    )
    def test_the_other_headers(self, answer: HttpResponseBase, name: str, value: str) -> None:
        assert answer.headers[name] == value

    def test_permissions_policy(self, answer: HttpResponseBase) -> None:
        policy = dict(part.strip().split("=") for part in answer.headers["Permissions-Policy"].split(","))
        for allowed in ("screen-wake-lock", "fullscreen", "autoplay", "clipboard-write"):
            assert policy[allowed] == "(self)"
        for closed in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture"):
            assert policy[closed] == "()"

    def test_a_refusal_and_a_missing_page_carry_them_too(self, client: Client) -> None:
        for answer in (client.get("/finnes-ikke/"), client.get(reverse("design:catalogue"))):
            assert answer.status_code in {302, 404}
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Cache-Control"] == "no-store, private"


def after(view_headers: dict[str, str], **attributes: object) -> HttpResponse:
    request = RequestFactory().get("/")
    for name, value in attributes.items():
        setattr(request, name, value)

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers=view_headers)

    return SecurityHeadersMiddleware(view)(request)


def test_a_view_may_say_otherwise() -> None:
    assert after({"Cache-Control": "public, max-age=60"}).headers["Cache-Control"] == "public, max-age=60"


def test_signing_out_clears_the_cache_and_leaves_what_a_tablet_has_not_sent() -> None:
    assert after({}, signed_out=True).headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in after({})


HANDED_OVER = frozenset({"patients/export_file.html", "portal/file.html"})
"""Templates of files that a person takes away, not of pages."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_template_holds_a_script_a_style_or_a_handler_of_its_own(path: Path) -> None:
    """The policy would refuse it; here it is found before a browser does."""
    import re

    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    # A file that is handed to a patient must work without us, so its look stands in it; no policy of ours meets it.
    if "/".join(path.parts[-2:]) not in HANDED_OVER:
        assert not re.search(r"<style[\s>]", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"(?:src|href)\s*=\s*[\"']https?:", text)
    assert "|safe" not in text


def test_every_static_file_a_page_names_exists() -> None:
    import re

    named = set()
    for path in TEMPLATES:
        named |= set(re.findall(r"{% static '([^']+)' %}", path.read_text(encoding="utf-8")))
    assert named
    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_every_template_of_the_design_compiles() -> None:
    root = Path(design.__file__).parent / "templates"
    for path in sorted(root.rglob("*.html")):
        get_template(path.relative_to(root).as_posix())
