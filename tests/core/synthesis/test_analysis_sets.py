"""Intention-to-treat and completers side by side, and what the missing could change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.analysis_sets import (
    comparable,
    compare_sets,
    missing_bounds,
    missing_shift,
    side_by_side,
)
from medgang.core.synthesis.kinds import AnalysisSet, Measure, ValueKind
from medgang.core.synthesis.results import Contrast, Given, Result, TwoByTwo, TwoGroups


def result(name: str, analysis_set: AnalysisSet, yi: float, **more: object) -> Result:
    return Result(
        StudyRef(name),
        "craving",
        12.0,
        Contrast("exercise", "treatment as usual"),
        analysis_set,
        Given(yi, 0.04),
        **more,  # type: ignore[arg-type]
    )


ITT, DONE = AnalysisSet.INTENTION_TO_TREAT, AnalysisSet.COMPLETERS


@pytest.mark.requirement("R200")
def test_an_answer_that_vanishes_among_completers_is_said() -> None:
    """As in Brellenthin 2021: clear for everybody drawn, not for those who completed."""
    itt = [result(f"s{i}", ITT, y) for i, y in enumerate((-0.8, -0.9, -0.7, -0.85))]
    done = [result(f"s{i}", DONE, y) for i, y in enumerate((-0.1, 0.1, -0.05, 0.02))]
    found = side_by_side([*done, *itt], Measure.GIVEN)
    assert [answer.analysis_set for answer in found.answers] == [ITT, DONE]
    assert found.agree is False
    assert found.notes == ("synthesis.sets_differ",)


@pytest.mark.requirement("R200")
def test_one_study_flips_too() -> None:
    found = side_by_side([result("b", ITT, -0.9), result("b", DONE, -0.1)], Measure.GIVEN)
    assert found.agree is False
    assert all(not answer.pooled.headline for answer in found.answers)


def test_sets_that_agree_and_a_set_that_stands_alone() -> None:
    rows = [result("b", one, yi) for one, yi in ((ITT, -0.9), (DONE, -0.8), (AnalysisSet.PER_PROTOCOL, -1.0))]
    assert side_by_side(rows, Measure.GIVEN).agree is True
    higher = [result("b", one, 0.9) for one in (ITT, DONE)]
    assert side_by_side(higher, Measure.GIVEN).agree is True
    lonely = side_by_side(rows[:1], Measure.GIVEN)
    assert lonely.agree is None
    assert lonely.notes == ("synthesis.one_set_only",)
    with pytest.raises(InvalidValue, match="no_studies"):
        compare_sets({}, Measure.GIVEN)


def test_change_and_final_values_never_meet_in_one_smd() -> None:
    mixed = [
        result("a", ITT, 0.1, values=ValueKind.FINAL),
        result("b", ITT, 0.2, values=ValueKind.CHANGE),
    ]
    with pytest.raises(InvalidValue, match="change_and_final"):
        comparable(mixed, Measure.SMD)
    assert comparable(mixed, Measure.MD) == ("synthesis.change_and_final_md",)


def test_one_study_enters_once_and_other_outcomes_or_times_are_noted() -> None:
    one = result("a", ITT, 0.1)
    with pytest.raises(InvalidValue, match="study_twice"):
        comparable([one, replace(one, time_weeks=24.0)], Measure.GIVEN)
    other = replace(one, study=StudyRef("b"), outcome="mood", time_weeks=None)
    assert comparable([one, other], Measure.GIVEN) == (
        "synthesis.several_outcomes",
        "synthesis.several_times",
    )
    with pytest.raises(InvalidValue, match="no_studies"):
        comparable([], Measure.GIVEN)


def test_the_extremes_of_what_the_missing_could_have_had() -> None:
    seen = TwoByTwo(5, 20, 9, 18)
    found = missing_bounds(seen, randomised1=26, randomised2=25, event_is_bad=True)
    assert found.best.cells == (5, 21, 16, 9)
    assert found.worst.cells == (11, 15, 9, 16)
    assert missing_bounds(seen, randomised1=26, randomised2=25, event_is_bad=False).best == found.worst
    with pytest.raises(InvalidValue, match="more_than_started"):
        missing_bounds(seen, randomised1=10, randomised2=25, event_is_bad=True)


@pytest.mark.requirement("R200")
def test_how_bad_the_missing_must_be_to_change_the_answer() -> None:
    seen = TwoGroups(20, 5, 25, 25, 5, 30)
    found = missing_shift(seen, randomised1=50)
    assert found.missing == 25
    assert [shift.delta for shift in found.shifts] == [-1.0, -0.5, 0.0, 0.5, 1.0]
    assert found.shifts[2].difference == -5
    assert found.tipping is not None
    at_edge = missing_shift(seen, randomised1=50, deltas=(found.tipping,)).shifts[0]
    assert at_edge.ci.high == pytest.approx(0)


def test_no_tipping_point_where_nobody_is_missing_or_the_interval_holds_zero() -> None:
    assert missing_shift(TwoGroups(20, 5, 25, 25, 5, 30), randomised1=25).tipping is None
    assert missing_shift(TwoGroups(24.9, 5, 25, 25, 5, 30), randomised1=50).tipping is None
    with pytest.raises(InvalidValue, match="more_than_started"):
        missing_shift(TwoGroups(20, 5, 25, 25, 5, 30), randomised1=24)
