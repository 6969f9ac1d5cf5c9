"""Local indicators: the unit's own figures for a criterion that is open, with n and date fixed before data are seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from medgang.core.errors import InvalidValue, NotAllowed

SMALLEST_SHOWN = 5
"""A count from 1 to 4 is hidden: in a unit of twelve it would point at somebody."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted for one criterion, how many are wanted, and on which day it is looked at, once."""

    criterion: str
    numerator: str
    denominator: str
    planned_n: int
    look_on: date
    fixed_on: date
    data_from: date
    looked_on: date | None = None

    def __post_init__(self) -> None:
        if not self.numerator.strip() or not self.denominator.strip() or self.planned_n < 1:
            raise InvalidValue("decisions.indicator_without", criterion=self.criterion)
        if not self.fixed_on < self.data_from < self.look_on:
            raise InvalidValue("decisions.indicator_not_fixed_first", criterion=self.criterion)

    def look(self, numerator: int, denominator: int, today: date) -> Look:
        """The one look. Refused before its day, and once it has been taken."""
        if self.looked_on is not None:
            raise NotAllowed("decisions.looked_already", on=self.looked_on.isoformat())
        if today < self.look_on:
            raise NotAllowed("decisions.too_early", on=self.look_on.isoformat())
        if not 0 <= numerator <= denominator:
            raise InvalidValue("decisions.not_a_share", criterion=self.criterion)
        small = any(0 < count < SMALLEST_SHOWN for count in (numerator, denominator, denominator - numerator))
        return Look(
            self.criterion,
            None if small else numerator,
            None if small else denominator,
            denominator >= self.planned_n,
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What the group gets on its list: the counts (None where too small to show), and whether n was reached."""

    criterion: str
    numerator: int | None
    denominator: int | None
    enough: bool
