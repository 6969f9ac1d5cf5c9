"""Checks shared by the event details: a value outside what it may be is refused when the detail is built."""

from __future__ import annotations

from datetime import date

from medgang.core.errors import InvalidValue


def check_range(field: str, value: float | None, low: float, high: float) -> None:
    """`value` (None: not given) lies between `low` and `high`, both included."""
    if value is not None and not low <= value <= high:
        raise InvalidValue("timeline.out_of_range", field=field, value=value, low=low, high=high)


def check_given(field: str, value: str) -> None:
    """`value` is not empty."""
    if not value.strip():
        raise InvalidValue("timeline.empty", field=field)


def check_order(field: str, first: date | None, last: date | None) -> None:
    """`first` is not after `last`, where both are given."""
    if first is not None and last is not None and first > last:
        raise InvalidValue("timeline.wrong_order", field=field)


def check_clock(field: str, value: str) -> None:
    """`value` is empty or a time of day, `HH:MM`."""
    if not value:
        return
    hours, colon, minutes = value.partition(":")
    good = len(hours) == 2 and len(minutes) == 2 and colon and (hours + minutes).isdecimal()
    if not good or int(hours) > 23 or int(minutes) > 59:
        raise InvalidValue("timeline.bad_clock", field=field)
