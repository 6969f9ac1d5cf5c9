"""A recording held against a plan and a person's maximum: the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from medgang.core.errors import InvalidValue
from medgang.core.physiology import HrMax, ZoneScale, personal_zones
from medgang.core.physiology.dose import Samples, zone_minutes
from medgang.core.programmes import BlockKind, SessionPlan
from medgang.core.recordings.bouts import Span, believable, pattern_fit, place_plan
from medgang.core.recordings.clean import by_second, quality, valid
from medgang.core.recordings.demand import Demand, demand_of
from medgang.core.recordings.detect import detect, from_laps
from medgang.core.recordings.figures import bout_figures, fidelity, rest_figures
from medgang.core.recordings.laps import labelled, of_plan, of_workout, snapped, usable
from medgang.core.recordings.recording import Lap, LapLabel, LossCode, Recording
from medgang.core.recordings.review import (
    Bout,
    EdgeSource,
    ReviewWarning,
    Seconds,
    SessionReview,
    WarningCode,
    ZoneSeconds,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

VERSION = "1"
"""The version of these computations, stored with every review; it changes when a figure would."""

TARGET_PCT = (85.0, 95.0)
"""The band bouts are shown against where no plan says otherwise: that of 4×4."""

MUCH_MISSING_SHARE = 0.2
ABOVE_MAX_S = 10


@dataclass(frozen=True, slots=True)
class _Found:
    """A bout before its figures."""

    span: Span
    source: EdgeSource
    lap: LapLabel | None = None


def analyse(
    recording: Recording,
    plan: SessionPlan | None,
    hr_max: HrMax,
    scale: ZoneScale | None = None,
    *,
    look: bool = True,
) -> SessionReview:
    """The review of a recording.

    `plan` None means: find the bouts, if there are any, unless `look` is False. A plan without bouts holds none.
    `scale` gives the zones; without it the review has none. Percentages are of `hr_max`, never of the session's own
    maximum.
    """
    import numpy as np

    trace = by_second(recording, hr_max)
    heart_rate = np.where(valid(trace), trace.bpm, np.nan)
    laps = labelled(recording.laps, recording.format)
    searched = look or plan is not None
    demand = demand_of(trace) if searched else None
    found = _find(demand, heart_rate, laps, plan, hr_max) if searched else []
    unsure = [WarningCode.TOO_SHORT] if searched and demand is None else []
    if searched and plan is None and not found and not unsure:
        unsure = [WarningCode.NO_INTERVALS]
    return _review(recording, plan, hr_max, scale, trace, found, laps, unsure)


def with_edges(
    review: SessionReview,
    recording: Recording,
    edges: Sequence[tuple[float, float]],
    scale: ZoneScale | None = None,
) -> SessionReview:
    """The same review with the bouts a person has set: `edges` in seconds from the first record, in order.

    Bouts whose edges stand as they were keep their source; the others are the person's.
    """
    last = len(review.trace.bpm)
    for start, end in edges:
        if not 0 <= start < end <= last:
            raise InvalidValue("recordings.edges", start=f"{start:g}", end=f"{end:g}")
    for before, after in pairwise(edges):
        if after[0] < before[1]:
            raise InvalidValue("recordings.edges_overlap", start=f"{after[0]:g}", end=f"{before[1]:g}")
    stood = {(bout.start_s, bout.end_s): bout for bout in review.bouts}
    found = []
    for start, end in edges:
        span = Span(round(start), max(round(end), round(start) + 1))
        old = stood.get((float(span.start), float(span.end)))
        found.append(
            _Found(span, EdgeSource.PERSON) if old is None else _Found(span, old.source, old.lap_label)
        )
    laps = labelled(recording.laps, recording.format)
    return _review(recording, review.plan, review.hr_max, scale, review.trace, found, laps, [])


def _find(
    demand: Demand | None, heart_rate: Numbers, laps: tuple[Lap, ...], plan: SessionPlan | None, hr_max: HrMax
) -> list[_Found]:
    """The bouts, from the best evidence there is."""
    good = usable(laps)
    if plan is not None:
        works, gaps = _pattern(plan)
        return _with_plan(demand, heart_rate, good, works, gaps) if works else []
    named = of_workout(good)
    if len(named) > 1:
        return [_of_lap(lap, len(heart_rate)) for lap in named]
    if demand is None:
        return []
    spans = detect(demand, heart_rate, hr_max.bpm)
    if len(good) > 2:
        made = from_laps(demand, good, hr_max.bpm)
        if len(made) >= max(2, len(spans)):
            spans = made
    return [_snap(span, good, EdgeSource.HEART_RATE) for span in spans]


def _with_plan(
    demand: Demand | None,
    heart_rate: Numbers,
    laps: tuple[Lap, ...],
    works: tuple[int, ...],
    gaps: tuple[int, ...],
) -> list[_Found]:
    """The planned bouts, by heart rate and laps together; by laps alone where the pulse says nothing."""
    made = of_plan(laps, works)
    spans = [] if demand is None else place_plan(demand, works, gaps)
    least = min(len(works), max(2, ceil(len(works) / 3)))
    enough = believable(len(spans), len(works))
    if demand is not None and len(spans) >= least and pattern_fit(demand, heart_rate, spans) >= enough:
        return [_snap(span, laps, EdgeSource.PLAN) for span in spans]
    return [_of_lap(lap, len(heart_rate)) for lap in made]


def _pattern(plan: SessionPlan) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The planned bouts and the pauses between them, in seconds."""
    bouts = [timed for timed in plan.timetable if timed.block.kind is BlockKind.WORK]
    return (
        tuple(timed.block.seconds for timed in bouts),
        tuple(after.start_s - before.end_s for before, after in pairwise(bouts)),
    )


def _of_lap(lap: Lap, length: int) -> _Found:
    start = min(round(lap.start_s), length - 1)
    return _Found(Span(start, max(min(round(lap.end_s), length), start + 1)), EdgeSource.LAPS, lap.label)


def _snap(span: Span, laps: tuple[Lap, ...], source: EdgeSource) -> _Found:
    moved = snapped(span, laps)
    return _Found(span, source) if moved is None else _Found(moved[0], EdgeSource.LAPS, moved[1].label)


def _review(
    recording: Recording,
    plan: SessionPlan | None,
    hr_max: HrMax,
    scale: ZoneScale | None,
    trace: Seconds,
    found: list[_Found],
    laps: tuple[Lap, ...],
    unsure: list[WarningCode],
) -> SessionReview:
    """The figures over bouts that have been found."""
    import numpy as np

    good = valid(trace)
    heart_rate = np.where(good, trace.bpm, np.nan)
    counted = quality(trace)
    blocks = plan.work_blocks if plan is not None else ()
    bouts = []
    for place, one in enumerate(found):
        block = blocks[min(place, len(blocks) - 1)] if blocks else None
        low, high = TARGET_PCT
        if block is not None and block.target_low_pct is not None and block.target_high_pct is not None:
            low, high = block.target_low_pct, block.target_high_pct
        bouts.append(bout_figures(place + 1, one.span, one.source, one.lap, heart_rate, hr_max, (low, high)))
    rests = tuple(
        rest_figures(before.number, Span(round(before.end_s), round(after.start_s)), heart_rate, hr_max)
        for before, after in pairwise(bouts)
        if round(after.start_s) > round(before.end_s)
    )
    done = fidelity(plan, bouts)
    review = SessionReview(
        version=VERSION,
        samples=recording.samples,
        seconds=len(trace.bpm),
        mean_bpm=float(np.nanmean(heart_rate)) if good.any() else None,
        max_bpm=float(np.nanmax(heart_rate)) if good.any() else None,
        hr_max=hr_max,
        plan=plan,
        quality=counted,
        zones=_zones(trace, good, hr_max, scale),
        zone_scale=None if scale is None else scale.key,
        bouts=tuple(bouts),
        rests=rests,
        fidelity=done,
        warnings=(),
        losses=recording.losses,
        trace=trace,
    )
    return replace(review, warnings=_warnings(review, laps, bouts, unsure))


def _zones(trace: Seconds, good: Flags, hr_max: HrMax, scale: ZoneScale | None) -> tuple[ZoneSeconds, ...]:
    """Valid seconds per personal zone; a pulse above the stored maximum counts in the top zone."""
    import numpy as np

    if scale is None:
        return ()
    counted = zone_minutes(Samples(np.ones(len(good)), trace.bpm, good), scale, hr_max)
    return tuple(
        ZoneSeconds(
            mine.zone.key,
            mine.low_bpm,
            mine.high_bpm,
            mine.zone.low_pct or 0.0,
            mine.zone.high_pct or 100.0,
            round(60 * minutes),
        )
        for mine, (_, minutes) in zip(personal_zones(scale, hr_max), counted.minutes, strict=True)
    )


def _warnings(
    review: SessionReview, laps: tuple[Lap, ...], bouts: list[Bout], unsure: list[WarningCode]
) -> tuple[ReviewWarning, ...]:
    """What a reader must know first."""
    import numpy as np

    found: list[ReviewWarning] = []
    lost = {loss.code: loss.count for loss in review.losses}
    damage = set(lost) - {LossCode.CLOCK_JUMP, LossCode.OUT_OF_ORDER}
    if damage:
        found.append(ReviewWarning(WarningCode.FILE_DAMAGED))
    if LossCode.CLOCK_JUMP in lost:
        found.append(ReviewWarning(WarningCode.CLOCK_JUMPED, lost[LossCode.CLOCK_JUMP]))
    if review.quality.valid_share < 1 - MUCH_MISSING_SHARE:
        found.append(ReviewWarning(WarningCode.MUCH_MISSING, review.quality.seconds - review.quality.valid_s))
    if review.quality.cadence_suspect_s:
        found.append(ReviewWarning(WarningCode.CADENCE_SUSPECT, review.quality.cadence_suspect_s))
    above = int(np.count_nonzero(valid(review.trace) & (review.trace.bpm > review.hr_max.bpm)))
    if above >= ABOVE_MAX_S:
        found.append(ReviewWarning(WarningCode.ABOVE_HR_MAX, above))
    if review.hr_max.source.is_predicted:
        found.append(ReviewWarning(WarningCode.HR_MAX_PREDICTED))
    if any(lap.label is LapLabel.AUTOMATIC for lap in laps):
        found.append(ReviewWarning(WarningCode.AUTOMATIC_LAPS))
    found += [ReviewWarning(code) for code in unsure]
    planned = review.fidelity.planned_bouts
    if planned and not bouts:
        found.append(ReviewWarning(WarningCode.PLAN_NOT_FOUND))
    elif review.fidelity.bouts_missing:
        found.append(ReviewWarning(WarningCode.BOUTS_MISSING, review.fidelity.bouts_missing))
    elif review.fidelity.bouts_extra:
        found.append(ReviewWarning(WarningCode.BOUTS_EXTRA, review.fidelity.bouts_extra))
    if any(bout.source is EdgeSource.HEART_RATE for bout in bouts):
        found.append(ReviewWarning(WarningCode.EDGES_FROM_HEART_RATE))
    return tuple(found)
