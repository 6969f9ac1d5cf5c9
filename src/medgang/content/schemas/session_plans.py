"""Session plans as data: blocks of time with their targets, and how strength is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from medgang.content.loader import Schema, Text, load, load_all
from medgang.content.schemas.fields import Class, Numbers2, OneOrSpan, both, built, span
from medgang.core.programmes.session_plan import Block, BlockKind, SessionPlan
from medgang.core.programmes.strength_scheme import StrengthScheme

AREA = "session_plans"


class BlockEntry(Schema):
    """One block; `pct` is the target in percent of maximal heart rate, where heart rate steers."""

    kind: Annotated[BlockKind, Field(strict=False)]
    seconds: int
    pct: Numbers2 | None = None
    intensity: Class
    text: Text | None = None


class StrengthEntry(Schema):
    """How strength is done: exercises, sets, repetitions, percent of 1RM, rest in seconds."""

    exercises: OneOrSpan
    sets: int | None = None
    repetitions: OneOrSpan
    pct_1rm: Numbers2 | None = None
    rest_s: int | None = None


class SessionPlanFile(Schema):
    """A session plan with its texts."""

    source: str
    name: Text
    text: Text
    blocks: list[BlockEntry]
    strength: StrengthEntry | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> SessionPlanFile:
        return built(self, lambda: self.plan("checked"))

    def plan(self, key: str) -> SessionPlan:
        """The plan as the core knows it."""
        return SessionPlan(
            key,
            tuple(_block(entry) for entry in self.blocks),
            None if self.strength is None else _scheme(self.strength),
        )


def _block(entry: BlockEntry) -> Block:
    low, high = both(entry.pct)
    return Block(entry.kind, entry.seconds, low, high, entry.intensity)


def _scheme(entry: StrengthEntry) -> StrengthScheme:
    low, high = both(entry.pct_1rm)
    return StrengthScheme(span(entry.exercises), entry.sets, span(entry.repetitions), low, high, entry.rest_s)


def session_plan_file(key: str, over: Sequence[Path] = ()) -> SessionPlanFile:
    """The plan with its texts. Raises `ContentError` when there is none, or when it does not hold together."""
    return load(AREA, key, SessionPlanFile, over).value


def session_plan(key: str, over: Sequence[Path] = ()) -> SessionPlan:
    """The plan as the core knows it."""
    return session_plan_file(key, over).plan(key)


def session_plan_files(over: Sequence[Path] = ()) -> dict[str, SessionPlanFile]:
    """Every session plan with its texts, by key."""
    return {key: content.value for key, content in load_all(AREA, SessionPlanFile, over).items()}


def session_plans(over: Sequence[Path] = ()) -> dict[str, SessionPlan]:
    """Every session plan as the core knows it, by key."""
    return {key: file.plan(key) for key, file in session_plan_files(over).items()}
