"""Placing a known plan: where its bouts lie, through the lag of the heart."""

from __future__ import annotations

import numpy as np
import pytest

from medgang.core.recordings.bouts import (
    Span,
    _best_chain,
    believable,
    pattern_fit,
    place_plan,
    settle,
    through_lag,
    without_overlap,
)
from medgang.core.recordings.clean import by_second
from medgang.core.recordings.demand import Demand, demand_of, steps
from medgang.core.recordings.windows import highest_ahead, local_maxima, moving_mean
from tests.core.recordings.shapes import FOUR, HR_MAX, pulse, recorded


def demand(bpm: np.ndarray) -> Demand:
    found = demand_of(by_second(recorded(bpm), HR_MAX))
    assert found is not None
    return found


def near(spans: list[Span], work: tuple[tuple[int, int], ...], within: int = 12) -> bool:
    return len(spans) == len(work) and all(
        abs(span.start - start) <= within and abs(span.end - end) <= within
        for span, (start, end) in zip(spans, work, strict=True)
    )


PLAN = ((240,) * 4, (180,) * 3)


def test_the_bouts_of_four_by_four() -> None:
    assert near(place_plan(demand(pulse(FOUR, 2100)), *PLAN), FOUR)


def test_a_session_that_begins_and_ends_with_work() -> None:
    work = ((0, 240), (420, 660), (840, 1080), (1260, 1500))
    assert near(place_plan(demand(pulse(work, 1504)), *PLAN), work, 15)


def test_a_late_start_a_missing_and_an_extra_bout() -> None:
    late = tuple((start + 700, end + 700) for start, end in FOUR)
    assert near(place_plan(demand(pulse(late, 2900)), *PLAN), late)
    missing = FOUR[:2] + FOUR[3:]
    assert near(place_plan(demand(pulse(missing, 2100)), *PLAN), missing)
    extra = (*FOUR, (2040, 2280))
    assert near(place_plan(demand(pulse(extra, 2500)), *PLAN), extra)


def test_a_long_interruption() -> None:
    work = (*FOUR[:2], *((start + 500, end + 500) for start, end in FOUR[2:]))
    assert near(place_plan(demand(pulse(work, 2700)), *PLAN), work)


def test_a_belt_lost_for_two_minutes() -> None:
    bpm = pulse(FOUR, 2100)
    bpm[1260:1380] = np.nan
    assert near(place_plan(demand(bpm), *PLAN), FOUR, 20)


def test_bouts_of_different_length_and_one_bout_alone() -> None:
    work = ((300, 600), (780, 960), (1140, 1440))
    spans = place_plan(demand(pulse(work, 1800)), (300, 180, 300), (180, 180))
    assert near(spans, work, 30)
    assert near(place_plan(demand(pulse(((400, 1000),), 1500)), (600,), ()), ((400, 1000),))


def test_a_steady_session_shows_no_bouts() -> None:
    assert place_plan(demand(pulse((), 2100)), *PLAN) == []


def test_the_chain_prefers_planned_pauses_and_never_overlaps() -> None:
    assert _best_chain([0, 100, 420, 840], [1.0, 0.9, 1.0, 1.0], 240, 180, 4) == [0, 420, 840]
    assert _best_chain([0, 3000], [1.0, 0.3], 240, 180, 2) == [0]


def test_the_pattern_fits_an_interval_session_and_nothing_else() -> None:
    bpm = pulse(FOUR, 2100)
    spans = [Span(*edges) for edges in FOUR]
    assert pattern_fit(demand(bpm), bpm, spans) > 0.9
    assert pattern_fit(demand(bpm), bpm, []) == 0
    assert pattern_fit(demand(bpm), np.full(2100, np.nan), spans) == 0
    assert pattern_fit(demand(bpm), np.full(2100, 120.0), spans) == 0


def test_many_bouts_are_believed_sooner_than_few() -> None:
    assert believable(8, 10) < believable(3, 4) < believable(2, 4)


def test_through_the_lag_rises_to_two_thirds_in_one_time_constant() -> None:
    followed = through_lag([Span(100, 400)], 600)
    assert followed[99] == 0
    assert followed[157] == pytest.approx(0.635, abs=0.01)
    assert followed[399] > 0.99
    assert followed[460] < 0.4
    assert len(through_lag([Span(0, 900)], 600)) == 600


def test_spans_that_overlap_give_way() -> None:
    assert without_overlap([Span(100, 200), Span(0, 110), Span(190, 202)]) == [Span(0, 110), Span(111, 200)]


def test_settling_against_nothing_known_stays_inside() -> None:
    bpm = np.full(400, np.nan)
    bpm[100:250] = pulse(((100, 250),), 400)[100:250]
    span = settle(demand(bpm), Span(100, 250), 150, 60)
    assert 0 <= span.start < span.end <= 400


def test_too_little_heart_rate_has_no_demand() -> None:
    assert demand_of(by_second(recorded(np.full(119, 120.0)), HR_MAX)) is None


def test_steps_are_zero_where_a_side_is_unknown() -> None:
    found = steps(demand(pulse(FOUR, 2100)), 40)
    assert found[0] == 0
    assert found[FOUR[1][0]] > 30


def test_windows() -> None:
    values = np.array([1.0, 5.0, 2.0, 4.0, 3.0])
    assert highest_ahead(values, 2).tolist() == [5, 5, 4, 4, 3]
    assert highest_ahead(values, 3).tolist() == [5, 5, 4, 4, 3]
    assert highest_ahead(values, 99).tolist() == [5, 5, 4, 4, 3]
    assert local_maxima(values, 1).tolist() == [1, 3]
    assert moving_mean(values, 3).tolist() == pytest.approx([7 / 3, 8 / 3, 11 / 3, 3, 10 / 3])
