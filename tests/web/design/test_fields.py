"""Fields: what they take, what they give, and the sentence that stands at them when they cannot."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from medgang.web.design import forms
from medgang.web.design.forms.national_id import looks_right

pytestmark = pytest.mark.usefixtures("bokmal")
FREE_NUMBER = "01818710190"
"""Nobody's: numbers for tests have 80 added to the month."""


@pytest.fixture
def bokmal() -> Any:
    with translation.override("nb"):
        yield


def refused(field: Field, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


class TestNumber:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [("7,5", "7.5"), ("7.5", "7.5"), (" 7 ", "7"), ("1 200,5", "1200.5"), ("\u22122", "-2"), ("+3", "3")],
    )
    def test_comma_point_and_spaces_are_all_understood(self, typed: str, number: str) -> None:
        assert forms.NumberField(decimals=1).clean(typed) == Decimal(number)

    @pytest.mark.parametrize("typed", ["fem", "7,5,5", "1e5", "NaN", "Infinity", "--2", "7 km/t", "9" * 30])
    def test_what_is_not_a_number_gets_an_example(self, typed: str) -> None:
        assert refused(forms.NumberField(decimals=1), typed) == "Skriv bare tallet, for eksempel 7,5."

    def test_decimals(self) -> None:
        assert refused(forms.NumberField(), "7,5") == "Skriv et helt tall, uten komma."
        assert refused(forms.NumberField(decimals=1), "7,55") == "Skriv tallet med høyst 1 desimaler."
        assert forms.NumberField(decimals=1).clean("7,50") == Decimal("7.5")
        assert refused(forms.NumberField(), "mange") == "Skriv bare tallet, for eksempel 12."

    def test_limits_say_themselves_with_the_unit(self) -> None:
        both = forms.NumberField(min_value=0, max_value=25.5, decimals=1, unit="km/t")
        assert refused(both, "-1") == "Tallet skal være mellom 0 og 25,5 km/t."
        assert refused(both, "26") == "Tallet skal være mellom 0 og 25,5 km/t."
        assert refused(forms.NumberField(min_value=30), "29") == "Tallet skal være minst 30."
        assert refused(forms.NumberField(max_value=30), "31") == "Tallet skal være høyst 30."
        assert both.clean("25,5") == Decimal("25.5")

    def test_empty(self) -> None:
        assert forms.NumberField(required=False).clean("") is None
        assert forms.NumberField(required=False).clean("  ") is None
        assert refused(forms.NumberField(), "") == "Skriv et tall."

    def test_shown_again_as_it_is_written_here(self) -> None:
        field = forms.NumberField(decimals=1)
        assert field.prepare_value(Decimal("12400.5")) == "12400,5"
        assert field.prepare_value(-2) == "-2"
        assert field.prepare_value("7,,5") == "7,,5"

    @given(st.decimals(min_value=-9999, max_value=9999, places=2))
    def test_what_is_shown_can_be_sent_back(self, number: Decimal) -> None:
        with translation.override("nb"):
            field = forms.NumberField(decimals=2)
            assert field.clean(field.prepare_value(number)) == number


class TestDate:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("20.11.2026", date(2026, 11, 20)),
            ("20.11.26", date(2026, 11, 20)),
            ("3/4-2025".replace("-", "/"), date(2025, 4, 3)),
            ("3 4 2025", date(2025, 4, 3)),
            ("2026-11-20", date(2026, 11, 20)),
            ("201126", date(2026, 11, 20)),
            ("20112026", date(2026, 11, 20)),
            ("1.5.78", date(1978, 5, 1)),
            ("20.11", date(2026, 11, 20)),
            ("20.11.", date(2026, 11, 20)),
            ("2011", date(2026, 11, 20)),
            ("2.1.", date(2027, 1, 2)),
            ("1.7", date(2026, 7, 1)),
            ("I dag", date(2026, 11, 20)),
            ("i går", date(2026, 11, 19)),
            ("i morgen", date(2026, 11, 21)),
        ],
    )
    @time_machine.travel("2026-11-20 12:00 +0000", tick=False)
    def test_a_day_as_people_type_it(self, typed: str, day: date) -> None:
        assert forms.DateField().clean(typed) == day

    @pytest.mark.parametrize(
        "typed", ["31.2.2026", "32.1.", "fredag", "11", "2026-13-01", "20.11.2026.1", "0.0.0000"]
    )
    def test_what_is_not_a_day_gets_an_example(self, typed: str) -> None:
        assert refused(forms.DateField(), typed) == "Skriv dagen som dag.måned.år, for eksempel 20.11.2026."

    def test_limits(self) -> None:
        field = forms.DateField(earliest=date(2026, 1, 1), latest=lambda: date(2026, 12, 31))
        assert refused(field, "31.12.2025") == "Dagen kan ikke være før tor. 1. jan. 2026."
        assert refused(field, "1.1.2027") == "Dagen kan ikke være etter tor. 31. des. 2026."
        assert field.clean("31.12.2026") == date(2026, 12, 31)

    def test_empty_and_ready_made(self) -> None:
        assert forms.DateField(required=False).clean("") is None
        assert refused(forms.DateField(), "") == "Skriv dagen, for eksempel 20.11.2026."
        assert forms.DateField().clean(datetime(2026, 5, 1, 12)) == date(2026, 5, 1)  # noqa: DTZ001 - only its day
        assert forms.DateField().clean(date(2026, 5, 1)) == date(2026, 5, 1)

    def test_shown_again(self) -> None:
        field = forms.DateField()
        assert field.prepare_value(date(2026, 5, 1)) == "1.5.2026"
        assert field.prepare_value("1.5") == "1.5"
        assert not field.has_changed(date(2026, 5, 1), "01.05.2026")
        assert field.has_changed(date(2026, 5, 1), "2.5.2026")
        assert field.has_changed(date(2026, 5, 1), "tull")


class TestTime:
    @pytest.mark.parametrize(
        ("typed", "clock"),
        [
            ("07.40", time(7, 40)),
            ("7:40", time(7, 40)),
            ("0740", time(7, 40)),
            ("7", time(7, 0)),
            ("kl. 23.59", time(23, 59)),
        ],
    )
    def test_a_time_as_people_type_it(self, typed: str, clock: time) -> None:
        assert forms.TimeField().clean(typed) == clock

    @pytest.mark.parametrize("typed", ["24.00", "7.60", "sju", "7.4", "123"])
    def test_what_is_not_a_time_gets_an_example(self, typed: str) -> None:
        assert refused(forms.TimeField(), typed).startswith("Skriv klokkeslettet som timer.minutter")

    def test_empty_ready_made_and_shown_again(self) -> None:
        field = forms.TimeField(required=False)
        assert field.clean("") is None
        assert field.clean(time(7, 40)) == time(7, 40)
        assert field.prepare_value(time(7, 5)) == "07.05"
        assert field.prepare_value("7:05") == "07.05"
        assert field.prepare_value("7.4") == "7.4"
        assert field.prepare_value("") == ""


class TestText:
    def test_too_long_says_how_much(self) -> None:
        assert refused(forms.TextField(max_length=3), "fire") == (
            "Teksten er for lang: 4 tegn. Den kan være opptil 3."
        )
        assert refused(forms.LongTextField(max_length=3), "fire").startswith("Teksten er for lang")

    def test_required(self) -> None:
        assert refused(forms.TextField(), " ") == "Fyll ut dette feltet."
        assert forms.LongTextField(rows=9).widget.attrs["rows"] == 9


class TestNationalId:
    def test_control_figures(self) -> None:
        assert looks_right(FREE_NUMBER)
        assert not looks_right(FREE_NUMBER[:-1] + "1")
        assert not looks_right("12345678901")
        assert not looks_right("1234567890")
        assert not looks_right("1234567890a")
        assert not looks_right("١٢٣٤٥٦٧٨٩٠١")

    def test_the_field_takes_spaces_and_never_repeats_the_number(self) -> None:
        field = forms.NationalIdField(required=False)
        assert field.clean(f"{FREE_NUMBER[:6]} {FREE_NUMBER[6:]}") == FREE_NUMBER
        assert field.clean("") == ""
        assert refused(field, "0181875") == "Fødselsnummeret skal ha elleve sifre."
        wrong = FREE_NUMBER[:-1] + "9"
        said = refused(field, wrong)
        assert said.startswith("Kontrollsifrene stemmer ikke")
        assert wrong not in said


class TestIdempotencyKey:
    def test_each_form_gets_a_key_and_a_missing_one_is_said(self) -> None:
        field = forms.IdempotencyKeyField()
        assert isinstance(field.initial(), uuid.UUID)
        assert field.initial() != field.initial()
        key = uuid.uuid4()
        assert field.clean(str(key)) == key
        assert refused(field, "").startswith("Skjemaet mangler nøkkelen sin")
        assert refused(field, "tull").startswith("Skjemaet mangler nøkkelen sin")
