"""Finding the bouts: with the plan known, where its bouts lie; without, whether there are bouts at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medgang.core.recordings.demand import FALL_LATER_S, TIME_CONSTANT_S, Demand, steps
from medgang.core.recordings.windows import local_maxima

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a session, in whole seconds from the first record."""

    start: int
    end: int

    @property
    def seconds(self) -> int:
        """Its length."""
        return self.end - self.start


LEAST_CONTRAST_BPM = 9.0
"""Mean demand of a bout less that of its surroundings must be at least this (bpm)."""

SHARE_OF_TYPICAL = 0.5
"""…and at least this share of the contrast of the session's typical bout."""

FITS, FITS_WITH_MANY, FITS_WITH_FEW = 0.72, 0.6, 0.9
MANY = 6


def believable(found: int, planned: int) -> float:
    """The correlation between heart rate and the found pattern through the lag that makes a plan believable.

    Many bouts in a row are not there by chance; where half the plan or less is found, two hills might do. Interval
    sessions measured 0.81 to 0.97 in a study of this method, steady ones at most 0.48.
    """
    if found >= MANY:
        return FITS_WITH_MANY
    return FITS if 2 * found > planned else FITS_WITH_FEW


def _contrast(demand: Demand, start: NDArray[np.int64], end: NDArray[np.int64], flank: int) -> Numbers:
    """Mean demand inside [start, end] less that of the flanks; one flank is enough at the ends of a session."""
    import numpy as np

    inside = demand.mean(start, end)
    before = demand.mean(start - flank, start)
    after = demand.mean(end, end + flank)
    both = np.where(np.isnan(before), after, np.where(np.isnan(after), before, (before + after) / 2))
    return np.nan_to_num(inside - both, nan=-1e3)


def place_plan(demand: Demand, works: tuple[int, ...], gaps: tuple[int, ...]) -> list[Span]:
    """Where the bouts of a plan lie; an empty list when the session does not show them.

    `works` are the planned bouts, `gaps` the pauses between them (seconds). Bouts may begin late, be missing or be
    more than planned, and a pause may be far longer than planned.
    """
    import numpy as np

    work = int(np.median(works))
    gap = int(np.median(gaps)) if gaps else 120
    flank = int(np.clip(gap, 20, 75))
    last = len(demand)
    start = np.arange(-min(20, work // 4), max(last - work // 2, 1), dtype=np.int64)
    score = _contrast(demand, start, np.minimum(start + work, last), flank)
    candidates = local_maxima(score, max(5, min(work, work + gap) // 3))
    candidates = candidates[score[candidates] >= LEAST_CONTRAST_BPM]
    if not len(candidates):
        return []
    typical = float(np.median(np.sort(score[candidates])[::-1][: len(works)]))
    strong = score[candidates] >= max(LEAST_CONTRAST_BPM, SHARE_OF_TYPICAL * typical)
    at, worth = start[candidates[strong]], score[candidates[strong]]
    chain = _best_chain(at.tolist(), (worth / typical).tolist(), work, gap, len(works))
    # Bouts of different lengths have their own only when none is missing and none too many.
    lengths = works if len(chain) == len(works) else (work,) * len(chain)
    return without_overlap(
        [_placed(demand, one, work, length, gap) for one, length in zip(chain, lengths, strict=True)]
    )


def _placed(demand: Demand, start: int, looked_for: int, length: int, gap: int) -> Span:
    """The bout of `length` seconds about where one of `looked_for` seconds was found to begin at `start`."""
    spare = looked_for - length
    tries = {start, start + spare // 2, start + spare}
    spans = [Span(max(0, one), min(len(demand), one + length)) for one in sorted(tries)]
    return max((_settled(demand, span, length, gap) for span in spans), key=lambda pair: pair[0])[1]


def _best_chain(at: list[int], worth: list[float], work: int, gap: int, planned: int) -> list[int]:
    """The chain of starts with most worth: each bout counts, a pause of unplanned length costs.

    Bouts beyond the planned number count half, so that a stray rise is not taken for one.
    """
    period = work + gap
    best = list(worth)
    came_from = [-1] * len(at)
    length = [1] * len(at)
    for here in range(len(at)):
        for before in range(here):
            apart = at[here] - at[before]
            if apart < work + 0.35 * gap:
                continue
            off = abs(apart - period) / period
            value = worth[here] * (1.0 if length[before] < planned else 0.5)
            total = best[before] + value - min(0.6, 1.2 * off)
            if total > best[here]:
                best[here], came_from[here], length[here] = total, before, length[before] + 1
    here = max(range(len(at)), key=best.__getitem__)
    chain = []
    while here >= 0:
        chain.append(at[here])
        here = came_from[here]
    return chain[::-1]


def settle(demand: Demand, span: Span, work: int | None, gap: int) -> Span:
    """Move both edges of a bout to the steps in the demand; a planned length pulls them together.

    Where the recording begins or ends with the bout there is nothing to compare with: the edge then stands there.
    """
    return _settled(demand, span, work, gap)[1]


def _settled(demand: Demand, span: Span, work: int | None, gap: int) -> tuple[float, Span]:
    """The bout with both edges settled, and how clear its edges are (bpm)."""
    import numpy as np

    reach = int(np.clip(min(span.seconds, gap) * 0.7, 8, 45))
    room = int(np.clip(0.3 * min(span.seconds, gap + 30), 6, 60))
    last = len(demand)
    begin = np.arange(max(0, span.start - room), min(last, span.start + room) + 1)
    latest = last - FALL_LATER_S
    finish = np.arange(max(1, min(span.end - room, latest)), min(latest, span.end + room) + 1)
    rise = steps(demand, reach, int(begin[0]), int(begin[-1]))
    fall = -steps(demand, reach, int(finish[0]) + FALL_LATER_S, int(finish[-1]) + FALL_LATER_S)
    if begin[0] == 0:
        rise[0] = AT_THE_END * _level_step(demand, 0, reach, span.end + reach, span.end + 3 * reach)
    if finish[-1] >= latest:
        fall[-1] = AT_THE_END * _level_step(demand, last - reach, last, span.start - 2 * reach, span.start)
    size = max(float(rise.max()), float(fall.max()), 1.0)
    value = rise[:, None] / size + fall[None, :] / size
    length = finish[None, :] - begin[:, None]
    value = np.where(length >= 5, value, -np.inf)
    if work is not None:
        value = value - ((length - work) / (8.0 + 0.08 * work)) ** 2 * PULL
    one, two = divmod(int(np.argmax(value)), len(finish))
    return size * float(value[one, two]), Span(int(begin[one]), int(finish[two]))


def _level_step(demand: Demand, start: int, end: int, low_start: int, low_end: int) -> float:
    """Mean demand of one stretch less that of another; 0 where either is unknown."""
    import numpy as np

    starts, ends = np.array([start, low_start]), np.array([end, low_end])
    high, low = demand.mean(starts, ends).tolist()
    return 0.0 if high != high or low != low else high - low  # noqa: PLR0124 - NaN is not itself


PULL = 0.25
"""How strongly the planned length holds the two edges together, against steps scaled to 1."""

AT_THE_END = 0.6
"""How much a step counts that is only a level beside the beginning or the end of the recording."""


def without_overlap(spans: list[Span]) -> list[Span]:
    """The spans in order; where two overlap the later gives way."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        start = max(span.start, kept[-1].end + 1) if kept else span.start
        if span.end - start >= 5:
            kept.append(Span(start, span.end))
    return kept


def pattern_fit(demand: Demand, heart_rate: Numbers, spans: list[Span]) -> float:
    """The correlation of heart rate with the found bouts through the lag, two minutes around them included.

    `heart_rate` has NaN where it cannot be used. 0 without bouts.
    """
    import numpy as np

    if not spans:
        return 0.0
    begin, end = max(0, spans[0].start - 120), min(len(demand), spans[-1].end + 120)
    followed = through_lag(spans, end)[begin:]
    seen = heart_rate[begin:end]
    known = np.isfinite(seen)
    if int(known.sum()) < 60 or float(np.ptp(followed[known])) == 0 or float(np.ptp(seen[known])) == 0:
        return 0.0
    return float(np.corrcoef(followed[known], seen[known])[0, 1])


def through_lag(spans: list[Span], length: int) -> Numbers:
    """What heart rate would do if each span asked for 1 and everything else for 0, through the published lag."""
    import numpy as np

    followed = np.zeros(length)
    now, at = 0.0, 0
    edges = [(edge, level) for span in spans for edge, level in ((span.start, 0.0), (span.end, 1.0))]
    for edge, level in [*edges, (length, 0.0)]:
        stop = min(edge, length)
        passed = np.exp(-np.arange(1, max(stop - at, 0) + 1) / TIME_CONSTANT_S)
        followed[at:stop] = level + (now - level) * passed
        now, at = (float(followed[stop - 1]) if stop > at else now), max(at, stop)
    return followed
