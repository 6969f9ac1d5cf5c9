"""The words of an effort scale, which belong to their owner: loaded from the clinic's own file, never shipped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import model_validator

from medgang.content.loader import Schema, content_files, load

AREA = "effort"
BORG = "borg-6-20"


class Anchor(Schema):
    """The wording of one number."""

    number: int
    nb: str
    nn: str | None = None
    en: str | None = None

    def in_(self, lang: str) -> str:
        """The wording in `lang`, else in bokmål: a licensed text is never translated by the program."""
        found = {"nn": self.nn, "en": self.en}.get(lang)
        return found or self.nb


class EffortWording(Schema):
    """The anchors of the 6–20 scale as the clinic is licensed to show them; `licence` says by what right."""

    source: str
    licence: str
    anchors: list[Anchor]

    @model_validator(mode="after")
    def _numbers_on_the_scale(self) -> EffortWording:
        numbers = [anchor.number for anchor in self.anchors]
        if len(set(numbers)) != len(numbers) or any(not 6 <= number <= 20 for number in numbers):
            raise ValueError("anchors are whole numbers from 6 to 20, each once")
        return self

    def of(self, number: int, lang: str) -> str | None:
        """The wording of a number; None where the scale has none."""
        return next((anchor.in_(lang) for anchor in self.anchors if anchor.number == number), None)


def effort_wording(over: Sequence[Path] = ()) -> EffortWording | None:
    """The clinic's own wording of the 6–20 scale; None where it has none: numbers and talk test stand alone."""
    if BORG not in content_files(AREA, over):
        return None
    return load(AREA, BORG, EffortWording, over).value
