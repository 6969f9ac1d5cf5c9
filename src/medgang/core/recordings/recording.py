"""One recorded session as it was read: samples, laps, the workout inside the file, and what was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from medgang.core.errors import InvalidValue, MedgangError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class RecordingError(MedgangError):
    """A file that cannot be read as a recording, or a recording that cannot be worked on."""


class FileFormat(StrEnum):
    """The kinds of file that are read."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"
    PWX = "pwx"
    HRM = "hrm"
    CSV = "csv"


class LossCode(StrEnum):
    """What could not be taken over from the file; `count` of a `Loss` says how much, in the unit named here."""

    ENDED_EARLY = "ended_early"  # bytes that the file promised and does not hold
    BAD_CHECKSUM = "bad_checksum"  # files (of a chain) whose checksum does not agree with their content
    UNREADABLE_BYTES = "unreadable_bytes"  # bytes stepped over because their meaning was not known
    CLOCK_JUMP = "clock_jump"  # seconds by which the recorder's clock jumped, taken out of the time axis
    OUT_OF_ORDER = "out_of_order"  # records whose time lay before the one in front
    RECORDS_WITHOUT_TIME = "records_without_time"  # records left out because they have no time
    BROKEN_XML = "broken_xml"  # the line at which the XML stops making sense
    BAD_ROWS = "bad_rows"  # rows of text without a readable time or number


class LapLabel(StrEnum):
    """What made a lap: it decides whether its edges may stand as edges of bouts."""

    STRUCTURED = "structured"  # a step of a workout stored on the watch
    PRESSED = "pressed"  # somebody pressed the button
    AUTOMATIC = "automatic"  # every kilometre, every five minutes, by place
    UNKNOWN = "unknown"


class StepIntent(StrEnum):
    """What a workout step or a lap was for, where the file says so."""

    WORK = "work"
    REST = "rest"
    WARM_UP = "warm_up"
    COOL_DOWN = "cool_down"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the file held or promised that is not in the recording, and how much."""

    code: LossCode
    count: int


@dataclass(frozen=True, slots=True)
class Lap:
    """A lap, in seconds from the first record; `metres` where the file gives a distance."""

    start_s: float
    end_s: float
    label: LapLabel
    intent: StepIntent | None = None
    metres: float | None = None

    def __post_init__(self) -> None:
        if not self.end_s >= self.start_s:
            raise InvalidValue("recordings.edges", start=f"{self.start_s:g}", end=f"{self.end_s:g}")

    @property
    def seconds(self) -> float:
        """The length of the lap in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class WorkoutStep:
    """One step of the workout stored in the file: `seconds` is None when it ends by distance or by a press."""

    intent: StepIntent | None
    seconds: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One recorded session.

    `seconds` from the first record, never falling; `bpm` beats per minute with NaN where there is none (0 and 255
    in a file mean that). `cadence` per minute as stored (strides for running, revolutions for cycling), `speed` in
    m/s and `power` in watt have NaN likewise, or are None where the file has none at all. `rr` holds beat-to-beat
    times in seconds, in order. `started` is the clock time (UTC) of the first record, None where it is unknown.
    """

    format: FileFormat
    started: datetime | None
    seconds: Numbers
    bpm: Numbers
    cadence: Numbers | None = None
    speed: Numbers | None = None
    power: Numbers | None = None
    laps: tuple[Lap, ...] = ()
    steps: tuple[WorkoutStep, ...] = ()
    rr: Numbers | None = None
    losses: tuple[Loss, ...] = ()

    def __post_init__(self) -> None:
        import numpy as np

        series = [self.bpm, *(one for one in (self.cadence, self.speed, self.power) if one is not None)]
        if any(len(one) != len(self.seconds) for one in series):
            raise InvalidValue("recordings.uneven")
        if len(self.seconds) and not bool(np.all(np.diff(self.seconds, prepend=self.seconds[0]) >= 0)):
            raise InvalidValue("recordings.time_falls")
        if self.started is not None and self.started.tzinfo is None:
            raise InvalidValue("recordings.naive_time")

    @property
    def samples(self) -> int:
        """The number of records that hold a heart rate."""
        import numpy as np

        return int(np.count_nonzero(~np.isnan(self.bpm)))
