"""Heart rate second by second, and marks beside it for what is wrong or may be wrong. Nothing is filled in.

The classes and the steps (30 and 220 bpm, 15 bpm above the maximum, 10 bpm per second, 45 identical seconds) are rules
of this product, chosen from what users of other tools report; no published rule for valid heart-rate seconds was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from medgang.core.recordings.recording import Recording
from medgang.core.recordings.review import Mark, Quality, Seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from medgang.core.physiology import HrMax

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

HOLD_S = 10.0
"""A sample stands until the next one when that comes within this many seconds; else for one second."""

LOWEST_BPM, HIGHEST_BPM = 30.0, 220.0
ABOVE_MAX_BPM = 15.0
JUMP_BPM_PER_S = 10.0
SPIKE_LASTS_S = 25
START_UP_S = 120
FLAT_S = 45
FLAT_FROM_PCT = 60.0
CADENCE_S = 60
CADENCE_APART = 1.5
CADENCE_FROM_PCT = 60.0

EXCLUDING = Mark.MISSING.bit | Mark.OUT_OF_RANGE.bit | Mark.SPIKE.bit | Mark.FLAT.bit | Mark.START_UP.bit
"""The marks that take a second out of every figure. Cadence is a suspicion and takes nothing out."""


def by_second(recording: Recording, hr_max: HrMax) -> Seconds:
    """The session second by second, with its marks. Percentages are of the person's maximum."""
    import numpy as np

    held = np.isfinite(recording.bpm)
    bpm = _on_seconds(recording.seconds[held], recording.bpm[held], float(recording.seconds[-1]))
    marks = np.zeros(len(bpm), np.uint8)
    missing = np.isnan(bpm)
    marks[missing] |= Mark.MISSING.bit
    with np.errstate(invalid="ignore"):
        wild = (bpm < LOWEST_BPM) | (bpm > HIGHEST_BPM) | (bpm > hr_max.bpm + ABOVE_MAX_BPM)
    marks[wild] |= Mark.OUT_OF_RANGE.bit
    seen = np.flatnonzero(~missing)
    _mark_jumps(bpm, seen, marks)
    marks[_flat(bpm, recording, hr_max)] |= Mark.FLAT.bit
    if recording.cadence is not None:
        known = np.isfinite(recording.cadence)
        cadence = _on_seconds(
            recording.seconds[known], recording.cadence[known], float(recording.seconds[-1])
        )
        marks[_like_cadence(bpm, cadence, hr_max)] |= Mark.CADENCE.bit
    return Seconds(bpm, marks)


def valid(trace: Seconds) -> Flags:
    """The seconds that count."""
    flags: Flags = (trace.marks & EXCLUDING) == 0
    return flags


def quality(trace: Seconds) -> Quality:
    """How many seconds there are, how many count, and what is wrong with the others."""
    import numpy as np

    def seconds(mark: Mark) -> int:
        return int(np.count_nonzero(trace.marks & mark.bit))

    return Quality(
        seconds=len(trace.bpm),
        valid_s=int(np.count_nonzero(valid(trace))),
        missing_s=seconds(Mark.MISSING),
        out_of_range_s=seconds(Mark.OUT_OF_RANGE),
        spike_s=seconds(Mark.SPIKE),
        flat_s=seconds(Mark.FLAT),
        start_up_s=seconds(Mark.START_UP),
        cadence_suspect_s=seconds(Mark.CADENCE),
    )


def _on_seconds(at: Numbers, values: Numbers, last: float) -> Numbers:
    """`values` at `at` seconds as a series of whole seconds up to `last`, NaN where none stands."""
    import numpy as np

    grid = np.arange(int(last) + 1, dtype=np.float64)
    place = np.searchsorted(at, grid + 0.5, side="right") - 1
    known = np.maximum(place, 0)
    ends = np.append(at[1:], np.inf)
    gap = ends - at
    stands = np.where(gap <= HOLD_S, ends, at + 0.5)
    found: Numbers = np.where((place >= 0) & (grid < stands[known]), values[known], np.nan)
    return found


def _mark_jumps(bpm: Numbers, seen: NDArray[np.intp], marks: NDArray[np.uint8]) -> None:
    """Mark what lies between a jump and the return from it; a jump without return early on is start-up noise.

    After a jump the values are compared with the last one before it, which may have drifted by 2 bpm a second.
    """
    import numpy as np

    if len(seen) < 2:
        return
    values = bpm[seen]
    apart = np.diff(seen)
    allowed = JUMP_BPM_PER_S + 2.0 * (apart - 1)
    jumps = np.flatnonzero(np.abs(np.diff(values)) >= allowed)
    done = -1
    for jump in jumps.tolist():
        if jump < done:
            continue
        first = jump + 1
        after = slice(first, first + SPIKE_LASTS_S + 1)
        drift = JUMP_BPM_PER_S + 2.0 * (seen[after] - seen[jump] - 1)
        back = np.flatnonzero(np.abs(values[after] - values[jump]) < np.minimum(drift, 40.0))
        within = [one for one in back.tolist() if seen[first + one] - seen[jump] <= SPIKE_LASTS_S]
        if within and within[0] > 0:
            marks[seen[first : first + within[0]]] |= Mark.SPIKE.bit
            done = first + within[0]
        elif seen[jump] < START_UP_S:
            marks[seen[:first]] |= Mark.START_UP.bit
            done = first
        else:
            marks[seen[first : first + 2]] |= Mark.SPIKE.bit
            done = first + 1


def _runs(flags: Flags) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each run of True begins, and where it ends (exclusive)."""
    import numpy as np

    edges = np.diff(flags.astype(np.int8), prepend=0, append=0)
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _flat(bpm: Numbers, recording: Recording, hr_max: HrMax) -> Flags:
    """Seconds of a stretch longer than 45 s with one and the same value, high enough to be work.

    The first seconds of such a stretch are left: they were measured. Watches that write a sample only now and then
    repeat nothing, so at least one sample every three seconds is asked for.
    """
    import numpy as np

    found = np.zeros(len(bpm), np.bool_)
    same = np.diff(bpm, prepend=np.nan) == 0
    starts, ends = _runs(same)
    long = ends - starts >= FLAT_S
    for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
        samples = np.searchsorted(recording.seconds, [start - 1, end])
        if bpm[start] >= FLAT_FROM_PCT / 100.0 * hr_max.bpm and samples[1] - samples[0] >= (end - start) / 3:
            found[start:end] = True
    return found


def _like_cadence(bpm: Numbers, cadence: Numbers, hr_max: HrMax) -> Flags:
    """Stretches of a minute or more in which heart rate is the same number as the cadence, or as twice the cadence."""
    import numpy as np

    found = np.zeros(len(bpm), np.bool_)
    with np.errstate(invalid="ignore"):
        working = (cadence > 0) & (bpm >= CADENCE_FROM_PCT / 100.0 * hr_max.bpm)
        for factor in (1.0, 2.0):
            near = working & (np.abs(bpm - factor * cadence) <= CADENCE_APART * factor)
            starts, ends = _runs(near)
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                if end - start >= CADENCE_S:
                    found[start:end] = True
    return found
