"""Numbers that a report implies."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import Measure, Scale
from medgang.core.synthesis.recover import combined, given_from_ci, on_scale, sd_from_ci, sd_from_se


def test_a_printed_ratio_with_its_interval() -> None:
    """Hirayama's 1.45 (1.02 to 2.08) is ln 1.45 with SE 0.182."""
    found = given_from_ci(Measure.RR, 1.45, 1.02, 2.08)
    assert found.yi == pytest.approx(math.log(1.45))
    assert math.sqrt(found.vi) == pytest.approx(0.1818, abs=5e-5)


@given(st.floats(-0.99, 0.99))
def test_the_scale_and_back(value: float) -> None:
    assert Scale.FISHER_Z.natural(on_scale(Scale.FISHER_Z, value)) == pytest.approx(value)
    share = (value + 1) / 2
    assert Scale.LOGIT.natural(on_scale(Scale.LOGIT, share)) == pytest.approx(share)
    assert on_scale(Scale.IDENTITY, value) == value


def test_intervals_that_cannot_be_are_refused() -> None:
    with pytest.raises(InvalidValue, match="bad_interval"):
        given_from_ci(Measure.MD, 1, 2, 1)
    with pytest.raises(InvalidValue, match="interval_uneven"):
        given_from_ci(Measure.RR, 1.45, 1.02, 20.8)
    with pytest.raises(InvalidValue, match="not_on_scale"):
        given_from_ci(Measure.OR, 1, 0, 2)
    with pytest.raises(InvalidValue, match="not_on_scale"):
        on_scale(Scale.LOGIT, 1.0)


def test_sds_from_standard_errors_and_intervals() -> None:
    assert sd_from_se(0.5, 16) == 2
    half = 2.1314495 * 0.5
    assert sd_from_ci(10 - half, 10 + half, 16) == pytest.approx(2)
    with pytest.raises(InvalidValue):
        sd_from_se(0, 16)
    with pytest.raises(InvalidValue):
        sd_from_ci(2, 1, 16)


@given(
    st.lists(st.floats(-50, 50), min_size=2, max_size=9), st.lists(st.floats(-50, 50), min_size=2, max_size=9)
)
def test_two_groups_taken_as_one_are_the_group_of_all(first: list[float], second: list[float]) -> None:
    import statistics as s

    mean, sd, n = combined(
        s.mean(first), s.stdev(first), len(first), s.mean(second), s.stdev(second), len(second)
    )
    assert n == len(first) + len(second)
    assert mean == pytest.approx(s.mean(first + second), abs=1e-9)
    assert sd == pytest.approx(s.stdev(first + second), abs=1e-6)


def test_an_empty_group_cannot_be_taken_in() -> None:
    with pytest.raises(InvalidValue, match="group_too_small"):
        combined(1, 1, 0, 1, 1, 10)
