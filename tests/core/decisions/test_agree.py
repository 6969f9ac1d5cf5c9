"""AGREE II, with the example of the manual."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from medgang.core.decisions.agree import (
    ALL_ITEMS,
    ITEMS,
    Appraisal,
    Bar,
    Domain,
    ItemReport,
    Met,
    Minimum,
    Person,
    ReportingChecklist,
    appraiser_remarks,
    domain_scores,
    may_appraise,
    spread,
)
from medgang.core.errors import InvalidValue

MANUAL = ((5, 6, 6), (6, 6, 7), (2, 4, 3), (3, 3, 2))


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(InvalidValue) as error:
        make()
    return error.value.code


def appraisals() -> list[Appraisal]:
    return [
        Appraisal(f"appraiser {n}", dict(zip(range(1, 4), row, strict=True))) for n, row in enumerate(MANUAL)
    ]


@pytest.mark.requirement("R049")
def test_the_example_of_the_manual() -> None:
    """AGREE II user's manual: items 16 + 19 + 18 from four appraisers = 41/72 = 57 %. Percent, ±0.01. V1."""
    first, *others = domain_scores(appraisals())
    assert (first.obtained, first.lowest, first.highest) == (53, 12, 84)
    assert first.percent == pytest.approx(56.94, abs=0.01)
    assert [one.percent for one in others] == [None] * 5
    assert len(others[1].missing) == 32


@pytest.mark.requirement("R049")
def test_six_domains_hold_the_23_items_once_and_a_full_answer_scores_them_all() -> None:
    assert sorted(item for items in ITEMS.values() for item in items) == list(ALL_ITEMS)
    for score, percent in ((1, 0.0), (7, 100.0), (4, 50.0)):
        full = [Appraisal(name, dict.fromkeys(ALL_ITEMS, score)) for name in "ab"]
        assert [one.percent for one in domain_scores(full)] == [percent] * 6


def test_items_left_out_beforehand_leave_the_formula() -> None:
    some = [Appraisal(name, {1: 4, 2: 6}) for name in "ab"]
    first = domain_scores(some, frozenset({3, 22, 23}))
    assert (first[0].obtained, first[0].lowest, first[0].highest) == (20, 4, 28)
    assert first[0].percent == pytest.approx(100 * 16 / 24)
    assert (first[-1].items, first[-1].percent) == ((), None)
    assert refused(lambda: domain_scores(some, frozenset({1}))) == "decisions.left_out_but_scored"
    assert refused(lambda: domain_scores(some, frozenset({24}))) == "decisions.unknown_item"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Appraisal("a", {}, version="2003"), "other_agree"),
        (lambda: Appraisal(" ", {}), "appraiser_without_name"),
        (lambda: Appraisal("a", {24: 1}), "unknown_item"),
        (lambda: Appraisal("a", {1: 0}), "bad_score"),
        (lambda: Appraisal("a", {1: 8}), "bad_score"),
        (lambda: Appraisal("a", {}, overall=9), "bad_score"),
        (lambda: domain_scores([Appraisal("a", {}, 5)]), "too_few_appraisers"),
        (lambda: domain_scores([Appraisal("a", {}), Appraisal("A ", {})]), "appraised_twice"),
        (lambda: ItemReport(0, Met.MET, "p. 1"), "unknown_item"),
        (lambda: ItemReport(1, Met.PARTLY, "", "more"), "met_without_place"),
        (lambda: ItemReport(1, Met.NOT_MET), "gap_without_words"),
        (lambda: ReportingChecklist("p", "1", (ItemReport(1, Met.MET, "x"),) * 2), "item_twice"),
    ],
)
def test_what_is_refused(make: Callable[[], object], code: str) -> None:
    assert refused(make) == f"decisions.{code}"


def test_where_appraisers_differ() -> None:
    assert spread(appraisals()) == ((1, 2, 6), (2, 3, 6), (3, 2, 7))
    assert spread(appraisals(), 5) == ((3, 2, 7),)


def test_makers_do_not_score_their_own_text() -> None:
    makers = [Person("Anna Ås", "u1"), Person("Bo Berg", orcid="0000-1")]
    assert may_appraise(Person("Other", "u1"), makers) is Bar.BARRED
    assert may_appraise(Person("Other", orcid="0000-1"), makers) is Bar.BARRED
    assert may_appraise(Person("anna ås", "u9"), makers) is Bar.FLAGGED
    assert may_appraise(Person("Bo Berg", orcid="0000-2"), makers) is Bar.FREE
    assert [
        one.code for one in appraiser_remarks([Person("Bo Berg"), Person("X", "u1"), Person("Y")], makers)
    ] == [
        "decisions.appraiser_flagged",
        "decisions.appraiser_barred",
        "decisions.few_appraisers",
    ]
    assert appraiser_remarks([Person(name) for name in "wxyz"], makers) == ()


def test_a_checklist_says_where_items_are_met_and_names_its_gaps() -> None:
    found = ReportingChecklist(
        "p",
        "1",
        (
            ItemReport(9, Met.NOT_MET, missing="No grading"),
            ItemReport(1, Met.MET, "section 1"),
            ItemReport(2, Met.PARTLY, "section 1", "No comparison"),
        ),
        frozenset({"pico"}),
    )
    assert [one.item for one in found.gaps] == [2, 9]
    assert found.not_written == (3, 4, 5, 6, 7, 8, *range(10, 24))
    assert found.short_of(Minimum(frozenset({1, 2, 9}), ("pico", "method-report"))) == (
        (2, 9),
        ("method-report",),
    )
    assert Domain.SCOPE in ITEMS
