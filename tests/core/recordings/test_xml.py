"""TCX, GPX and PWX, whole, broken off, and hostile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from medgang.core.recordings import (
    FileFormat,
    LapLabel,
    LossCode,
    RecordingError,
    StepIntent,
    read_recording,
    xml_formats,
)


def _time(second: int) -> str:
    return f"2026-03-02T17:{second // 60:02}:{second % 60:02}.000Z"


def tcx(pulses: Sequence[int], lap: str = "") -> str:
    points = "".join(
        f"<Trackpoint><Time>{_time(place)}</Time><DistanceMeters>3</DistanceMeters>"
        f"<HeartRateBpm><Value>{bpm}</Value></HeartRateBpm><Cadence>80</Cadence><Extensions>"
        f"<ns3:TPX><ns3:Speed>2.5</ns3:Speed><ns3:Watts>150</ns3:Watts></ns3:TPX></Extensions></Trackpoint>"
        for place, bpm in enumerate(pulses)
    )
    lap = lap or (
        "<TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>1000</DistanceMeters>"
        "<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase xmlns:ns3="x"><Activities><Activity>'
        f'<Lap StartTime="{_time(0)}">{lap}<AverageHeartRateBpm><Value>99</Value></AverageHeartRateBpm>'
        f"<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    )


def gpx(pulses: Sequence[int]) -> str:
    points = "".join(
        f'<trkpt lat="0" lon="0"><time>{_time(place)}</time><extensions><x:TrackPointExtension>'
        f"<x:hr>{bpm}</x:hr><x:cad>70</x:cad></x:TrackPointExtension></extensions></trkpt>"
        for place, bpm in enumerate(pulses)
    )
    head = '<gpx xmlns:x="x"><metadata><time>2026-03-02T00:00:00Z</time></metadata>'
    return f"{head}<trk><trkseg>{points}</trkseg></trk></gpx>"


def pwx(pulses: Sequence[int]) -> str:
    samples = "".join(
        f"<sample><timeoffset>{place}</timeoffset><hr>{bpm}</hr><spd>2,5</spd><pwr>150</pwr></sample>"
        for place, bpm in enumerate(pulses)
    )
    summary = "<beginning>0</beginning><duration>30</duration><dist>90</dist>"
    segments = f"<segment><summarydata>{summary}</summarydata></segment>"
    return f"<pwx><workout><time>2026-03-02T17:00:00</time>{segments}{samples}</workout></pwx>"


@pytest.mark.requirement("R122")
def test_tcx() -> None:
    recording = read_recording(tcx([120] * 90).encode())
    assert recording.format is FileFormat.TCX
    assert recording.started == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert recording.samples == 90
    assert recording.speed is not None
    assert recording.speed[0] == 2.5
    assert recording.power is not None
    assert recording.cadence is not None
    (lap,) = recording.laps
    assert (lap.start_s, lap.end_s, lap.metres) == (0, 60, 1000)
    assert (lap.label, lap.intent) == (LapLabel.PRESSED, StepIntent.WORK)


def test_a_lap_without_length_is_left() -> None:
    lap = "<TotalTimeSeconds>long</TotalTimeSeconds>"
    assert read_recording(tcx([120] * 9, lap).encode()).laps == ()


def test_a_lap_without_distance_or_known_trigger() -> None:
    lap = "<TotalTimeSeconds>5</TotalTimeSeconds><TriggerMethod>Odd</TriggerMethod>"
    (found,) = read_recording(tcx([120] * 9, lap).encode()).laps
    assert (found.metres, found.label, found.intent) == (None, LapLabel.UNKNOWN, None)


def test_gpx() -> None:
    recording = read_recording(("\ufeff" + gpx([121] * 60)).encode())
    assert (recording.format, recording.samples, recording.seconds[-1]) == (FileFormat.GPX, 60, 59)
    assert recording.speed is None


def test_utf_16() -> None:
    assert read_recording(gpx([121] * 60).encode("utf-16")).samples == 60


def test_pwx() -> None:
    recording = read_recording(pwx([121] * 60).encode())
    assert (recording.format, recording.samples) == (FileFormat.PWX, 60)
    assert recording.started == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert recording.speed is not None
    assert recording.speed[3] == 2.5
    (lap,) = recording.laps
    assert (lap.start_s, lap.end_s, lap.metres) == (0, 30, 90)


def test_pwx_without_a_start() -> None:
    text = pwx([121] * 5).replace("2026-03-02T17:00:00", "yesterday")
    assert read_recording(text.encode()).started is None


def test_points_without_pulse_or_time() -> None:
    text = gpx([121] * 20).replace("<x:hr>121</x:hr>", "<x:hr>-</x:hr>", 3).replace(_time(7), "?")
    recording = read_recording(text.encode())
    assert recording.samples == 17
    assert np.isnan(recording.bpm[:3]).all()
    assert recording.losses[0].code is LossCode.RECORDS_WITHOUT_TIME


def test_a_broken_document_gives_what_came_before_it_broke() -> None:
    text = gpx([121] * 60)
    recording = read_recording(text[: len(text) // 2].encode())
    assert 20 < recording.samples < 40
    assert recording.losses[0].code is LossCode.BROKEN_XML


BOMB = '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("head", [BOMB, '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">'])
def test_a_document_that_declares_types_is_refused(head: str) -> None:
    with pytest.raises(RecordingError) as caught:
        read_recording((head + gpx([121] * 5)).encode())
    assert caught.value.code == "recordings.xml_declares_types"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><body/></html>", "recordings.unknown_format"),
        ("<", "recordings.unknown_format"),
        ("<gpx></gpx>", "recordings.no_heart_rate"),
        ("<gpx>" + "<a>" * 70, "recordings.unreadable"),
    ],
)
def test_documents_that_are_no_recordings(text: str, code: str) -> None:
    with pytest.raises(RecordingError) as caught:
        read_recording(text.encode())
    assert caught.value.code == code


def test_the_number_of_points_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_formats, "MOST_SAMPLES", 10)
    with pytest.raises(RecordingError) as caught:
        read_recording(gpx([121] * 11).encode())
    assert caught.value.code == "recordings.too_many_samples"
