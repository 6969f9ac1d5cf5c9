"""Programmes and the ladder as data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, model_validator

from medgang.content.loader import Schema, Text, load, load_all
from medgang.content.schemas.fields import Class, OneOrSpan, built, span
from medgang.core.programmes.ladder import Ladder, Option, Rung
from medgang.core.programmes.programme import Phase, PlannedSession, Programme

AREA = "programmes"
LADDERS = "ladders"
DEFAULT_LADDER = "towards-intervals"


class SessionEntry(Schema):
    """A session of a week: its plan and how often."""

    plan: str
    per_week: OneOrSpan
    optional: bool = False

    def session(self) -> PlannedSession:
        """The session as the core knows it."""
        return PlannedSession(self.plan, span(self.per_week), self.optional)


class PhaseEntry(Schema):
    """A phase with its weeks."""

    key: str
    name: Text
    weeks: int
    sessions: list[SessionEntry]


class ProgrammeFile(Schema):
    """A programme with its texts. `weeks` and the phases must add up, or the file is refused."""

    source: str
    name: Text
    text: Text
    for_whom: Text
    weeks: int | None = None
    sessions: int | None = None
    phases: list[PhaseEntry] = Field(default_factory=list)
    weekly: list[SessionEntry] = Field(default_factory=list)
    closing_event: str | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> ProgrammeFile:
        return built(self, lambda: self.programme("checked"))

    def programme(self, key: str) -> Programme:
        """The programme as the core knows it."""
        return Programme(
            key,
            self.weeks,
            tuple(
                Phase(one.key, one.weeks, tuple(entry.session() for entry in one.sessions))
                for one in self.phases
            ),
            self.sessions,
            self.closing_event,
            tuple(entry.session() for entry in self.weekly),
        )


def programme_files(over: Sequence[Path] = ()) -> dict[str, ProgrammeFile]:
    """Every programme with its texts, by key."""
    return {key: content.value for key, content in load_all(AREA, ProgrammeFile, over).items()}


def programme_file(key: str, over: Sequence[Path] = ()) -> ProgrammeFile:
    """One programme. Raises `ContentError` when there is none, or when it does not add up."""
    return load(AREA, key, ProgrammeFile, over).value


def programme(key: str, over: Sequence[Path] = ()) -> Programme:
    """One programme as the core knows it."""
    return programme_file(key, over).programme(key)


class OptionEntry(Schema):
    """One thing to do at a step."""

    plan: str
    intensity: Class


class RungEntry(Schema):
    """A step with its texts and choices."""

    key: str
    name: Text
    text: Text
    options: list[OptionEntry]


class LadderFile(Schema):
    """A ladder with its texts, lowest step first."""

    source: str
    name: Text
    text: Text
    rungs: list[RungEntry]

    @model_validator(mode="after")
    def _holds_together(self) -> LadderFile:
        return built(self, lambda: self.ladder("checked"))

    def ladder(self, key: str) -> Ladder:
        """The ladder as the core knows it."""
        return Ladder(
            key,
            tuple(
                Rung(one.key, tuple(Option(option.plan, option.intensity) for option in one.options))
                for one in self.rungs
            ),
        )


def ladder_file(key: str = DEFAULT_LADDER, over: Sequence[Path] = ()) -> LadderFile:
    """A ladder with its texts."""
    return load(LADDERS, key, LadderFile, over).value


def ladder(key: str = DEFAULT_LADDER, over: Sequence[Path] = ()) -> Ladder:
    """A ladder as the core knows it."""
    return ladder_file(key, over).ladder(key)
