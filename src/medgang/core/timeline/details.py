"""The typed detail an event carries, and its one JSON form.

Each kind of event has exactly one detail class, declared with `@detail_of(kind, …)` in the module of the subject it
belongs to (`medgang.core.timeline.details_*`). Fields are plain values: text, whole numbers, floats with the unit
in the name, booleans, dates, UUIDs, enums, tuples of those, or None. Unknown fields in stored JSON are refused, so
that nothing is dropped quietly; a field added later must have a default.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union
from uuid import UUID

from medgang.core.errors import InvalidValue
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
    found: dict[str, object] = {}
    for field in dataclasses.fields(detail):
        value = getattr(detail, field.name)
        if value is None or value == ():
            continue
        found[field.name] = _plain(value)
    return found


def detail_from_json(kind: EventKind, stored: Mapping[str, object]) -> Detail:
    """Build the detail of `kind` from its JSON form; `timeline.bad_detail` when it does not fit."""
    cls = DETAILS.get(kind)
    if cls is None:
        raise InvalidValue("timeline.unknown_kind", kind=str(kind))
    return typing.cast("Detail", _dataclass_from(cls, stored, str(kind)))


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) not in (None, ())
        }
    return value


_HINTS: dict[type, dict[str, Any]] = {}


def _dataclass_from(cls: type, stored: Mapping[str, object], kind: str) -> object:
    hints = _HINTS.get(cls)
    if hints is None:
        hints = _HINTS[cls] = typing.get_type_hints(cls)
    names = {field.name for field in dataclasses.fields(cls)}
    strange = sorted(set(stored) - names)
    if strange:
        raise InvalidValue("timeline.bad_detail", kind=kind, field=strange[0])
    values: dict[str, object] = {}
    for name, value in stored.items():
        try:
            values[name] = _typed(hints[name], value, kind)
        except (TypeError, ValueError) as error:
            raise InvalidValue("timeline.bad_detail", kind=kind, field=name) from error
    try:
        return cls(**values)
    except TypeError as error:
        raise InvalidValue("timeline.bad_detail", kind=kind, field="") from error


def _typed(hint: Any, value: object, kind: str) -> object:  # noqa: PLR0911 - one return per sort of value
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        (inner,) = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        return _typed(inner, value, kind)
    if origin is tuple:
        (inner, _ellipsis) = typing.get_args(hint)
        if not isinstance(value, list):
            raise TypeError
        return tuple(_typed(inner, item, kind) for item in value)
    if isinstance(hint, type):
        if dataclasses.is_dataclass(hint):
            if not isinstance(value, dict):
                raise TypeError
            return _dataclass_from(hint, value, kind)
        if issubclass(hint, Enum):
            return hint(value)
        if issubclass(hint, datetime):
            return datetime.fromisoformat(str(value))
        if issubclass(hint, date):
            return date.fromisoformat(str(value))
        if issubclass(hint, UUID):
            return UUID(str(value))
        if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        if type(value) is hint:
            return value
    raise TypeError
