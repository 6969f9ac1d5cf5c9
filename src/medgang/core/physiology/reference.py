"""Against whom a value is held: oxygen uptake by sex and decade, groups in treatment, and "fitness age"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex, within


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Mean and standard deviation (mL/kg/min) of one sex from `low_age` to below `high_age` (years)."""

    sex: Sex
    low_age: float
    high_age: float
    mean: float
    sd: float

    def __post_init__(self) -> None:
        if not (0 <= self.low_age < self.high_age and self.mean > 0 and self.sd > 0):
            raise InvalidValue("physiology.reference_row", sex=self.sex.value, age=f"{self.low_age:g}")

    @property
    def midpoint(self) -> float:
        """The age the row's mean is drawn at: five years into it, for the open oldest row too."""
        return self.low_age + 5


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands: the expected mean and spread, percent of expected, and the percentile.

    The percentile assumes a normal distribution around the published mean and standard deviation.
    """

    vo2: float
    expected: float
    sd: float
    pct_of_expected: float
    percentile: float


@dataclass(frozen=True, slots=True)
class FitnessLine:
    """A straight line through a sex's decade means: `intercept - slope * age` (mL/kg/min)."""

    sex: Sex
    intercept: float
    slope: float

    def __post_init__(self) -> None:
        if self.slope <= 0:
            raise InvalidValue("physiology.reference_row", sex=self.sex.value, age="")


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """A population: rows by sex and age without gaps, and the line fitness age is read from."""

    key: str
    rows: tuple[ReferenceRow, ...]
    lines: tuple[FitnessLine, ...]

    def __post_init__(self) -> None:
        for sex in Sex:
            mine = [row for row in self.rows if row.sex is sex]
            if not mine or any(a.high_age != b.low_age for a, b in pairwise(mine)):
                raise InvalidValue("physiology.reference_gap", table=self.key, sex=sex.value)
            if [line.sex for line in self.lines].count(sex) != 1:
                raise InvalidValue("physiology.reference_gap", table=self.key, sex=sex.value)

    def of(self, sex: Sex) -> tuple[ReferenceRow, ...]:
        """The rows of one sex, youngest first."""
        return tuple(row for row in self.rows if row.sex is sex)

    def position(self, vo2: float, age_years: float, sex: Sex) -> Position:
        """Where `vo2` (mL/kg/min) stands among people of the same sex and decade; refuses ages the table lacks."""
        within("vo2", vo2, 5, 95)
        rows = self.of(sex)
        within("age_years", age_years, rows[0].low_age, rows[-1].high_age)
        row = next((row for row in rows if age_years < row.high_age), rows[-1])
        z = (vo2 - row.mean) / row.sd
        return Position(
            vo2,
            row.mean,
            row.sd,
            100.0 * vo2 / row.mean,
            100.0 * 0.5 * (1.0 + math.erf(z / math.sqrt(2.0))),
        )

    def line(self, sex: Sex) -> FitnessLine:
        """The line fitness age is read from."""
        return next(line for line in self.lines if line.sex is sex)


YOUNGEST = 20.0
OLDEST = 80.0
"""Fitness age is not said outside these years."""


@dataclass(frozen=True, slots=True)
class FitnessAge:
    """Oxygen uptake with its error first, and only then the age whose mean it equals, as an interval.

    `years` lies between `younger` and `older` (one standard error of the uptake each way), all within 20 to 80;
    `at_limit` is true where an end was cut there. `years_per_ml` is why it jumps: how many years one mL/kg/min is.
    """

    vo2: float
    vo2_error: float
    years: float
    younger: float
    older: float
    at_limit: bool
    years_per_ml: float


def fitness_age(table: ReferenceTable, vo2: float, vo2_error: float, sex: Sex) -> FitnessAge:
    """The age (20–80 years) whose mean uptake equals `vo2`, on the straight line through the decade means.

    Linear and not from decade to decade, since the published curve is almost flat between 35 and 45, where a few
    millilitres would jump many years. `vo2` and its standard error in mL/kg/min.
    """
    within("vo2", vo2, 5, 95)
    within("vo2_error", vo2_error, 0.1, 20)
    line = table.line(sex)

    def age_of(value: float) -> float:
        return (line.intercept - value) / line.slope

    raw = (age_of(vo2), age_of(vo2 + vo2_error), age_of(vo2 - vo2_error))
    years, younger, older = (min(max(age, YOUNGEST), OLDEST) for age in raw)
    return FitnessAge(
        vo2,
        vo2_error,
        years,
        younger,
        older,
        any(not YOUNGEST <= age <= OLDEST for age in raw),
        1.0 / line.slope,
    )


def age_on_decade_curve(table: ReferenceTable, vo2: float, sex: Sex) -> float:
    """The age on the curve from decade mean to decade mean, clamped to its ends: how "years younger" is usually told.

    Kept to show what such claims rest on; the product itself says `fitness_age`.
    """
    rows = table.of(sex)
    if vo2 >= rows[0].mean:
        return rows[0].midpoint
    for younger, older in pairwise(rows):
        if vo2 >= older.mean:
            share = (younger.mean - vo2) / (younger.mean - older.mean)
            return younger.midpoint + share * (older.midpoint - younger.midpoint)
    return rows[-1].midpoint


@dataclass(frozen=True, slots=True)
class StudyGroup:
    """A group in treatment whose uptake was measured: n, age and uptake as mean and standard deviation."""

    key: str
    sex: Sex
    n: int
    age_mean: float
    age_sd: float | None
    vo2_mean: float
    vo2_sd: float


@dataclass(frozen=True, slots=True)
class GroupGap:
    """How far a group lies from the expected: n, mean percent of expected, mean difference (mL/kg/min)."""

    n: int
    pct_of_expected: float
    difference: float


def group_gap(table: ReferenceTable, people: tuple[tuple[float, float, Sex], ...]) -> GroupGap | None:
    """The gap of (vo2, age, sex) of each person to the reference, as a mean over the group; None for an empty one.

    Small groups are hidden where the figure is shown, not here.
    """
    if not people:
        return None
    positions = [table.position(vo2, age, sex) for vo2, age, sex in people]
    n = len(positions)
    return GroupGap(
        n,
        sum(one.pct_of_expected for one in positions) / n,
        sum(one.vo2 - one.expected for one in positions) / n,
    )
