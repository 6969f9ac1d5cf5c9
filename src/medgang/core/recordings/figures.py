"""The figures of one bout, one pause, and of plan against done. Percentages are of the person's maximum."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from medgang.core.physiology import HrMax
from medgang.core.programmes import SessionPlan
from medgang.core.recordings.bouts import Span
from medgang.core.recordings.demand import TIME_CONSTANT_S
from medgang.core.recordings.recording import LapLabel
from medgang.core.recordings.review import Bout, EdgeSource, Fidelity, Rest, Verdict
from medgang.core.recordings.windows import highest_ahead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

PEAK_HELD_S = 5
LOW_HELD_S = 10
LEAST_VALID_SHARE = 0.8
"""Below this valid share of a bout, or of all bouts, no verdict is given. A rule of this product: no published
cut-off for a valid session was found."""

REST_GUIDE_PCT = 70.0
"""What pauses of 4×4 are guided towards (percent of maximum), about one to one and a half minutes into the pause.
Shown beside the pause, never scored."""

LENGTH_KEPT = 0.9
ENOUGH_OF_REACHABLE = 2.0 / 3.0
"""For "as planned": each bout at least 90 % of its planned length, and two thirds of the reachable seconds in the
target. Rules of this product; the numbers beside the word say more."""

START_AROUND_S = 5


def held_extreme(heart_rate: Numbers, seconds: int, *, highest: bool) -> float | None:
    """The highest (or lowest) heart rate held for `seconds`: one extreme second may be the sensor's."""
    import numpy as np

    if len(heart_rate) < seconds:
        return None
    # NaN in a window makes its result NaN: only unbroken stretches count.
    ahead = highest_ahead(-heart_rate if highest else heart_rate, seconds)[: len(heart_rate) - seconds + 1]
    known = ahead[~np.isnan(ahead)]
    if not len(known):
        return None
    return float(-known.min() if highest else known.min())


def reachable_seconds(start_pct: float, length_s: float, target: tuple[float, float]) -> int:
    """How many seconds of a bout a pulse could spend at or above the lower target (percent of maximum).

    First-order rise with time constant 57.6 s (Hunt 2015, 24 men, treadmill, ± 23.6 s between persons) from
    `start_pct` towards a load worth 70 % of the way up the band: for 85–95 % that is 92 %, which takes 66 s from
    70 % and 88 s from 60 %. Seconds, rounded; a perfect 4×4 comes to about 13 of 16 minutes (Acala 2020: 12.9 ± 0.4).
    """
    low, high = target
    towards = low + 0.7 * (high - low)
    if start_pct >= low or towards <= low:
        return max(0, round(length_s))
    delay = TIME_CONSTANT_S * math.log((towards - start_pct) / (towards - low))
    return max(0, round(length_s - delay))


def bout_figures(
    number: int,
    span: Span,
    source: EdgeSource,
    lap: LapLabel | None,
    heart_rate: Numbers,
    hr_max: HrMax,
    target: tuple[float, float],
) -> Bout:
    """The figures of one bout; `heart_rate` has NaN where it cannot be used."""
    import numpy as np

    inside = heart_rate[span.start : span.end]
    known = inside[~np.isnan(inside)]
    low, high = hr_max.bpm_at(target[0]), hr_max.bpm_at(target[1])
    minute = heart_rate[span.start + 120 : span.start + 180] if span.seconds >= 180 else heart_rate[:0]
    third = _mean(minute, 30)
    mean = _mean(inside, 1)
    peak = held_extreme(inside, PEAK_HELD_S, highest=True)
    counts = source.carries_time_in_zone
    begins = _mean(heart_rate[max(0, span.start - START_AROUND_S) : span.start + START_AROUND_S], 1)
    return Bout(
        number=number,
        start_s=float(span.start),
        end_s=float(span.end),
        source=source,
        lap_label=lap,
        target_low_pct=target[0],
        target_high_pct=target[1],
        valid_s=len(known),
        mean_bpm=mean,
        peak_bpm=peak,
        mean_pct=_pct(mean, hr_max),
        peak_pct=_pct(peak, hr_max),
        seconds_in_target=int(np.count_nonzero((known >= low) & (known <= high))) if counts else None,
        seconds_above=int(np.count_nonzero(known > high)) if counts else None,
        reachable_s=reachable_seconds(
            REST_GUIDE_PCT if begins is None else hr_max.pct(begins), span.seconds, target
        ),
        minute_three_bpm=third,
        minute_three_pct=_pct(third, hr_max),
    )


def rest_figures(after: int, span: Span, heart_rate: Numbers, hr_max: HrMax) -> Rest:
    """The figures of the pause after bout `after`."""
    import numpy as np

    inside = heart_rate[span.start : span.end]
    mean = _mean(inside, 1)
    lowest = held_extreme(inside, LOW_HELD_S, highest=False)
    guide = hr_max.bpm_at(REST_GUIDE_PCT)
    under: int | None = None
    if len(inside) >= LOW_HELD_S:
        with np.errstate(invalid="ignore"):
            held = highest_ahead(inside, LOW_HELD_S)[: len(inside) - LOW_HELD_S + 1] <= guide
        under = int(np.argmax(held)) if held.any() else None
    return Rest(
        after=after,
        start_s=float(span.start),
        end_s=float(span.end),
        valid_s=int(np.count_nonzero(~np.isnan(inside))),
        mean_bpm=mean,
        lowest_bpm=lowest,
        mean_pct=_pct(mean, hr_max),
        lowest_pct=_pct(lowest, hr_max),
        guide_pct=REST_GUIDE_PCT,
        under_guide_after_s=under,
    )


def fidelity(plan: SessionPlan | None, bouts: Sequence[Bout]) -> Fidelity:
    """Plan against done; without a plan the counts alone, and on edges from heart rate no seconds in target."""
    blocks = plan.work_blocks if plan is not None else ()
    planned = len(blocks) if plan is not None else None
    done_work = sum(round(bout.seconds) for bout in bouts)
    counted = bool(bouts) and all(bout.source.carries_time_in_zone for bout in bouts)
    in_target = sum(bout.seconds_in_target or 0 for bout in bouts) if counted else None
    reachable = sum(bout.reachable_s for bout in bouts) if counted else None
    share = sum(bout.valid_s for bout in bouts) / done_work if done_work else None
    result = Fidelity(
        verdict=Verdict.NO_PLAN,
        planned_bouts=planned,
        done_bouts=len(bouts),
        planned_work_s=sum(block.seconds for block in blocks) if plan is not None else None,
        done_work_s=done_work,
        seconds_in_target=in_target,
        reachable_s=reachable,
        valid_share=None if share is None else min(1.0, share),
        bouts_missing=max(0, (planned or 0) - len(bouts)) if planned is not None else 0,
        bouts_extra=max(0, len(bouts) - planned) if planned is not None else 0,
    )
    return result if not planned else _judged(result, plan, bouts)


def _judged(result: Fidelity, plan: SessionPlan | None, bouts: Sequence[Bout]) -> Fidelity:
    """The same with its word."""
    from dataclasses import replace

    blocks = plan.work_blocks if plan is not None else ()
    if not bouts:
        return replace(result, verdict=Verdict.NOT_DONE)
    if result.valid_share is None or result.valid_share < LEAST_VALID_SHARE:
        return replace(result, verdict=Verdict.CANNOT_TELL)
    long_enough = all(
        bout.seconds >= LENGTH_KEPT * block.seconds for bout, block in zip(bouts, blocks, strict=False)
    )
    reached = result.share_of_reachable is not None and result.share_of_reachable >= ENOUGH_OF_REACHABLE
    whole = result.bouts_missing == 0 and long_enough and reached
    return replace(result, verdict=Verdict.AS_PLANNED if whole else Verdict.PARTLY)


def _mean(values: Numbers, least: int) -> float | None:
    """The mean of what is known, None where fewer than `least` values are."""
    import numpy as np

    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) >= least else None


def _pct(bpm: float | None, hr_max: HrMax) -> float | None:
    return None if bpm is None else hr_max.pct(bpm)
