"""Frozen dataclasses to plain JSON values and back: the one form in which core values are stored and hashed.

Fields may hold text, whole numbers, floats with the unit in the name, booleans, dates, aware instants, UUIDs, enums,
other such dataclasses, tuples of these, or None. None and empty tuples are left out where they are the default.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
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


def to_plain(value: object, *, defaults: bool = True) -> Any:
    """`value` as what JSON can hold.

    Without `defaults` every field that holds its default is left out: the form to hash, since a field that is added
    later, with a default, must not change what was hashed before.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [to_plain(item, defaults=defaults) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = [(field, getattr(value, field.name)) for field in dataclasses.fields(value) if field.init]
        return {
            field.name: to_plain(found, defaults=defaults)
            for field, found in held
            if found != field.default or (defaults and found not in (None, ()))
        }
    return value


Reader = Callable[[object], object]
_READERS: dict[type, dict[str, Reader]] = {}
"""How each field of a class is read, worked out once: a timeline holds thousands of details."""


def from_plain(cls: type[T], stored: Mapping[str, object]) -> T:
    """Build `cls` from its stored form. Raises `DoesNotFit`, or what the class itself raises for a bad value."""
    readers = _READERS.get(cls)
    if readers is None:
        hints = typing.get_type_hints(cls)
        readers = _READERS[cls] = {
            field.name: _reader(hints[field.name])
            for field in dataclasses.fields(typing.cast("Any", cls))
            if field.init
        }
    values: dict[str, object] = {}
    for name, value in stored.items():
        reader = readers.get(name)
        if reader is None:
            raise DoesNotFit(name)
        try:
            values[name] = reader(value)
        except DoesNotFit as error:
            raise DoesNotFit(f"{name}.{error.field}" if error.field else name) from error
        except (TypeError, ValueError) as error:
            raise DoesNotFit(name) from error
    try:
        return cls(**values)
    except TypeError as error:
        raise DoesNotFit("") from error


def _reader(hint: Any) -> Reader:
    """A function that turns a JSON value into what the field holds, or raises TypeError or ValueError."""
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = [_reader(arg) for arg in typing.get_args(hint) if arg is not type(None)]
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        each = _reader(typing.get_args(hint)[0])
        return lambda value: tuple([each(item) for item in _exactly(value, list)])
    if dataclasses.is_dataclass(hint):
        cls = typing.cast("type[object]", hint)
        return lambda value: from_plain(cls, _exactly(value, dict))
    if issubclass(hint, Enum):
        return typing.cast("Reader", hint)
    if issubclass(hint, (datetime, date)):
        return lambda value: hint.fromisoformat(_exactly(value, str))
    if issubclass(hint, UUID):
        return lambda value: UUID(_exactly(value, str))
    if hint is float:
        return _number
    return lambda value: _exactly(value, hint)


V = TypeVar("V")


def _exactly(value: object, cls: type[V]) -> V:
    # The very type: True is no number, and 1 is no text.
    if type(value) is not cls:
        raise TypeError
    return value


def _number(value: object) -> float:
    if type(value) not in (int, float):
        raise TypeError
    return float(typing.cast("float", value))
