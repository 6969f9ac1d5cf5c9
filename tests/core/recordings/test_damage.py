"""Damaged files: what can be saved is saved, what was lost is said, and nothing built in ever leaks."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.recordings import (
    LossCode,
    Recording,
    RecordingError,
    analyse,
    fit,
    fit_scan,
    read_recording,
)
from medgang.core.recordings import read as read_module
from tests.core.recordings.fit_writer import RECORD, START, UINT8, UINT32, FitWriter, session
from tests.core.recordings.shapes import HR_MAX
from tests.core.recordings.test_text import HRM_FILE
from tests.core.recordings.test_xml import gpx, pwx, tcx

PULSES = [110 + place % 50 for place in range(300)]


def losses(recording: Recording) -> dict[LossCode, int]:
    return {loss.code: loss.count for loss in recording.losses}


def test_a_truncated_file_gives_what_came() -> None:
    whole = session(PULSES).bytes_()
    recording = read_recording(whole[: len(whole) // 2])
    assert 130 < recording.samples < 150
    assert losses(recording)[LossCode.ENDED_EARLY] > 1000


def test_only_the_checksum_is_missing() -> None:
    whole = session(PULSES).bytes_()
    recording = read_recording(whole[:-2])
    assert recording.samples == 300
    assert losses(recording) == {LossCode.ENDED_EARLY: 2}


def test_a_wrong_checksum_is_said_and_nothing_is_lost() -> None:
    recording = read_recording(session(PULSES).bytes_(checksum=False))
    assert recording.samples == 300
    assert losses(recording) == {LossCode.BAD_CHECKSUM: 1}


@pytest.mark.parametrize("claimed", [0, 400, 500, 501, 2_000_000_000])
def test_a_header_with_a_wrong_length_loses_no_record(claimed: int) -> None:
    assert read_recording(session(PULSES).bytes_(size=claimed)).samples == 300


def test_a_wrong_length_before_another_file() -> None:
    data = session(PULSES).bytes_(size=500) + session(PULSES, start=START + 400).bytes_()
    assert read_recording(data).samples == 600


@pytest.mark.parametrize("tail", [b"rubbish after the file", b"x" * 20])
def test_rubbish_after_a_whole_file_is_counted(tail: bytes) -> None:
    recording = read_recording(session(PULSES).bytes_() + tail)
    assert losses(recording) == {LossCode.UNREADABLE_BYTES: len(tail)}


def test_rubbish_between_two_files() -> None:
    data = session(PULSES).bytes_() + b"?" * 33 + session(PULSES, start=START + 400).bytes_()
    recording = read_recording(data)
    assert recording.samples == 600
    assert losses(recording) == {LossCode.UNREADABLE_BYTES: 33}


def test_a_message_nobody_defined_is_stepped_over_to_the_next_record() -> None:
    for big_endian in (False, True):
        file = FitWriter(big_endian)
        file.define(0, RECORD, [(253, UINT32), (3, UINT8)])
        file.define(2, 21, [(253, UINT32)])
        file.define(3, RECORD, [(3, UINT8)])
        file.data(2, START)
        for second in range(100):
            file.data(0, START + second, 120)
            if second == 50:
                file.body += bytes([0x0B, 0x99, 0x98, 0x97])
        recording = read_recording(file.bytes_())
        assert recording.samples == 100
        assert losses(recording) == {LossCode.UNREADABLE_BYTES: 4}


def test_damage_after_which_nothing_follows() -> None:
    file = session(PULSES)
    file.body += bytes([0x0B]) + b"\x99" * 50
    recording = read_recording(file.bytes_())
    assert recording.samples == 300
    assert losses(recording)[LossCode.UNREADABLE_BYTES] == 51


def test_very_much_damage_is_given_up() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8)])
    for second in range(200):
        file.data(0, START + second, 120)
        if second % 2:
            file.body += bytes([0x0B])
    assert 125 < read_recording(file.bytes_()).samples < 135


def test_a_definition_that_the_file_ends_in() -> None:
    file = session(PULSES)
    for tail in (
        bytes([0x43]),
        bytes([0x43, 0, 0, 20, 0, 9, 1, 1]),
        bytes([0x63, 0, 0, 20, 0, 0]),
        bytes([0x63, 0, 0, 20, 0, 0, 4, 1]),
    ):
        again = FitWriter()
        again.body = bytearray(file.body + tail)
        recording = read_recording(again.bytes_())
        assert recording.samples == 300
        assert LossCode.ENDED_EARLY in losses(recording)


def test_the_clock_was_set_ahead_and_back_and_single_times_are_nonsense() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8)])
    times = [*range(START, START + 50), *range(START + 90_000, START + 90_050), *range(START, START + 50)]
    times[20] = START + 5_000_000
    times[70] += 3
    times[71] -= 1
    for time in times:
        file.data(0, time, 120)
    recording = read_recording(file.bytes_())
    found = losses(recording)
    assert found[LossCode.RECORDS_WITHOUT_TIME] == 1
    assert found[LossCode.CLOCK_JUMP] > 170_000
    assert found[LossCode.OUT_OF_ORDER] >= 1
    assert recording.samples == 150
    assert recording.seconds[-1] == 149


def test_a_recording_of_weeks_is_refused() -> None:
    file = FitWriter()
    file.define(0, RECORD, [(253, UINT32), (3, UINT8)])
    for place in range(60):
        file.data(0, START + place * 20_000, 120)
    with pytest.raises(RecordingError) as caught:
        read_recording(file.bytes_())
    assert caught.value.code == "recordings.too_long"


def test_what_is_too_large_is_refused_without_reading_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(read_module, "MOST_BYTES", 1000)
    path = tmp_path / "large"
    path.write_bytes(b"x" * 1001)
    for source in (path, b"x" * 1001, io.BytesIO(b"x" * 5000)):
        with pytest.raises(RecordingError) as caught:
            read_recording(source)
        assert caught.value.code == "recordings.too_large"


def test_files_made_to_exhaust_the_reader_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    turning = FitWriter()
    turning.define(0, 21, [])
    turning.define(1, 22, [])
    for _ in range(60):
        turning.data(0)
        turning.data(1)
    defining = FitWriter()
    for number in range(60):
        defining.define(0, 1000 + number, [])
    laps = session([120] * 5, laps=[(0, 1, 0)] * 60)
    monkeypatch.setattr(fit_scan, "MOST_TURNS", 100)
    monkeypatch.setattr(fit_scan, "MOST_LAYOUTS", 50)
    monkeypatch.setattr(fit, "MOST_OTHERS", 50)
    for file in (turning, defining, laps):
        with pytest.raises(RecordingError):
            read_recording(file.bytes_())


def test_what_is_empty_or_away(tmp_path: Path) -> None:
    for source, code in ((b"", "recordings.empty"), (tmp_path / "none", "recordings.cannot_open")):
        with pytest.raises(RecordingError) as caught:
            read_recording(source)
        assert caught.value.code == code


def test_a_fault_of_ours_becomes_the_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: bytes) -> None:
        raise IndexError

    monkeypatch.setattr(read_module, "read_fit", broken)
    with pytest.raises(RecordingError) as caught:
        read_recording(session(PULSES).bytes_())
    assert caught.value.code == "recordings.unreadable"


WHOLE = [
    session(PULSES, laps=[(0, 100, 0), (100, 100, 0), (200, 100, 7)]).bytes_(),
    tcx(PULSES).encode(),
    gpx(PULSES).encode(),
    pwx(PULSES).encode(),
    HRM_FILE.encode(),
    ("time;hr;watt\n" + "\n".join(f"{place};{bpm};100" for place, bpm in enumerate(PULSES))).encode(),
]


def _read_and_review(data: bytes) -> None:
    """Reading and reviewing raise a RecordingError or nothing; a warning is an error in these tests."""
    try:
        recording = read_recording(data)
    except RecordingError as error:
        assert error.code.startswith("recordings.")  # noqa: PT017 - it may raise or not
        return
    analyse(recording, None, HR_MAX)


@pytest.mark.parametrize("number", range(len(WHOLE)))
def test_mutated_files_never_leak_a_built_in_exception(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without the net below: what the readers themselves raise is what counts.
    monkeypatch.setattr(read_module, "_LEAKS", ())
    rng = random.Random(number)
    for _ in range(150):
        data = bytearray(WHOLE[number])
        for _ in range(rng.randint(1, 12)):
            kind, at = rng.randint(0, 3), rng.randrange(len(data))
            if kind == 0:
                data[at] = rng.randrange(256)
            elif kind == 1:
                del data[at : at + rng.randint(1, 60)]
            elif kind == 2:
                data[at:at] = rng.randbytes(rng.randint(1, 30))
            else:
                data[at:] = data[at : at + rng.randint(1, 4000)]
        _read_and_review(bytes(data))


@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"\x0e\x10\x00\x00\x40\x00\x00\x00.FIT\x00\x00", b"[Params]\n", b"<gpx>", b"hr\n"]),
)
def test_any_bytes_at_all(data: bytes, head: bytes) -> None:
    _read_and_review(head + data)
