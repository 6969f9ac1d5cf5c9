"""Small procedures and timelines for tests: what happened on which day, in a line each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

from medgang.core.people.roles import Role
from medgang.core.procedures import (
    Anchor,
    AnchorKind,
    Clause,
    Due,
    DueKind,
    Ground,
    GroundKind,
    Match,
    Procedure,
    Section,
    Source,
    Span,
    Step,
)
from medgang.core.timeline import Detail, Event, EventKind, Timeline
from medgang.core.timeline.details_stay import Admitted, Phase
from medgang.core.words import Words

STAY, UNIT, PLAN = UUID(int=101), UUID(int=102), UUID(int=103)
FIRST = date(2026, 3, 2)  # a Monday
_uids = count(1000)


def day(number: int) -> date:
    """Day `number` of the stay, 0 being admission."""
    return FIRST + timedelta(days=number)


def at(number: float, hour: int = 10) -> datetime:
    """An instant on that day."""
    return datetime(FIRST.year, FIRST.month, FIRST.day, hour, tzinfo=UTC) + timedelta(days=number)


def event(
    kind: EventKind,
    detail: Detail,
    on: float,
    hour: int = 10,
    *,
    recorded: float | None = None,
    replaces: UUID | None = None,
) -> Event:
    """Something that happened on a day of the stay."""
    occurred = at(on, hour)
    known = at(recorded, hour) if recorded is not None else occurred
    return Event(UUID(int=next(_uids)), kind, occurred, known, None, detail, replaces)


def admitted(on: float = 0, phase: Phase = Phase.TREATMENT, hour: int = 8, end: date | None = None) -> Event:
    """Admission."""
    return event(EventKind.ADMITTED, Admitted(STAY, UNIT, phase, None, end), on, hour)


def timeline(*events: Event) -> Timeline:
    """All of them, as known now."""
    return Timeline.of(events)


def words(text: str) -> Words:
    """The same text three times."""
    return Words(text, text, text)


def within(
    days: int, kind: AnchorKind = AnchorKind.ADMISSION, match: Match | None = None, **more: object
) -> Due:
    """`within: n days after: …`"""
    return Due(DueKind.WITHIN, Span(days=days), Anchor(kind, kind.value, match), **more)  # type: ignore[arg-type]


def step(step_id: str, due: Due, *completed_by: Match, **more: object) -> Step:
    """A step with one clause."""
    values: dict[str, object] = {
        "id": step_id,
        "section": "s",
        "title": words(step_id),
        "how": words(step_id),
        "roles": (Role.NURSE,),
        "phases": (Phase.WITHDRAWAL, Phase.ASSESSMENT, Phase.TREATMENT, Phase.DISCHARGE),
        "due": due,
        "completed_by": completed_by,
        "clauses": ("c",),
    }
    return Step(**{**values, **more})  # type: ignore[arg-type]


CLAUSE = Clause("c", "s", words("clause"), (Ground(GroundKind.RESEARCH, "src", words("says")),))


def procedure(
    *steps: Step, version: str = "1", clauses: Iterable[Clause] = (CLAUSE,), **more: object
) -> Procedure:
    """A procedure of these steps."""
    values: dict[str, object] = {
        "id": "p",
        "version": version,
        "dated": FIRST,
        "title": words("p"),
        "question": words("q"),
        "sections": (Section("s", words("s")),),
        "sources": (Source("src", "citation", "2026"),),
        "recommendations": (),
        "clauses": tuple(clauses),
        "steps": steps,
    }
    return Procedure(**{**values, **more})  # type: ignore[arg-type]


TALKED = Match(EventKind.TALKED)
PLANNED = Match(EventKind.PLANNED)
MEASURED = Match(EventKind.MEASURED)
