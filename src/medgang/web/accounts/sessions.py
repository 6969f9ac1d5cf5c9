"""How long a session lives. Three clocks: since it began, since it was last used, and since it was ended for all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from medgang.web.accounts.models import Person

STARTED: Final = "started"
SEEN: Final = "seen"
THROTTLE: Final = timedelta(seconds=60)
"""A session is written at most this often only to note that it is alive."""


class Ended(StrEnum):
    """Why a session is over; the sign-in page has a sentence for each."""

    IDLE = "idle"
    LONG = "long"
    REVOKED = "revoked"


def begin(session: SessionBase, now: datetime) -> None:
    """Start both clocks. Every way of signing in ends here."""
    session[STARTED] = now.timestamp()
    session[SEEN] = now.timestamp()


def why_ended(session: SessionBase, person: Person, now: datetime) -> Ended | None:
    """None while the session may go on. A session without a start was not made by us and is over."""
    try:
        started = datetime.fromtimestamp(session[STARTED], UTC)
        seen = datetime.fromtimestamp(session[SEEN], UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return Ended.REVOKED
    if person.sessions_valid_from is not None and started < person.sessions_valid_from:
        return Ended.REVOKED
    if person.temporary_until is not None and person.temporary_until < now:
        return Ended.REVOKED
    if now - started >= timedelta(hours=settings.MEDGANG_SESSION_HOURS):
        return Ended.LONG
    if now - seen >= timedelta(minutes=settings.MEDGANG_IDLE_MINUTES):
        return Ended.IDLE
    return None


def mark_seen(session: SessionBase, now: datetime) -> None:
    """Note that the session is in use, at most once a minute."""
    if now.timestamp() - session[SEEN] >= THROTTLE.total_seconds():
        session[SEEN] = now.timestamp()
