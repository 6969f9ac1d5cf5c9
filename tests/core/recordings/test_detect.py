"""Finding bouts without a plan, and finding none where there are none."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from medgang.core.recordings import Lap, LapLabel
from medgang.core.recordings.bouts import Span
from medgang.core.recordings.detect import RULES, _by_pattern, _is_session, _peaks, _Piece, detect, from_laps
from tests.core.recordings.shapes import FOUR, pulse
from tests.core.recordings.test_bouts import demand, near
from tools.accuracy.hard_sessions import interval_session, steady_session


def found(bpm: np.ndarray) -> list[Span]:
    return detect(demand(bpm), bpm, 190)


def test_four_by_four_is_found() -> None:
    assert near(found(pulse(FOUR, 2100)), FOUR)


def test_eight_short_bouts_are_found() -> None:
    work = tuple((400 + 120 * number, 460 + 120 * number) for number in range(8))
    assert near(found(pulse(work, 1700, high=185)), work, 15)


def test_two_long_equal_bouts_are_found_and_two_unequal_are_not() -> None:
    assert near(found(pulse(((400, 1000), (1300, 1900)), 2300)), ((400, 1000), (1300, 1900)))
    assert found(pulse(((400, 1000), (1300, 1500)), 2000)) == []
    assert found(pulse(((400, 1000), (1030, 1630)), 2000)) == []


def test_bouts_of_different_lengths_need_deep_long_pauses() -> None:
    work = ((300, 500), (640, 750), (900, 1160), (1310, 1470))
    assert near(found(pulse(work, 1900, low=95, high=175)), work, 20)
    assert found(pulse(work, 1900, low=140, high=160)) == []


def test_one_bout_interrupted_in_the_midst_is_found_with_the_others() -> None:
    work = (*FOUR[:2], (1200, 1290), FOUR[3])
    assert len(found(pulse(work, 2100))) == 4


@pytest.mark.requirement("R122")
@pytest.mark.parametrize("number", range(18))
def test_no_bouts_are_invented_in_steady_sessions(number: int) -> None:
    bpm = steady_session(number).recording
    grid = np.interp(np.arange(int(bpm.seconds[-1]) + 1), bpm.seconds, bpm.bpm)
    assert detect(demand(grid), grid, 190) == []


def test_red_lights_are_no_pauses() -> None:
    stops = [(300, 320), (900, 925), (1310, 1330), (2100, 2125), (2420, 2440)]
    work = ((0, 300), *((a[1], b[0]) for a, b in pairwise(stops)), (2440, 3000))
    assert found(pulse(work, 3000)) == []


def test_laps_that_stand_above_their_neighbours_are_bouts() -> None:
    edges = [0, *(edge for bout in FOUR for edge in bout), 2100]
    laps = [Lap(start, end, LapLabel.PRESSED) for start, end in pairwise(edges)]
    assert from_laps(demand(pulse(FOUR, 2100)), laps, 190) == [Span(*edge) for edge in FOUR]
    kilometres = [Lap(start, start + 350, LapLabel.UNKNOWN) for start in range(0, 2100, 350)]
    assert from_laps(demand(pulse((), 2100)), kilometres, 190) == []


def _row(lengths: list[int], gaps: list[int]) -> list[_Piece]:
    found, at = [], 0
    for length, gap in zip(lengths, [*gaps, 0], strict=True):
        found.append(_Piece(at, at + length, 170))
        at += length + gap
    return found


@pytest.mark.parametrize(
    ("lengths", "gaps", "is_one"),
    [
        ([240] * 4, [180] * 3, True),
        ([240] * 4, [20] * 3, False),
        ([240] * 4, [180, 180, 2000], False),
        ([240] * 5, [60, 180, 400, 200], False),
        ([240, 400, 150], [180, 180], False),
    ],
)
def test_what_is_alike(lengths: list[int], gaps: list[int], is_one: bool) -> None:
    assert _is_session(_row(lengths, gaps), 40, RULES[0]) is is_one


def test_a_bout_that_fades_is_one_bout() -> None:
    def pieces(*levels: float) -> list[_Piece]:
        return [_Piece(100 * place, 100 * place + 100, level) for place, level in enumerate(levels)]

    def spans(*levels: float) -> list[tuple[int, int, float]]:
        return [(piece.start, piece.end, depth) for piece, depth in _peaks(pieces(*levels), 15)]

    assert spans(100, 170, 150, 90) == [(100, 300, 70)]
    assert spans(100, 170, 130, 90) == [(100, 200, 40)]
    assert spans(170, 150, 90) == [(0, 200, 80)]
    assert spans(100) == []


def test_bouts_that_run_together_are_found_by_the_pattern_of_the_others() -> None:
    bpm = pulse(FOUR, 2160)
    bpm[995:1215] = np.nan  # the belt is lost from the end of one bout to the beginning of the next
    assert near(found(bpm), FOUR, 40)
    assert _by_pattern(demand(bpm), bpm, _row([240], []), 0) == []
    assert _by_pattern(demand(bpm), bpm, _row([240, 240], [20]), 0) == []
    assert _by_pattern(demand(bpm), bpm, _row([240, 240], [180]), 0) == []
    flat = pulse((), 2160)
    assert _by_pattern(demand(flat), flat, _row([240] * 4, [180] * 3), 0) == []


def test_hard_sessions_come_from_their_number_alone() -> None:
    one, two = interval_session(6), interval_session(6)
    assert one.work == two.work
    assert np.array_equal(one.recording.bpm, two.recording.bpm, equal_nan=True)
