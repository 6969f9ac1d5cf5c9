"""One recorded session: read a file, clean it visibly, find the bouts, hold it against the plan."""

from medgang.core.recordings.analyse import VERSION, analyse, with_edges
from medgang.core.recordings.read import read_recording
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
from medgang.core.recordings.review import (
    Bout,
    EdgeSource,
    Fidelity,
    Mark,
    Quality,
    Rest,
    ReviewWarning,
    Seconds,
    SessionReview,
    Verdict,
    WarningCode,
    ZoneSeconds,
)
from medgang.core.recordings.values import review_values

__all__ = [
    "VERSION",
    "Bout",
    "EdgeSource",
    "Fidelity",
    "FileFormat",
    "Lap",
    "LapLabel",
    "Loss",
    "LossCode",
    "Mark",
    "Quality",
    "Recording",
    "RecordingError",
    "Rest",
    "ReviewWarning",
    "Seconds",
    "SessionReview",
    "StepIntent",
    "Verdict",
    "WarningCode",
    "WorkoutStep",
    "ZoneSeconds",
    "analyse",
    "read_recording",
    "review_values",
    "with_edges",
]
