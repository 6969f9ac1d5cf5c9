"""Finding bouts without a plan, and saying so when there are none.

The demand is cut where it steps; neighbouring pieces that differ little are joined; what stands above both its
neighbours may be a bout. Several such pieces are an interval session only if they are alike: in length, in level, in
the pauses between them. Hills, red lights and a sprint for the bus are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median, median_low, pstdev
from typing import TYPE_CHECKING

from medgang.core.recordings.bouts import (
    LEAST_CONTRAST_BPM,
    MANY,
    Span,
    pattern_fit,
    place_plan,
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

LEVELS_ALIKE = 0.35
TWO_ALIKE = 0.1
TWO_SHORTEST_S = 150
"""Two bouts alone are believed only if they are long and nearly equal."""

MOST_BOUTS = 40
FADED = 2.0
LEAST_GAP_S = 30
LONGEST_BREAK_S = 720
GUESS_LEAST, GUESS_FITS = 3, 0.9


@dataclass(frozen=True, slots=True)
class _Rule:
    """How alike bouts must be: mean deviation of lengths, median deviation of pauses (shares), the shortest pause as a
    share of a bout, the least depth (percent of maximum), how many, what share of the session's peaks, and the
    correlation with the pattern through the lag (for six and more bouts a lower one will do: chance makes no rows)."""

    lengths: float
    pauses: float
    least_pause: float
    depth_pct: float
    least: int
    share_of_peaks: float
    fits: float
    fits_with_many: float


RULES = (
    _Rule(
        lengths=0.15,
        pauses=0.3,
        least_pause=0.15,
        depth_pct=8.0,
        least=2,
        share_of_peaks=0.6,
        fits=0.72,
        fits_with_many=0.6,
    ),
    # Bouts of different lengths are believed when the pauses are deep and long: red lights are short.
    _Rule(
        lengths=0.45,
        pauses=0.5,
        least_pause=0.3,
        depth_pct=15.0,
        least=3,
        share_of_peaks=0.75,
        fits=0.85,
        fits_with_many=0.85,
    ),
)


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
    depths = [depth for piece, depth in found if piece in spans]
    best: list[Span] = []
    for rule in RULES:
        chosen = _alike(spans, depths, rule, hr_max_bpm)
        if len(chosen) < rule.share_of_peaks * len(found):
            continue
        gaps = [after.start - before.end for before, after in pairwise(chosen)]
        gap = round(median(gaps)) if gaps else 0
        settled = without_overlap([settle(demand, Span(one.start, one.end), None, gap) for one in chosen])
        enough = rule.fits if len(settled) < MANY else rule.fits_with_many
        fits = len(settled) >= rule.least and pattern_fit(demand, heart_rate, settled) >= enough
        if fits and len(settled) > len(best):
            best = settled
    regular = _by_pattern(demand, heart_rate, spans, len(best))
    return regular if len(regular) > len(best) else best


def _by_pattern(demand: Demand, heart_rate: Numbers, spans: list[_Piece], more_than: int) -> list[Span]:
    """The pieces taken as a hint of a plan, and that plan placed: finds bouts that ran together in the first cut.

    A pause lost with the belt, or hardly a pause, makes one long piece of two bouts; the other pieces still say how
    long a bout and a pause are. Stricter than the rest, since the plan is only a guess.
    """
    if len(spans) < 2:
        return []
    gaps = [after.start - before.end for before, after in pairwise(spans)]
    work, gap = round(median_low(piece.end - piece.start for piece in spans)), round(median_low(gaps))
    if gap < max(LEAST_GAP_S, 0.3 * work):
        return []
    count = round((spans[-1].end - spans[0].start + gap) / (work + gap))
    if count <= more_than or not GUESS_LEAST <= count <= MOST_BOUTS:
        return []
    placed = place_plan(demand, (work,) * count, (gap,) * (count - 1))
    if not max(GUESS_LEAST, count - 1) <= len(placed) <= count + 1:
        return []
    return placed if pattern_fit(demand, heart_rate, placed) >= GUESS_FITS else []


def from_laps(demand: Demand, laps: Sequence[Lap], hr_max_bpm: float) -> list[Span]:
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
    for rule in RULES:
        chosen = _alike([piece for piece, _ in found], [depth for _, depth in found], rule, hr_max_bpm)
        if chosen and len(chosen) >= rule.share_of_peaks * len(found):
            return [Span(piece.start, piece.end) for piece in chosen if piece.end - piece.start <= LONGEST_S]
    return []


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
    """The pieces that stand above both neighbours, with how far above the nearer one.

    A bout that fades is a high piece with a lower one after it, nearer to it than to the pause that follows: one bout.
    """
    found = []
    for place, piece in enumerate(pieces):
        beside = pieces[max(0, place - 1) : place] + pieces[place + 1 : place + 2]
        depth = min((piece.level - other.level for other in beside), default=0.0)
        if depth < least:
            continue
        last = place
        while last + 2 < len(pieces):
            faded, beyond = pieces[last + 1], pieces[last + 2]
            if faded.level - beyond.level < FADED * (piece.level - faded.level):
                break
            last += 1
        if last > place:
            sides = pieces[max(0, place - 1) : place] + pieces[last + 1 : last + 2]
            depth = min(piece.level - other.level for other in sides)
        found.append((_Piece(piece.start, pieces[last].end, piece.level), depth))
    return found


def _alike(spans: list[_Piece], depths: list[float], rule: _Rule, hr_max_bpm: float) -> list[_Piece]:
    """The longest row of pieces that are alike enough to be one interval session; empty when there is none."""
    for size in range(min(len(spans), MOST_BOUTS), rule.least - 1, -1):
        for first in range(len(spans) - size + 1):
            row = spans[first : first + size]
            deep = median(depths[first : first + size])
            if deep >= rule.depth_pct / 100.0 * hr_max_bpm and _is_session(row, deep, rule):
                return row
    return []


def _is_session(row: list[_Piece], depth: float, rule: _Rule) -> bool:
    """Whether pieces in a row are one interval session."""
    lengths = [piece.end - piece.start for piece in row]
    gaps = [after.start - before.end for before, after in pairwise(row)]
    typical, pause = median(lengths), median(gaps)
    off = [abs(length - typical) / typical for length in lengths]
    two = len(row) == 2
    # One in the midst of four or more may be quite unlike the others: interrupted, or the belt lost.
    if len(row) > 3 and 0 < off.index(max(off)) < len(row) - 1:
        off.remove(max(off))
    if fmean(off) > (TWO_ALIKE if two else rule.lengths):
        return False
    if two and (min(lengths) < TWO_SHORTEST_S or not 60 <= pause <= 1.5 * typical):
        return False
    if not rule.least_pause * typical <= pause <= 4.0 * typical:
        return False
    if max(gaps) > max(6.0 * pause, 4.0 * typical, LONGEST_BREAK_S if len(row) >= MANY else 0):
        return False
    if median(abs(gap - pause) for gap in gaps) > rule.pauses * max(pause, 1.0):
        return False
    return pstdev(piece.level for piece in row) <= LEVELS_ALIKE * depth
