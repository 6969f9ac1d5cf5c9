"""Maximal heart rate: a number that never stands without where it comes from and how far off it may be.

At age 35 the standard error of the predicted value is 5.7 % of the value itself: a ten-point target band
(85 to 95 %) is narrower than plus and minus one standard error. So the type carries source, error and date.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import within

LOWEST_HR_MAX = 80.0
HIGHEST_HR_MAX = 240.0
"""Bounds of a believable maximum (bpm): outside them it is a typing error, not a heart."""

LOWEST_AGE = 16.0
HIGHEST_AGE = 90.0
"""Ages (years) the prediction is asked for. The populations behind the formulas were adults; 90 is the eldest."""


class HrMaxSource(StrEnum):
    """Where a maximal heart rate comes from. The names are stored: they never change."""

    MEASURED = "measured"
    MEASURED_ON_BETA_BLOCKER = "measured_on_beta_blocker"
    HIGHEST_OBSERVED = "highest_observed"
    PREDICTED_NES = "predicted_nes"
    PREDICTED_TANAKA = "predicted_tanaka"
    PREDICTED_GELLISH = "predicted_gellish"
    PREDICTED_GELLISH_UNROUNDED = "predicted_gellish_unrounded"
    PREDICTED_GELLISH_CURVE = "predicted_gellish_curve"

    @property
    def is_predicted(self) -> bool:
        """True when the value comes from an age formula and not from this person's heart."""
        return self.value.startswith("predicted_")


@dataclass(frozen=True, slots=True)
class HrMax:
    """A person's maximal heart rate.

    `bpm` beats per minute, 80 to 240. `error_bpm` is one standard error in bpm; a predicted value always has one,
    a measured or observed value has None, since no retest error of maximal heart rate has been read. `on` is the
    day it was measured or seen; a prediction may leave it out.
    """

    bpm: float
    source: HrMaxSource
    error_bpm: float | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.bpm) and LOWEST_HR_MAX <= self.bpm <= HIGHEST_HR_MAX):
            raise InvalidValue(
                "physiology.hr_max_out_of_range",
                bpm=f"{self.bpm:g}",
                low=f"{LOWEST_HR_MAX:g}",
                high=f"{HIGHEST_HR_MAX:g}",
            )
        if self.error_bpm is not None and not (math.isfinite(self.error_bpm) and 0 < self.error_bpm <= 40):
            raise InvalidValue("physiology.hr_max_error_out_of_range", error=f"{self.error_bpm:g}")
        if self.source.is_predicted and self.error_bpm is None:
            raise InvalidValue("physiology.prediction_without_error", source=self.source.value)

    def pct(self, bpm: float) -> float:
        """Heart rate `bpm` as a percentage of this maximum."""
        return 100.0 * bpm / self.bpm

    def bpm_at(self, pct: float) -> float:
        """The heart rate in bpm at `pct` percent of this maximum."""
        return pct * self.bpm / 100.0


@dataclass(frozen=True, slots=True)
class HrMaxFormula:
    """An age formula `base - slope * age ** power`, with its standard error and its source."""

    source: HrMaxSource
    base: float
    slope: float
    power: int
    error_bpm: float
    error_is_its_own: bool
    citation: str

    def at(self, age_years: float) -> float:
        """The predicted maximum in bpm."""
        return float(self.base - self.slope * age_years**self.power)


GENERAL_ERROR_BPM = 12.0
"""Spread of maximal heart rate at a given age, 10 to 12 bpm in textbooks (NSCA's Guide to Tests and Assessments,
chapter 5); the wider is used for a formula whose own standard error has not been read."""

FORMULAS: dict[HrMaxSource, HrMaxFormula] = {
    formula.source: formula
    for formula in (
        HrMaxFormula(
            HrMaxSource.PREDICTED_NES,
            211.0,
            0.64,
            1,
            10.8,
            True,
            "Nes et al. 2013, Scand J Med Sci Sports, doi 10.1111/j.1600-0838.2012.01445.x, PMID 22376273",
        ),
        HrMaxFormula(
            HrMaxSource.PREDICTED_TANAKA,
            208.0,
            0.7,
            1,
            GENERAL_ERROR_BPM,
            False,
            "Tanaka et al. 2001, as given by Jackson 2007, Med Sci Sports Exerc",
        ),
        HrMaxFormula(
            HrMaxSource.PREDICTED_GELLISH,
            207.0,
            0.7,
            1,
            GENERAL_ERROR_BPM,
            False,
            "Gellish et al. 2007, Med Sci Sports Exerc, abstract (132 persons, 908 tests)",
        ),
        HrMaxFormula(
            HrMaxSource.PREDICTED_GELLISH_UNROUNDED,
            206.9,
            0.67,
            1,
            8.0,
            True,
            "Gellish et al. 2007 unrounded, as given by Jackson 2007; error 5 to 8 bpm, the wider used",
        ),
        HrMaxFormula(
            HrMaxSource.PREDICTED_GELLISH_CURVE,
            192.0,
            0.007,
            2,
            GENERAL_ERROR_BPM,
            False,
            "Gellish et al. 2007, curved form",
        ),
    )
}
"""Every age formula the product offers, by its source. 220 - age is not among them: its authors' data were mostly men
under 55, and it misses older people by more than it misses anyone else."""


def predict_hr_max(
    age_years: float,
    formula: HrMaxSource = HrMaxSource.PREDICTED_NES,
    on: date | None = None,
) -> HrMax:
    """Maximal heart rate (bpm) from age (years, 16 to 90); default 211 - 0.64 * age.

    Standard error 10.8 bpm for the default (3320 healthy adults, HUNT Fitness Study; no effect of sex, activity,
    VO2max or BMI). Nes et al. 2013, doi 10.1111/j.1600-0838.2012.01445.x. The others stand in `FORMULAS`.
    """
    if formula not in FORMULAS:
        raise InvalidValue("physiology.not_a_formula", source=str(formula))
    within("age_years", age_years, LOWEST_AGE, HIGHEST_AGE)
    chosen = FORMULAS[formula]
    return HrMax(round(chosen.at(age_years), 1), formula, chosen.error_bpm, on)
