"""The activity catalogue as data: one file per activity, so that a clinic can add its own beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from medgang.content.loader import Schema, Text, load_all
from medgang.content.schemas.fields import Class, built
from medgang.core.programmes.activities import Activity, Place, Risk

AREA = "activities"


class ActivityFile(Schema):
    """One activity with its texts; `equipment` in words, in the three languages."""

    source: str
    name: Text
    intensity: Class
    places: list[Annotated[Place, Field(strict=False)]]
    equipment: list[Text] = Field(default_factory=list)
    risks: list[Annotated[Risk, Field(strict=False)]] = Field(default_factory=list)
    in_group: bool = False
    eases_to: Class | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> ActivityFile:
        return built(self, lambda: self.activity("checked"))

    def activity(self, key: str) -> Activity:
        """The activity as the core knows it; equipment by its bokmål name."""
        return Activity(
            key,
            self.intensity,
            frozenset(self.places),
            tuple(one.nb for one in self.equipment),
            frozenset(self.risks),
            self.in_group,
            self.eases_to,
        )


def activity_files(over: Sequence[Path] = ()) -> dict[str, ActivityFile]:
    """Every activity with its texts, by key."""
    return {key: content.value for key, content in load_all(AREA, ActivityFile, over).items()}


def activities(over: Sequence[Path] = ()) -> tuple[Activity, ...]:
    """Every activity as the core knows it."""
    return tuple(file.activity(key) for key, file in activity_files(over).items())
