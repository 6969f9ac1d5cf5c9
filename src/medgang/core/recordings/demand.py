"""What the heart was asked for: heart rate with its lag taken out, and the edges that stand in it.

Heart rate follows a change of work like a first-order filter: after one time constant two thirds of the way. Hunt et
al. 2015 measured 57.6 ± 23.6 s on a treadmill (24 men; up 57.5, down 54.4, no effect of intensity). Turned round,
demand = heart rate + time constant × slope: nearly a square wave in an interval session, with its edges where the
work began and ended instead of 20 to 100 s later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medgang.core.recordings.clean import valid
from medgang.core.recordings.review import Seconds
from medgang.core.recordings.windows import highest_ahead, moving_mean, running_sum

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

TIME_CONSTANT_S = 57.6
"""Hunt 2015 (s); used as it stands for what could be reached in a bout."""

INVERSE_S = 45.0
"""The time constant used for turning the lag round (s). Shorter than the published mean, since too long a one makes
overshoots that look like edges, and too short a one only leaves edges a little soft."""

DELAY_S = 7
"""From the change of work to the first rise of the recorded heart rate (s): the heart's own, and the sensor's
averaging. One setting for all files."""

FALL_LATER_S = 10
"""How much later than its rise the fall of the heart rate begins to show (s)."""

BRIDGED_S = 30
LEAST_S = 120
OVERSHOOT_BPM = 6.0
SOON_S = 128

SMOOTH_S = 9
"""Width of the moving average (s), run three times over the heart rate before its slope is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """Demand in bpm for each second, moved forward by the delay, and sums for means over valid seconds."""

    bpm: Numbers
    weight: Numbers
    _sum: Numbers
    _count: Numbers

    def __len__(self) -> int:
        return len(self.bpm)

    def mean(self, start: NDArray[np.int64], end: NDArray[np.int64], least: int = 8) -> Numbers:
        """The mean over valid seconds from `start` to `end`; NaN where fewer than `least` of them are valid."""
        import numpy as np

        last = len(self.bpm)
        low, high = np.clip(start, 0, last), np.clip(end, 0, last)
        count = self._count[high] - self._count[low]
        with np.errstate(invalid="ignore", divide="ignore"):
            means: Numbers = np.where(
                count >= least, (self._sum[high] - self._sum[low]) / np.maximum(count, 1), np.nan
            )
        return means


def demand_of(trace: Seconds) -> Demand | None:
    """The demand behind a session; None when fewer than two minutes of heart rate are usable.

    For finding edges, and for nothing else, gaps are bridged by a straight line. Those longer than half a minute weigh
    nothing; shorter ones hide no edge of a bout.
    """
    import numpy as np

    at = np.flatnonzero(valid(trace))
    if not len(at):
        return None
    good = np.zeros(len(trace.bpm), np.bool_)
    good[at[0] : at[-1] + 1] = True
    for place in np.flatnonzero(np.diff(at) > BRIDGED_S).tolist():
        good[at[place] + 1 : at[place + 1]] = False
    if int(good.sum()) < LEAST_S:
        return None
    line = np.interp(np.arange(len(good)), at, trace.bpm[at])
    for _ in range(3):
        line = moving_mean(line, SMOOTH_S)
    wanted = line + INVERSE_S * np.gradient(line)
    # A heart quicker than the time constant would overshoot: no demand lies far beyond what the heart rate reaches
    # in the next two minutes.
    wanted = np.clip(
        wanted, -highest_ahead(-line, SOON_S) - OVERSHOOT_BPM, highest_ahead(line, SOON_S) + OVERSHOOT_BPM
    )
    moved = np.concatenate((wanted[DELAY_S:], np.full(DELAY_S, wanted[-1])))
    weight = np.concatenate((good[DELAY_S:], np.zeros(DELAY_S, np.bool_))).astype(np.float64)
    return Demand(moved, weight, running_sum(moved * weight), running_sum(weight))


def steps(demand: Demand, reach: int, first: int = 0, last: int | None = None) -> Numbers:
    """For each second: mean demand of the `reach` seconds after it less that of the `reach` seconds before it.

    From second `first` to second `last` (both included; the end of the session unless told). 0 where less than half
    of either side is known.
    """
    import numpy as np

    at = np.arange(first, (len(demand) if last is None else last) + 1)
    least = max(4, reach // 2)
    found: Numbers = demand.mean(at, at + reach, least) - demand.mean(at - reach, at, least)
    return np.nan_to_num(found)
