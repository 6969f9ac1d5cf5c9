"""FIT files: what is read, held against fitdecode on files these tests write."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import fitdecode
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.recordings import LapLabel, LossCode, Recording, RecordingError, StepIntent, read_recording
from medgang.core.recordings import fit as fit_module
from medgang.core.recordings.crc import fit_checksum
from tests.core.recordings.fit_writer import (
    BYTE,
    ENUM,
    HR,
    HRV,
    LAP,
    RECORD,
    START,
    STEP,
    UINT8,
    UINT16,
    UINT32,
    FitWriter,
    crc,
    session,
)


def oracle(data: bytes) -> list[tuple[float | None, float]]:
    """(clock, heart rate) of every record that has one, as fitdecode reads them."""
    found = []
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record":
                bpm = frame.get_value("heart_rate", fallback=None)
                time = frame.get_value("timestamp", fallback=None)
                if bpm:
                    found.append((time.timestamp() if time is not None else None, float(bpm)))
    return found


def ours(recording: Recording) -> list[tuple[float, float]]:
    """The same from our reading."""
    assert recording.started is not None
    zero = recording.started.timestamp()
    known = np.isfinite(recording.bpm)
    return [
        (zero + second, bpm)
        for second, bpm in zip(recording.seconds[known], recording.bpm[known], strict=True)
    ]


@pytest.mark.requirement("R122")
def test_every_record_that_fitdecode_reads_is_read_with_the_same_time_and_pulse() -> None:
    data = session([120 + place % 40 for place in range(300)]).bytes_()
    assert ours(read_recording(data)) == oracle(data)


def test_a_long_run_and_messages_in_turn_give_the_same() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8)])
    file.define(1, HRV, [(0, UINT16, 5)])
    for second in range(400):
        file.data(0, START + second, 100 + second % 50)
        if second > 200:
            file.data(1, [600, 610, 0xFFFF, 0xFFFF, 0xFFFF])
    data = file.bytes_()
    recording = read_recording(data)
    assert ours(recording) == oracle(data)
    assert recording.rr is not None
    assert len(recording.rr) == 2 * 199
    assert recording.rr[0] == pytest.approx(0.6)


def test_zero_and_255_are_no_heart_rate() -> None:
    recording = read_recording(session([120, 0, 255, 130]).bytes_())
    assert recording.samples == 2
    assert np.isnan(recording.bpm[1:3]).all()


def test_cadence_speed_and_power_come_along_with_their_units() -> None:
    recording = read_recording(session([120] * 5).bytes_())
    assert recording.cadence is not None
    assert recording.speed is not None
    assert recording.power is not None
    assert (recording.cadence[0], recording.speed[0], recording.power[0]) == (80, 2.5, 180)
    assert recording.started == datetime.fromtimestamp(
        datetime(1989, 12, 31, tzinfo=UTC).timestamp() + START, UTC
    )


def test_the_finer_speed_goes_before_the_coarse_one() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8), (6, UINT16), (73, UINT32)])
    file.data(0, START, 120, 2000, 2345)
    file.data(0, START + 1, 120, 2000, 0xFFFFFFFF)
    recording = read_recording(file.bytes_())
    assert recording.speed is not None
    assert recording.speed.tolist() == [2.345, 2.0]


def test_big_endian_definitions() -> None:
    file = FitWriter(big_endian=True)
    file.define(0, RECORD, [(253, UINT32), (3, UINT8), (7, UINT16)])
    for second in range(20):
        file.data(0, START + second, 140, 250)
    data = file.bytes_()
    recording = read_recording(data)
    assert ours(recording) == oracle(data)
    assert recording.power is not None
    assert recording.power[0] == 250


def test_compressed_times_follow_the_last_whole_one() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8)])
    file.define(1, RECORD, [(3, UINT8)])
    file.data(0, START, 100)
    for second in range(1, 100, 3):
        file.compressed(1, (START + second) & 0x1F, 100 + second % 50)
    data = file.bytes_()
    assert ours(read_recording(data)) == oracle(data)


def test_compressed_times_before_any_whole_one_are_no_times() -> None:
    file = FitWriter()
    file.define(1, RECORD, [(3, UINT8)])
    file.compressed(1, 3, 100)
    file.compressed(1, 4, 101)
    recording = read_recording(file.bytes_())
    assert recording.samples == 2
    assert recording.losses[0].code is LossCode.RECORDS_WITHOUT_TIME


def test_records_without_time_share_that_of_the_one_before() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8)])
    file.define(1, RECORD, [(3, UINT8)])
    file.data(0, START, 100)
    file.data(1, 101)
    file.data(0, START + 5, 102)
    recording = read_recording(file.bytes_())
    assert recording.samples == 3
    assert recording.seconds.tolist() == [0, 0, 5]


def test_a_redefined_message_and_a_chain_of_files() -> None:
    first = session([120] * 50)
    first.define(1, RECORD, [(3, UINT8), (253, UINT32)])
    for second in range(50, 80):
        first.data(1, 130, START + second)
    second_file = session([140] * 40, start=START + 200)
    data = first.bytes_() + second_file.bytes_(header=12)
    recording = read_recording(data)
    assert recording.samples == 120
    assert recording.seconds[-1] == 239
    assert recording.losses == ()


def test_laps_have_a_label_from_what_made_them() -> None:
    triggers = [0, 1, 2, 7, 8]
    laps = [(10 * place, 10, trigger) for place, trigger in enumerate(triggers)]
    recording = read_recording(session([120] * 60, laps=laps).bytes_())
    assert [lap.label for lap in recording.laps] == [
        LapLabel.PRESSED,
        LapLabel.AUTOMATIC,
        LapLabel.AUTOMATIC,
        LapLabel.UNKNOWN,
        LapLabel.PRESSED,
    ]
    assert [(lap.start_s, lap.end_s) for lap in recording.laps][:2] == [(0, 10), (10, 20)]


def _workout(steps: list[tuple[int, int, int, int]]) -> FitWriter:
    file = session([130] * 100)
    file.define(3, STEP, [(254, UINT16), (1, ENUM), (2, UINT32), (4, UINT32), (7, ENUM)])
    for place, (kind, value, count, intent) in enumerate(steps):
        file.data(3, place, kind, value, count, intent)
    return file


def test_a_stored_workout_is_written_out_and_names_its_laps() -> None:
    file = _workout([(0, 10_000, 0, 2), (0, 30_000, 0, 0), (0, 15_000, 0, 1), (6, 1, 3, 255), (5, 0, 0, 3)])
    file.define(4, LAP, [(253, UINT32), (2, UINT32), (7, UINT32), (24, ENUM), (71, UINT16)])
    file.data(4, START + 40, START + 10, 30_000, 1, 1)
    file.data(4, START + 55, START + 40, 15_000, 1, 2)
    file.data(4, START + 60, START + 55, 5_000, 7, 99)
    recording = read_recording(file.bytes_())
    assert [step.intent for step in recording.steps] == [
        StepIntent.WARM_UP,
        *[StepIntent.WORK, StepIntent.REST] * 3,
        StepIntent.COOL_DOWN,
    ]
    assert recording.steps[1].seconds == 30
    assert recording.steps[-1].seconds is None
    assert [lap.label for lap in recording.laps] == [LapLabel.STRUCTURED] * 3
    assert [lap.intent for lap in recording.laps] == [StepIntent.WORK, StepIntent.REST, None]


def test_a_very_long_workout_is_cut() -> None:
    file = _workout([(0, 30_000, 0, 0)] * 401)
    assert len(read_recording(file.bytes_()).steps) == 400


def test_a_lap_and_beats_that_hold_nothing() -> None:
    file = session([120] * 5)
    file.define(2, LAP, [(24, ENUM)])
    file.data(2, 0)
    file.define(3, HRV, [(1, UINT16)])
    file.data(3, 600)
    recording = read_recording(file.bytes_())
    assert recording.laps == ()
    assert recording.rr is None


def test_a_workout_that_repeats_without_end_is_cut() -> None:
    file = _workout([(0, 30_000, 0, 0), (6, 0, 4_000_000_000, 255), (6, 7, 2, 255)])
    assert len(read_recording(file.bytes_()).steps) == 400


def _stored(file: FitWriter, start: int, counter: int, beats: list[int]) -> None:
    """Stored heart rate: one message that ties the counter to the clock, then packed ones of eight beats."""
    file.define(5, HR, [(253, UINT32), (0, UINT16), (6, UINT8), (9, UINT32)])
    file.data(5, start, 0, beats[0], counter)
    file.define(6, HR, [(6, UINT8, 8), (10, BYTE, 12)])
    rest = beats[1:]
    for at in range(0, len(rest) - len(rest) % 8, 8):
        packed: list[int] = []
        ticks = [counter + 1024 * (at + place + 1) for place in range(8)]
        for one, two in zip(ticks[::2], ticks[1::2], strict=True):
            low, high = one & 0xFFF, two & 0xFFF
            packed += [low & 0xFF, low >> 8 | (high & 0xF) << 4, high >> 4]
        file.data(6, rest[at : at + 8], packed)


@pytest.mark.requirement("R122")
def test_heart_rate_that_the_strap_handed_over_afterwards_is_put_where_it_belongs() -> None:
    file = session([255] * 100)
    _stored(file, START, 70_000, [100 + place % 60 for place in range(97)])
    recording = read_recording(file.bytes_())
    assert oracle(file.bytes_()) == []
    assert recording.samples == 100
    assert recording.bpm[0] == 100
    assert recording.bpm[40] == 140
    assert recording.bpm[99] == recording.bpm[96]


def test_stored_beats_beyond_the_records_become_records_and_what_a_record_holds_is_kept() -> None:
    file = session([90, 255, 255])
    _stored(file, START, 5, [100 + place for place in range(65)])
    recording = read_recording(file.bytes_())
    assert recording.bpm[0] == 90
    assert recording.seconds[-1] == pytest.approx(64)
    assert recording.samples == 3 + 64 - 12
    assert recording.cadence is not None
    assert np.isnan(recording.cadence[-1])


def test_stored_beats_without_any_record_are_a_recording() -> None:
    file = FitWriter()
    _stored(file, START, 5, [100 + place for place in range(33)])
    recording = read_recording(file.bytes_())
    assert recording.samples == 33
    assert recording.started is not None


def test_stored_beats_that_nothing_ties_to_the_clock_are_left() -> None:
    file = session([120, 121])
    file.define(6, HR, [(6, UINT8, 2), (10, BYTE, 3)])
    file.data(6, [130, 131], [1, 2, 3])
    file.define(7, HR, [(6, UINT8, 1)])
    file.data(7, 130)
    file.define(8, HR, [(253, UINT32)])
    file.data(8, START)
    assert read_recording(file.bytes_()).bpm.tolist() == [120, 121]


def _described(native: int, base: int = UINT8) -> FitWriter:
    file = FitWriter()
    file.define(0, 206, [(0, UINT8), (1, UINT8), (2, UINT8), (15, UINT8)])
    file.data(0, 0, 7, base, native)
    file.data(0, 3, 7, base, native)
    file.data(0, 255, 7, base, native)
    file.define(1, RECORD, [(253, UINT32), (3, UINT8)], developer=[(7, 1, 0), (9, 2, 0)])
    return file


def test_a_developer_field_that_stands_for_heart_rate_fills_where_there_is_none() -> None:
    file = _described(3)
    file.data(1, START, 255, developer=bytes([141, 0, 0]))
    file.data(1, START + 1, 120, developer=bytes([142, 0, 0]))
    assert read_recording(file.bytes_()).bpm.tolist() == [141, 120]


@pytest.mark.parametrize(("native", "base"), [(7, UINT8), (3, UINT16)])
def test_other_developer_fields_are_stepped_over(native: int, base: int) -> None:
    file = _described(native, base)
    file.data(1, START, 120, developer=bytes([141, 0, 0]))
    file.data(1, START + 1, 255, developer=bytes([141, 0, 0]))
    assert read_recording(file.bytes_()).samples == 1


def test_a_field_whose_size_does_not_fit_its_type_holds_nothing() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8), (73, UINT8)])
    place = file.body.index(bytes([73, 1, UINT8]))
    file.body[place : place + 3] = bytes([73, 1, UINT32])
    for second in range(5):
        file.data(0, START + second, 120, 9)
    recording = read_recording(file.bytes_())
    assert recording.samples == 5
    assert recording.speed is None


def test_a_field_of_no_size_and_an_unknown_type() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8), (4, UINT8)])
    place = file.body.index(bytes([4, 1, UINT8]))
    file.body[place : place + 3] = bytes([4, 1, 0x7A])
    file.data(0, START, 120, 9)
    assert read_recording(file.bytes_()).cadence is not None
    empty = FitWriter()
    empty.define(0, RECORD, [(253, UINT32), (3, UINT8), (4, UINT8)])
    place = empty.body.index(bytes([4, 1, UINT8]))
    empty.body[place : place + 3] = bytes([4, 0, UINT8])
    empty.formats[0].pop()
    empty.data(0, START, 120)
    assert read_recording(empty.bytes_()).cadence is None


def test_a_speed_in_floating_point() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8), (73, 0x88)])
    file.data(0, START, 120, 2500.0)
    file.data(0, START + 1, 120, float("nan"))
    recording = read_recording(file.bytes_())
    assert recording.speed is not None
    assert recording.speed[0] == 2.5
    assert np.isnan(recording.speed[1])


def test_a_file_without_records_or_without_heart_rate_says_so() -> None:
    file = FitWriter()
    file.define(0, 0, [(0, ENUM)])
    file.data(0, 4)
    for data in (file.bytes_(), session([0, 255, 0]).bytes_()):
        with pytest.raises(RecordingError) as caught:
            read_recording(data)
        assert caught.value.code == "recordings.no_heart_rate"


def test_more_records_than_are_read_is_refused_before_they_are_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fit_module, "MOST_SAMPLES", 10)
    with pytest.raises(RecordingError) as caught:
        read_recording(session([120] * 11).bytes_())
    assert caught.value.code == "recordings.too_many_samples"


def test_from_a_path_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a pulse.csv"
    path.write_bytes(session([120] * 5).bytes_())
    assert read_recording(path).format.value == "fit"
    with path.open("rb") as stream:
        assert read_recording(stream).samples == 5


@given(st.binary(max_size=40_000))
def test_the_checksum_agrees_with_the_plain_way(data: bytes) -> None:
    assert fit_checksum(data) == crc(data)


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 70_001])
def test_the_checksum_of_long_and_short_files(size: int) -> None:
    data = bytes((7 * place + place // 251) % 256 for place in range(size))
    assert fit_checksum(data) == crc(data)
    assert fit_checksum(data + crc(data).to_bytes(2, "little")) == 0
