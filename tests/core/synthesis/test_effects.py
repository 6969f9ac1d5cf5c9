"""Effects and their variances from the numbers studies print."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import hedges_correction
from medgang.core.synthesis.effects import effect_of, sample_size
from medgang.core.synthesis.kinds import Design, Measure, Method, Scale
from medgang.core.synthesis.paired import Paired
from medgang.core.synthesis.results import Correlation, Given, Proportion, TwoByTwo, TwoGroups

GROUPS = TwoGroups(12.0, 2.0, 20, 10.0, 2.0, 20)
counts = st.integers(min_value=0, max_value=60)


def test_a_standardised_difference_takes_out_the_small_sample_bias() -> None:
    effect = effect_of(Measure.SMD, GROUPS)
    assert effect.yi == pytest.approx(hedges_correction(38))  # the raw difference is exactly one SD
    assert effect.vi == pytest.approx(0.1 + effect.yi**2 / 80)


def test_the_exact_correction_is_near_the_usual_approximation() -> None:
    assert hedges_correction(1e6) == pytest.approx(1)
    for df in (10, 40, 200):
        assert hedges_correction(df) == pytest.approx(1 - 3 / (4 * df - 1), abs=4e-4)


def test_a_mean_difference_does_not_assume_equal_variances() -> None:
    effect = effect_of(Measure.MD, TwoGroups(5, 3, 10, 4, 1, 40))
    assert effect.yi == 1
    assert effect.vi == pytest.approx(9 / 10 + 1 / 40)


def test_ratios_of_counts() -> None:
    table = TwoByTwo(10, 100, 20, 100)
    assert math.exp(effect_of(Measure.RR, table).yi) == pytest.approx(0.5)
    assert math.exp(effect_of(Measure.OR, table).yi) == pytest.approx((10 * 80) / (90 * 20))
    assert effect_of(Measure.RD, table).yi == pytest.approx(-0.1)
    assert effect_of(Measure.OR, table).vi == pytest.approx(1 / 10 + 1 / 90 + 1 / 20 + 1 / 80)


def test_a_zero_cell_is_corrected_and_says_so() -> None:
    effect = effect_of(Measure.OR, TwoByTwo(0, 10, 5, 10))
    assert effect.flags == ("synthesis.zero_cell_corrected",)
    assert effect.yi == pytest.approx(math.log((0.5 * 5.5) / (10.5 * 5.5)))


@given(a=counts, b=counts, c=counts, d=counts)
def test_swapping_the_groups_turns_the_sign(a: int, b: int, c: int, d: int) -> None:
    if a + b == 0 or c + d == 0:
        return
    for measure in (Measure.OR, Measure.RR, Measure.RD):
        one = effect_of(measure, TwoByTwo(a, a + b, c, c + d))
        other = effect_of(measure, TwoByTwo(c, c + d, a, a + b))
        assert one.yi == pytest.approx(-other.yi)
        assert one.vi == pytest.approx(other.vi)


def test_a_correlation_and_a_proportion() -> None:
    effect = effect_of(Measure.COR, Correlation(0.5, 28))
    assert (effect.yi, effect.vi) == pytest.approx((math.atanh(0.5), 0.04))
    effect = effect_of(Measure.PROP, Proportion(5, 20))
    assert (effect.yi, effect.vi) == pytest.approx((math.log(1 / 3), 1 / 5 + 1 / 15))
    assert effect_of(Measure.PROP, Proportion(0, 20)).flags == ("synthesis.zero_cell_corrected",)
    assert effect_of(Measure.PROP, Proportion(20, 20)).yi == pytest.approx(math.log(41))


def test_an_effect_that_was_given_is_taken_for_any_measure() -> None:
    for measure in Measure:
        assert effect_of(measure, Given(0.3, 0.1)).yi == 0.3


def test_numbers_of_another_kind_are_refused() -> None:
    with pytest.raises(InvalidValue, match="wrong_data"):
        effect_of(Measure.OR, GROUPS)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: TwoGroups(1, 0, 10, 1, 1, 10), "sd_not_positive"),
        (lambda: TwoGroups(1, 1, 10, 1, -1, 10), "sd_not_positive"),
        (lambda: TwoGroups(1, 1, 1, 1, 1, 10), "group_too_small"),
        (lambda: TwoGroups(math.nan, 1, 10, 1, 1, 10), "not_a_number"),
        (lambda: TwoByTwo(11, 10, 1, 10), "events_outside_group"),
        (lambda: TwoByTwo(1, 10, 1, 0), "empty_group"),
        (lambda: Correlation(1.0, 10), "correlation_outside"),
        (lambda: Correlation(0.1, 3), "group_too_small"),
        (lambda: Proportion(3, 2), "events_outside_group"),
        (lambda: Proportion(0, 0), "empty_group"),
        (lambda: Given(1, 0), "variance_not_positive"),
        (lambda: Given(math.inf, 1), "not_a_number"),
        (lambda: Given(1e10, 1), "out_of_range"),
        (lambda: Given(1, 1e19), "out_of_range"),
        (lambda: TwoGroups(1, 1e-10, 10, 1, 1, 10), "out_of_range"),
        (lambda: TwoByTwo(1, 1e10, 1, 10), "out_of_range"),
    ],
)
def test_impossible_numbers_are_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        make()  # type: ignore[operator]


def test_how_many_persons_the_numbers_rest_on() -> None:
    assert sample_size(GROUPS) == 40
    assert sample_size(Correlation(0.1, 12)) == 12
    assert sample_size(Paired(1, 1, 1, 1, 9, r=0.5)) == 9
    assert sample_size(Given(0, 1)) is None


def test_scales_turn_back_to_what_people_read() -> None:
    assert Scale.LOG.natural(math.log(2)) == pytest.approx(2)
    assert Scale.LOG.natural(1e4) == math.inf
    assert Scale.LOGIT.natural(0) == 0.5
    assert Scale.LOGIT.natural(-1e4) == 0
    assert Scale.FISHER_Z.natural(math.atanh(0.4)) == pytest.approx(0.4)
    assert Scale.IDENTITY.natural(-3) == -3


def test_every_measure_has_a_scale_whose_null_is_zero() -> None:
    for measure in Measure:
        assert measure.scale in Scale
        assert measure.null == 0


@pytest.mark.requirement("R193")
def test_designs_know_whether_chance_decided() -> None:
    assert [design for design in Design if design.randomised] == [
        Design.PARALLEL,
        Design.CROSSOVER,
        Design.CLUSTER,
    ]
    assert Method.MH.needs_counts
    assert not Method.REML.needs_counts
