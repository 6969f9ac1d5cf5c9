"""Polar HRM and CSV."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from medgang.core.recordings import (
    FileFormat,
    LapLabel,
    LossCode,
    RecordingError,
    assemble,
    read_recording,
    text_formats,
)

HRM_FILE = """[Params]
Version=106
Monitor=1
SMode=110100000
Date=20260302
StartTime=17:00:00.5
Length=00:01:00.0
Interval=5

[IntTimes]
00:00:20.0\t120\t110
0\t0\t0
00:00:40.0\t120\t110

[HRData]
120\t250\t80\t150
0\t250\t80\t150
x
130\t250
"""


def test_hrm() -> None:
    recording = read_recording(HRM_FILE.encode())
    assert recording.format is FileFormat.HRM
    assert recording.started == datetime(2026, 3, 2, 17, 0, 0, 500_000, tzinfo=UTC)
    assert recording.seconds.tolist() == [0, 5, 10]
    assert recording.samples == 2
    assert recording.speed is not None
    assert recording.speed[0] == pytest.approx(25 / 3.6)
    assert recording.power is not None
    assert recording.power[0] == 150
    assert np.isnan(recording.power[2])
    assert recording.losses[0].code is LossCode.BAD_ROWS


def test_hrm_laps_are_pressed() -> None:
    text = HRM_FILE.replace("Interval=5", "Interval=15")
    assert [(lap.start_s, lap.end_s, lap.label) for lap in read_recording(text.encode()).laps] == [
        (0, 20, LapLabel.PRESSED),
        (20, 30, LapLabel.PRESSED),
    ]


def test_hrm_in_miles_and_from_the_older_version() -> None:
    miles = HRM_FILE.replace("110100000", "110100010")
    speed = read_recording(miles.encode()).speed
    assert speed is not None
    assert speed[0] == pytest.approx(25 * 0.44704)
    older = (
        HRM_FILE.replace("Version=106", "Version=102")
        .replace("SMode=110100000", "Mode=001")
        .replace("20260302", "soon")
    )
    recording = read_recording(older.encode())
    assert recording.speed is None
    assert recording.started is None


def test_hrm_with_beats_only() -> None:
    text = HRM_FILE.replace("Interval=5", "Interval=238").replace("[HRData]\n", "[HRData]\n500\n500\n600\n")
    recording = read_recording(text.encode())
    assert recording.bpm.tolist() == [120, 120, 100]
    assert recording.rr is not None
    assert recording.rr.tolist() == [0.5, 0.5, 0.6]
    assert recording.seconds[-1] == pytest.approx(1.1)


def test_hrm_without_a_start_or_an_interval() -> None:
    text = HRM_FILE.replace("StartTime=17:00:00.5", "StartTime=soon").replace("Interval=5", "Interval=0")
    recording = read_recording(text.encode())
    assert recording.started is None
    assert recording.seconds[-1] == 2


def test_hrm_without_data() -> None:
    with pytest.raises(RecordingError) as caught:
        read_recording(HRM_FILE.split("[HRData]", maxsplit=1)[0].encode())
    assert caught.value.code == "recordings.no_heart_rate"


def _csv(text: str) -> object:
    return read_recording(text.encode())


@pytest.mark.requirement("R122")
@pytest.mark.parametrize(
    "text",
    [
        "t_s,hr_bpm,power_w\n0,120,100\n1,121,100\n2,122,100\n",
        "Tid;Puls;Fart (km/t)\n00:00:00;120;9,0\n00:00:01;121;9,0\n00:00:02;122;9,0\n",
        "timestamp\theart_rate\n2026-03-02T17:00:00Z\t120\n2026-03-02T17:00:01Z\t121\n2026-03-02T17:00:02Z\t122\n",
        "Name,Date\nSomebody,2026\n\nSample rate,Time,HR (bpm)\n1,00:00:00,120\n,00:00:01,121\n,00:00:02,122\n",
        "ms,HR\n0,120\n1000,121\n2000,122\n",
        "Minutes,Heart rate\n0,120\n0.0166667,121\n0.0333333,122\n",
        "time,hr\n1772470800,120\n1772470801,121\n1772470802,122\n",
        "time,hr\n1772470800000,120\n1772470801000,121\n1772470802000,122\n",
        "hr\n120\n121\n122\n",
        "0,120\n1,121\n2,122\n",
        "120\n121\n122\n",
    ],
)
def test_csv_with_the_headings_people_use(text: str) -> None:
    recording = read_recording(text.encode())
    assert recording.format is FileFormat.CSV
    assert recording.bpm.tolist() == [120, 121, 122]
    assert recording.seconds.tolist() == pytest.approx([0, 1, 2], abs=0.01)


def test_csv_with_the_old_code_page_speed_and_rows_without_time() -> None:
    text = "tid;puls;tråkkfrekvens;fart km/t\n0;120;80;9\nborte;120;80;9\n2;;80\n"
    recording = read_recording(text.encode("cp1252"))
    assert recording.seconds.tolist() == [0, 2]
    assert recording.cadence is not None
    assert recording.losses[0].count == 1
    assert recording.speed is not None
    assert recording.speed[0] == pytest.approx(2.5)


def test_csv_with_speed_in_metres_a_second() -> None:
    speed = read_recording(b"time,hr,speed\n0,120,2.5\n1,120,2.5\n").speed
    assert speed is not None
    assert speed.tolist() == [2.5, 2.5]


def test_csv_with_a_quotation_mark_that_never_closes() -> None:
    with pytest.raises(RecordingError) as caught:
        read_recording(b'hr\n"' + (b"1" * 100 + b"\n") * 2000)
    assert caught.value.code == "recordings.unknown_format"


def test_hrm_with_altitude_between() -> None:
    text = HRM_FILE.replace("110100000", "101100000")
    recording = read_recording(text.encode())
    assert recording.cadence is None
    assert recording.power is not None
    assert recording.power[0] == 150


def test_csv_with_a_clock_time_has_a_start() -> None:
    recording = read_recording(b"time,hr\n2026-03-02T17:00:00Z,120\n2026-03-02T17:00:01Z,120\n")
    assert recording.started == datetime(2026, 3, 2, 17, tzinfo=UTC)


def test_csv_with_times_nobody_can_read_counts_seconds() -> None:
    assert read_recording(b"time,hr\nnoon,120\nlater,120\n").seconds.tolist() == [0, 1]


def test_csv_laps() -> None:
    rows = [f"{second},120,{1 + second // 20}" for second in range(60)]
    recording = read_recording(("t,hr,lap\n" + "\n".join(rows)).encode())
    assert [(lap.start_s, lap.end_s) for lap in recording.laps] == [(0, 20), (20, 40), (40, 59)]
    same = read_recording(b"t,hr,lap\n0,120,1\n1,120,1\n")
    assert same.laps == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"name,amount\nbread,3\n", "recordings.unknown_format"),
        (b"time,watt\n0,100\n", "recordings.no_heart_rate"),
        (b"time,hr\n", "recordings.no_heart_rate"),
        (b"time,hr\n0,0\n", "recordings.no_heart_rate"),
        (b'time,hr\n"0,120\r1\n', "recordings.no_heart_rate"),
        (b"\x00\x01\x02\xff\xfe", "recordings.unknown_format"),
        (b"\xff\xfe\x00", "recordings.unknown_format"),
        (b"   \n", "recordings.unknown_format"),
    ],
)
def test_text_that_is_no_recording(data: bytes, code: str) -> None:
    with pytest.raises(RecordingError) as caught:
        read_recording(data)
    assert caught.value.code == code


def test_the_number_of_rows_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_formats, "MOST_SAMPLES", 10)
    for text in ("hr\n" + "120\n" * 100, "[Params]\nInterval=1\n[HRData]\n" + "120\n" * 100):
        with pytest.raises(RecordingError) as caught:
            read_recording(text.encode())
        assert caught.value.code == "recordings.too_many_samples"


def test_the_number_of_samples_is_bounded_for_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "MOST_SAMPLES", 2)
    with pytest.raises(RecordingError) as caught:
        read_recording(b"hr\n120\n120\n120\n")
    assert caught.value.code == "recordings.too_many_samples"


def test_a_clock_beyond_the_calendar_has_no_start() -> None:
    assert read_recording(b"time,hr\n1e15,120\n1e15,120\n").started is None
