"""FIT files: the records, the laps, the stored workout, beat-to-beat times, and heart rate that came afterwards.

Only the messages a session review needs are decoded; the rest is stepped over. Field numbers follow the public
profile of the format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from medgang.core.recordings.assemble import MOST_SAMPLES, RawLap, RawSeries, assemble
from medgang.core.recordings.fit_fields import array_column, bytes_column, column, unrolled
from medgang.core.recordings.fit_scan import RECORD, TIMESTAMP_FIELD, Layout, Scan, scan
from medgang.core.recordings.recording import (
    FileFormat,
    LapLabel,
    Recording,
    RecordingError,
    StepIntent,
    WorkoutStep,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Bytes = NDArray[np.uint8]

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
"""The instant from which FIT counts seconds."""

LAP, WORKOUT_STEP, HRV, HR, FIELD_DESCRIPTION = 19, 27, 78, 132, 206
_HEART_RATE, _CADENCE, _SPEED, _FINE_SPEED, _POWER = 3, 4, 6, 73, 7
_MOST_STEPS = 400
_OTHERS = (LAP, WORKOUT_STEP, HR, FIELD_DESCRIPTION)
MOST_OTHERS = 100_000
"""Messages of any other kind that are decoded: a week of stored heart rate is not half as many."""

_HELD_BEAT_S = 10.0

_INTENTS = {
    0: StepIntent.WORK,
    1: StepIntent.REST,
    2: StepIntent.WARM_UP,
    3: StepIntent.COOL_DOWN,
    4: StepIntent.REST,
    5: StepIntent.WORK,
}
_TRIGGERS = {
    0: LapLabel.PRESSED,
    1: LapLabel.AUTOMATIC,
    2: LapLabel.AUTOMATIC,
    3: LapLabel.AUTOMATIC,
    4: LapLabel.AUTOMATIC,
    5: LapLabel.AUTOMATIC,
    6: LapLabel.AUTOMATIC,
    8: LapLabel.PRESSED,  # the machine said so: somebody stopped or started it
}


def read_fit(data: bytes) -> Recording:
    """The recording in the bytes of a FIT file or a chain of them."""
    import numpy as np

    scanned = scan(data)
    messages = _Messages(np.frombuffer(data, np.uint8), scanned)
    if messages.count(RECORD) > MOST_SAMPLES or any(messages.count(one) > MOST_OTHERS for one in _OTHERS):
        raise RecordingError("recordings.too_many_samples", most=MOST_SAMPLES)
    series = _records(messages)
    steps, intents = _steps(messages)
    beats = _stored_beats(messages)
    if beats is not None:
        series = _merge_beats(series, *beats)
    return assemble(
        FileFormat.FIT,
        series,
        epoch=EPOCH,
        laps=_laps(messages, intents),
        steps=steps,
        rr=_rr(messages),
        losses=scanned.losses,
    )


@dataclass(slots=True)
class _Messages:
    """Columns over all messages of a kind, whatever their layouts, in file order."""

    data: Bytes
    scanned: Scan

    def layouts(self, message: int) -> list[Layout]:
        return [one for one in self.scanned.layouts if one.message == message]

    def count(self, message: int) -> int:
        return sum(
            sum(run[1] for run in layout.runs) + len(layout.compressed_runs)
            for layout in self.layouts(message)
        )

    def columns(self, message: int, numbers: tuple[int, ...]) -> tuple[Numbers, ...]:
        """The fields `numbers` of all messages of a kind, NaN where a layout lacks one; first their offsets."""
        import numpy as np

        parts: list[list[Numbers]] = [[] for _ in range(len(numbers) + 1)]
        for layout in self.layouts(message):
            for compressed in (False, True):
                offsets = layout.offsets(compressed)
                if not len(offsets):
                    continue
                parts[0].append(offsets.astype(np.float64))
                for part, number in zip(parts[1:], numbers, strict=True):
                    values = column(self.data, layout, offsets, number)
                    part.append(np.full(len(offsets), np.nan) if values is None else values)
        if not parts[0]:
            return tuple(np.empty(0) for _ in parts)
        whole = [np.concatenate(part) for part in parts]
        if len(parts[0]) > 1:
            order = np.argsort(whole[0], kind="stable")
            whole = [one[order] for one in whole]
        return tuple(whole)


def _records(messages: _Messages) -> RawSeries:
    """The record messages as a series on the file's clock (seconds since the epoch of FIT)."""
    import numpy as np

    wanted = (TIMESTAMP_FIELD, _HEART_RATE, _CADENCE, _SPEED, _FINE_SPEED, _POWER)
    offsets, clock, bpm, cadence, speed, fine, power = messages.columns(RECORD, wanted)
    if any(layout.compressed_runs for layout in messages.scanned.layouts):
        clock = _with_compressed_times(messages, offsets, clock)
    developer = _developer_heart_rate(messages, offsets)
    if developer is not None:
        bpm = np.where((bpm >= 1) & (bpm <= 254), bpm, developer)
    return RawSeries(clock, bpm, cadence, np.where(np.isnan(fine), speed, fine) / 1000.0, power)


def _with_compressed_times(messages: _Messages, offsets: Numbers, clock: Numbers) -> Numbers:
    """The clock of the records, with the five-bit times in message headers worked out.

    Such a time is the last five bits of the clock; the rest is that of the message before, of whatever kind.
    """
    import numpy as np

    places: list[NDArray[np.int64]] = []
    times: list[Numbers] = []
    short: list[NDArray[np.int64]] = []
    for layout in messages.scanned.layouts:
        plain = layout.offsets()
        values = column(messages.data, layout, plain, TIMESTAMP_FIELD)
        if values is not None:
            known = np.isfinite(values)
            places.append(plain[known])
            times.append(values[known])
            short.append(np.zeros(int(known.sum()), np.int64))
        packed = layout.offsets(compressed=True)
        places.append(packed)
        times.append(np.full(len(packed), np.nan))
        short.append((messages.data[packed] & 0x1F).astype(np.int64))
    order = np.argsort(np.concatenate(places), kind="stable")
    place = np.concatenate(places)[order]
    clocks = unrolled(np.concatenate(times)[order], np.concatenate(short)[order], 32)
    found = np.minimum(np.searchsorted(place, offsets), len(place) - 1)
    return np.where(np.isnan(clock) & (place[found] == offsets), clocks[found], clock)


def _developer_heart_rate(messages: _Messages, offsets: Numbers) -> Numbers | None:
    """Heart rate from a developer field that says it stands for the ordinary one; None if there is none."""
    import numpy as np

    _, index, number, base, native = messages.columns(FIELD_DESCRIPTION, (0, 1, 2, 15))
    stands_for = native == _HEART_RATE
    if not stands_for.any():
        return None
    found = np.full(len(offsets), np.nan)
    for which, one, kind in zip(index[stands_for], number[stands_for], base[stands_for], strict=True):
        if not np.isfinite(which + one + kind):
            continue
        for layout in messages.layouts(RECORD):
            place = layout.developer.get((int(which), int(one)))
            if place is None:
                continue
            for compressed in (False, True):
                at = layout.offsets(compressed)
                values = array_column(messages.data, layout, at, (*place, int(kind)))
                if len(at) and values.shape[1]:
                    found[np.searchsorted(offsets, at)] = values[:, 0]
    return found


def _stored_beats(messages: _Messages) -> tuple[Numbers, Numbers] | None:
    """Heart rate that a strap kept under water and handed over afterwards: (clock, bpm), None if there is none.

    The first message of a series ties the strap's own counter (1/1024 s) to the clock; the later ones give only the
    last twelve bits of the counter, packed two to three bytes.
    """
    import numpy as np

    parts: list[tuple[Numbers, ...]] = []
    for layout in messages.layouts(HR):
        offsets = layout.offsets()
        pulses, full, packed = (layout.fields.get(number) for number in (6, 9, 10))
        if pulses is None or not len(offsets):
            continue
        beats = bytes_column(messages.data, offsets, pulses).astype(np.float64)
        whole, low = _ticks(messages.data, layout, offsets, full, packed)
        count = min(beats.shape[1], whole.shape[1])
        if not count:
            continue
        tied = column(messages.data, layout, offsets, TIMESTAMP_FIELD)
        fraction = column(messages.data, layout, offsets, 0)
        clock = np.full((len(offsets), count), np.nan)
        if tied is not None:
            clock[:, 0] = tied + (0.0 if fraction is None else np.nan_to_num(fraction) / 32768.0)
        at = offsets[:, None] + np.arange(count) / (count + 1.0)
        parts.append(tuple(one[:, :count].ravel() for one in (at, beats, whole, low, clock)))
    if not parts:
        return None
    at, beats, whole, low, clock = (np.concatenate(column_) for column_ in zip(*parts, strict=True))
    order = np.argsort(at, kind="stable")
    beats, whole, low, clock = (one[order] for one in (beats, whole, low, clock))
    counter = unrolled(whole, low.astype(np.int64), 4096) / 1024.0
    tied_at = np.maximum.accumulate(np.where(np.isfinite(clock + counter), np.arange(len(clock)), -1))
    anchor = np.maximum(tied_at, 0)
    clocks = np.where(tied_at >= 0, clock[anchor] + counter - counter[anchor], np.nan)
    good = np.isfinite(clocks) & (beats >= 1) & (beats <= 254)
    if not good.any():
        return None
    by_time = np.argsort(clocks[good], kind="stable")
    return clocks[good][by_time], beats[good][by_time]


def _ticks(
    data: Bytes,
    layout: Layout,
    offsets: NDArray[np.int64],
    full: tuple[int, int, int] | None,
    packed: tuple[int, int, int] | None,
) -> tuple[Numbers, Numbers]:
    """The strap's counter (1/1024 s) at each beat of each message: whole where it is given, else its last 12 bits."""
    import numpy as np

    if full is not None:
        values = array_column(data, layout, offsets, full)
        return values, np.zeros_like(values)
    if packed is None:
        return np.empty((len(offsets), 0)), np.empty((len(offsets), 0))
    raw = bytes_column(data, offsets, packed).astype(np.int64)
    triples = raw[:, : raw.shape[1] // 3 * 3].reshape(len(offsets), -1, 3)
    first, middle, last = triples[..., 0], triples[..., 1], triples[..., 2]
    low = np.stack((first | (middle & 0x0F) << 8, middle >> 4 | last << 4), axis=-1)
    flat = low.reshape(len(offsets), -1).astype(np.float64)
    return np.full_like(flat, np.nan), flat


def _merge_beats(series: RawSeries, clocks: Numbers, pulses: Numbers) -> RawSeries:
    """The series with stored heart rate put where it belongs.

    A record without heart rate gets the mean of the beats since the record before, or the last beat of the ten
    seconds before it; beats that no record covers become records of their own. What a record holds is kept.
    """
    import numpy as np

    if not len(series.clock) or not np.isfinite(series.clock).any():
        return RawSeries(clocks, pulses)
    order = np.argsort(series.clock, kind="stable")
    times = series.clock[order]
    sums = np.concatenate(([0.0], np.cumsum(pulses)))
    upto = np.searchsorted(clocks, times, side="right")
    since = np.searchsorted(clocks, np.concatenate(([-np.inf], times[:-1])), side="right")
    since = np.maximum(since, np.searchsorted(clocks, times - _HELD_BEAT_S, side="right"))
    several = upto > since
    mean = (sums[upto] - sums[since]) / np.maximum(upto - since, 1)
    last = np.maximum(upto - 1, 0)
    held = (upto > 0) & (times - clocks[last] <= _HELD_BEAT_S)
    ahead = np.minimum(upto, len(clocks) - 1)
    soon = np.abs(clocks[ahead] - times) <= _HELD_BEAT_S
    merged = np.where(
        several, np.round(mean), np.where(held, pulses[last], np.where(soon, pulses[ahead], np.nan))
    )
    bpm = series.bpm[order]
    bpm = np.where((bpm >= 1) & (bpm <= 254), bpm, merged)
    nearest = np.abs(times[np.clip(np.searchsorted(times, clocks), 0, len(times) - 1)] - clocks)
    before = np.abs(times[np.clip(np.searchsorted(times, clocks) - 1, 0, len(times) - 1)] - clocks)
    alone = np.minimum(nearest, before) > _HELD_BEAT_S
    lone = np.full(int(alone.sum()), np.nan)

    def joined(column_: Numbers | None) -> Numbers | None:
        return None if column_ is None else np.concatenate((column_[order], lone))

    clock = np.concatenate((times, clocks[alone]))
    again = np.argsort(clock, kind="stable")
    cadence, speed, power = (joined(one) for one in (series.cadence, series.speed, series.power))
    return RawSeries(
        clock[again],
        np.concatenate((bpm, pulses[alone]))[again],
        None if cadence is None else cadence[again],
        None if speed is None else speed[again],
        None if power is None else power[again],
    )


def _laps(messages: _Messages, intents: list[StepIntent | None]) -> list[RawLap]:
    """The laps, with what made them. `intents` are those of the stored workout, by the number a lap refers to."""
    import numpy as np

    numbers = (TIMESTAMP_FIELD, 2, 7, 9, 24, 23, 71)
    _, stamp, start, elapsed, metres, trigger, intensity, step = messages.columns(LAP, numbers)
    ends = np.where(np.isfinite(start + elapsed), start + elapsed / 1000.0, stamp)
    starts = np.where(np.isfinite(start), start, stamp - elapsed / 1000.0)
    laps = []
    for place in range(len(ends)):
        label = _TRIGGERS.get(_whole(trigger[place]), LapLabel.UNKNOWN)
        intent = _INTENTS.get(_whole(intensity[place]))
        if np.isfinite(step[place]):
            label = LapLabel.STRUCTURED
            number = int(step[place])
            intent = intents[number] if number < len(intents) and intents[number] is not None else intent
        laps.append(
            RawLap(
                float(starts[place]),
                float(ends[place]),
                label,
                intent,
                float(metres[place]) / 100.0 if np.isfinite(metres[place]) else None,
            )
        )
    return laps


def _whole(value: float) -> int:
    """A number of the profile as int; -1 where there is none."""
    return int(value) if value == value else -1  # noqa: PLR0124 - NaN is not itself


def _steps(messages: _Messages) -> tuple[tuple[WorkoutStep, ...], list[StepIntent | None]]:
    """The stored workout with its repeats written out, and what each of its lines is for."""
    _, kinds, values, counts, intents = messages.columns(WORKOUT_STEP, (1, 2, 4, 7))
    found: list[WorkoutStep] = []
    begins: list[int] = []
    lines = [_INTENTS.get(_whole(intent)) for intent in intents]
    for kind, value, count, intent in zip(kinds, values, counts, intents, strict=True):
        begins.append(len(found))
        if _whole(kind) == 6:  # repeat from step `value` until done `count` times
            first = _whole(value)
            if 0 <= first < len(begins) - 1:
                again = found[begins[first] :]
                times = min(max(_whole(count) - 1, 0), (_MOST_STEPS - len(found)) // max(len(again), 1))
                found += again * times
            continue
        if len(found) < _MOST_STEPS:
            seconds = float(value) / 1000.0 if _whole(kind) == 0 and value == value else None  # noqa: PLR0124
            found.append(WorkoutStep(_INTENTS.get(_whole(intent)), seconds))
    return tuple(found), lines


def _rr(messages: _Messages) -> Numbers | None:
    """Beat-to-beat times in seconds, in file order; None if there are none."""
    import numpy as np

    rows, places = [], []
    for layout in messages.layouts(HRV):
        offsets = layout.offsets()
        place = layout.fields.get(0)
        if place is None or not len(offsets):
            continue
        values = array_column(messages.data, layout, offsets, place)
        rows.append(values.ravel())
        places.append(np.repeat(offsets, values.shape[1]))
    if not rows:
        return None
    times: Numbers = np.concatenate(rows)[np.argsort(np.concatenate(places), kind="stable")]
    kept: Numbers = times[np.isfinite(times) & (times > 0)] / 1000.0
    return kept
