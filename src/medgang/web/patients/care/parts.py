"""Small things the clinical forms share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

from medgang.core.timeline import Detail, Event, EventKind
from medgang.web.accounts.selectors import members_now
from medgang.web.accounts.words import role_name
from medgang.web.patients.care import services
from medgang.web.patients.care.registry import Context

D = TypeVar("D", bound=Detail)


def whole(value: Decimal | None) -> int | None:
    """A number field's answer as a whole number."""
    return None if value is None else int(value)


def scale(answer: Any) -> int | None:
    """A scale's answer; None when it was passed over or left alone."""
    value: int | None = answer.value
    return value


def note(context: Context, form: Any, kind: EventKind, detail: Detail) -> object:
    """The one event a form writes."""
    return services.note(
        patient=context.patient,
        kind=kind,
        detail=detail,
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )


def note_all(context: Context, form: Any, happened: list[tuple[EventKind, Detail]]) -> object:
    """Everything a form writes, in one transaction."""
    return services.note_all(
        patient=context.patient,
        happened=happened,
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )


def this_stay(context: Context, kind: EventKind, cls: type[D]) -> list[tuple[Event, D]]:
    """The events of a kind since the present stay (or the last one) began, oldest first."""
    since = context.stay.admitted if context.stay else None
    return [
        (event, detail)
        for event, detail in context.timeline.details(kind, cls)
        if since is None or event.occurred >= since
    ]


def latest(context: Context, kind: EventKind, cls: type[D]) -> D | None:
    """The latest detail of a kind in this stay, or None."""
    found = this_stay(context, kind, cls)
    return found[-1][1] if found else None


def colleagues(context: Context) -> list[tuple[str, str]]:
    """Those who work in the unit, by name."""
    if context.actor.unit is None:
        return []
    named: dict[str, str] = {}
    for member in members_now(context.actor.unit.id, context.now):
        named.setdefault(str(member.person.uid), f"{member.person.full_name}, {role_name(member.role)}")
    return list(named.items())
