"""The design app's own pages: language, colours, the catalogue of parts, and the pages for when something is wrong."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from medgang.core.people import Role
from medgang.web.accounts.models import Person
from medgang.web.design import errors, navigation
from medgang.web.design.preferences import COLOUR_SCHEME_COOKIE, ColourScheme, colour_scheme_of
from tests.support import people

pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture
def alice() -> Person:
    return people.person("Alice", Role.NURSE, people.house().ward)


class TestLanguage:
    def test_remembered_with_the_person_and_in_the_browser(self, alice: Person) -> None:
        client = people.signed_in(alice)
        back = reverse("design:catalogue")
        answer = client.post(reverse("design:language"), {"language": "nn", "next": back})
        assert (answer.status_code, answer["Location"]) == (302, back)
        alice.refresh_from_db()
        assert alice.language == "nn"
        cookie = answer.cookies["django_language"]
        assert cookie.value == "nn"
        assert cookie["httponly"]
        page = client.get(back).content.decode()
        assert '<html lang="nn"' in page
        assert "Hopp til innhaldet" in page
        # Another browser, the same person.
        assert '<html lang="nn"' in people.signed_in(alice).get(back).content.decode()

    def test_before_signing_in_the_cookie_holds_it(self, client: Client) -> None:
        client.post(reverse("design:language"), {"language": "en", "next": "/"})
        page = client.get(reverse("accounts:sign_in")).content.decode()
        assert '<html lang="en"' in page

    @pytest.mark.parametrize("chosen", ["", "de", "../nb"])
    def test_a_language_we_do_not_have_changes_nothing(self, alice: Person, chosen: str) -> None:
        answer = people.signed_in(alice).post(reverse("design:language"), {"language": chosen})
        assert answer.status_code == 400
        alice.refresh_from_db()
        assert alice.language == ""

    @pytest.mark.parametrize("target", ["https://ond.example/", "//ond.example/", "javascript:alert(1)", ""])
    def test_the_way_back_never_leads_out(self, client: Client, target: str) -> None:
        answer = client.post(reverse("design:language"), {"language": "nb", "next": target})
        assert answer["Location"] == "/"


class TestColours:
    def test_remembered_with_the_person_and_in_the_browser(self, alice: Person, client: Client) -> None:
        signed_in = people.signed_in(alice)
        answer = signed_in.post(reverse("design:colour_scheme"), {"scheme": "dark", "next": "/design/"})
        assert answer.cookies[COLOUR_SCHEME_COOKIE].value == "dark"
        alice.refresh_from_db()
        assert alice.theme == "dark"
        assert 'data-color-scheme="dark"' in people.signed_in(alice).get("/design/").content.decode()
        signed_in.post(reverse("design:colour_scheme"), {"scheme": "auto"})
        alice.refresh_from_db()
        assert alice.theme == ""
        client.post(reverse("design:colour_scheme"), {"scheme": "light"})
        assert 'data-color-scheme="light"' in client.get(reverse("accounts:sign_in")).content.decode()

    def test_other_words_change_nothing(self, client: Client) -> None:
        answer = client.post(reverse("design:colour_scheme"), {"scheme": "neon"})
        assert answer.status_code == 400
        assert COLOUR_SCHEME_COOKIE not in answer.cookies

    def test_a_strange_cookie_and_a_request_without_a_person_follow_the_device(
        self, rf: RequestFactory
    ) -> None:
        request = rf.get("/")
        assert colour_scheme_of(request) is ColourScheme.AUTO
        request.COOKIES[COLOUR_SCHEME_COOKIE] = "neon"
        assert colour_scheme_of(request) is ColourScheme.AUTO


class TestCatalogue:
    def test_shows_every_part_and_says_where_one_is(self, alice: Person) -> None:
        page = people.signed_in(alice).get(reverse("design:catalogue")).content.decode()
        for part in (
            "mg-next",
            "mg-task",
            "mg-tabs",
            "mg-table",
            "mg-figure-box",
            "mg-scale",
            "mg-status",
            "mg-zone",
        ):
            assert part in page
        assert "Døgn A" in page, "the unit's name stands in the header"
        assert '<svg width="400" height="205"' in page
        assert "Side 2 av 3" in page
        assert 'aria-label="Hovedmeny"' in page

    def test_a_wrong_form_says_so_in_the_title_and_keeps_what_was_typed(self, alice: Person) -> None:
        answer = people.signed_in(alice).post(reverse("design:catalogue"), {"name": "", "story": "Fotball"})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "<title>Feil: Slik ser Medgang ut" in page
        assert '<a href="#id_name">Hva kaller du turen? Fyll ut dette feltet.</a>' in page
        assert "Fotball</textarea>" in page

    def test_a_right_form_says_thank_you(self, alice: Person) -> None:
        sent = {
            "idempotency_key": "8a7bc0f6-6a0f-4a0b-8b62-0a8a6ce6a9ef",
            "name": "Rundt vannet",
            "kind": "walk",
            "level": "light",
            "start": "1.12.",
            "speed": "5,5",
            "place": "Bodø",
            "place_value": "bodo",
        }
        answer = people.signed_in(alice).post(reverse("design:catalogue"), sent)
        assert answer.status_code == 200
        assert "Takk. Skjemaet var riktig fylt ut" in answer.content.decode()

    def test_the_search_answers(self, alice: Person) -> None:
        answer = people.signed_in(alice).post(reverse("design:catalogue_search"), {"text": "mO"})
        assert [found["label"] for found in answer.json()["results"]] == ["Moss", "Molde", "Moelv"]

    def test_not_there_in_production(self, alice: Person, settings) -> None:  # type: ignore[no-untyped-def]
        client = people.signed_in(alice)
        settings.MEDGANG_PROFILE = "production"
        assert client.get(reverse("design:catalogue")).status_code == 404
        assert client.post(reverse("design:catalogue_search"), {"text": "m"}).status_code == 404

    def test_the_demo_says_that_it_is_one(self, alice: Person, settings) -> None:  # type: ignore[no-untyped-def]
        client = people.signed_in(alice)
        assert "oppdiktet" not in client.get(reverse("design:catalogue")).content.decode()
        settings.MEDGANG_PROFILE = "demo"
        assert "oppdiktet" in client.get(reverse("design:catalogue")).content.decode()


class TestErrors:
    @pytest.fixture
    def request_of_nobody(self, client: Client) -> HttpRequest:
        answer = client.get(reverse("accounts:sign_in"))
        request: HttpRequest = answer.wsgi_request
        return request

    @pytest.mark.parametrize("lang", ["nb", "nn", "en"])
    @pytest.mark.parametrize("status", sorted(errors.EXPLANATIONS))
    def test_says_what_happened_what_to_do_and_that_nothing_is_lost(
        self, request_of_nobody: HttpRequest, status: int, lang: str
    ) -> None:
        with translation.override(lang):
            answer = errors.render_error(request_of_nobody, status)
            page = answer.content.decode()
            assert answer.status_code == status
            for words in (
                errors.EXPLANATIONS[status].what_happened,
                errors.EXPLANATIONS[status].what_to_do,
                errors.EXPLANATIONS[status].nothing_lost,
            ):
                assert translation.gettext(words) in page
            assert "!" not in translation.gettext(errors.EXPLANATIONS[status].what_happened)

    def test_each_handler_has_its_status(self, request_of_nobody: HttpRequest) -> None:
        found = {
            errors.handler400(request_of_nobody, Exception()).status_code,
            errors.handler404(request_of_nobody, Exception()).status_code,  # type: ignore[arg-type]
            errors.too_many_requests(request_of_nobody).status_code,
            errors.handler500(request_of_nobody).status_code,
        }
        assert found == {400, 404, 429, 500}
        closed = errors.unavailable(request_of_nobody)
        assert (closed.status_code, closed.headers["Retry-After"]) == (503, "300")

    def test_a_refusal_says_its_own_sentence(self, request_of_nobody: HttpRequest) -> None:
        answer = errors.handler403(request_of_nobody, PermissionDenied("Bare legen kan klarere."))
        assert "Bare legen kan klarere." in answer.content.decode()
        plain = errors.handler403(request_of_nobody, PermissionDenied())
        assert "Rollen din åpner ikke denne siden" in plain.content.decode()

    def test_a_missing_page_tells_a_stranger_nothing(self, client: Client) -> None:
        answer = client.get("/finnes/ikke/")
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "Vi finner ikke denne siden" in page
        assert "finnes/ikke" not in page.replace('name="next" value="/finnes/ikke/"', "")

    def test_when_the_database_is_gone_there_is_still_a_page(
        self, request_of_nobody: HttpRequest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(_request: HttpRequest) -> navigation.Whereabouts:
            raise DatabaseError("canary")

        monkeypatch.setattr(navigation, "_registry", navigation._Registry(whereabouts=gone))
        answer = errors.render_error(request_of_nobody, 503)
        page = answer.content.decode()
        assert "Medgang er stengt en liten stund" in page
        assert "canary" not in page
        assert "Logg ut" not in page
