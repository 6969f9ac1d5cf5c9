"""What stands on the patient's own pages: whom to ring, and that nobody reads what is written there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import field_validator

from medgang.content.loader import Schema, Text, load

AREA = "portal"


class Number(Schema):
    """One telephone number and who answers."""

    number: str
    who: Text

    @field_validator("number")
    @classmethod
    def _is_a_number(cls, number: str) -> str:
        if not re.fullmatch(r"\+?[0-9 ]{3,20}", number):
            raise ValueError("a telephone number is figures and spaces")
        return number

    @property
    def dialled(self) -> str:
        """As a telephone takes it."""
        return self.number.replace(" ", "")


class RingFile(Schema):
    """The numbers, in the order they are shown."""

    source: str
    nobody_reads: Text
    numbers: list[Number]


def ring_file(over: Sequence[Path] = ()) -> RingFile:
    """The numbers, the clinic's own file laid over the shipped one."""
    return load(AREA, "ring", RingFile, over).value
