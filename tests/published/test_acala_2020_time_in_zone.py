"""Acala et al. 2020, Int J Environ Res Public Health 17:5103: 4×4 on a cycle, 39 active adults. V1.

Minutes at 85–95 % of maximum: 12.9 ± 0.4 of 16; the first bout 2.7 ± 0.6, the others 3.4, 3.4 and 3.5. What we call
reachable is held against it. The pulse at the start of each bout has not been read in the paper: 65 % after the warm-up
and 77 % after a pause are assumed here. Unit minutes; tolerance one standard deviation of the study for the first bout,
0.3 for the others, 0.8 for the sum.
"""

from __future__ import annotations

import pytest

from medgang.core.recordings.figures import reachable_seconds

TARGET = (85.0, 95.0)


def minutes(from_pct: float) -> float:
    return reachable_seconds(from_pct, 240, TARGET) / 60


def test_the_first_bout() -> None:
    assert minutes(65) == pytest.approx(2.7, abs=0.6)


def test_the_later_bouts() -> None:
    assert minutes(77) == pytest.approx(3.4, abs=0.3)


def test_the_whole_session() -> None:
    assert minutes(65) + 3 * minutes(77) == pytest.approx(12.9, abs=0.8)
