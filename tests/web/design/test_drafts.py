"""Drafts: kept for their writer alone, brought back, erased, and never holding what must not be kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse

from medgang.core.errors import InvalidValue
from medgang.core.people import Role
from medgang.web.accounts.models import Person
from medgang.web.accounts.privacy import flaws
from medgang.web.design import drafts, forms
from medgang.web.design.models import Draft
from tests.support import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
MADE_UP_NUMBER = "01818710190"


class Talk(forms.DesignForm):
    key = forms.IdempotencyKeyField()
    name = forms.TextField(label="Navn")
    number = forms.NationalIdField(required=False)
    craving = forms.ScaleField()
    days = forms.CheckboxesField(choices=[("1", "mandag"), ("3", "onsdag")], required=False)
    place = forms.SearchChoiceField(required=False)
    together = forms.CheckboxField(required=False)
    secret = forms.TextField(required=False)
    speed = forms.NumberField(decimals=1, required=False)

    draft_key = "talk:1"
    undrafted = frozenset({"secret"})


@pytest.fixture
def house() -> people.House:
    return people.house()


@pytest.fixture
def alice(house: people.House) -> Person:
    return people.person("Alice", Role.NURSE, house.ward)


@pytest.fixture
def bob(house: people.House) -> Person:
    return people.person("Bob", Role.NURSE, house.ward)


def save(person: Person, values: dict[str, list[str]], key: str = "talk:1", now: datetime = NOW) -> None:
    drafts.save(person_id=person.pk, key=key, values=values, now=now)


def test_a_draft_belongs_to_its_writer(alice: Person, bob: Person) -> None:
    save(alice, {"name": ["Turen"]})
    mine = drafts.load(person_id=alice.pk, key="talk:1")
    assert mine is not None
    assert mine.values == {"name": ["Turen"]}
    assert mine.saved == NOW
    assert drafts.load(person_id=bob.pk, key="talk:1") is None
    assert drafts.load(person_id=alice.pk, key="talk:2") is None
    drafts.delete(person_id=bob.pk, key="talk:1")
    assert drafts.load(person_id=alice.pk, key="talk:1") is not None
    drafts.delete(person_id=alice.pk, key="talk:1")
    assert drafts.load(person_id=alice.pk, key="talk:1") is None


def test_saving_again_replaces(alice: Person) -> None:
    save(alice, {"name": ["Tur"]})
    save(alice, {"name": ["Turen"]})
    assert Draft.objects.filter(person=alice).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(person=alice, key="talk:1", payload={}, saved=NOW)


def test_tokens_and_identity_numbers_are_left_out_whatever_field_they_stand_in(alice: Person) -> None:
    spaced = f"{MADE_UP_NUMBER[:6]} {MADE_UP_NUMBER[6:]}"
    save(
        alice, {"csrfmiddlewaretoken": ["t"], "number": [MADE_UP_NUMBER], "note": [spaced], "name": ["Turen"]}
    )
    assert Draft.objects.get().payload == {"name": ["Turen"]}


@pytest.mark.parametrize("key", ["", "Talk:1", "a b", "æ", "-a", "a" * 201])
def test_a_key_holds_no_words(alice: Person, key: str) -> None:
    with pytest.raises(InvalidValue, match="draft_key"):
        save(alice, {}, key=key)


def test_too_long_is_refused(alice: Person) -> None:
    with pytest.raises(InvalidValue, match="draft_too_long"):
        save(alice, {"name": ["x" * drafts.MAX_BYTES]})


def test_the_oldest_go_when_there_are_too_many(alice: Person, bob: Person) -> None:
    save(bob, {})
    for number in range(drafts.MAX_PER_PERSON + 1):
        save(alice, {}, key=f"talk:{number}", now=NOW + timedelta(minutes=number))
    assert Draft.objects.filter(person=alice).count() == drafts.MAX_PER_PERSON
    assert drafts.load(person_id=alice.pk, key="talk:0") is None
    assert drafts.load(person_id=bob.pk, key="talk:1") is not None


def test_two_weeks_untouched_and_it_is_erased(alice: Person) -> None:
    save(alice, {}, key="old", now=NOW - drafts.KEPT - timedelta(seconds=1))
    save(alice, {}, key="new", now=NOW - drafts.KEPT + timedelta(seconds=1))
    assert drafts.purge(now=NOW) == 1
    assert [draft.key for draft in Draft.objects.all()] == ["new"]


def test_everything_typed_comes_back_as_it_was(alice: Person) -> None:
    save(
        alice,
        {
            "name": ["Turen"],
            "craving": ["skip"],
            "days": ["1", "3"],
            "place": ["Bod"],
            "place_value": [""],
            "together": ["on"],
            "secret": ["hemmelig"],
            "speed": ["7,"],
            "key": ["gammel"],
        },
    )
    form = Talk(initial={"speed": Decimal("9.5"), "secret": "fra før"})
    assert drafts.restore(form, person_id=alice.pk) == NOW
    html = str(form)
    assert 'value="Turen"' in html
    assert html.count("checked") == 4  # the scale's skip, two days, together
    assert 'value="Bod"' in html
    assert 'value="7,"' in html, "half a number is kept as half a number"
    assert "hemmelig" not in html
    assert "fra før" in html
    assert "gammel" not in html


def test_a_box_that_was_emptied_stays_empty(alice: Person) -> None:
    save(alice, {"name": [""]})
    form = Talk(initial={"together": True, "name": "fra før"})
    drafts.restore(form, person_id=alice.pk)
    html = str(form)
    assert "checked" not in html
    assert "fra før" not in html


def test_a_sent_form_and_a_form_without_a_draft_are_left_alone(alice: Person) -> None:
    assert drafts.restore(Talk(), person_id=alice.pk) is None
    save(alice, {"name": ["Turen"]})
    sent = Talk(QueryDict("name=Sendt"))
    assert drafts.restore(sent, person_id=alice.pk) is None
    assert sent["name"].value() == "Sendt"


def test_every_field_is_classified() -> None:
    assert flaws(Draft) == []
    assert str(Draft(pk=7)) == "draft 7"


@pytest.mark.page
class TestPages:
    def test_the_page_saves_and_says_when(self, alice: Person) -> None:
        answer = people.signed_in(alice).post(
            reverse("design:draft_save"), {"draft-key": "talk:1", "name": "Turen", "days": ["1", "3"]}
        )
        assert answer.status_code == 200
        assert answer.content.decode().startswith("Utkast lagret kl. ")
        assert Draft.objects.get().payload == {"name": ["Turen"], "days": ["1", "3"]}
        assert answer.headers["Cache-Control"] == "no-store, private"

    def test_what_cannot_be_saved_gets_a_sentence(self, alice: Person) -> None:
        client = people.signed_in(alice)
        answer = client.post(reverse("design:draft_save"), {"draft-key": "Ikke slik", "name": "x"})
        assert answer.status_code == 422
        assert answer.content.decode() == "Utkastet kunne ikke lagres. Last siden på nytt."
        assert not Draft.objects.exists()

    def test_discarding(self, alice: Person, bob: Person) -> None:
        save(alice, {"name": ["Turen"]})
        url = reverse("design:draft_delete")
        assert people.signed_in(bob).post(url, {"draft-key": "talk:1"}).status_code == 204
        assert Draft.objects.count() == 1
        assert people.signed_in(alice).post(url, {"draft-key": "talk:1"}).status_code == 204
        assert not Draft.objects.exists()

    @pytest.mark.parametrize("name", ["design:draft_save", "design:draft_delete"])
    def test_only_for_the_signed_in_and_only_by_post(self, client, alice: Person, name: str) -> None:  # type: ignore[no-untyped-def]
        assert client.post(reverse(name), {"draft-key": "talk:1"}).status_code == 302
        assert people.signed_in(alice).get(reverse(name)).status_code == 405
        forged = people.signed_in(alice, enforce_csrf=True).post(reverse(name), {"draft-key": "talk:1"})
        assert forged.status_code == 403
        assert "Siden hadde stått åpen for lenge" in forged.content.decode()
