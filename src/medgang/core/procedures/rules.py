"""When a step is due, what completes it, what it depends on: the small words a procedure is written in."""

from __future__ import annotations

import calendar
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from medgang.core.errors import InvalidValue
from medgang.core.timeline import DETAILS, Detail, Event, EventKind
from medgang.core.timeline.details_background import Flag


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in whole months and days. A month ends on the last day where the same day does not exist."""

    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0:
            raise InvalidValue("procedures.negative_span")

    def after(self, day: date) -> date:
        """The day this long after `day`."""
        if not self.months:
            return day + timedelta(days=self.days) if self.days else day
        years, month = divmod(day.month - 1 + self.months, 12)
        year, month = day.year + years, month + 1
        last = calendar.monthrange(year, month)[1]
        return date(year, month, min(day.day, last)) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The day this long before `day`."""
        if not self.months:
            return day - timedelta(days=self.days)
        years, month = divmod(day.month - 1 - self.months, 12)
        year, month = day.year + years, month + 1
        last = calendar.monthrange(year, month)[1]
        return date(year, month, min(day.day, last)) - timedelta(days=self.days)


class AnchorKind(StrEnum):
    """What a due rule counts from."""

    ADMISSION = "admission"
    PHASE = "phase"  # the day the present phase began
    END = "end"  # the stay ended, planned or not
    DISCHARGE = "discharge"  # the day the stay is planned to end, or the day it ended
    FIRST = "first"  # the first event that matches, in this stay
    LAST = "last"  # the latest event that matches, in this stay
    EACH = "each"  # every event that matches, one task for each


@dataclass(frozen=True, slots=True)
class Where:
    """A field of an event's detail and the values that match, as they stand in JSON. Dots reach into a field.

    A field that holds several values matches when one of them does. With `above`, an answer of a measurement to
    the item named by `field` matches when it is greater.
    """

    field: str
    values: tuple[str, ...] = ()
    above: float | None = None

    def __post_init__(self) -> None:
        if bool(self.values) == (self.above is not None):
            raise InvalidValue("procedures.bad_condition", field=self.field)


@dataclass(frozen=True, slots=True)
class Match:
    """Events of one kind whose detail fits every condition. `fits` answers for an event of that kind.

    `group` is a plain field and the one value asked of it, where there is such a condition: whoever asks many matches
    of the same events may sort these by that field once and look only at those with the value.
    """

    kind: EventKind
    where: tuple[Where, ...] = ()
    fits: Callable[[Event], bool] = field(init=False, compare=False, repr=False)
    group: tuple[str, str] | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        detail = DETAILS[self.kind]
        for condition in self.where:
            asked = "answers" if condition.above is not None else condition.field.split(".", 1)[0]
            if not hasattr(detail, asked):  # fields and properties alike
                raise InvalidValue("procedures.unknown_field", kind=str(self.kind), field=condition.field)
        # Built once, since the list of a whole unit asks it thousands of times.
        tests = tuple(_test(condition) for condition in self.where)
        object.__setattr__(self, "fits", _all_of(tests))
        plain = [one for one in self.where if len(one.values) == 1 and "." not in one.field]
        group = next(((one.field, one.values[0]) for one in plain if _is_word(self.kind, one.field)), None)
        object.__setattr__(self, "group", group)


@lru_cache(maxsize=256)
def _is_word(kind: EventKind, name: str) -> bool:
    """Whether the field always holds one text or one word of an enum."""
    hint = typing.get_type_hints(DETAILS[kind]).get(name)
    return isinstance(hint, type) and issubclass(hint, str)


def _all_of(tests: tuple[Callable[[Detail], bool], ...]) -> Callable[[Event], bool]:
    if len(tests) == 1:
        (only,) = tests
        return lambda event: only(event.detail)
    return lambda event: all(test(event.detail) for test in tests)


def _test(condition: Where) -> Callable[[Detail], bool]:
    if condition.above is not None:
        item, above = condition.field, condition.above

        def answered_above(detail: Detail) -> bool:
            # A skipped item has no value: it is "not answered", never zero and never above anything.
            return any(
                answer.item == item and answer.value is not None and answer.value > above
                for answer in getattr(detail, "answers", ())
            )

        return answered_above
    names, wanted = condition.field.split("."), frozenset(condition.values)
    (name, *further) = names

    def plain(detail: Detail) -> bool:
        value = getattr(detail, name)
        if isinstance(value, tuple):
            return any(_word(item) in wanted for item in value)
        return _word(value) in wanted

    if not further:
        return plain

    def one_of(detail: Detail) -> bool:
        found: list[object] = [detail]
        for name in names:
            reached = [getattr(value, name, None) for value in found]
            found = [item for value in reached for item in (value if isinstance(value, tuple) else (value,))]
        return any(_word(value) in wanted for value in found)

    return one_of


def _word(value: object) -> str:
    if isinstance(value, str):  # text, and every StrEnum
        return value
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is counted from: a point of the stay, or an event, or a date that stands in it (`field`)."""

    kind: AnchorKind
    name: str
    match: Match | None = None
    field: str = ""

    def __post_init__(self) -> None:
        needs = self.kind in (AnchorKind.FIRST, AnchorKind.LAST, AnchorKind.EACH)
        if needs != (self.match is not None):
            raise InvalidValue("procedures.bad_anchor", name=self.name)


class DueKind(StrEnum):
    """The four ways a step can be due."""

    WITHIN = "within"  # within 3 days after admission
    EVERY = "every"  # every 3 months after the first test
    BEFORE = "before"  # from 14 days before discharge
    EACH_DAY = "each_day"  # offered every day
    EACH_WEEK = "each_week"  # on one chosen weekday, open until the next
    EACH_SHIFT = "each_shift"  # offered `times` a day


@dataclass(frozen=True, slots=True)
class Due:
    """A due rule. `opens` is how long after the anchor (within) or before the next time (every) the task appears.

    `times` is how often a day for `EACH_SHIFT`; `weekday` ISO 1–7 for `EACH_WEEK`, 0: the weekday of admission.
    `fresh`: only what was done since the task opened completes it, not what was done earlier in the stay.
    """

    kind: DueKind
    span: Span = Span()
    anchor: Anchor | None = None
    opens: Span = Span()
    times: int = 1
    weekday: int = 0
    fresh: bool = False

    def __post_init__(self) -> None:
        counted = self.kind in (DueKind.WITHIN, DueKind.EVERY, DueKind.BEFORE)
        if counted != (self.anchor is not None):
            raise InvalidValue("procedures.bad_rule")
        if self.kind is DueKind.EVERY and self.span == Span():
            raise InvalidValue("procedures.bad_rule")
        if (
            self.anchor is not None
            and self.anchor.kind is AnchorKind.EACH
            and self.kind is not DueKind.WITHIN
        ):
            raise InvalidValue("procedures.bad_rule")
        if not 1 <= self.times <= 6 or not 0 <= self.weekday <= 7:
            raise InvalidValue("procedures.bad_rule")

    @property
    def recurs(self) -> bool:
        """Comes back after it was done."""
        return self.kind in (DueKind.EVERY, DueKind.EACH_DAY, DueKind.EACH_WEEK, DueKind.EACH_SHIFT)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for a step to be there at all: the latest event of a kind in this stay fits, or a flag is set.

    `among` chooses which events of the kind are looked at (the latest about a treningskontakt, say). `holds` False
    turns it round. A condition about what has not happened does not hold.
    """

    match: Match | None = None
    flag: Flag | None = None
    holds: bool = True
    among: tuple[Where, ...] = ()
    chosen: Match | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if (self.match is None) == (self.flag is None):
            raise InvalidValue("procedures.bad_condition", field="")
        chosen = Match(self.match.kind, self.among) if self.match is not None else None
        object.__setattr__(self, "chosen", chosen)
