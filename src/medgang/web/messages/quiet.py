"""The quiet hours: nobody is woken by us."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def quiet_hours() -> tuple[time, time]:
    """From when in the evening to when in the morning, in the unit's time."""
    evening, morning = settings.MEDGANG_QUIET_HOURS.split("-")
    return time(int(evening)), time(int(morning))


def earliest(now: datetime, *, urgent: bool) -> datetime:
    """When a message that is ready now may go out. What somebody waits for (a code) goes at once."""
    if urgent:
        return now
    evening, morning = quiet_hours()
    here = timezone.localtime(now)
    if here.time() >= evening:
        day = here.date() + timedelta(days=1)
    elif here.time() < morning:
        day = here.date()
    else:
        return now
    return datetime.combine(day, morning, tzinfo=here.tzinfo)
