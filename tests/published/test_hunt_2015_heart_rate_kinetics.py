"""Hunt et al. 2015, heart-rate kinetics on a treadmill (24 men): time constant 57.6 s, up 57.5, down 54.4. V1.

The times to 85 % of maximum that follow from it (66 s from 70 %, 88 s from 60 %, with a load worth 92 %; 53 s from 70 %
with a load worth 95 %) are reckoned from that number; unit seconds, tolerance 1 s.
"""

from __future__ import annotations

import math

import pytest

from medgang.core.recordings.bouts import Span, through_lag
from medgang.core.recordings.demand import TIME_CONSTANT_S
from medgang.core.recordings.figures import reachable_seconds


def test_the_time_constant_is_the_published_one() -> None:
    assert pytest.approx(57.6) == TIME_CONSTANT_S


@pytest.mark.parametrize(("from_pct", "seconds"), [(70, 66), (60, 88)])
def test_time_to_85_percent_with_a_load_worth_92(from_pct: float, seconds: float) -> None:
    assert 240 - reachable_seconds(from_pct, 240, (85, 95)) == pytest.approx(seconds, abs=1)


def test_time_to_85_percent_from_70_with_a_load_worth_95() -> None:
    # A band whose 70 % mark is 95 gives that load.
    assert 240 - reachable_seconds(70, 240, (85, 85 + 10 / 0.7)) == pytest.approx(53, abs=1)


def test_a_rise_through_the_lag_is_63_percent_done_after_one_time_constant() -> None:
    followed = through_lag([Span(0, 600)], 600)
    assert followed[round(TIME_CONSTANT_S)] == pytest.approx(1 - math.exp(-1), abs=0.01)
