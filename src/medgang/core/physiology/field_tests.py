"""Tests without a machine: six-minute walk, sit-to-stand, stairs. The measure is the result, a norm stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex, within


@dataclass(frozen=True, slots=True)
class NormRow:
    """A published mean of one sex and age band (years, `high_age` exclusive), and its 95 % interval where read."""

    sex: Sex
    low_age: float
    high_age: float
    mean: float
    interval: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not self.low_age < self.high_age or self.mean <= 0:
            raise InvalidValue("physiology.reference_row", sex=self.sex.value, age=f"{self.low_age:g}")


@dataclass(frozen=True, slots=True)
class Norm:
    """The norms of one test in its unit; `lower_is_better` for times."""

    key: str
    unit: str
    lower_is_better: bool
    rows: tuple[NormRow, ...]

    def row(self, age_years: float, sex: Sex) -> NormRow | None:
        """The row of this person; None where none has been read, which the page then says."""
        for row in self.rows:
            if row.sex is sex and row.low_age <= age_years < row.high_age:
                return row
        return None


@dataclass(frozen=True, slots=True)
class FieldResult:
    """A measure beside the norm of the person's sex and age, in percent of it; None where no norm has been read."""

    value: float
    unit: str
    norm: NormRow | None
    pct_of_norm: float | None


FIELD_RANGES: dict[str, tuple[float, float]] = {"m": (10, 1200), "stands": (0, 60), "s": (8, 600)}
"""What a typing error lies outside of, by unit."""


def field_result(norm: Norm, value: float, age_years: float, sex: Sex) -> FieldResult:
    """A measure held against its norm; age 18–90 years."""
    within("age_years", age_years, 18, 90.99)
    within(f"in_{norm.unit}", value, *FIELD_RANGES[norm.unit])
    row = norm.row(age_years, sex)
    return FieldResult(value, norm.unit, row, None if row is None else 100.0 * value / row.mean)


@dataclass(frozen=True, slots=True)
class WalkPrediction:
    """Expected six-minute distance (m); `extrapolated` when the person is outside the 40–80 years it was made for."""

    metres: float
    extrapolated: bool


def enright_distance(age_years: float, sex: Sex, weight_kg: float, height_cm: float) -> WalkPrediction:
    """Enright 1998: men 7.57 cm - 5.02 age - 1.76 kg - 309; women 2.11 cm - 2.29 kg - 5.78 age + 667 (metres).

    Made for 40–80 years; outside it the answer is marked as extrapolated. ERS/ATS technical standard, table 5.
    """
    within("age_years", age_years, 18, 90)
    within("weight_kg", weight_kg, 40, 200)
    within("height_cm", height_cm, 130, 220)
    if sex is Sex.MALE:
        metres = 7.57 * height_cm - 5.02 * age_years - 1.76 * weight_kg - 309
    else:
        metres = 2.11 * height_cm - 2.29 * weight_kg - 5.78 * age_years + 667
    return WalkPrediction(metres, not 40 <= age_years <= 80)


def best_of(trials: Sequence[float], *, lower_is_better: bool) -> float:
    """The best of the trials; a practice trial comes first, since the second is often better for no other reason."""
    if not trials:
        raise InvalidValue("physiology.missing_trial")
    return min(trials) if lower_is_better else max(trials)
