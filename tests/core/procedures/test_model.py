"""A procedure that does not hang together is refused; one that does has a hash of its meaning."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from medgang.content.schemas.procedures import shipped_procedures
from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.plain import DoesNotFit, from_plain, to_plain
from medgang.core.procedures import (
    Anchor,
    AnchorKind,
    Clause,
    Condition,
    Due,
    DueKind,
    Limits,
    Match,
    Section,
    Source,
    Span,
    Where,
    procedure_from_json,
    procedure_to_json,
)
from medgang.core.procedures.rules import Where as _Where
from medgang.core.timeline import EventKind
from medgang.core.words import Words
from tests.core.procedures.builders import CLAUSE, TALKED, procedure, step, within, words

TALK = step("talk", within(3), TALKED)


def refused(code: str, make: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()  # type: ignore[operator]
    assert caught.value.code == code
    assert say(caught.value, "nb")


def test_what_does_not_hang_together_is_refused_with_a_sentence():
    cases = [
        ("procedures.not_unique", lambda: procedure(TALK, TALK)),
        ("procedures.not_unique", lambda: procedure(TALK, sections=(Section("", words("s")),))),
        ("procedures.unknown_id", lambda: procedure(step("talk", within(3), TALKED, section="x"))),
        ("procedures.unknown_id", lambda: procedure(step("talk", within(3), TALKED, clauses=("x",)))),
        ("procedures.unknown_id", lambda: procedure(TALK, sources=(Source("x", "y", "2026"),))),
        ("procedures.no_clause", lambda: procedure(step("talk", within(3), TALKED, clauses=()))),
        ("procedures.bad_step", lambda: procedure(step("talk", within(3), TALKED, roles=()))),
        ("procedures.bad_step", lambda: procedure(step("talk", within(3), TALKED, phases=()))),
        ("procedures.no_grounds", lambda: procedure(TALK, clauses=(Clause("c", "s", words("c"), ()),))),
        ("procedures.negative_span", lambda: Span(days=-1)),
        ("procedures.bad_condition", lambda: Where("short")),
        ("procedures.bad_condition", Condition),
        ("procedures.unknown_field", lambda: Match(EventKind.TALKED, (Where("no_such", ("x",)),))),
        ("procedures.unknown_field", lambda: Match(EventKind.TALKED, (_Where("q", (), 0),))),
        ("procedures.bad_anchor", lambda: Anchor(AnchorKind.FIRST, "first")),
        ("procedures.bad_rule", lambda: Due(DueKind.WITHIN, Span(days=1))),
        ("procedures.bad_rule", lambda: Due(DueKind.EVERY, Span(), Anchor(AnchorKind.ADMISSION, "a"))),
        ("procedures.bad_rule", lambda: Due(DueKind.EACH_DAY, times=9)),
        (
            "procedures.bad_rule",
            lambda: Due(DueKind.EVERY, Span(days=1), Anchor(AnchorKind.EACH, "each", TALKED)),
        ),
        ("procedures.bad_limit", lambda: Limits(systolic_mmhg=20)),
        ("procedures.bad_limit", lambda: Limits(clearance_days=0)),
    ]
    for code, make in cases:
        refused(code, make)


def test_the_hash_is_of_the_meaning():
    assert procedure(TALK).sha256 == procedure(TALK).sha256
    assert procedure(TALK).sha256 != procedure(TALK, version="2").sha256
    assert procedure(TALK).sha256 != procedure(dataclasses.replace(TALK, on=False)).sha256


def test_a_field_added_later_with_a_default_does_not_change_what_was_hashed_before():
    assert to_plain(Outer(Inner(1)), defaults=False) == {"inner": {"number": 1}}
    assert to_plain(Outer(Inner(1), (), 0.0), defaults=False) == {"inner": {"number": 1}, "maybe": 0.0}
    assert to_plain(Outer(Inner(1))) == {"inner": {"number": 1}}


def test_a_version_is_stored_and_read_back_unharmed():
    for loaded in shipped_procedures().values():
        read = procedure_from_json(procedure_to_json(loaded.procedure))
        assert read == loaded.procedure
        assert read.sha256 == loaded.procedure.sha256


def test_a_stored_version_with_a_strange_field_is_refused_with_its_place():
    stored = procedure_to_json(procedure(TALK))
    stored["steps"][0]["due"]["times"] = "three"
    with pytest.raises(InvalidValue) as caught:
        procedure_from_json(stored)
    assert caught.value.values["field"] == "steps.due.times"
    with pytest.raises(InvalidValue):
        procedure_from_json({**procedure_to_json(procedure(TALK)), "nonsense": 1})


@dataclasses.dataclass(frozen=True, slots=True)
class Inner:
    number: int


@dataclasses.dataclass(frozen=True, slots=True)
class Outer:
    inner: Inner
    several: tuple[Inner, ...] = ()
    maybe: float | None = None


@pytest.mark.parametrize(
    ("stored", "field"),
    [
        ({"inner": {"number": "x"}}, "inner.number"),
        ({"inner": 1}, "inner"),
        ({"inner": {}}, "inner"),
        ({"inner": {"number": 1}, "several": {}}, "several"),
        ({"inner": {"number": 1}, "maybe": True}, "maybe"),
        ({"inner": {"number": True}}, "inner.number"),
        ({}, ""),
    ],
)
def test_the_place_that_does_not_fit(stored: dict[str, object], field: str):
    with pytest.raises(DoesNotFit) as caught:
        from_plain(Outer, stored)
    assert caught.value.field == field
    assert from_plain(Outer, {"inner": {"number": 1}, "maybe": None}) == Outer(Inner(1))
    assert from_plain(Outer, {"inner": {"number": 1}, "maybe": 2}).maybe == 2.0


@pytest.mark.parametrize(
    ("span", "after", "before"),
    [
        (Span(days=3), date(2026, 3, 3), date(2026, 2, 25)),
        (Span(months=1), date(2026, 3, 28), date(2026, 1, 28)),
        (Span(months=14, days=2), date(2027, 4, 30), date(2024, 12, 26)),
    ],
)
def test_spans_of_months_and_days(span: Span, after: date, before: date):
    assert span.after(date(2026, 2, 28)) == after
    assert span.before(date(2026, 2, 28)) == before


def test_a_month_ends_on_its_last_day():
    assert Span(months=1).after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert Span(months=1).before(date(2026, 3, 31)) == date(2026, 2, 28)


def test_words_in_three_languages():
    text = Words("bokmål", "nynorsk", "English")
    assert [text.in_(lang) for lang in ("nb", "nn", "en", "sv")] == ["bokmål", "nynorsk", "English", "bokmål"]


def test_steps_clauses_and_grounds_are_found_by_id():
    one = procedure(TALK)
    assert one.step("talk") is TALK
    assert one.step("x") is None
    assert one.clause("c") is CLAUSE
    assert one.grounds_of("talk").kinds == CLAUSE.kinds
