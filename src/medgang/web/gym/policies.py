"""What the state of a session permits, whoever asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from medgang.core.errors import NotAllowed
from medgang.web.gym.models import Session

OPENS_BEFORE = timedelta(hours=3)
"""A roster opens so long before the session begins: people come early, but nobody has trained tomorrow."""


def check_can_open(session: Session, now: datetime) -> None:
    """Neither cancelled nor in the future."""
    if session.cancelled is not None:
        raise NotAllowed("gym.cancelled")
    if now < session.starts - OPENS_BEFORE:
        raise NotAllowed("gym.too_early")


def can_open(session: Session, now: datetime) -> bool:
    """The same, as a yes or no."""
    return session.cancelled is None and now >= session.starts - OPENS_BEFORE


def check_can_cancel(session: Session) -> None:
    """What has been held cannot be cancelled; what is cancelled is so already."""
    if session.opened is not None:
        raise NotAllowed("gym.already_held")
    if session.cancelled is not None:
        raise NotAllowed("gym.cancelled")


def check_is_open(session: Session) -> None:
    """Marks belong on an opened roster."""
    if session.opened is None:
        raise NotAllowed("gym.not_opened")
