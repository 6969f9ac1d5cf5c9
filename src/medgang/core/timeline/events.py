"""Frozen events and the timeline made of them.

A correction is a new event that names the one it replaces. `Timeline.of` keeps what was known at a moment: events
recorded later are not there, and an event is hidden only by a replacement that was itself known by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from medgang.core.errors import InvalidValue
from medgang.core.timeline.details import DETAILS, Detail
from medgang.core.timeline.kinds import EventKind

D = TypeVar("D", bound=Detail)

_PLACE = {kind: place for place, kind in enumerate(EventKind)}
"""Of what is recorded at the same instant, what comes first on a patient's way comes first."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one patient.

    `occurred` and `recorded` are aware UTC instants; `by` is the uid of the person who recorded it (None: the
    patient); `replaces` is the uid of the event this one corrects.
    """

    uid: UUID
    kind: EventKind
    occurred: datetime
    recorded: datetime
    by: UUID | None
    detail: Detail
    replaces: UUID | None = None

    def __post_init__(self) -> None:
        if self.occurred.tzinfo is None or self.recorded.tzinfo is None:
            raise InvalidValue("timeline.naive_time", kind=str(self.kind))
        expected = DETAILS.get(self.kind)
        if expected is None:
            raise InvalidValue("timeline.unknown_kind", kind=str(self.kind))
        if type(self.detail) is not expected:
            raise InvalidValue("timeline.bad_detail", kind=str(self.kind), field="")
        if self.replaces == self.uid:
            raise InvalidValue("timeline.replaces_itself", kind=str(self.kind))
        if self.kind is EventKind.WITHDRAWN_AS_WRONG and self.replaces is None:
            raise InvalidValue("timeline.withdraws_nothing", kind=str(self.kind))


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is known of one patient, oldest first. Build it with `Timeline.of`; the order of entry does not matter."""

    events: tuple[Event, ...]
    known_at: datetime | None = None
    _by_kind: dict[EventKind, tuple[Event, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_kind: dict[EventKind, list[Event]] = {}
        for event in self.events:
            by_kind.setdefault(event.kind, []).append(event)
        object.__setattr__(self, "_by_kind", {kind: tuple(found) for kind, found in by_kind.items()})

    @classmethod
    def of(cls, events: Iterable[Event], known_at: datetime | None = None) -> Timeline:
        """The corrected truth, or, with `known_at`, what was known at that instant."""
        known = [event for event in events if known_at is None or event.recorded <= known_at]
        replaced = {event.replaces for event in known if event.replaces is not None}
        kept = [
            event
            for event in known
            if event.uid not in replaced and event.kind is not EventKind.WITHDRAWN_AS_WRONG
        ]
        kept.sort(key=lambda event: (event.occurred, event.recorded, _PLACE[event.kind], event.uid))
        return cls(tuple(kept), known_at)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def of_kind(self, *kinds: EventKind) -> tuple[Event, ...]:
        """The events of these kinds, oldest first."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        wanted = frozenset(kinds)
        return tuple(event for event in self.events if event.kind in wanted)

    def last(self, *kinds: EventKind) -> Event | None:
        """The latest event of these kinds, or None."""
        found = self.of_kind(*kinds)
        return found[-1] if found else None

    def until(self, instant: datetime) -> Timeline:
        """The same knowledge, of what had happened by `instant` (inclusive)."""
        return Timeline(tuple(event for event in self.events if event.occurred <= instant), self.known_at)

    def details(self, kind: EventKind, cls: type[D]) -> tuple[tuple[Event, D], ...]:
        """The events of a kind together with their detail, typed."""
        return tuple((event, event.detail) for event in self.of_kind(kind) if isinstance(event.detail, cls))
