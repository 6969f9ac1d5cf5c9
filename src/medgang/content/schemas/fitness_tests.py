"""Fitness tests as data: what is done, stage by stage, and how it becomes a number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from medgang.content.loader import Schema, Text, load, load_all
from medgang.content.schemas.fields import Class, Numbers2, built
from medgang.core.physiology.estimates import Method
from medgang.core.physiology.protocol import FitnessTest, LoadChoice, Mode, ReadAt, Reads, Stage

AREA = "fitness_tests"


class ReadEntry(Schema):
    """Read `what` when `at` seconds of the stage have passed."""

    what: Annotated[Reads, Field(strict=False)]
    at: int


class ChoiceEntry(Schema):
    """From this pulse and up, the stage is `watts`."""

    from_bpm: float
    watts: float


class StageEntry(Schema):
    """One stage; without `speed_kmh` on a treadmill the speed is chosen for the person."""

    key: str
    text: Text
    seconds: int
    reads: list[ReadEntry] = Field(default_factory=list)
    speed_kmh: float | None = None
    incline_pct: float | None = None
    watts: float | None = None
    repeat: int = 1
    add_incline_pct: float = 0.0
    add_watts: float = 0.0
    choices: list[ChoiceEntry] = Field(default_factory=list)

    def stage(self) -> Stage:
        """The stage as the core knows it."""
        return Stage(
            self.key,
            self.seconds,
            tuple(ReadAt(one.what, one.at) for one in self.reads),
            self.speed_kmh,
            self.incline_pct,
            self.watts,
            self.repeat,
            self.add_incline_pct,
            self.add_watts,
            tuple(LoadChoice(one.from_bpm, one.watts) for one in self.choices),
        )


class FitnessTestFile(Schema):
    """A test with its texts. `stop` names the version of the general stop criteria; `stop_too` adds the test's own.

    `retest` names the retest error its result is held against; None when none has been read.
    """

    source: str
    name: Text
    text: Text
    mode: Annotated[Mode, Field(strict=False)]
    method: Annotated[Method, Field(strict=False)]
    intensity: Class
    maximal: bool = False
    research_only: bool = False
    speed_range: Numbers2 | None = None
    stop_pct: float | None = None
    stop: str
    stop_too: list[Text] = Field(default_factory=list)
    not_for: list[Text] = Field(default_factory=list)
    retest: str | None = None
    stages: list[StageEntry]

    @model_validator(mode="after")
    def _holds_together(self) -> FitnessTestFile:
        return built(self, lambda: self.test("checked"))

    def test(self, key: str) -> FitnessTest:
        """The test as the core knows it."""
        return FitnessTest(
            key,
            self.mode,
            self.method,
            self.intensity,
            tuple(one.stage() for one in self.stages),
            self.maximal,
            self.research_only,
            self.speed_range,
            self.stop_pct,
        )


def fitness_test_file(key: str, over: Sequence[Path] = ()) -> FitnessTestFile:
    """One test with its texts."""
    return load(AREA, key, FitnessTestFile, over).value


def fitness_test(key: str, over: Sequence[Path] = ()) -> FitnessTest:
    """One test as the core knows it."""
    return fitness_test_file(key, over).test(key)


def fitness_test_files(over: Sequence[Path] = ()) -> dict[str, FitnessTestFile]:
    """Every test with its texts, by key."""
    return {key: content.value for key, content in load_all(AREA, FitnessTestFile, over).items()}
