"""The typed detail an event carries, and its one JSON form.

Each kind of event has exactly one detail class, declared with `@detail_of(kind, …)` in the module of the subject it
belongs to (`medgang.core.timeline.details_*`). What its fields may hold stands in `medgang.core.plain`. Unknown
fields in stored JSON are refused, so that nothing is dropped quietly; a field added later must have a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from medgang.core.errors import InvalidValue
from medgang.core.plain import DoesNotFit, from_plain, to_plain
from medgang.core.timeline.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Detail:
    """Base of every event detail."""


DETAILS: dict[EventKind, type[Detail]] = {}
"""Which detail class belongs to which kind."""

D = TypeVar("D", bound=Detail)


def detail_of(*kinds: EventKind) -> Callable[[type[D]], type[D]]:
    """Declare a class as the detail of these kinds."""

    def declare(cls: type[D]) -> type[D]:
        for kind in kinds:
            if kind in DETAILS:
                raise ValueError(f"{kind} has two detail classes")
            DETAILS[kind] = cls
        return cls

    return declare


def detail_to_json(detail: Detail) -> dict[str, object]:
    """The detail as plain JSON values; None and empty tuples are left out, since they are the defaults."""
    return cast("dict[str, object]", to_plain(detail))


def detail_from_json(kind: EventKind, stored: Mapping[str, object]) -> Detail:
    """Build the detail of `kind` from its JSON form; `timeline.bad_detail` when it does not fit."""
    cls = DETAILS.get(kind)
    if cls is None:
        raise InvalidValue("timeline.unknown_kind", kind=str(kind))
    try:
        return from_plain(cls, stored)
    except DoesNotFit as error:
        raise InvalidValue("timeline.bad_detail", kind=str(kind), field=error.field) from error
