"""The flow from states, sums that must hold, questions and criteria."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.literature.flow import (
    Column,
    Count,
    Flow,
    Route,
    State,
    Tracked,
    contradictions,
    derived,
    difference,
    flow_of,
    total,
)
from medgang.core.literature.questions import (
    Criteria,
    Criterion,
    Judged,
    Pico,
    Side,
    Spider,
    search_terms,
    to_screen_again,
)


def records() -> list[Tracked]:
    states = [State.DUPLICATE] * 2 + [State.AUTOMATION, State.REMOVED_OTHER, State.IDENTIFIED]
    states += [State.EXCLUDED_TITLE] * 3 + [State.NOT_RETRIEVED, State.SOUGHT, State.ASSESSED]
    found = [Tracked(str(n), "Medline" if n % 2 else "Embase", state) for n, state in enumerate(states)]
    found += [
        Tracked("e1", "Embase", State.EXCLUDED_FULL_TEXT, reason="design"),
        Tracked("e2", "Embase", State.EXCLUDED_FULL_TEXT, reason="design"),
    ]
    found += [
        Tracked("i1", "Embase", State.INCLUDED, study="s"),
        Tracked("i2", "Embase", State.INCLUDED, study="s"),
        Tracked("i3", "Embase", State.INCLUDED),
    ]
    return found


@pytest.mark.requirement("R009", "R011")
def test_counts_come_from_states() -> None:
    flow = flow_of(records())
    column = flow.databases
    assert [
        count.value
        for count in (column.identified, column.duplicates, column.automation, column.removed_other)
    ] == [16, 2, 1, 1]
    assert [
        count.value
        for count in (column.screened, column.excluded, column.sought, column.not_retrieved, column.assessed)
    ] == [11, 3, 8, 1, 6]
    assert column.excluded_full_text == Count(2)
    assert column.reasons == {"design": Count(2)}
    assert sum(count.value or 0 for count in column.sources.values()) == 16
    assert (flow.studies, flow.reports, flow.other) == (Count(2), Count(3), None)
    assert flow.total_studies == Count(2)


def test_an_update_keeps_previous_studies_apart() -> None:
    flow = flow_of(
        [*records(), Tracked("c", "reference lists", State.INCLUDED, Route.CITATION)],
        previous_studies=20,
        previous_reports=22,
    )
    assert flow.other is not None
    assert flow.other.identified == Count(1)
    assert (flow.total_studies, flow.total_reports) == (Count(23, derived=True), Count(26, derived=True))
    assert Flow(Column(), previous_studies=Count(1)).total_studies == Count(None)


def test_a_record_is_counted_once_and_an_exclusion_has_a_reason() -> None:
    with pytest.raises(InvalidValue):
        flow_of([Tracked("a", "x", State.INCLUDED), Tracked("a", "x", State.INCLUDED)])
    with pytest.raises(InvalidValue):
        Tracked("a", "x", State.EXCLUDED_FULL_TEXT)
    with pytest.raises(InvalidValue):
        Count(-1)


@pytest.mark.requirement("R244")
def test_487_less_12_is_not_465() -> None:
    wrong = difference(487, [12], 465)
    assert wrong is not None
    assert (wrong.shown, wrong.expected, wrong.printed) == ("487 − 12", 475, 465)
    assert difference(212, [24], 188) is None
    assert total([22, 114, 63, 13], 212) is None
    short = total([9, 8, 5], 27)
    assert short is not None
    assert short.expected == 22


def test_contradictions_in_a_reported_flow() -> None:
    good = Column(
        sources={"a": Count(10), "b": Count(5)},
        identified=Count(15),
        duplicates=Count(3),
        automation=Count(0),
        removed_other=Count(0),
        screened=Count(12),
        excluded=Count(6),
        sought=Count(6),
        not_retrieved=Count(1),
        assessed=Count(5),
        reasons={"x": Count(2)},
        excluded_full_text=Count(2),
    )
    assert contradictions(Flow(good, reports=Count(3))) == ()
    assert [one.code for one in contradictions(Flow(good, reports=Count(4)))] == ["flow_difference"]
    assert contradictions(Flow(good, other=good, reports=Count(9))) == ()
    partial = Column(sources={"a": Count(None)}, identified=Count(10), duplicates=Count(2), screened=Count(9))
    assert [(one.shown, one.expected) for one in contradictions(Flow(partial))] == [("10", 8)]
    assert contradictions(Flow(Column(identified=Count(10), screened=Count(9)))) == ()


def test_what_follows_from_printed_numbers_is_marked() -> None:
    column = derived(Column(screened=Count(188), assessed=Count(20)))
    assert column.excluded == Count(168, derived=True)
    assert derived(Column(screened=Count(188), sought=Count(30), assessed=Count(20))).excluded == Count(
        158, derived=True
    )
    assert derived(Column(excluded=Count(1))).excluded == Count(1)
    assert derived(Column(screened=Count(1))).excluded == Count(None)


@pytest.mark.requirement("R001", "R002")
def test_questions_as_fields_and_terms() -> None:
    pico = Pico("Voksne med rusavhengighet, døgnbehandling", "fysisk aktivitet eller trening", "", "russug")
    assert search_terms(pico)["intervention"] == ("fysisk aktivitet", "trening")
    assert search_terms(pico)["comparison"] == ()
    spider = Spider("rusavhengige", "fysisk aktivitet", "intervju", "opplevelser", "kvalitativ")
    assert search_terms(spider)["evaluation"] == ("opplevelser",)
    for make in (lambda: Pico("", "x", "", ""), lambda: Spider("x", " ", "", "", "")):
        with pytest.raises(InvalidValue):
            make()


def criteria(version: int, *items: tuple[str, Side, str]) -> Criteria:
    return Criteria(version, tuple(Criterion(*item) for item in items))


@pytest.mark.requirement("R003", "R016")
def test_a_change_of_criteria_says_what_to_screen_again() -> None:
    before = criteria(
        1,
        ("adults", Side.INCLUDE, "Voksne"),
        ("tobacco", Side.EXCLUDE, "Tobakk"),
        ("design", Side.EXCLUDE, "Andre design"),
    )
    decisions = (
        Judged("in", included=True, version=1),
        Judged("tobacco", included=False, version=1, reason="tobacco"),
        Judged("design", included=False, version=1, reason="design"),
        Judged("no reason", included=False, version=1),
        Judged("new", included=True, version=2),
    )
    wider = criteria(2, ("adults", Side.INCLUDE, "Voksne"), ("design", Side.EXCLUDE, "Andre design"))
    assert to_screen_again(before, wider, decisions) == ("tobacco", "no reason")
    narrower = criteria(
        2,
        *((item.key, item.side, item.text) for item in before.items),
        ("language", Side.EXCLUDE, "Andre språk"),
    )
    assert to_screen_again(before, narrower, decisions) == ("in", "no reason")
    assert [item.key for item in before.reasons()] == ["tobacco", "design"]
    assert before.as_text() == "Voksne"
    for version, items in (
        (0, [("a", Side.INCLUDE, "x")]),
        (1, []),
        (1, [("a", Side.INCLUDE, "x"), ("a", Side.EXCLUDE, "y")]),
    ):
        with pytest.raises(InvalidValue):
            criteria(version, *items)
