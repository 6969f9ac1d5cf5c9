"""What every format shares once its records are read: one time axis, missing values, and limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from medgang.core.recordings.recording import (
    FileFormat,
    Lap,
    LapLabel,
    Loss,
    LossCode,
    Recording,
    RecordingError,
    StepIntent,
    WorkoutStep,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

MOST_BYTES = 64 * 2**20
"""The largest file that is read: sixty times the largest ordinary recording, small enough for any memory."""

MOST_SAMPLES = 600_000
"""A week of samples, one a second."""

LONGEST_S = 7 * 86_400
"""The longest session that is worked on, in seconds."""

CLOCK_JUMP_S = 6 * 3600.0
"""A step forward longer than this between two records is the recorder's clock being set, not a pause."""

CLOCK_SET_BACK_S = 10.0
"""A step back longer than this is the clock being set; a shorter one is records written out of order."""

LOW_BPM, HIGH_BPM = 1.0, 254.0
"""Values the formats can hold; 0 and 255 mean "no heart rate" in all of them."""


@dataclass(frozen=True, slots=True)
class RawLap:
    """A lap on the file's own clock (seconds)."""

    start: float
    end: float
    label: LapLabel
    intent: StepIntent | None = None
    metres: float | None = None


@dataclass(slots=True)
class RawSeries:
    """The records of a file on its own clock: `clock` in seconds, NaN where a record has no time."""

    clock: Numbers
    bpm: Numbers
    cadence: Numbers | None = None
    speed: Numbers | None = None
    power: Numbers | None = None


def assemble(
    file_format: FileFormat,
    series: RawSeries,
    *,
    epoch: datetime | None,
    laps: Sequence[RawLap] = (),
    steps: tuple[WorkoutStep, ...] = (),
    rr: Numbers | None = None,
    losses: Sequence[Loss] = (),
) -> Recording:
    """The recording behind `series`. `epoch` is the instant at which the file's clock is 0, None if unknown.

    The time axis never falls: a clock that was set back or jumped more than six hours ahead goes on one second
    after the record before, and the jump is written down. A record without time shares that of the one before.
    """
    import numpy as np

    if len(series.clock) > MOST_SAMPLES:
        raise RecordingError("recordings.too_many_samples", most=MOST_SAMPLES)
    found = list(losses)
    bpm = np.where((series.bpm >= LOW_BPM) & (series.bpm <= HIGH_BPM), series.bpm, np.nan)
    if not np.any(np.isfinite(bpm)):
        raise RecordingError("recordings.no_heart_rate")
    clock = _whole_clock(series.clock, found)
    seconds = _session_seconds(clock, found)
    if seconds[-1] > LONGEST_S:
        raise RecordingError("recordings.too_long", days=LONGEST_S // 86_400)
    return Recording(
        format=file_format,
        started=_instant(epoch, float(clock[0])),
        seconds=seconds,
        bpm=bpm,
        cadence=_some(series.cadence),
        speed=_some(series.speed),
        power=_some(series.power),
        laps=_laps_on_session(laps, clock, seconds),
        steps=steps,
        rr=rr if rr is not None and len(rr) else None,
        losses=tuple(found),
    )


def _some(column: Numbers | None) -> Numbers | None:
    """The column, or None when it holds nothing."""
    import numpy as np

    return column if column is not None and bool(np.any(np.isfinite(column))) else None


def _whole_clock(clock: Numbers, losses: list[Loss]) -> Numbers:
    """The clock with a time for every record, and single nonsense times replaced by the one before."""
    import numpy as np

    bad = ~np.isfinite(clock)
    if len(clock) > 2:
        with np.errstate(invalid="ignore"):
            before, after = np.abs(np.diff(clock))[:-1], np.abs(np.diff(clock))[1:]
            across = np.abs(clock[2:] - clock[:-2])
            alone = (before > CLOCK_JUMP_S) & (after > CLOCK_JUMP_S) & (across < CLOCK_JUMP_S)
        bad[1:-1] |= alone
    if not bad.any():
        return clock
    losses.append(Loss(LossCode.RECORDS_WITHOUT_TIME, int(bad.sum())))
    if bad.all():
        return np.arange(len(clock), dtype=np.float64)
    last_good = np.maximum.accumulate(np.where(bad, -1, np.arange(len(clock))))
    first = int(np.argmax(~bad))
    filled: Numbers = clock[np.maximum(last_good, first)]
    return filled


def _session_seconds(clock: Numbers, losses: list[Loss]) -> Numbers:
    """Seconds from the first record: never falling, and without the jumps of a clock being set."""
    import numpy as np

    steps = np.diff(clock, prepend=clock[0])
    if steps.min() >= 0 and steps.max() <= CLOCK_JUMP_S:
        plain: Numbers = clock - clock[0]
        return plain
    jumped = (steps > CLOCK_JUMP_S) | (steps < -CLOCK_SET_BACK_S)
    if jumped.any():
        size = float(np.abs(steps[jumped]).sum())
        losses.append(Loss(LossCode.CLOCK_JUMP, int(min(size, 2**53))))
    seconds = np.cumsum(np.where(jumped, 1.0, steps))
    behind = int(np.count_nonzero(seconds < np.maximum.accumulate(seconds)))
    if behind:
        losses.append(Loss(LossCode.OUT_OF_ORDER, behind))
    never_falling: Numbers = np.maximum.accumulate(seconds) - seconds[0]
    return never_falling


def _laps_on_session(laps: Sequence[RawLap], clock: Numbers, seconds: Numbers) -> tuple[Lap, ...]:
    """The laps on the session's time axis, in order; a lap that lies wholly outside it is left out."""
    import numpy as np

    def place(at: float) -> float:
        nearest = int(np.argmin(np.abs(clock - at)))
        apart = at - float(clock[nearest])
        return float(seconds[nearest]) + apart

    end = float(seconds[-1])
    whole = []
    for lap in laps:
        if not (np.isfinite(lap.start) and np.isfinite(lap.end)):
            continue
        start, stop = place(lap.start), place(lap.end)
        if stop <= 0 or start > end or stop <= start:
            continue
        whole.append(
            Lap(max(0.0, start), min(end, stop) if stop > end else stop, lap.label, lap.intent, lap.metres)
        )
    return tuple(sorted(whole, key=lambda lap: (lap.start_s, lap.end_s)))


def _instant(epoch: datetime | None, clock: float) -> datetime | None:
    """The clock time of the first record, None where the file does not know it."""
    if epoch is None:
        return None
    try:
        return datetime.fromtimestamp(epoch.timestamp() + clock, UTC)
    except (OverflowError, ValueError, OSError):
        return None
