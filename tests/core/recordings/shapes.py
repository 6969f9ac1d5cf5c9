"""Sessions for tests: heart rate that follows work, without any file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from medgang.core.physiology import HrMax, HrMaxSource
from medgang.core.recordings import FileFormat, Lap, Recording

HR_MAX = HrMax(190, HrMaxSource.MEASURED)
STARTED = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def pulse(work: Sequence[tuple[int, int]], total: int, *, low: float = 110, high: float = 172) -> np.ndarray:
    """Heart rate that follows the bouts `work` with a time constant of 50 s, with a little wander."""
    wanted = np.full(total, low)
    for start, end in work:
        wanted[start + 6 : end + 10] = high
    found = np.empty(total)
    now = low - 15.0
    for second in range(total):
        now += (wanted[second] - now) / 50.0
        found[second] = now
    wander = 1.5 * np.sin(np.arange(total) / 9.0) + np.sin(np.arange(total) / 3.7)
    return np.round(found + wander)


def recorded(
    bpm: np.ndarray, *, laps: Sequence[Lap] = (), file_format: FileFormat = FileFormat.FIT
) -> Recording:
    """A recording with one sample a second."""
    return Recording(file_format, STARTED, np.arange(len(bpm), dtype=float), bpm, laps=tuple(laps))


FOUR = ((360, 600), (780, 1020), (1200, 1440), (1620, 1860))
"""The bouts of 4×4 after a six-minute warm-up."""
