"""The figures of a bout and a pause, held against what the sources say about 4×4."""

from __future__ import annotations

import numpy as np
import pytest

from medgang.core.programmes import SessionPlan
from medgang.core.recordings import EdgeSource, LapLabel, Verdict
from medgang.core.recordings.bouts import Span
from medgang.core.recordings.figures import (
    bout_figures,
    fidelity,
    held_extreme,
    reachable_seconds,
    rest_figures,
)
from tests.core.recordings.shapes import HR_MAX

TARGET = (85.0, 95.0)


def bout(bpm: np.ndarray, source: EdgeSource = EdgeSource.PLAN, length: int = 240):
    return bout_figures(1, Span(0, length), source, None, bpm, HR_MAX, TARGET)


def test_time_to_85_percent_from_70_and_from_60() -> None:
    assert 240 - reachable_seconds(70, 240, TARGET) == pytest.approx(66, abs=1)
    assert 240 - reachable_seconds(60, 240, TARGET) == pytest.approx(88, abs=1)


def test_nothing_is_reachable_in_a_very_short_bout_and_all_of_one_that_begins_there() -> None:
    assert reachable_seconds(60, 30, TARGET) == 0
    assert reachable_seconds(88, 240, TARGET) == 240
    assert reachable_seconds(60, 240, (85, 85)) == 240


def test_seconds_in_target_and_above_and_minute_three() -> None:
    bpm = np.concatenate((np.full(100, 150.0), np.full(100, 170.0), np.full(40, 185.0)))
    found = bout(bpm)
    assert (found.seconds_in_target, found.seconds_above) == (100, 40)
    assert found.mean_bpm == pytest.approx((15_000 + 17_000 + 7400) / 240)
    assert found.mean_pct == pytest.approx(found.mean_bpm / 1.9)
    assert found.peak_bpm == 185
    assert found.minute_three_bpm == 170
    assert found.valid_share == 1


def test_edges_from_heart_rate_alone_hold_no_time_in_the_zone() -> None:
    found = bout(np.full(240, 170.0), EdgeSource.HEART_RATE)
    assert found.seconds_in_target is None
    assert found.seconds_above is None
    assert found.mean_bpm == 170


def test_a_short_bout_has_no_third_minute_and_an_empty_one_no_figures() -> None:
    assert bout(np.full(170, 170.0), length=170).minute_three_bpm is None
    empty = bout(np.full(240, np.nan))
    assert (empty.mean_bpm, empty.peak_bpm, empty.mean_pct, empty.valid_s) == (None, None, None, 0)
    assert empty.seconds_in_target == 0


def test_an_extreme_counts_only_when_it_is_held() -> None:
    bpm = np.full(60, 150.0)
    bpm[10] = 190
    bpm[30] = 90
    assert held_extreme(bpm, 5, highest=True) == 150
    assert held_extreme(bpm, 10, highest=False) == 150
    assert held_extreme(bpm[:3], 5, highest=True) is None
    assert held_extreme(np.full(9, np.nan), 5, highest=True) is None


def test_a_pause_beside_its_guide() -> None:
    falling = np.concatenate((np.linspace(175, 120, 110), np.full(70, 120.0)))
    found = rest_figures(1, Span(0, 180), falling, HR_MAX)
    assert found.guide_pct == 70
    assert found.under_guide_after_s == pytest.approx(84, abs=2)
    assert found.lowest_bpm == 120
    assert rest_figures(1, Span(0, 180), np.full(180, 160.0), HR_MAX).under_guide_after_s is None
    assert rest_figures(1, Span(0, 5), np.full(5, 100.0), HR_MAX).under_guide_after_s is None


PLAN = SessionPlan.parse("2x240/180")


def test_plan_against_done() -> None:
    good = bout(np.full(240, 170.0))
    assert fidelity(PLAN, [good, good]).verdict is Verdict.AS_PLANNED
    assert fidelity(PLAN, [good, good]).share_of_reachable == pytest.approx(1)
    assert fidelity(PLAN, [good]).verdict is Verdict.PARTLY
    assert fidelity(PLAN, [good]).bouts_missing == 1
    assert fidelity(PLAN, [good] * 3).bouts_extra == 1
    assert fidelity(PLAN, [good, bout(np.full(240, 140.0))]).verdict is Verdict.PARTLY
    assert fidelity(PLAN, [good, bout(np.full(240, 170.0), length=150)]).verdict is Verdict.PARTLY
    assert fidelity(PLAN, []).verdict is Verdict.NOT_DONE
    assert fidelity(PLAN, []).share_of_reachable is None
    assert fidelity(None, [good]).verdict is Verdict.NO_PLAN


def test_below_the_valid_share_there_is_no_verdict() -> None:
    half = np.full(240, 170.0)
    half[60:] = np.nan
    assert fidelity(PLAN, [bout(half), bout(half)]).verdict is Verdict.CANNOT_TELL


def test_a_plan_without_bouts_has_no_verdict() -> None:
    from medgang.core.programmes import Block, BlockKind

    steady = SessionPlan("steady", (Block(BlockKind.STEADY, 1800),))
    assert fidelity(steady, []).verdict is Verdict.NO_PLAN


def test_a_bout_of_no_length_has_no_share() -> None:
    found = bout_figures(1, Span(5, 5), EdgeSource.PLAN, LapLabel.PRESSED, np.full(9, 100.0), HR_MAX, TARGET)
    assert found.valid_share == 0
