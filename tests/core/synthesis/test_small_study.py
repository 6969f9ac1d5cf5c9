"""Funnel tests for each measure, and trim-and-fill as a line beside the answer."""

from __future__ import annotations

import random

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.pooling import Study
from medgang.core.synthesis.results import Correlation, Given, Proportion, TwoByTwo, TwoGroups
from medgang.core.synthesis.small_study import (
    FunnelTest,
    begg,
    egger,
    funnel_tests,
    harbord,
    pustejovsky,
    trim_and_fill,
)

CHANCE = random.Random(4)
SIZES = [12, 16, 20, 26, 34, 44, 60, 80, 110, 150, 220, 300]
SKEWED = [Study(str(n), Given(0.1 + 2 / n**0.5 + CHANCE.gauss(0, 0.01), 4 / n)) for n in SIZES]
TABLES = [Study(str(n), TwoByTwo(CHANCE.randint(1, n // 3), n, CHANCE.randint(1, n // 3), n)) for n in SIZES]
GROUPS = [Study(str(n), TwoGroups(CHANCE.gauss(0.4, 0.3), 1, n, 0, 1, n)) for n in SIZES]


def test_small_studies_with_larger_effects_are_found() -> None:
    found = egger(SKEWED, Measure.GIVEN)
    assert found.slope == pytest.approx(1, abs=0.05)
    assert found.p < 0.001
    assert found.limit == pytest.approx(0.1, abs=0.02)
    assert found.df == 10


@pytest.mark.parametrize(
    ("studies", "measure", "tests"),
    [
        (TABLES, Measure.OR, [FunnelTest.HARBORD, FunnelTest.PETERS]),
        (TABLES, Measure.RR, [FunnelTest.PETERS]),
        (GROUPS, Measure.SMD, [FunnelTest.PUSTEJOVSKY]),
        (GROUPS, Measure.MD, [FunnelTest.EGGER]),
        ([Study(str(n), Proportion(n // 4 + n % 5, n)) for n in SIZES], Measure.PROP, [FunnelTest.PETERS]),
        (
            [Study(str(n), Correlation(CHANCE.uniform(0, 0.5), n)) for n in SIZES],
            Measure.COR,
            [FunnelTest.EGGER],
        ),
    ],
)
def test_the_test_fits_the_measure(studies: list[Study], measure: Measure, tests: list[FunnelTest]) -> None:
    found = funnel_tests(studies, measure)
    assert [one.test for one in found.tests] == tests
    assert all(0 <= one.p <= 1 for one in found.tests)


def test_standardised_differences_never_get_eggers_own_standard_error() -> None:
    tests = funnel_tests(GROUPS, Measure.SMD).tests
    assert FunnelTest.EGGER not in [one.test for one in tests]


def test_below_ten_no_test_is_made() -> None:
    assert funnel_tests(SKEWED[:9], Measure.GIVEN).why_none == "synthesis.funnel_too_few"


def test_none_is_recommended_for_risk_differences() -> None:
    assert funnel_tests(TABLES, Measure.RD).why_none == "synthesis.funnel_none_for_rd"


def test_studies_without_score_do_not_count_among_the_ten() -> None:
    empty = [Study("none", TwoByTwo(0, 20, 0, 20)), Study("one person", TwoByTwo(0.5, 0.5, 0.5, 0.5))]
    assert funnel_tests([*TABLES[:8], *empty, *empty], Measure.OR).why_none == "synthesis.funnel_too_few"
    assert harbord([*TABLES, *empty]).k == len(TABLES)
    assert funnel_tests([*TABLES[:8], *empty], Measure.RR).why_none == "synthesis.funnel_too_few"


def test_tests_that_need_counts_or_sizes_say_so() -> None:
    assert funnel_tests(SKEWED, Measure.OR).why_none == "synthesis.needs_counts"
    with pytest.raises(InvalidValue, match="needs_group_sizes"):
        pustejovsky(SKEWED)


def test_rank_correlation_is_exact_without_ties_and_near_it_with() -> None:
    assert begg(SKEWED, Measure.GIVEN).p < 0.01
    tied = [Study(str(i), Given(0.1 * i, 0.1 + 0.05 * (i // 2))) for i in range(12)]
    assert -1 <= begg(tied, Measure.GIVEN).slope <= 1


def test_effects_all_alike_show_no_asymmetry() -> None:
    alike = [Study(str(n), Given(0.4, 4 / n)) for n in SIZES]
    assert egger(alike, Measure.GIVEN).p == 1
    assert begg(alike, Measure.GIVEN).p == 1
    line = [Study(str(n), Given(2 / n**0.5, 4 / n)) for n in SIZES]
    assert egger(line, Measure.GIVEN).p < 1e-12


def test_trim_and_fill_adds_mirror_images_on_the_empty_side() -> None:
    found = trim_and_fill(SKEWED, Measure.GIVEN)
    assert found.side == "left"
    assert found.added == len(found.filled) > 0
    plain = sum(one.data.yi for one in SKEWED if isinstance(one.data, Given)) / len(SKEWED)
    assert found.estimate < plain
    mirrored = [
        Study(one.label, Given(-one.data.yi, one.data.vi)) for one in SKEWED if isinstance(one.data, Given)
    ]
    other = trim_and_fill(mirrored, Measure.GIVEN)
    assert (other.side, other.added) == ("right", found.added)
    assert other.estimate == pytest.approx(-found.estimate)


def test_a_symmetric_funnel_gets_nothing_added() -> None:
    even = [Study(str(i), Given(y, 0.05 + abs(y))) for i, y in enumerate((-0.3, 0.3, -0.1, 0.1, 0.0))]
    for estimator in ("L0", "R0"):
        found = trim_and_fill(even, Measure.GIVEN, Method.COMMON, CiTest.Z, estimator)  # type: ignore[arg-type]
        assert found.added == 0
        assert found.filled == ()


def test_equal_variances_leave_the_side_to_convention() -> None:
    equal = [Study(str(i), Given(y, 0.1)) for i, y in enumerate((0.1, 0.2, 0.3, 0.9, 1.4))]
    assert trim_and_fill(equal, Measure.GIVEN).side == "right"


def test_all_effects_alike_leave_nothing_below_the_middle() -> None:
    alike = [Study(str(i), Given(0.5, 0.1 + i / 10)) for i in range(4)]
    assert trim_and_fill(alike, Measure.GIVEN, Method.COMMON, CiTest.Z, "R0").added <= 3


def test_two_studies_cannot_be_filled_and_faults_of_others_pass_through() -> None:
    with pytest.raises(InvalidValue, match="too_few_studies"):
        trim_and_fill(SKEWED[:2], Measure.GIVEN)
