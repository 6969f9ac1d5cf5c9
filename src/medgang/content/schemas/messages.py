"""The fixed texts we send: subject and body in three languages, with named places to fill in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import model_validator

from medgang.content.loader import LANGUAGES, Schema, Text, load_all

AREA = "messages"
_PLACE = re.compile(r"\{(\w+)\}")


class MessageText(Schema):
    """One text. `values` are the places that must be filled; `urgent` goes out in the quiet hours too."""

    source: str
    values: list[str]
    urgent: bool = False
    subject: Text
    body: Text

    @model_validator(mode="after")
    def _same_places_in_every_language(self) -> MessageText:
        for lang in LANGUAGES:
            if _PLACE.findall(self.subject.in_(lang)):
                raise ValueError(f"{lang}: a subject is fixed; nothing is filled in")
            if set(_PLACE.findall(self.body.in_(lang))) != set(self.values):
                raise ValueError(f"{lang}: the places in the body are not those of `values`")
        return self

    def filled(self, lang: str, values: dict[str, str]) -> tuple[str, str]:
        """Subject and body in `lang`. Only the named places are replaced, so a value cannot smuggle in another."""
        body = _PLACE.sub(lambda place: values[place[1]], self.body.in_(lang))
        return self.subject.in_(lang), body


def message_texts(over: Sequence[Path] = ()) -> dict[str, MessageText]:
    """Every text, by key."""
    return {key: content.value for key, content in load_all(AREA, MessageText, over).items()}
