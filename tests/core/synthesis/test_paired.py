"""Crossover trials and before-after: the pairing decides the standard error."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.effects import effect_of
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.paired import (
    CrossoverUse,
    Paired,
    paired_change,
    r_sensitivity,
    sd_difference_from_ci,
    sd_difference_from_p,
    sd_difference_from_t,
)

TRIAL = Paired(20, 5, 17, 4, 25, sd_diff=3)


@given(st.floats(-0.95, 0.95), st.floats(0.5, 20), st.floats(0.5, 20))
def test_r_and_the_sd_of_differences_say_the_same(r: float, sd1: float, sd2: float) -> None:
    with_r = Paired(1, sd1, 0, sd2, 12, r=r)
    with_sd = Paired(1, sd1, 0, sd2, 12, sd_diff=with_r.sd_of_difference)
    assert with_sd.correlation == pytest.approx(r, abs=1e-9)


def test_the_sd_of_differences_is_recovered_from_interval_t_and_p() -> None:
    """A paired interval of 3 ± 1.2384 with 25 persons has SE 0.6, so SD 3."""
    half = 2.0638985616 * 0.6
    assert sd_difference_from_ci(3 - half, 3 + half, 25) == pytest.approx(3)
    assert sd_difference_from_t(3, 5.0, 25) == pytest.approx(3)
    assert sd_difference_from_p(3, 4.2e-5, 25) == pytest.approx(3, rel=0.01)


@pytest.mark.parametrize(
    "call",
    [
        lambda: sd_difference_from_ci(2, 1, 10),
        lambda: sd_difference_from_ci(1, 2, 1),
        lambda: sd_difference_from_t(0, 2, 10),
        lambda: sd_difference_from_p(1, 1.0, 10),
    ],
)
def test_what_cannot_give_an_sd_is_refused(call: object) -> None:
    with pytest.raises(InvalidValue, match="bad_interval"):
        call()  # type: ignore[operator]


def test_sensitivity_shows_what_another_r_would_have_given() -> None:
    found = r_sensitivity(TRIAL, standardised=False)
    assert [one.r for one in found] == [0.0, 0.3, 0.5, 0.7, 0.9]
    assert all(one.estimate == 3 for one in found)
    assert [one.se for one in found] == sorted((one.se for one in found), reverse=True)
    assert r_sensitivity(TRIAL, standardised=True, rs=(0.5,))[0].estimate == pytest.approx(
        3 / math.sqrt(20.5)
    )


def test_use_as_parallel_or_first_period_is_flagged_and_unpaired() -> None:
    parallel = replace(TRIAL, use=CrossoverUse.AS_PARALLEL)
    first = Paired(20, 5, 17, 4, 25, use=CrossoverUse.FIRST_PERIOD)
    for data in (parallel, first):
        assert effect_of(Measure.MD, data).vi == pytest.approx(41 / 25)
        assert effect_of(Measure.SMD, data).vi == pytest.approx(
            2 / 25 + effect_of(Measure.SMD, data).yi ** 2 / 100
        )
    assert parallel.flags == ("synthesis.crossover_as_parallel",)
    assert first.flags == ("synthesis.crossover_first_period",)
    assert first.correlation == 0


def test_pairs_without_any_difference_between_persons_cannot_be_weighed() -> None:
    """r next to 1 and equal SDs: rounding leaves no variance at all."""
    with pytest.raises(InvalidValue, match="variance_not_positive"):
        effect_of(Measure.MD, Paired(1, 23 / 7, 0, 23 / 7, 10, r=1 - 2**-53))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Paired(1, 1, 1, 1, 10), "no_pairing"),
        (lambda: Paired(1, 1, 1, 1, 10, r=1.2), "correlation_outside"),
        (lambda: Paired(1, 1, 1, 1, 1, r=0.5), "group_too_small"),
        (lambda: Paired(1, 0, 1, 1, 10, r=0.5), "sd_not_positive"),
        (lambda: Paired(1, 1e10, 1, 1, 10, r=0.5), "out_of_range"),
        (lambda: Paired(1e10, 1, 1, 1, 10, r=0.5), "out_of_range"),
        (lambda: Paired(math.inf, 1, 1, 1, 10, r=0.5), "not_a_number"),
        (lambda: Paired(1, 1, 1, 1, 10, sd_diff=5).correlation, "sds_contradict"),
    ],
)
def test_impossible_pairs_are_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        make()  # type: ignore[operator]


@pytest.mark.requirement("R198")
def test_change_within_a_programme_has_interval_n_and_missing() -> None:
    found = paired_change(Paired(30, 6, 34, 6, 18, r=0.6), started=25)
    assert found.change == 4
    assert (found.n, found.missing) == (18, 7)
    assert found.ci.df == 17
    assert found.ci.low < 4 < found.ci.high
    with pytest.raises(InvalidValue, match="more_than_started"):
        paired_change(TRIAL, started=20)
