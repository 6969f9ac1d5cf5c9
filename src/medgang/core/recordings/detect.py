"""Finding bouts without a plan, and saying so when there are none.

The demand is cut where it steps; neighbouring pieces that differ little are joined; what stands above both its
neighbours may be a bout. Several such pieces are an interval session only if they are alike: in length, in level, in
the pauses between them. Hills, red lights and a sprint for the bus are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median, pstdev
from typing import TYPE_CHECKING

from medgang.core.recordings.bouts import (
    LEAST_CONTRAST_BPM,
    Span,
    pattern_fit,
    settle,
    without_overlap,
)
from medgang.core.recordings.demand import Demand, steps
from medgang.core.recordings.recording import Lap
from medgang.core.recordings.windows import local_maxima

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

REACH_S = 40
LEAST_DEPTH_PCT = 8.0
"""A bout's demand stands at least this far above the pauses beside it (percent of the person's maximum)."""

JOIN_SHARE = 0.4
SHORTEST_S = 25
LONGEST_S = 1500
"""Bouts from half a minute to 25 minutes: shorter ones heart rate cannot tell, longer ones are steady work."""

LENGTHS_ALIKE = 0.15
SHARE_OF_PEAKS = 0.6
"""The share of all the session's peaks that the row of alike ones must hold."""

LEVELS_ALIKE = 0.35
PAUSES_ALIKE = 0.3
TWO_ALIKE = 0.1
TWO_SHORTEST_S = 150
"""Two bouts alone are believed only if they are long and nearly equal."""

MOST_BOUTS = 40
FITS = 0.72
LEAST_REST_SHARE = 0.15


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    level: float


def detect(demand: Demand, heart_rate: Numbers, hr_max_bpm: float) -> list[Span]:
    """The bouts of an interval session, or an empty list. `heart_rate` has NaN where it cannot be used."""
    least = max(LEAST_CONTRAST_BPM, LEAST_DEPTH_PCT / 100.0 * hr_max_bpm)
    pieces = _joined(_cut(demand, least), demand, least)
    found = _peaks(pieces, least)
    if len(found) > 2:
        typical = sorted(depth for _, depth in found)[len(found) // 2]
        pieces = _joined(pieces, demand, max(least, JOIN_SHARE * typical))
        found = _peaks(pieces, max(least, 0.5 * typical))
    spans = [piece for piece, _ in found if SHORTEST_S <= piece.end - piece.start <= LONGEST_S]
    chosen = _alike(spans, [depth for piece, depth in found if piece in spans])
    if len(chosen) < SHARE_OF_PEAKS * len(found):
        return []
    gaps = [after.start - before.end for before, after in pairwise(chosen)]
    gap = sorted(gaps)[len(gaps) // 2] if gaps else 0
    settled = without_overlap([settle(demand, Span(one.start, one.end), None, gap) for one in chosen])
    if len(settled) < 2 or pattern_fit(demand, heart_rate, settled) < FITS:
        return []
    return settled


def from_laps(demand: Demand, laps: Sequence[Lap]) -> list[Span]:
    """The laps that stand above both their neighbours and are alike: the bouts, if somebody made laps of them."""
    import numpy as np

    cuts = np.array(
        sorted({0, len(demand)} | {edge for lap in laps for edge in whole_edges(lap, len(demand))})
    )
    # The first seconds of a lap are those of the one before, since heart rate lags.
    levels = demand.mean(cuts[:-1], cuts[1:], 5)
    pieces = [
        _Piece(int(start), int(end), float(level))
        for start, end, level in zip(cuts[:-1], cuts[1:], levels, strict=True)
        if level == level and end - start >= 5  # noqa: PLR0124 - NaN is not itself
    ]
    found = _peaks(pieces, LEAST_CONTRAST_BPM)
    chosen = _alike([piece for piece, _ in found], [depth for _, depth in found])
    if len(chosen) < SHARE_OF_PEAKS * len(found):
        return []
    return [Span(piece.start, piece.end) for piece in chosen if piece.end - piece.start <= LONGEST_S]


def whole_edges(lap: Lap, length: int) -> tuple[int, int]:
    """The edges of a lap in whole seconds inside the session."""
    return min(max(round(lap.start_s), 0), length), min(max(round(lap.end_s), 0), length)


def _cut(demand: Demand, least: float) -> list[_Piece]:
    """The session cut at every clear step of the demand, up or down."""
    import numpy as np

    edge = steps(demand, REACH_S)
    edge[:REACH_S] = edge[len(edge) - REACH_S :] = 0.0
    places: set[int] = {0, len(demand)}
    for sign in (1.0, -1.0):
        tops = local_maxima(sign * edge, REACH_S // 2)
        places |= {int(one) for one in tops if sign * edge[one] >= 0.6 * least}
    cuts = np.array(sorted(places))
    levels = demand.mean(cuts[:-1], cuts[1:], 1)
    return [
        _Piece(int(start), int(end), float(level))
        for start, end, level in zip(cuts[:-1], cuts[1:], levels, strict=True)
        if level == level  # noqa: PLR0124 - NaN is not itself: nothing was measured there
    ]


def _joined(pieces: list[_Piece], demand: Demand, least: float) -> list[_Piece]:
    """The pieces, with neighbours joined until all neighbours differ by at least `least`; the most alike go first."""
    import numpy as np

    left = list(pieces)
    while len(left) > 1:
        apart = [abs(a.level - b.level) for a, b in pairwise(left)]
        closest = int(np.argmin(apart))
        if apart[closest] >= least:
            break
        one, two = left[closest], left[closest + 1]
        level = float(demand.mean(np.array([one.start]), np.array([two.end]), 1)[0])
        left[closest : closest + 2] = [_Piece(one.start, two.end, level)]
    return left


def _peaks(pieces: list[_Piece], least: float) -> list[tuple[_Piece, float]]:
    """The pieces that stand above both neighbours, with how far above the nearer one."""
    found = []
    for place, piece in enumerate(pieces):
        beside = pieces[max(0, place - 1) : place] + pieces[place + 1 : place + 2]
        depth = min((piece.level - other.level for other in beside), default=0.0)
        if depth >= least:
            found.append((piece, depth))
    return found


def _alike(spans: list[_Piece], depths: list[float]) -> list[_Piece]:
    """The longest row of pieces that are alike enough to be one interval session; empty when there is none."""
    for size in range(min(len(spans), MOST_BOUTS), 1, -1):
        for first in range(len(spans) - size + 1):
            row = spans[first : first + size]
            if _is_session(row, depths[first : first + size]):
                return row
    return []


def _is_session(row: list[_Piece], depths: list[float]) -> bool:
    """Whether pieces in a row are one interval session."""
    lengths = [piece.end - piece.start for piece in row]
    gaps = [after.start - before.end for before, after in pairwise(row)]
    typical, pause = median(lengths), median(gaps)
    off = [abs(length - typical) / typical for length in lengths]
    two = len(row) == 2
    # One in the midst of four or more may be quite unlike the others: interrupted, or the belt lost.
    if len(row) > 3 and 0 < off.index(max(off)) < len(row) - 1:
        off.remove(max(off))
    if fmean(off) > (TWO_ALIKE if two else LENGTHS_ALIKE):
        return False
    if two and (min(lengths) < TWO_SHORTEST_S or not 60 <= pause <= 1.5 * typical):
        return False
    if not LEAST_REST_SHARE * typical <= pause <= 4.0 * typical:
        return False
    if max(gaps) > max(6.0 * pause, 4.0 * typical):
        return False
    if median(abs(gap - pause) for gap in gaps) > PAUSES_ALIKE * max(pause, 1.0):
        return False
    return pstdev(piece.level for piece in row) <= LEVELS_ALIKE * median(depths)
