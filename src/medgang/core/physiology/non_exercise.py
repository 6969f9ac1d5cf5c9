"""Oxygen uptake without a test: the HUNT questionnaire models and the FRIEND reference equations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from medgang.core.physiology.body import Sex, within
from medgang.core.physiology.estimates import Estimate, Method
from medgang.core.physiology.notice import notice

KG_PER_POUND = 0.45359237
CM_PER_INCH = 2.54


class Frequency(StrEnum):
    """How often a person exercises."""

    NEVER = "never"
    LESS_THAN_WEEKLY = "less_than_weekly"
    WEEKLY = "weekly"
    TWO_OR_THREE = "two_or_three"
    ALMOST_DAILY = "almost_daily"


class Vigour(StrEnum):
    """How hard."""

    EASY = "easy"
    SWEATING = "sweating"
    NEAR_EXHAUSTION = "near_exhaustion"


class Duration(StrEnum):
    """How long each time."""

    UNDER_15 = "under_15"
    FROM_15 = "from_15"
    FROM_30 = "from_30"
    OVER_60 = "over_60"


_FREQUENCY = {
    Frequency.NEVER: 0.0,
    Frequency.LESS_THAN_WEEKLY: 0.0,
    Frequency.WEEKLY: 1.0,
    Frequency.TWO_OR_THREE: 2.0,
    Frequency.ALMOST_DAILY: 3.0,
}
_VIGOUR = {Vigour.EASY: 0.0, Vigour.SWEATING: 5.0, Vigour.NEAR_EXHAUSTION: 10.0}
_DURATION = {Duration.UNDER_15: 1.0, Duration.FROM_15: 1.0, Duration.FROM_30: 1.5, Duration.OVER_60: 1.5}


@dataclass(frozen=True, slots=True)
class ActivityIndex:
    """The activity index of Nes 2011, 0 to 45. A type of its own: an older index (0 to 15) has the same name.

    Frequency 0/0/1/2/3 times intensity 0/5/10 times duration 1/1/1.5/1.5: easy activity makes it zero.
    """

    value: float

    def __post_init__(self) -> None:
        within("activity_index", self.value, 0, 45)

    @classmethod
    def of(cls, frequency: Frequency, vigour: Vigour, duration: Duration) -> ActivityIndex:
        """The index of three answers."""
        return cls(_FREQUENCY[frequency] * _VIGOUR[vigour] * _DURATION[duration])


_NES = "Nes et al. 2011, Med Sci Sports Exerc 43(11):2024-30; coefficients as reprinted in several places"
_QUESTIONS = (notice("physiology.assumes_answers_true"), notice("physiology.assumes_no_heart_drug"))


def nes_waist(
    age_years: float, sex: Sex, waist_cm: float, resting_bpm: float, index: ActivityIndex
) -> Estimate:
    """HUNT model with waist: men 100.27 - 0.296 age - 0.369 waist - 0.155 rest + 0.226 index; women 74.74 - 0.247
    age - 0.259 waist - 0.114 rest + 0.198 index (mL/kg/min). Standard error 5.70 and 5.14. Age 20–90, waist 50–180 cm,
    resting pulse 30–120 bpm.
    """
    within("age_years", age_years, 20, 90)
    within("waist_cm", waist_cm, 50, 180)
    within("resting_hr_bpm", resting_bpm, 30, 120)
    if sex is Sex.MALE:
        vo2 = 100.27 - 0.296 * age_years - 0.369 * waist_cm - 0.155 * resting_bpm + 0.226 * index.value
        return Estimate(Method.NES_WAIST, vo2, 5.70, _NES, _QUESTIONS)
    vo2 = 74.74 - 0.247 * age_years - 0.259 * waist_cm - 0.114 * resting_bpm + 0.198 * index.value
    return Estimate(Method.NES_WAIST, vo2, 5.14, _NES, _QUESTIONS)


def nes_bmi(age_years: float, sex: Sex, bmi: float, resting_bpm: float, index: ActivityIndex) -> Estimate:
    """HUNT model with body mass index: men 92.05 - 0.327 age - 0.933 BMI - 0.167 rest + 0.257 index; women 70.77 -
    0.244 age - 0.749 BMI - 0.107 rest + 0.213 index (mL/kg/min). Standard error 5.8 and 5.1. BMI 15–60.
    """
    within("age_years", age_years, 20, 90)
    within("bmi", bmi, 15, 60)
    within("resting_hr_bpm", resting_bpm, 30, 120)
    if sex is Sex.MALE:
        vo2 = 92.05 - 0.327 * age_years - 0.933 * bmi - 0.167 * resting_bpm + 0.257 * index.value
        return Estimate(Method.NES_BMI, vo2, 5.8, _NES, _QUESTIONS)
    vo2 = 70.77 - 0.244 * age_years - 0.749 * bmi - 0.107 * resting_bpm + 0.213 * index.value
    return Estimate(Method.NES_BMI, vo2, 5.1, _NES, _QUESTIONS)


class ExerciseMode(StrEnum):
    """What the maximal test would be done on."""

    TREADMILL = "treadmill"
    CYCLE = "cycle"


def friend_2018(
    age_years: float,
    sex: Sex,
    weight_kg: float,
    height_cm: float,
    mode: ExerciseMode = ExerciseMode.TREADMILL,
) -> Estimate:
    """FRIEND reference value: 45.2 - 0.35 age - 10.9 sex (man 1, woman 2) - 0.15 lb + 0.68 in - 0.46 mode (1, 2).

    mL/kg/min, standard error 6.6, 20–85 years, n = 10,881 (USA). de Souza e Silva et al. 2018, PMID 29517365.
    """
    within("age_years", age_years, 20, 85)
    within("weight_kg", weight_kg, 40, 200)
    within("height_cm", height_cm, 130, 220)
    vo2 = (
        45.2
        - 0.35 * age_years
        - 10.9 * (1 if sex is Sex.MALE else 2)
        - 0.15 * weight_kg / KG_PER_POUND
        + 0.68 * height_cm / CM_PER_INCH
        - 0.46 * (1 if mode is ExerciseMode.TREADMILL else 2)
    )
    return Estimate(
        Method.FRIEND_2018,
        vo2,
        6.6,
        "FRIEND: de Souza e Silva et al. 2018, PMID 29517365",
        (notice("physiology.assumes_average_person"),),
    )


def friend_2017(age_years: float, sex: Sex, weight_kg: float) -> Estimate:
    """FRIEND reference value: 79.9 - 0.39 age - 13.7 sex (man 0, woman 1) - 0.127 lb.

    mL/kg/min, standard error 7.20 (Myers 2017, as tabulated by Harber 2020). 20–85 years.
    """
    within("age_years", age_years, 20, 85)
    within("weight_kg", weight_kg, 40, 200)
    vo2 = 79.9 - 0.39 * age_years - (0.0 if sex is Sex.MALE else 13.7) - 0.127 * weight_kg / KG_PER_POUND
    return Estimate(
        Method.FRIEND_2017,
        vo2,
        7.2,
        "FRIEND: Myers et al. 2017, as tabulated by Harber et al. 2020",
        (notice("physiology.assumes_average_person"),),
    )
