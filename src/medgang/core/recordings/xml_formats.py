"""TCX, GPX and PWX, read in one pass by the standard library's parser; documents that declare types are refused.

A recording never needs a document type or an entity, and both can be made to blow up memory or to read other files.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.parsers import expat

from medgang.core.recordings.assemble import MOST_SAMPLES, RawLap, RawSeries, assemble
from medgang.core.recordings.recording import (
    FileFormat,
    LapLabel,
    Loss,
    LossCode,
    Recording,
    RecordingError,
    StepIntent,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NONE = math.nan
_DEEPEST = 64

_FORMATS = {
    "TrainingCenterDatabase": FileFormat.TCX,
    "gpx": FileFormat.GPX,
    "pwx": FileFormat.PWX,
}
_POINTS = {"Trackpoint", "trkpt", "sample"}
_LAPS = {"Lap", "segment"}
# the name of a leaf inside a point (with its parent where the name alone is not enough) → the column it fills
_POINT_FIELDS = {
    "Time": "clock",
    "time": "clock",
    "timeoffset": "clock",
    "HeartRateBpm/Value": "bpm",
    "hr": "bpm",
    "heartrate": "bpm",
    "Cadence": "cadence",
    "RunCadence": "cadence",
    "cad": "cadence",
    "cadence": "cadence",
    "Speed": "speed",
    "speed": "speed",
    "spd": "speed",
    "Watts": "power",
    "power": "power",
    "pwr": "power",
}
_LAP_FIELDS = {
    "Lap/TotalTimeSeconds": "seconds",
    "Lap/DistanceMeters": "metres",
    "Lap/TriggerMethod": "trigger",
    "Lap/Intensity": "intensity",
    "summarydata/beginning": "beginning",
    "summarydata/duration": "seconds",
    "summarydata/dist": "metres",
}
_TRIGGERS = {
    "Manual": LapLabel.PRESSED,
    "Distance": LapLabel.AUTOMATIC,
    "Location": LapLabel.AUTOMATIC,
    "Time": LapLabel.AUTOMATIC,
    "HeartRate": LapLabel.AUTOMATIC,
}
_INTENTS = {"Active": StepIntent.WORK, "Resting": StepIntent.REST}
_COLUMNS = ("clock", "bpm", "cadence", "speed", "power")


def read_xml(data: bytes) -> Recording:
    """The recording in a TCX, GPX or PWX document; a document that breaks off gives what came before."""
    import numpy as np

    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    losses = []
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        losses.append(Loss(LossCode.BROKEN_XML, error.lineno))
    if reader.format is None:
        raise RecordingError("recordings.unknown_format")
    columns: dict[str, NDArray[np.float64]] = {name: np.array(reader.columns[name]) for name in _COLUMNS}
    if not len(columns["bpm"]):
        raise RecordingError("recordings.no_heart_rate")
    epoch = _EPOCH if reader.format is not FileFormat.PWX else reader.began
    return assemble(
        reader.format,
        RawSeries(*(columns[name] for name in _COLUMNS)),
        epoch=epoch,
        laps=reader.laps,
        losses=losses,
    )


def _refuse(*_: object) -> None:
    raise RecordingError("recordings.xml_declares_types")


@dataclass(slots=True)
class _Reader:
    """What the parser has seen so far."""

    format: FileFormat | None = None
    began: datetime | None = None
    columns: dict[str, array[float]] = field(default_factory=lambda: {name: array("d") for name in _COLUMNS})
    laps: list[RawLap] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _text: list[str] | None = None
    _point: dict[str, float] | None = None
    _lap: dict[str, str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        short = name.rpartition(":")[2]
        if not self._path:
            self.format = _FORMATS.get(short)
            if self.format is None:
                raise RecordingError("recordings.unknown_format")
        if len(self._path) >= _DEEPEST:
            raise RecordingError("recordings.unreadable")
        self._path.append(short)
        self._text = None
        if short in _POINTS:
            self._point = {}
        elif short in _LAPS:
            self._lap = {"start": attributes.get("StartTime", "")}
        elif self._point is not None or self._lap is not None or short == "time":
            self._text = []

    def text(self, data: str) -> None:
        """Characters inside an element."""
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        short = self._path.pop()
        parent = self._path[-1] if self._path else ""
        text = "".join(self._text).strip() if self._text is not None else ""
        self._text = None
        if short in _POINTS:
            self._keep_point()
        elif short in _LAPS:
            self._keep_lap()
        elif self._point is not None:
            column = _POINT_FIELDS.get(short) or _POINT_FIELDS.get(f"{parent}/{short}")
            if column == "clock":
                self._point[column] = number(text) if short == "timeoffset" else seconds_of(text)
            elif column is not None:
                self._point[column] = number(text)
        elif self._lap is not None:
            column = _LAP_FIELDS.get(f"{parent}/{short}")
            if column is not None:
                self._lap[column] = text
        elif short == "time" and self.format is FileFormat.PWX and self.began is None:
            self.began = instant_of(text)

    def _keep_point(self) -> None:
        point = self._point or {}
        self._point = None
        if len(self.columns["bpm"]) >= MOST_SAMPLES:
            raise RecordingError("recordings.too_many_samples", most=MOST_SAMPLES)
        for name in _COLUMNS:
            self.columns[name].append(point.get(name, _NONE))

    def _keep_lap(self) -> None:
        lap = self._lap or {}
        self._lap = None
        start = number(lap["beginning"]) if "beginning" in lap else seconds_of(lap.get("start", ""))
        length = number(lap.get("seconds", ""))
        if not math.isfinite(start + length) or len(self.laps) >= MOST_SAMPLES:
            return
        metres = number(lap.get("metres", ""))
        self.laps.append(
            RawLap(
                start,
                start + length,
                _TRIGGERS.get(lap.get("trigger", ""), LapLabel.UNKNOWN),
                _INTENTS.get(lap.get("intensity", "")),
                metres if math.isfinite(metres) else None,
            )
        )


def number(text: str) -> float:
    """A number written with point or comma; NaN for anything else."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return _NONE
    return value if math.isfinite(value) else _NONE


def instant_of(text: str) -> datetime | None:
    """An ISO 8601 instant (UTC where no zone is given); None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def seconds_of(text: str) -> float:
    """An ISO 8601 instant as seconds since 1970; NaN for anything else."""
    found = instant_of(text)
    return _NONE if found is None else (found - _EPOCH).total_seconds()
