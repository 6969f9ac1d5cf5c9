"""A test as data: stages with their load and length, what is read when, and how it becomes a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import within
from medgang.core.physiology.estimates import Method
from medgang.core.physiology.intensity import IntensityClass


class Mode(StrEnum):
    """What the test is done on."""

    TREADMILL = "treadmill"
    CYCLE = "cycle"
    WALKWAY = "walkway"
    CHAIR = "chair"
    STAIRS = "stairs"
    STRENGTH = "strength"
    QUESTIONS = "questions"


class Reads(StrEnum):
    """What is read in a stage, and in which unit."""

    HEART_RATE = "heart_rate"  # bpm
    BORG = "borg"  # 6–20
    TALK_TEST = "talk_test"
    WATTS = "watts"
    DISTANCE = "distance"  # m
    COUNT = "count"
    TIME = "time"  # s
    LOAD = "load"  # kg
    OXYGEN_UPTAKE = "oxygen_uptake"  # mL/kg/min, a research channel
    STROOP_ERRORS = "stroop_errors"  # a research channel


@dataclass(frozen=True, slots=True)
class ReadAt:
    """Read `what` when `at_s` seconds of the stage have passed."""

    what: Reads
    at_s: int


@dataclass(frozen=True, slots=True)
class LoadChoice:
    """From this pulse (bpm) and up, the next stage is `watts`. Choices are listed from the highest pulse down."""

    from_bpm: float
    watts: float


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, or `repeat` equal ones where each adds to the load of the one before.

    Speed in km/h (None: the speed chosen for the person), incline in percent, watts on a cycle. `choices`: the load is
    decided by the pulse of the stage before.
    """

    key: str
    seconds: int
    reads: tuple[ReadAt, ...]
    speed_kmh: float | None = None
    incline_pct: float | None = None
    watts: float | None = None
    repeat: int = 1
    add_incline_pct: float = 0.0
    add_watts: float = 0.0
    choices: tuple[LoadChoice, ...] = ()

    def __post_init__(self) -> None:
        if not (5 <= self.seconds <= 3600 and 1 <= self.repeat <= 30):
            raise InvalidValue("physiology.stage_length", stage=self.key)
        if any(not 0 <= read.at_s <= self.seconds for read in self.reads):
            raise InvalidValue("physiology.read_outside_stage", stage=self.key)
        if [choice.from_bpm for choice in self.choices] != sorted(
            (choice.from_bpm for choice in self.choices), reverse=True
        ):
            raise InvalidValue("physiology.choices_unordered", stage=self.key)

    def next_watts(self, hr_bpm: float) -> float | None:
        """The load this stage gets after a pulse of `hr_bpm` in the one before; None when no choice holds."""
        for choice in self.choices:
            if hr_bpm >= choice.from_bpm:
                return choice.watts
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """One stage as it runs: its number from 0, when it begins and ends (s), its load, and its readings by the clock."""

    index: int
    stage: str
    start_s: int
    end_s: int
    speed_kmh: float | None
    incline_pct: float | None
    watts: float | None
    reads: tuple[ReadAt, ...]


@dataclass(frozen=True, slots=True)
class FitnessTest:
    """A test: its stages, how hard it is, and how it becomes a number.

    `speed_range` is what the chosen speed may be (km/h); `stop_pct` the share of maximal heart rate a submaximal test
    ends at. A research protocol is never due for anybody.
    """

    key: str
    mode: Mode
    method: Method
    intensity_class: IntensityClass
    stages: tuple[Stage, ...]
    maximal: bool = False
    research_only: bool = False
    speed_range: tuple[float, float] | None = None
    stop_pct: float | None = None

    def __post_init__(self) -> None:
        needs_speed = self.mode is Mode.TREADMILL and any(stage.speed_kmh is None for stage in self.stages)
        if needs_speed and self.speed_range is None:
            raise InvalidValue("physiology.test_without_speed", test=self.key)
        if self.maximal and self.intensity_class is not IntensityClass.HIGH:
            raise InvalidValue("physiology.maximal_is_high", test=self.key)
        if len({stage.key for stage in self.stages}) != len(self.stages):
            raise InvalidValue("physiology.stage_repeats", test=self.key)

    @property
    def total_seconds(self) -> int:
        """How long the test lasts when every stage is done (s)."""
        return sum(stage.seconds * stage.repeat for stage in self.stages)

    @property
    def needs_clearance(self) -> bool:
        """Tests above light effort wait for clearance."""
        return self.intensity_class is not IntensityClass.LIGHT

    def steps(self, speed_kmh: float | None = None) -> tuple[Step, ...]:
        """The stages one after the other with their loads; `speed_kmh` is the speed chosen for the person."""
        if self.speed_range is not None and speed_kmh is not None:
            within("speed_kmh", speed_kmh, *self.speed_range)
        found: list[Step] = []
        at = 0
        for stage in self.stages:
            for turn in range(stage.repeat):
                found.append(
                    Step(
                        len(found),
                        stage.key,
                        at,
                        at + stage.seconds,
                        stage.speed_kmh if stage.speed_kmh is not None else self._chosen(speed_kmh),
                        None
                        if stage.incline_pct is None
                        else stage.incline_pct + turn * stage.add_incline_pct,
                        None if stage.watts is None else stage.watts + turn * stage.add_watts,
                        stage.reads,
                    )
                )
                at += stage.seconds
        return tuple(found)

    def _chosen(self, speed_kmh: float | None) -> float | None:
        return speed_kmh if self.mode is Mode.TREADMILL else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a step: `at_s` seconds into it, in the unit of `what`."""

    step: int
    what: Reads
    at_s: int
    value: float


def missing_readings(steps: Sequence[Step], readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """What should have been read in the steps that were done and was not (as readings of NaN), in order.

    Steps after the last one with any reading were not done: the test was stopped before them.
    """
    done = max((reading.step for reading in readings), default=-1)
    have = {(reading.step, reading.what, reading.at_s) for reading in readings}
    return tuple(
        Reading(step.index, read.what, read.at_s, float("nan"))
        for step in steps
        if step.index <= done
        for read in step.reads
        if (step.index, read.what, read.at_s) not in have
    )
