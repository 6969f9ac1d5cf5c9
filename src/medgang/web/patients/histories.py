"""Events as the core knows them, read once.

The event table is append-only, so what has been read stays true: this process remembers a patient's events with how
many there were and which was the last, asks the database for just those two numbers, and reads only what is new. A
ward's Today needs the whole history of forty patients; reading it anew each time would take most of a second.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID

from django.db.models import Count, Max

from medgang.core.timeline import Event, EventKind, Timeline, detail_from_json
from medgang.web.patients.models import EventRow

REMEMBERED_EVENTS: Final = 200_000
"""About 200 MB; the patients nobody has asked for longest are forgotten first."""


def to_event(row: EventRow) -> Event:
    """A stored row as the core's event."""
    kind = EventKind(row.kind)
    return Event(
        uid=row.uid,
        kind=kind,
        occurred=row.occurred,
        recorded=row.recorded,
        by=row.by,
        detail=detail_from_json(kind, row.detail),
        replaces=row.replaces,
    )


@dataclass(frozen=True, slots=True)
class _History:
    """What this process has read of one patient."""

    count: int
    last: int
    events: tuple[Event, ...]
    timeline: Timeline


class _Memory:
    """The remembered histories, by the patient's uid (never by a database id, which another database may use too)."""

    def __init__(self) -> None:
        self._found: OrderedDict[UUID, _History] = OrderedDict()
        self._total = 0
        self._lock = Lock()

    def get(self, uid: UUID) -> _History | None:
        with self._lock:
            found = self._found.get(uid)
            if found is not None:
                self._found.move_to_end(uid)
            return found

    def put(self, uid: UUID, history: _History) -> None:
        with self._lock:
            before = self._found.pop(uid, None)
            self._total += history.count - (before.count if before else 0)
            self._found[uid] = history
            while self._total > REMEMBERED_EVENTS and len(self._found) > 1:
                _uid, forgotten = self._found.popitem(last=False)
                self._total -= forgotten.count

    def clear(self) -> None:
        with self._lock:
            self._found.clear()
            self._total = 0


_memory = _Memory()


def forget_everything() -> None:
    """Forget what has been read: after rows were taken away by the law's own door, and between tests."""
    _memory.clear()


def timeline_of_rows(uid: UUID, rows: Sequence[EventRow]) -> Timeline:
    """The timeline of all of one patient's rows, already read: remembered where nothing is new."""
    count, last = len(rows), max((row.pk for row in rows), default=0)
    known = _memory.get(uid)
    if known is None or (known.count, known.last) != (count, last):
        known = _remember(uid, rows)
    return known.timeline


def _remember(uid: UUID, rows: Sequence[EventRow]) -> _History:
    events = tuple(to_event(row) for row in rows)
    last = max((row.pk for row in rows), default=0)
    history = _History(len(rows), last, events, Timeline.of(events))
    _memory.put(uid, history)
    return history


def timelines(patients: Mapping[int, UUID], known_at: datetime | None) -> dict[int, Timeline]:
    """Timelines by patient id, for patients given as id → uid."""
    state = {
        row["patient_id"]: (row["count"], row["last"])
        for row in EventRow.objects.filter(patient_id__in=list(patients))
        .order_by()
        .values("patient_id")
        .annotate(count=Count("id"), last=Max("id"))
    }
    found: dict[int, _History] = {}
    stale: list[int] = []
    for pk, uid in patients.items():
        if pk not in state:
            found[pk] = _History(0, 0, (), Timeline(()))
            continue
        known = _memory.get(uid)
        if known is not None and (known.count, known.last) == state[pk]:
            found[pk] = known
        else:
            stale.append(pk)
    if stale:
        read: dict[int, list[EventRow]] = {pk: [] for pk in stale}
        for row in EventRow.objects.filter(patient_id__in=stale).order_by("id"):
            read[row.patient_id].append(row)
        for pk, rows in read.items():
            found[pk] = _remember(patients[pk], rows)
    if known_at is None:
        return {pk: history.timeline for pk, history in found.items()}
    return {pk: Timeline.of(history.events, known_at) for pk, history in found.items()}
