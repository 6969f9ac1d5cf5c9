"""When a shift ends. A ward's day has three, and a temp's access ends half an hour after the shift does."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

ENDS: Final = (time(8, 0), time(16, 0), time(23, 0))
"""Night, day and evening, with the overlap for the hand-over, in the unit's own time."""
SHORTEST: Final = timedelta(hours=3)
"""Who is let in shortly before a shift ends comes for the next one."""


def end_of_shift(now: datetime) -> datetime:
    """The end of the shift that somebody let in at `now` comes for: 3 to 12 hours ahead."""
    here = timezone.localtime(now)
    zone = here.tzinfo
    candidates = (
        datetime.combine(here.date() + timedelta(days=day), end, tzinfo=zone)
        for day in range(2)
        for end in ENDS
    )
    return next(end for end in candidates if end - now >= SHORTEST)
