"""Where in the stay a patient is on a day: what every rule of the procedure and of safety counts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from medgang.core.timeline import Event, EventKind, Timeline
from medgang.core.timeline.details_after import Consent, Purpose
from medgang.core.timeline.details_background import Flag, FlagChanged
from medgang.core.timeline.details_stay import Admitted, Phase, PhaseChanged

OSLO = ZoneInfo("Europe/Oslo")
"""The zone in which a day begins and ends."""

_ENDS = (EventKind.DISCHARGED, EventKind.UNPLANNED_END, EventKind.MOVED_TO_OTHER_ENTITY)


@dataclass(frozen=True, slots=True)
class Situation:
    """`start` is the instant from which events belong to this stay; `phase` None before the first admission."""

    start: datetime | None = None
    admitted: datetime | None = None
    phase: Phase | None = None
    phase_since: datetime | None = None
    ended: Event | None = None
    expected_end: date | None = None
    on_leave: bool = False
    dead: bool = False
    refused: bool = False


@lru_cache(maxsize=1024)
def day_starts(day: date, zone: tzinfo) -> datetime:
    """The instant `day` begins in `zone`, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def day_ends(day: date, zone: tzinfo) -> datetime:
    """The first instant after `day`."""
    return day_starts(day + timedelta(days=1), zone)


def day_of(event: Event, zone: tzinfo) -> date:
    """The day the event occurred, in `zone`."""
    return event.occurred.astimezone(zone).date()


def before(events: tuple[Event, ...], cutoff: datetime) -> tuple[Event, ...]:
    """The events that occurred before `cutoff`; they stand oldest first."""
    if not events or events[-1].occurred < cutoff:
        return events
    return tuple(event for event in events if event.occurred < cutoff)


def last_before(events: tuple[Event, ...], cutoff: datetime) -> Event | None:
    """The latest event that occurred before `cutoff`."""
    for event in reversed(events):
        if event.occurred < cutoff:
            return event
    return None


def situation(timeline: Timeline, today: date, zone: tzinfo = OSLO) -> Situation:
    """Where the patient is at the end of `today`, as far as this timeline knows."""
    cutoff = day_ends(today, zone)
    dead = last_before(timeline.of_kind(EventKind.DIED), cutoff) is not None
    admission = last_before(timeline.of_kind(EventKind.ADMITTED), cutoff)
    refused = _refused(timeline, cutoff)
    if admission is None:
        return Situation(dead=dead, refused=refused)
    entered = admission.occurred
    ends = [event for kind in _ENDS for event in before(timeline.of_kind(kind), cutoff)]
    ended = min((event for event in ends if event.occurred > entered), key=_when, default=None)
    previous = max((event.occurred for event in ends if event.occurred <= entered), default=None)
    start = day_starts(day_of(admission, zone), zone)
    if previous is not None and previous > start:
        start = previous
    phase, since, expected = _phase(timeline, admission, cutoff)
    left = last_before(timeline.of_kind(EventKind.LEAVE_STARTED), cutoff)
    back = last_before(timeline.of_kind(EventKind.LEAVE_ENDED), cutoff)
    on_leave = left is not None and left.occurred >= start and (back is None or back.occurred < left.occurred)
    if ended is not None:
        phase, since, on_leave = Phase.AFTER, ended.occurred, False
    return Situation(start, entered, phase, since, ended, expected, on_leave, dead, refused)


def _when(event: Event) -> datetime:
    return event.occurred


def _phase(timeline: Timeline, admission: Event, cutoff: datetime) -> tuple[Phase, datetime, date | None]:
    detail = admission.detail
    assert isinstance(detail, Admitted)  # noqa: S101 - an event of this kind carries no other
    phase, since, expected = detail.phase, admission.occurred, detail.expected_end
    for event in timeline.of_kind(EventKind.PHASE_CHANGED):
        if admission.occurred <= event.occurred < cutoff and isinstance(event.detail, PhaseChanged):
            if event.detail.to_phase is not phase:
                phase, since = event.detail.to_phase, event.occurred
            expected = event.detail.expected_end or expected
    return phase, since, expected


def _refused(timeline: Timeline, cutoff: datetime) -> bool:
    refused = last_before(timeline.of_kind(EventKind.CONTACT_REFUSED), cutoff)
    if refused is None:
        return False
    agreed = _consents(before(timeline.of_kind(EventKind.CONSENT_GIVEN), cutoff))
    return all(event.occurred <= refused.occurred for event in agreed)


def _consents(events: Iterable[Event]) -> list[Event]:
    return [
        event
        for event in events
        if isinstance(event.detail, Consent) and event.detail.purpose is Purpose.CONTACT_AFTER
    ]


def flag_set(timeline: Timeline, flag: Flag, today: date, zone: tzinfo = OSLO) -> Event | None:
    """The event that set `flag`, if it is set at the end of `today`. A flag outlives the stay it was set in."""
    cutoff = day_ends(today, zone)
    raised = _last_flag(timeline.of_kind(EventKind.FLAG_SET), flag, cutoff)
    cleared = _last_flag(timeline.of_kind(EventKind.FLAG_CLEARED), flag, cutoff)
    if raised is None or (cleared is not None and cleared.occurred >= raised.occurred):
        return None
    return raised


def _last_flag(events: tuple[Event, ...], flag: Flag, cutoff: datetime) -> Event | None:
    for event in reversed(events):
        if event.occurred < cutoff and isinstance(event.detail, FlagChanged) and event.detail.flag is flag:
            return event
    return None
