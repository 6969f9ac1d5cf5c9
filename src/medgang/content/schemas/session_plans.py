"""Session plans as data: blocks of time with their targets, and strength schemes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from medgang.content.loader import Schema, Text, load, load_all
from medgang.content.schemas.fields import Class, Numbers2
from medgang.core.errors import MedgangError
from medgang.core.programmes.session_plan import Block, BlockKind, SessionPlan

AREA = "session_plans"


class BlockEntry(Schema):
    """One block; `pct` is the target in percent of maximal heart rate, where heart rate steers."""

    kind: Annotated[BlockKind, Field(strict=False)]
    seconds: int
    pct: Numbers2 | None = None
    intensity: Class
    text: Text | None = None


class SessionPlanFile(Schema):
    """A session plan with its texts."""

    source: str
    name: Text
    text: Text
    blocks: list[BlockEntry]

    @model_validator(mode="after")
    def _holds_together(self) -> SessionPlanFile:
        try:
            self.plan("checked")
        except MedgangError as error:
            raise ValueError(str(error)) from error
        return self

    def plan(self, key: str) -> SessionPlan:
        """The plan as the core knows it."""
        return SessionPlan(
            key,
            tuple(
                Block(entry.kind, entry.seconds, *(entry.pct or (None, None)), entry.intensity)
                for entry in self.blocks
            ),
        )


def session_plan_file(key: str, over: Sequence[Path] = ()) -> SessionPlanFile:
    """The plan with its texts. Raises `ContentError` when there is none, or when it does not hold together."""
    return load(AREA, key, SessionPlanFile, over).value


def session_plan(key: str, over: Sequence[Path] = ()) -> SessionPlan:
    """The plan as the core knows it."""
    return session_plan_file(key, over).plan(key)


def session_plans(over: Sequence[Path] = ()) -> dict[str, SessionPlanFile]:
    """Every session plan there is, by key."""
    return {key: content.value for key, content in load_all(AREA, SessionPlanFile, over).items()}
