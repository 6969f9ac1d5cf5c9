"""Cycle tests: YMCA, pulse against watts in stages, Åstrand–Ryhming, and peak watts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex, within
from medgang.core.physiology.estimates import Estimate, Method
from medgang.core.physiology.hr_max import HrMax
from medgang.core.physiology.metabolic import KGM_PER_WATT, cycling_vo2
from medgang.core.physiology.notice import notice
from medgang.core.physiology.treadmill import (
    LINEAR,
    NO_HEART_DRUG,
    STEADY,
    Point,
    extrapolate,
    multistage_notices,
)


def ymca_maximal_load(load1_kgm: float, hr1: float, load2_kgm: float, hr2: float, hr_max_bpm: float) -> float:
    """The load (kgm/min) at maximal heart rate, on the line through the two last stages."""
    return load2_kgm + (load2_kgm - load1_kgm) / (hr2 - hr1) * (hr_max_bpm - hr2)


def ymca_vo2(maximal_load_kgm: float, weight_kg: float) -> float:
    """(1.8 load + 7 kg) / kg: mL/kg/min from the load in kgm/min."""
    return (1.8 * maximal_load_kgm + 7.0 * weight_kg) / weight_kg


def ymca(
    watts1: float, hr1: float, watts2: float, hr2: float, *, hr_max: HrMax, weight_kg: float
) -> Estimate:
    """YMCA cycle test from its two last stages, both with a steady pulse of 110–150.

    50 rpm, 3-minute stages; loads 25–300 W, weight 40–200 kg. Error 15 % of the estimate (10–15 % is given, the wider
    used). As described in NSCA's Guide to Tests and Assessments, chapter 5.
    """
    within("weight_kg", weight_kg, 40, 200)
    for watts in (watts1, watts2):
        within("watts", watts, 25, 300)
    for pulse in (hr1, hr2):
        within("hr_bpm", pulse, 110, 150)
    if watts2 <= watts1:
        raise InvalidValue("physiology.loads_do_not_rise")
    if hr2 - hr1 < 5:
        raise InvalidValue("physiology.pulse_does_not_rise")
    load = ymca_maximal_load(watts1 * KGM_PER_WATT, hr1, watts2 * KGM_PER_WATT, hr2, hr_max.bpm)
    vo2 = ymca_vo2(load, weight_kg)
    notices = [notice("physiology.two_points")]
    if hr_max.error_bpm is not None:
        slope = 1.8 * KGM_PER_WATT * (watts2 - watts1) / (hr2 - hr1) / weight_kg
        notices.append(notice("physiology.hr_max_share", ml=round(slope * hr_max.error_bpm, 1)))
    return Estimate(
        Method.YMCA,
        vo2,
        0.15 * vo2,
        "YMCA cycle test, NSCA's Guide to Tests and Assessments, chapter 5",
        (STEADY, NO_HEART_DRUG, LINEAR),
        tuple(notices),
    )


def cycle_multistage(stages: Sequence[tuple[float, float]], *, hr_max: HrMax, weight_kg: float) -> Estimate:
    """Steady stages of (watts, bpm): the line through them, read at maximal heart rate. Cost by ACSM.

    At least two stages with a pulse from 110 bpm to 85 % of maximum. Error 20 % of the estimate (within 10–20 % of the
    true value: McArdle, 8th ed., chapter 11; the wider used).
    """
    points = [
        Point(cycling_vo2(watts, weight_kg), within("hr_bpm", pulse, 40, 230)) for watts, pulse in stages
    ]
    vo2, slope = extrapolate(points, hr_max)
    return Estimate(
        Method.CYCLE_MULTISTAGE,
        vo2,
        0.20 * vo2,
        "Heart-rate extrapolation with ACSM's cycle equation (Bushman 2020); error: McArdle, chapter 11",
        (STEADY, NO_HEART_DRUG, LINEAR),
        multistage_notices(points, hr_max, slope),
    )


ASTRAND_AGE_FACTORS: tuple[tuple[float, float], ...] = (
    (15, 1.10),
    (25, 1.00),
    (35, 0.87),
    (40, 0.83),
    (45, 0.78),
    (50, 0.75),
    (55, 0.71),
    (60, 0.68),
    (65, 0.65),
)
"""Age (years) and factor; I. Åstrand 1960, as reprinted. With them no bias in 40 men (Cink & Thomas 1981)."""


def astrand_age_factor(age_years: float) -> float:
    """The age factor, straight between the published ages; 18 to 65 years."""
    within("age_years", age_years, 18, 65)
    for (low, at_low), (high, at_high) in pairwise(ASTRAND_AGE_FACTORS):
        if age_years <= high:
            return at_low + (at_high - at_low) * (age_years - low) / (high - low)
    raise AssertionError  # pragma: no cover - 65 is the last age of the table


def astrand_litres(watts: float, hr_bpm: float, sex: Sex) -> float:
    """The nomogram as an equation, before the age factor: L/min.

    Men 100 (0.00212 kpm + 0.299) / (0.769 HR - 48.5); women 100 (0.00193 kpm + 0.326) / (0.769 HR - 56.1).
    """
    kpm = watts * KGM_PER_WATT
    if sex is Sex.MALE:
        return 100.0 * (0.00212 * kpm + 0.299) / (0.769 * hr_bpm - 48.5)
    return 100.0 * (0.00193 * kpm + 0.326) / (0.769 * hr_bpm - 56.1)


def astrand(
    watts: float, hr_minute5: float, hr_minute6: float, *, age_years: float, sex: Sex, weight_kg: float
) -> Estimate:
    """Åstrand–Ryhming cycle test: 6 minutes at one load, pulse of minutes 5 and 6 within 5 bpm, mean 125–170.

    50–200 W, 18–65 years, weight 40–200 kg. Standard error 0.48 L/min against measured uptake (Björkman 2016,
    PMC4983286; their coefficient of variation 18.1 %).
    """
    within("watts", watts, 50, 200)
    within("weight_kg", weight_kg, 40, 200)
    for pulse in (hr_minute5, hr_minute6):
        within("hr_bpm", pulse, 60, 220)
    if abs(hr_minute6 - hr_minute5) > 5:
        raise InvalidValue("physiology.not_steady", first=f"{hr_minute5:g}", second=f"{hr_minute6:g}")
    mean = within("hr_bpm", (hr_minute5 + hr_minute6) / 2, 125, 170)
    litres = astrand_litres(watts, mean, sex) * astrand_age_factor(age_years)
    return Estimate(
        Method.ASTRAND,
        1000.0 * litres / weight_kg,
        480.0 / weight_kg,
        "Åstrand & Ryhming's nomogram with I. Åstrand's age factors; error: Björkman et al. 2016, PMC4983286",
        (STEADY, NO_HEART_DRUG),
        (notice("physiology.astrand_spread"),),
    )


def cycle_peak(watts: float, weight_kg: float) -> Estimate:
    """From the peak load of a maximal cycle test: 1.74 (W 6.12 / kg) + 3.5 (FRIEND, n = 5100, bias 0.5 %).

    doi 10.1177/2047487318772667; no standard error was read. 50–500 W, weight 40–200 kg.
    """
    within("watts", watts, 50, 500)
    within("weight_kg", weight_kg, 40, 200)
    return Estimate(
        Method.CYCLE_PEAK,
        1.74 * watts * KGM_PER_WATT / weight_kg + 3.5,
        None,
        "FRIEND, doi 10.1177/2047487318772667",
        (notice("physiology.assumes_to_the_limit"),),
    )
