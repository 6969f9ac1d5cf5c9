"""One person's part of a session, as minutes that count, from the plan alone."""

from __future__ import annotations

from dataclasses import dataclass

from medgang.core.physiology.intensity import IntensityClass, hardest
from medgang.core.programmes.session_plan import BlockKind, SessionPlan, TimedBlock

_EASIER = {
    IntensityClass.LIGHT: IntensityClass.LIGHT,
    IntensityClass.MODERATE: IntensityClass.LIGHT,
    IntensityClass.HIGH: IntensityClass.MODERATE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Minutes in all, of moderate and of vigorous effort, and the hardest there was."""

    minutes: float
    moderate: float
    vigorous: float
    level: IntensityClass


def part_of(
    plan: SessionPlan, *, lighter: bool = False, from_bout: int | None = None, after_bout: int | None = None
) -> Part:
    """What somebody did of the session.

    The rule: a block counts as the plan classes it, one class easier for somebody who took it lighter; from the
    beginning of bout `from_bout` for a late starter, to the end of bout `after_bout` for somebody who stopped (0:
    before the first bout). Theory is not counted. A pulse that was read says more than this, and is shown beside it.
    """
    timed = plan.timetable
    bouts = [one for one in timed if one.block.kind is BlockKind.WORK]
    first = bouts[from_bout - 1].start_s if from_bout and from_bout <= len(bouts) else 0
    last = _end(bouts, after_bout, plan.total_seconds)
    seconds = dict.fromkeys(IntensityClass, 0)
    for one in timed:
        if one.block.kind is BlockKind.THEORY:
            continue
        done = min(one.end_s, last) - max(one.start_s, first)
        if done > 0:
            level = one.block.intensity_class
            seconds[_EASIER[level] if lighter else level] += done
    return Part(
        minutes=round(sum(seconds.values()) / 60, 1),
        moderate=round(seconds[IntensityClass.MODERATE] / 60, 1),
        vigorous=round(seconds[IntensityClass.HIGH] / 60, 1),
        level=hardest(level for level, used in seconds.items() if used),
    )


def _end(bouts: list[TimedBlock], after_bout: int | None, total: int) -> int:
    if after_bout is None or not bouts or after_bout > len(bouts):
        return total
    return bouts[after_bout - 1].end_s if after_bout else bouts[0].start_s
