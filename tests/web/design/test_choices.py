"""Picking: scales without a preset value, lists, and searching for one of many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import QueryDict
from django.utils import translation

from medgang.web.design import forms
from medgang.web.design.forms import Option, ScaleAnswer

pytestmark = pytest.mark.usefixtures("bokmal")


@pytest.fixture
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


def refused(field: Field, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


class Question(forms.DesignForm):
    craving = forms.ScaleField(label="Hvor sterkt er russuget?", low_words="ikke noe", high_words="verst")


class TestScale:
    def test_a_missing_answer_is_never_a_zero(self) -> None:
        """No number is chosen beforehand; untouched, passed by and zero are three different answers."""
        html = str(Question()["craving"].as_field_group())
        assert "checked" not in html
        field = forms.ScaleField()
        assert field.clean("") == ScaleAnswer()
        assert field.clean(None) == ScaleAnswer()
        assert field.clean("skip") == ScaleAnswer(skipped=True)
        assert field.clean("0") == ScaleAnswer(value=0)
        assert not field.clean("").answered
        assert field.clean("0").answered

    def test_only_numbers_on_the_scale(self) -> None:
        for typed in ("11", "-1", "3.5", "tre", "٣"):
            assert refused(forms.ScaleField(), typed) == "Velg et tall fra 0 til 10."
        assert refused(forms.ScaleField(can_skip=False), "skip") == "Velg et tall fra 0 til 10."
        assert refused(forms.ScaleField(low=6, high=20), "5") == "Velg et tall fra 6 til 20."

    def test_where_something_must_be_pressed_passing_by_counts(self) -> None:
        field = forms.ScaleField(required=True)
        assert refused(field, "") == "Velg et tall, eller hopp over."
        assert field.clean("skip").skipped
        assert field.clean("4").value == 4

    def test_an_earlier_answer_stands_in_its_place(self) -> None:
        html = str(Question(initial={"craving": ScaleAnswer(value=0)})["craving"].as_field_group())
        assert html.count("checked") == 1
        assert 'value="0" class="mg-scale__input" id="id_craving_0" checked' in html
        skipped = str(Question(initial={"craving": ScaleAnswer(skipped=True)})["craving"].as_field_group())
        assert 'value="skip" class="mg-scale__input" id="id_craving_11" checked' in skipped

    def test_the_ends_are_read_aloud_with_their_numbers(self) -> None:
        html = str(Question()["craving"].as_field_group())
        assert '0<span class="ds-sr-only"> (ikke noe)</span>' in html
        assert '10<span class="ds-sr-only"> (verst)</span>' in html
        assert "Hopp over" in html

    def test_changes(self) -> None:
        field = forms.ScaleField()
        assert not field.has_changed(ScaleAnswer(value=3), "3")
        assert field.has_changed(ScaleAnswer(value=3), "4")
        assert field.has_changed(ScaleAnswer(value=3), "tull")

    def test_an_answer_is_not_both(self) -> None:
        with pytest.raises(ValueError, match="not both"):
            ScaleAnswer(value=1, skipped=True)


class TestLists:
    def test_none_is_chosen_until_somebody_chooses(self) -> None:
        field = forms.SelectField(choices=[("a", "A")])
        assert next(iter(field.widget.choices)) == ("", "Velg …")
        assert refused(field, "") == "Velg ett av alternativene."
        assert refused(field, "b") == "Det valget finnes ikke lenger. Velg på nytt."
        other = forms.SelectField(choices=[("a", "A")], empty_label="Alle", required=False)
        assert next(iter(other.widget.choices)) == ("", "Alle")
        assert other.clean("") == ""

    def test_radios_and_boxes(self) -> None:
        assert refused(forms.RadioField(choices=[("a", "A")]), "") == "Velg ett av alternativene."
        boxes = forms.CheckboxesField(choices=[("a", "A"), ("b", "B")])
        assert refused(boxes, []) == "Velg minst ett av alternativene."
        assert boxes.clean(["a", "b"]) == ["a", "b"]
        assert refused(forms.CheckboxField(), False) == "Kryss av her for å gå videre."

    def test_an_option_shows_its_help(self) -> None:
        class Form(forms.DesignForm):
            how = forms.RadioField(choices=[("a", "A"), ("b", "B")], hints={"a": "lett <b>"})

        html = str(Form()["how"].as_field_group())
        assert "lett &lt;b&gt;" in html
        assert html.count("mg-help") == 1


PLACES = (Option("1", "Moss"), Option("2", "Molde"), Option("3", "Bodø", "Nordland"))


def found(text: str) -> list[Option]:
    return [place for place in PLACES if place.label.lower().startswith(text.lower())]


def resolved(value: str) -> Option | None:
    return next((place for place in PLACES if place.value == value), None)


class Where(forms.DesignForm):
    place = forms.SearchChoiceField(label="Hvor?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.SearchChoiceField)
        field.connect(search=found, resolve=resolved, url="/sok/")


def sent(query: str) -> Where:
    return Where(QueryDict(query))


class TestSearch:
    @pytest.mark.parametrize("query", ["place=Bodø&place_value=3", "place=bod&place_value=", "place=Bodø"])
    def test_the_chosen_one_or_the_only_one_that_fits(self, query: str) -> None:
        form = sent(query)
        assert form.is_valid()
        assert form.cleaned_data["place"] == PLACES[2]

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("place=mo", "Flere passer med det du skrev. Skriv litt mer, eller velg fra listen."),
            ("place=x", "Ingen passer med det du skrev. Sjekk skrivemåten, eller prøv en del av navnet."),
            ("place=Oslo&place_value=99", "Det valget finnes ikke lenger. Velg på nytt."),
            ("place=", "Skriv og velg en fra listen."),
            ("", "Skriv og velg en fra listen."),
        ],
    )
    def test_what_cannot_be_chosen(self, query: str, sentence: str) -> None:
        assert sent(query).errors["place"] == [sentence]

    def test_a_field_that_is_not_connected_finds_nothing(self) -> None:
        field = forms.SearchChoiceField(required=False)
        assert field.clean(("", "")) is None
        assert refused(field, ("1", "Moss")).startswith("Det valget finnes ikke")
        assert refused(field, ("", "Moss")).startswith("Ingen passer")

    def test_both_parts_are_shown_again(self) -> None:
        html = str(Where(initial={"place": PLACES[2]})["place"].as_field_group())
        assert 'value="Bodø"' in html
        assert '<input type="hidden" name="place_value" value="3">' in html
        assert 'data-url="/sok/"' in html
        again = str(sent("place=mo&place_value=")["place"].as_field_group())
        assert 'value="mo"' in again
        assert 'name="place_value" value=""' in again
