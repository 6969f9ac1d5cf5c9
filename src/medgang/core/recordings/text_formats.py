"""Polar HRM and CSV: text with columns, read with the headings people and watches use."""

from __future__ import annotations

import csv
import math
import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from medgang.core.recordings.assemble import MOST_SAMPLES, RawLap, RawSeries, assemble
from medgang.core.recordings.recording import FileFormat, LapLabel, Loss, LossCode, Recording, RecordingError
from medgang.core.recordings.xml_formats import instant_of, number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEATS_ONLY = 238
"""The interval number by which Polar says: these are beat-to-beat times in milliseconds."""
_PREAMBLE_ROWS = 80
_LONGEST_ROW = 20_000
_MPH_TO_MS = 0.44704

# heading without case, unit and punctuation → the column it is
_HEADINGS = {
    "bpm": ("hr", "bpm", "hrbpm", "heartrate", "heartratebpm", "puls", "pulse", "hjertefrekvens", "hf"),
    "clock": ("t", "ts", "time", "times", "secs", "sec", "seconds", "timestamp", "tid", "elapsed", "elapsedtime",
              "elapsedtimes", "datetime", "timeoffset", "sekunder", "tidspunkt"),
    "minutes": ("minutes", "min", "mins", "minutter"),
    "milliseconds": ("ms", "timems", "timestampms", "milliseconds", "millis"),
    "cadence": ("cadence", "cad", "cadencerpm", "cadencespm", "rpm", "tråkkfrekvens", "kadens"),
    "speed": ("speed", "speedms", "velocity", "fart", "enhancedspeed", "speedmps"),
    "speed_kmh": ("speedkmh", "speedkph", "kph", "kmh", "fartkmt", "farkmt"),
    "power": ("power", "powerw", "watts", "watt", "pwr", "effekt"),
    "lap": ("lap", "laps", "interval", "runde", "lapnumber", "drag"),
}  # fmt: skip
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings}


def decode(data: bytes) -> str | None:
    """The text in `data`: UTF-8, UTF-16 with its mark, or the old Western code page; None for what is not text."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        if b"\0" in data:
            return None
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace") if b"\0" not in data else None


def is_hrm(text: str) -> bool:
    """Whether the text begins like a Polar HRM file."""
    return text.lstrip().startswith("[Params]")


def read_hrm(text: str) -> Recording:
    """The recording in a Polar HRM file."""
    import numpy as np

    sections = _sections(text)
    params = dict(line.partition("=")[::2] for line in sections.get("Params", ()))
    mode = params.get("SMode", params.get("Mode", ""))
    interval = number(params.get("Interval", ""))
    rows, bad = _number_rows(sections.get("HRData", ()))
    losses = [Loss(LossCode.BAD_ROWS, bad)] if bad else []
    if not rows:
        raise RecordingError("recordings.no_heart_rate")
    first = np.array([row[0] for row in rows], dtype=np.float64)
    began = _hrm_start(params)
    laps = _hrm_laps(sections.get("IntTimes", ()))
    if interval == _BEATS_ONLY:
        beats = first[(first > 200) & (first < 3000)] / 1000.0
        return assemble(
            FileFormat.HRM,
            RawSeries(np.cumsum(beats), (60.0 / beats).astype(np.float64)),
            epoch=began,
            laps=laps,
            rr=beats,
            losses=losses,
        )
    step = interval if 1 <= interval <= 300 else 1.0
    columns = _hrm_columns(rows, mode, number(params.get("Version", "")))
    return assemble(
        FileFormat.HRM,
        RawSeries(
            np.arange(len(rows), dtype=np.float64) * step,
            first,
            columns["cadence"],
            columns["speed"],
            columns["power"],
        ),
        epoch=began,
        laps=laps,
        losses=losses,
    )


def _lines(text: str) -> list[str]:
    """The lines, counted before they are cut apart."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_SAMPLES + _PREAMBLE_ROWS:
        raise RecordingError("recordings.too_many_samples", most=MOST_SAMPLES)
    return text.split("\n")


def _sections(text: str) -> dict[str, list[str]]:
    """The lines of each `[section]`."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(text):
        bare = line.strip()
        if bare.startswith("[") and bare.endswith("]"):
            current = found.setdefault(bare[1:-1], [])
        elif bare:
            current.append(bare)
    return found


def _number_rows(lines: list[str] | tuple[str, ...]) -> tuple[list[list[float]], int]:
    """Rows of numbers, and how many rows begin with something else."""
    rows, bad = [], 0
    for line in lines:
        row = [number(cell) for cell in line.split(None, 12)]
        if math.isfinite(row[0]):
            rows.append(row)
        else:
            bad += 1
    return rows, bad


def _hrm_columns(rows: list[list[float]], mode: str, version: float) -> dict[str, NDArray[np.float64] | None]:
    """Speed (m/s), cadence and power, where the mode says that they follow the heart rate."""
    import numpy as np

    found: dict[str, NDArray[np.float64] | None] = {"speed": None, "cadence": None, "power": None}
    us_units = (mode[7:8] if version >= 106 else mode[2:3]) == "1"
    flags = mode[:4] if version >= 106 else ""
    place = 1
    for name, flag in zip(("speed", "cadence", "altitude", "power"), flags, strict=False):
        if flag != "1":
            continue
        values = np.array([row[place] if len(row) > place else math.nan for row in rows])
        if name == "speed":
            values = values / 10.0 * (_MPH_TO_MS if us_units else 1 / 3.6)
        if name in found:
            found[name] = values
        place += 1
    return found


def _hrm_start(params: dict[str, str]) -> datetime | None:
    """The start of the exercise. The file has no time zone: it stands as UTC."""
    day, clock = params.get("Date", ""), params.get("StartTime", "")
    seconds = _clock_seconds(clock)
    try:
        date = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    return None if not math.isfinite(seconds) else datetime.fromtimestamp(date.timestamp() + seconds, UTC)


def _hrm_laps(lines: list[str] | tuple[str, ...]) -> list[RawLap]:
    """The laps: each begins a group of lines with the time at which it ended."""
    ends = [_clock_seconds(line.split()[0]) for line in lines if ":" in line.split()[0]]
    times = [0.0, *sorted(one for one in ends if math.isfinite(one))]
    return [RawLap(start, end, LapLabel.PRESSED) for start, end in pairwise(times) if end > start]


def _clock_seconds(text: str) -> float:
    """ "1:02:03.4", "02:03" as seconds; NaN for anything else."""
    if not re.fullmatch(r"[0-9]{1,3}(:[0-5]?[0-9]){1,2}([.,][0-9]{1,6})?", text):
        return math.nan
    *whole, last = text.split(":")
    seconds = 0.0
    for part in whole:
        seconds = (seconds + int(part)) * 60
    return seconds + number(last)


def read_csv(text: str) -> Recording:
    """The recording in a table of text: with headings, or two bare columns of time and heart rate, or one."""
    import numpy as np

    lines = [line[:_LONGEST_ROW] for line in _lines(text) if line.strip()]
    delimiter = _delimiter(lines)
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        raise RecordingError("recordings.unknown_format") from None
    begin, columns = _columns(rows)
    if "bpm" not in columns:
        raise RecordingError("recordings.unknown_format" if not columns else "recordings.no_heart_rate")
    body = rows[begin:]
    if not body:
        raise RecordingError("recordings.no_heart_rate")

    def cells(name: str) -> list[str]:
        place = columns[name]
        return [row[place].strip() if len(row) > place else "" for row in body]

    def values(name: str) -> NDArray[np.float64] | None:
        return np.array([number(cell) for cell in cells(name)]) if name in columns else None

    clock, epoch = _clock(columns, cells, len(body))
    without = int(np.count_nonzero(~np.isfinite(clock)))
    speed = values("speed")
    if speed is None:
        kmh = values("speed_kmh")
        speed = None if kmh is None else kmh / 3.6
    bpm = values("bpm")
    assert bpm is not None  # noqa: S101 - "bpm" is among the columns

    def kept(one: NDArray[np.float64] | None) -> NDArray[np.float64] | None:
        return None if one is None else one[np.isfinite(clock)]

    timed = np.isfinite(clock)
    return assemble(
        FileFormat.CSV,
        RawSeries(clock[timed], bpm[timed], kept(values("cadence")), kept(speed), kept(values("power"))),
        epoch=epoch,
        laps=_csv_laps(cells("lap"), clock) if "lap" in columns else (),
        losses=[Loss(LossCode.BAD_ROWS, without)] if without else [],
    )


def _delimiter(lines: list[str]) -> str:
    """The delimiter that cuts the first lines into most cells; a decimal comma loses against a semicolon."""
    head = lines[:_PREAMBLE_ROWS]
    for delimiter in ("\t", ";"):
        if sum(delimiter in line for line in head) * 2 > len(head):
            return delimiter
    return ","


def _columns(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    """The first row of numbers, and which column is which."""
    best: dict[str, int] = {}
    for place, row in enumerate(rows[:_PREAMBLE_ROWS]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row[:200]):
            name = _COLUMN_OF.get(re.sub(r"[^a-zæøå]", "", cell.casefold()))
            if name is not None:
                found.setdefault(name, column)
        if "bpm" in found:
            return place + 1, found
        best = best or found
    if rows and 1 <= len(rows[0]) <= 2 and all(math.isfinite(number(cell)) for cell in rows[0]):
        return 0, {"bpm": 0} if len(rows[0]) == 1 else {"clock": 0, "bpm": 1}
    return 0, best


def _clock(columns: dict[str, int], cells: object, count: int) -> tuple[NDArray[np.float64], datetime | None]:
    """The time of each row in seconds, and the instant at which that clock is 0 where the file tells."""
    import numpy as np

    assert callable(cells)  # noqa: S101 - given by the caller just above
    for name, factor in (("clock", 1.0), ("milliseconds", 0.001), ("minutes", 60.0)):
        if name not in columns:
            continue
        texts: list[str] = cells(name)
        plain = np.array([number(text) for text in texts])
        if np.isfinite(plain).mean() > 0.5:
            largest = float(np.nanmax(plain))
            scale = 0.001 if name == "clock" and largest > 1e11 else factor  # milliseconds since 1970
            return plain * scale, _EPOCH if largest * scale > 1e8 else None
        clocks = np.array([_clock_seconds(text) for text in texts])
        if np.isfinite(clocks).mean() > 0.5:
            return clocks, None
        instants = [instant_of(text) for text in texts]
        stamps = np.array([math.nan if one is None else (one - _EPOCH).total_seconds() for one in instants])
        if np.isfinite(stamps).mean() > 0.5:
            return stamps, _EPOCH
    return np.arange(count, dtype=np.float64), None


def _csv_laps(names: list[str], clock: NDArray[np.float64]) -> list[RawLap]:
    """A lap wherever the lap column changes."""
    import numpy as np

    known = np.flatnonzero(np.isfinite(clock))
    laps: list[RawLap] = []
    start = 0
    for place in range(1, len(known) + 1):
        if place == len(known) or names[known[place]] != names[known[start]]:
            end = known[min(place, len(known) - 1)]
            laps.append(RawLap(float(clock[known[start]]), float(clock[end]), LapLabel.UNKNOWN))
            start = place
    return [lap for lap in laps if lap.end > lap.start] if len(laps) > 1 else []
