"""Marks beside the data: what each kind of disturbance is called, and that nothing is filled in or changed."""

from __future__ import annotations

import numpy as np
import pytest

from medgang.core.recordings import FileFormat, Mark, Recording
from medgang.core.recordings.clean import by_second, quality, valid
from tests.core.recordings.shapes import HR_MAX, recorded

WALK = np.array([118 + (place // 7) % 5 for place in range(600)], dtype=float)


def marked(bpm: np.ndarray, mark: Mark) -> list[int]:
    trace = by_second(recorded(bpm), HR_MAX)
    return np.flatnonzero(trace.marks & mark.bit).tolist()


def test_a_clean_session_has_no_marks_and_every_second_counts() -> None:
    trace = by_second(recorded(WALK), HR_MAX)
    found = quality(trace)
    assert (found.seconds, found.valid_s, found.valid_share) == (600, 600, 1)
    assert np.array_equal(trace.bpm, WALK)


@pytest.mark.requirement("R122")
def test_missing_seconds_stay_missing() -> None:
    bpm = WALK.copy()
    bpm[200:320] = np.nan
    trace = by_second(recorded(bpm), HR_MAX)
    found = quality(trace)
    assert found.missing_s == 120
    assert found.valid_s == 480
    assert np.isnan(trace.bpm[200:320]).all()


def test_a_sample_stands_until_the_next_within_ten_seconds_and_else_for_one() -> None:
    seconds = np.array([0.0, 8.0, 30.0])
    trace = by_second(Recording(FileFormat.FIT, None, seconds, np.array([100.0, 101.0, 102.0])), HR_MAX)
    assert trace.bpm[:8].tolist() == [100] * 8
    assert trace.bpm[8] == 101
    assert np.isnan(trace.bpm[9:30]).all()
    assert trace.bpm[30] == 102


@pytest.mark.parametrize("wild", [29, 221, 206])
def test_out_of_range_is_below_30_above_220_or_15_above_the_maximum(wild: float) -> None:
    bpm = WALK.copy()
    bpm[300] = wild
    assert marked(bpm, Mark.OUT_OF_RANGE) == [300]


@pytest.mark.requirement("R122")
@pytest.mark.parametrize("length", [1, 5, 20])
def test_a_spike_is_marked_from_the_jump_to_the_return(length: int) -> None:
    bpm = WALK.copy()
    bpm[300 : 300 + length] += 45
    assert marked(bpm, Mark.SPIKE) == list(range(300, 300 + length))


def test_a_jump_without_return_marks_two_seconds() -> None:
    bpm = WALK.copy()
    bpm[300:] += 70
    assert marked(bpm, Mark.SPIKE) == [300, 301]


def test_an_early_jump_without_return_is_start_up_noise_before_it() -> None:
    bpm = WALK.copy()
    bpm[:40] += 55
    assert marked(bpm, Mark.START_UP) == list(range(40))
    assert marked(bpm, Mark.SPIKE) == []


def test_two_jumps_close_together_are_one_spike() -> None:
    bpm = WALK.copy()
    bpm[300:304] = 160
    bpm[304:308] = 175
    assert marked(bpm, Mark.SPIKE) == list(range(300, 308))


def test_flat_while_working_and_flat_at_rest() -> None:
    bpm = WALK + 20
    bpm[100:160] = 139
    assert len(marked(bpm, Mark.FLAT)) >= 58
    assert marked(np.where(np.arange(600) < 60, 80.0, WALK), Mark.FLAT) == []


def test_flat_because_the_watch_writes_seldom_is_no_mark() -> None:
    seconds = np.arange(0, 600, 8.0)
    sparse = Recording(FileFormat.FIT, None, seconds, np.full(len(seconds), 140.0))
    assert quality(by_second(sparse, HR_MAX)).flat_s == 0


@pytest.mark.parametrize("factor", [1, 2])
def test_heart_rate_like_the_cadence_is_a_suspicion_that_takes_nothing_out(factor: int) -> None:
    bpm = np.array([150.0 + place % 3 for place in range(600)])
    recording = Recording(FileFormat.FIT, None, np.arange(600.0), bpm, cadence=bpm / factor)
    trace = by_second(recording, HR_MAX)
    assert quality(trace).cadence_suspect_s == 600
    assert valid(trace).all()


def test_a_single_sample_has_no_jumps() -> None:
    one = Recording(FileFormat.FIT, None, np.array([0.0]), np.array([100.0]))
    assert quality(by_second(one, HR_MAX)).valid_s == 1
