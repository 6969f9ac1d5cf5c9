"""A session review as the command writes it: its values, with the file's name and a sentence beside each code."""

from __future__ import annotations

from typing import Any

from medgang.content.sentences import say
from medgang.core.recordings import Recording, SessionReview, review_values


def review_json(file: str, recording: Recording, review: SessionReview, lang: str) -> dict[str, Any]:
    """The whole review; seconds from the first record, heart rate in beats per minute, shares 0 to 1."""
    values: dict[str, Any] = {"file": file, **review_values(recording, review)}
    for kind in ("warnings", "losses"):
        values[kind] = [
            {**one, "text": say(f"recordings.{one['code']}", lang, count=one["count"])}
            for one in values[kind]
        ]
    return values
