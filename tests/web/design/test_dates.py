"""Days, clock times and numbers as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from medgang.core.errors import MedgangError
from medgang.web.design import dates
from medgang.web.design.templatetags import design as tags

FRIDAY = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "short", "with_year", "long", "at"),
    [
        ("nb", "fre. 20. nov.", "fre. 20. nov. 2026", "fredag 20. november", "fre. 20. nov. kl. 07.40"),
        ("nn", "fre. 20. nov.", "fre. 20. nov. 2026", "fredag 20. november", "fre. 20. nov. kl. 07.40"),
        ("en", "Fri 20 Nov", "Fri 20 Nov 2026", "Friday 20 November", "Fri 20 Nov at 07:40"),
    ],
)
def test_a_moment_is_read_in_the_units_zone(
    lang: str, short: str, with_year: str, long: str, at: str
) -> None:
    with translation.override(lang), timezone.override("Europe/Oslo"):
        assert tags.day(FRIDAY) == short
        assert tags.day_year(FRIDAY) == with_year
        assert tags.long_day(FRIDAY) == long
        assert tags.moment(FRIDAY) == at
        assert tags.moment_year(FRIDAY) == at.replace(short, with_year)


def test_the_day_is_the_zones_day_not_the_servers() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    with translation.override("nb"), timezone.override("Europe/Oslo"):
        assert tags.day(late) == "lør. 21. nov."
        assert tags.clock(late) == "00.30"


@pytest.mark.parametrize(
    ("lang", "weekday"),
    [("nb", "lør."), ("nn", "laur."), ("en", "Sat"), ("se", "lør.")],
)
def test_saturday_has_its_name_in_each_language(lang: str, weekday: str) -> None:
    assert dates.day(date(2026, 11, 21), lang).startswith(weekday)


def test_clock_times_and_days_without_a_zone_stand_as_they_are() -> None:
    with translation.override("nb"):
        assert tags.clock(time(7, 5)) == "07.05"
        assert tags.day(date(2026, 5, 1)) == "fre. 1. mai"
        assert tags.moment(datetime(2026, 5, 1, 12, 0)) == "fre. 1. mai kl. 12.00"  # noqa: DTZ001 - without a zone


def test_nothing_gives_nothing() -> None:
    for shown in (
        tags.day,
        tags.day_year,
        tags.long_day,
        tags.moment,
        tags.moment_year,
        tags.clock,
        tags.iso,
    ):
        assert shown(None) == ""
    assert tags.figures(None) == ""


@pytest.mark.parametrize(
    ("value", "decimals", "norwegian", "english"),
    [
        (7.5, None, "7,5", "7.5"),
        (7, 1, "7,0", "7.0"),
        (Decimal("2.25"), 1, "2,3", "2.3"),
        (-0.5, None, "\u22120,5", "\u22120.5"),
        (1200, None, "1200", "1200"),
        (12400, None, "12\u00a0400", "12,400"),
        (1234567.8, 0, "1\u00a0234\u00a0568", "1,234,568"),
    ],
)
def test_numbers(value: float, decimals: int | None, norwegian: str, english: str) -> None:
    with translation.override("nb"):
        assert tags.figures(value, decimals) == norwegian
    with translation.override("en"):
        assert tags.figures(value, decimals) == english


def test_the_machines_form_keeps_the_zone() -> None:
    assert tags.iso(FRIDAY) == "2026-11-20T06:40:00+00:00"


def test_a_code_becomes_a_sentence_in_the_readers_language() -> None:
    problem = MedgangError("design.draft_key")
    with translation.override("nb"):
        assert tags.sentence(problem) == "Utkastet kunne ikke lagres. Last siden på nytt."


def test_ids_are_not_the_same_twice() -> None:
    assert tags.unique("x") != tags.unique("x")
    assert tags.unique("x").startswith("x-")
