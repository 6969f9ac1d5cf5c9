"""Frozen dataclasses to plain JSON values and back: the one form in which core values are stored and hashed.

Fields may hold text, whole numbers, floats with the unit in the name, booleans, dates, aware instants, UUIDs, enums,
other such dataclasses, tuples of these, or None. None and empty tuples are left out, since they are the defaults.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union
from uuid import UUID

T = TypeVar("T")


class DoesNotFit(Exception):  # noqa: N818 - read aloud: "does not fit raised"
    """Stored values that do not fit the class; `field` is the path to the first that does not, or empty."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def to_plain(value: object) -> Any:
    """`value` as what JSON can hold."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.init and getattr(value, field.name) not in (None, ())
        }
    return value


_HINTS: dict[type, dict[str, Any]] = {}


def from_plain(cls: type[T], stored: Mapping[str, object]) -> T:
    """Build `cls` from its stored form. Raises `DoesNotFit`, or what the class itself raises for a bad value."""
    hints = _HINTS.get(cls)
    if hints is None:
        hints = _HINTS[cls] = typing.get_type_hints(cls)
    names = {field.name for field in dataclasses.fields(typing.cast("Any", cls)) if field.init}
    strange = sorted(set(stored) - names)
    if strange:
        raise DoesNotFit(strange[0])
    values: dict[str, object] = {}
    for name, value in stored.items():
        try:
            values[name] = _typed(hints[name], value)
        except DoesNotFit as error:
            raise DoesNotFit(f"{name}.{error.field}" if error.field else name) from error
        except (TypeError, ValueError) as error:
            raise DoesNotFit(name) from error
    try:
        return cls(**values)
    except TypeError as error:
        raise DoesNotFit("") from error


def _typed(hint: Any, value: object) -> object:  # noqa: PLR0911 - one return per sort of value
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        (inner,) = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        return _typed(inner, value)
    if origin is tuple:
        (inner, _ellipsis) = typing.get_args(hint)
        if not isinstance(value, list):
            raise TypeError
        return tuple(_typed(inner, item) for item in value)
    if isinstance(hint, type):
        if dataclasses.is_dataclass(hint):
            if not isinstance(value, dict):
                raise TypeError
            return from_plain(hint, value)
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
