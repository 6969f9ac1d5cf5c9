"""What every verb of a review begins and ends with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from medgang.core.errors import NotAllowed
from medgang.core.literature.protocol import Role as Part
from medgang.web.accounts.access_log import log_write
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.evidence import selectors
from medgang.web.evidence.models import Review


def check_part(review: Review, by: Actor, parts: Collection[Part]) -> None:
    """Refuse who has none of these parts in the review; the program itself makes the demo."""
    if not by.is_system and not selectors.parts_of(review, by.person_id) & set(parts):
        raise NotAllowed("evidence.not_your_part")


def log(by: Actor, now: datetime, what: str, review: Review, **details: object) -> None:
    """The row in the log. Details are ids and counts, never a title or a note."""
    log_write(
        by=by,
        now=now,
        what=f"evidence:{what}",
        purpose=Purpose.SYSTEM if by.is_system else Purpose.QUALITY_IMPROVEMENT,
        details={"review": str(review.uid), **{name: str(value) for name, value in details.items()}},
    )
