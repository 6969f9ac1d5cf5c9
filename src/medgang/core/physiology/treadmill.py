"""Treadmill tests: Ebbeling, the graded walk to high effort, and pulse against load carried on to the maximum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex, within
from medgang.core.physiology.estimates import Estimate, Method
from medgang.core.physiology.hr_max import HrMax, predict_hr_max
from medgang.core.physiology.metabolic import running_vo2, walking_vo2
from medgang.core.physiology.notice import Notice, notice

KM_PER_MILE = 1.609344

STEADY = notice("physiology.assumes_steady")
NO_HANDRAIL = notice("physiology.assumes_no_handrail")
NO_HEART_DRUG = notice("physiology.assumes_no_heart_drug")
LINEAR = notice("physiology.assumes_linear")


def ebbeling_equation(speed_mph: float, hr_bpm: float, age_years: float, sex: Sex) -> float:
    """15.1 + 21.8 mph - 0.327 HR - 0.263 mph age + 0.00504 HR age + 5.98 (men): mL/kg/min. Ebbeling 1991."""
    return (
        15.1
        + 21.8 * speed_mph
        - 0.327 * hr_bpm
        - 0.263 * speed_mph * age_years
        + 0.00504 * hr_bpm * age_years
        + (5.98 if sex is Sex.MALE else 0.0)
    )


def ebbeling_pulse_term(age_years: float) -> float:
    """What one beat more costs the Ebbeling estimate (mL/kg/min per bpm): nil at 65."""
    return -0.327 + 0.00504 * age_years


def ebbeling(speed_kmh: float, hr_bpm: float, age_years: float, sex: Sex) -> Estimate:
    """Single-stage walk: pulse after 4 minutes at 5 % incline, same speed as 4 flat minutes before.

    Speed 3.2–7.2 km/h, age 20–59, pulse 50–85 % of predicted maximum. Standard error 4.85 mL/kg/min (R² .86, n = 117).
    Ebbeling et al. 1991, PMID 1956273; the Norwegian 8-minute walk is the same test.
    """
    within("age_years", age_years, 20, 59)
    within("speed_kmh", speed_kmh, 3.2, 7.25)
    predicted = predict_hr_max(age_years)
    _submaximal_pulse(hr_bpm, predicted, 50.0)
    notices: list[Notice] = [notice("physiology.ebbeling_bias")]
    term = ebbeling_pulse_term(age_years)
    if term > -0.15:
        notices.append(notice("physiology.ebbeling_pulse_fades", per_ten=round(-10 * term, 1)))
    return Estimate(
        Method.EBBELING,
        ebbeling_equation(speed_kmh / KM_PER_MILE, hr_bpm, age_years, sex),
        4.85,
        "Ebbeling et al. 1991, Med Sci Sports Exerc, PMID 1956273",
        (STEADY, NO_HANDRAIL, NO_HEART_DRUG),
        tuple(notices),
    )


def treadmill_peak(speed_kmh: float, incline_pct: float, *, handrail: bool) -> Estimate:
    """Graded walk to high effort (modified Balke): the last full minute's load by ACSM, corrected as Foster found.

    Without handrail 0.869 ACSM - 0.07, standard error 4.8; with it 0.694 ACSM + 3.33, standard error 4.4 (Foster 1996).
    Speed 3.0–6.0 km/h, incline 0–25 %.
    """
    within("speed_kmh", speed_kmh, 3.0, 6.0)
    cost = walking_vo2(speed_kmh, incline_pct)
    vo2, error = (0.694 * cost + 3.33, 4.4) if handrail else (0.869 * cost - 0.07, 4.8)
    return Estimate(
        Method.TREADMILL_PEAK,
        vo2,
        error,
        "Foster et al. 1996; walking cost: ACSM (Bushman 2020)",
        (notice("physiology.assumes_to_the_limit"), notice("physiology.assumes_full_minute")),
        (notice("physiology.handrail_used"),) if handrail else (),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One steady stage: what the load costs (mL/kg/min) and the pulse it gave (bpm)."""

    vo2: float
    hr_bpm: float


def treadmill_point(speed_kmh: float, incline_pct: float, hr_bpm: float, *, running: bool = False) -> Point:
    """A treadmill stage as a point: walking or running cost by ACSM."""
    cost = running_vo2(speed_kmh, incline_pct) if running else walking_vo2(speed_kmh, incline_pct)
    return Point(cost, within("hr_bpm", hr_bpm, 40, 230))


LOWEST_USABLE_BPM = 110.0
"""Below this the pulse follows nerves as much as load; multi-stage tests leave such stages out (ACSM, YMCA)."""

HIGHEST_USABLE_PCT = 85.0
"""Where a submaximal test ends, in percent of maximal heart rate (ACSM, 5th edition)."""


def usable(points: Sequence[Point], hr_max: HrMax) -> tuple[Point, ...]:
    """The stages a multi-stage test may rest on: pulse from 110 bpm to 85 % of maximum."""
    return tuple(
        point
        for point in points
        if point.hr_bpm >= LOWEST_USABLE_BPM and hr_max.pct(point.hr_bpm) <= HIGHEST_USABLE_PCT + 1e-9
    )


def extrapolate(points: Sequence[Point], hr_max: HrMax) -> tuple[float, float]:
    """(VO2 at maximal heart rate, slope in mL/kg/min per bpm) of the straight line through the usable stages.

    At least two usable stages whose pulses differ by 10 bpm or more, and a pulse that rises with the load.
    """
    chosen = usable(points, hr_max)
    if len(chosen) < 2:
        raise InvalidValue("physiology.too_few_stages", usable=len(chosen), given=len(points))
    pulses = [point.hr_bpm for point in chosen]
    if max(pulses) - min(pulses) < 10:
        raise InvalidValue("physiology.stages_too_alike")
    mean_hr = sum(pulses) / len(chosen)
    mean_vo2 = sum(point.vo2 for point in chosen) / len(chosen)
    slope = sum((point.hr_bpm - mean_hr) * (point.vo2 - mean_vo2) for point in chosen) / sum(
        (pulse - mean_hr) ** 2 for pulse in pulses
    )
    if slope <= 0:
        raise InvalidValue("physiology.pulse_does_not_rise")
    return mean_vo2 + slope * (hr_max.bpm - mean_hr), slope


def multistage_notices(points: Sequence[Point], hr_max: HrMax, slope: float) -> tuple[Notice, ...]:
    """How much of the answer is the maximum's own error, and whether the test ended too early to say much."""
    found: list[Notice] = []
    if hr_max.error_bpm is not None:
        found.append(notice("physiology.hr_max_share", ml=round(slope * hr_max.error_bpm, 1)))
    if hr_max.pct(max(point.hr_bpm for point in usable(points, hr_max))) < 75:
        found.append(notice("physiology.ended_low"))
    return tuple(found)


def treadmill_multistage(points: Sequence[Point], hr_max: HrMax) -> Estimate:
    """Submaximal treadmill test in stages, for instance 13 minutes: the line through the stages, read at HRmax.

    Submaximal heart-rate methods are within 10–20 % of the true value (McArdle, 8th ed., chapter 11): the error is
    20 % of the estimate, the wider of the two. Cost of each stage by ACSM.
    """
    vo2, slope = extrapolate(points, hr_max)
    return Estimate(
        Method.TREADMILL_MULTISTAGE,
        vo2,
        0.20 * vo2,
        "Heart-rate extrapolation with ACSM's equations (Bushman 2020); error: McArdle, chapter 11",
        (STEADY, NO_HANDRAIL, NO_HEART_DRUG, LINEAR),
        multistage_notices(points, hr_max, slope),
    )


def hunt3_submaximal_equation(
    speed_kmh: float, incline_pct: float, weight_kg: float, hr_bpm: float, age_years: float
) -> float:
    """35.25 + 1.276 incline + 6.402 km/h - 0.196 kg - 27.65 HR / (215.336 - 0.73 age): mL/kg/min. Loe 2016."""
    return (
        35.25
        + 1.276 * incline_pct
        + 6.402 * speed_kmh
        - 0.196 * weight_kg
        - 27.65 * hr_bpm / (215.336 - 0.73 * age_years)
    )


def hunt3_submaximal(
    speed_kmh: float, incline_pct: float, weight_kg: float, hr_bpm: float, age_years: float, sex: Sex
) -> Estimate:
    """Constant submaximal walk or run. Men only: the women's equation has not been read.

    Standard error 6.24 mL/kg/min (R² .55). Loe et al. 2016, PLoS ONE, doi 10.1371/journal.pone.0144873. Age 20–90,
    speed 3–12 km/h, incline 0–15 %, weight 40–200 kg, pulse 50–95 % of predicted maximum.
    """
    if sex is not Sex.MALE:
        raise InvalidValue("physiology.equation_not_read_for_women")
    within("age_years", age_years, 20, 90)
    within("speed_kmh", speed_kmh, 3, 12)
    within("incline_pct", incline_pct, 0, 15)
    within("weight_kg", weight_kg, 40, 200)
    _submaximal_pulse(hr_bpm, predict_hr_max(age_years), 50.0, 95.0)
    return Estimate(
        Method.HUNT3_SUBMAXIMAL,
        hunt3_submaximal_equation(speed_kmh, incline_pct, weight_kg, hr_bpm, age_years),
        6.24,
        "Loe et al. 2016, PLoS ONE, doi 10.1371/journal.pone.0144873",
        (STEADY, NO_HANDRAIL, NO_HEART_DRUG),
        (notice("physiology.sex_of_equation"),),
    )


def _submaximal_pulse(hr_bpm: float, hr_max: HrMax, low_pct: float, high_pct: float = 85.0) -> None:
    """Refuse a pulse outside the share of predicted maximum a submaximal test is made for."""
    low, high = hr_max.bpm_at(low_pct), hr_max.bpm_at(high_pct)
    if not low <= hr_bpm <= high:
        raise InvalidValue(
            "physiology.pulse_outside_test",
            hr=f"{hr_bpm:g}",
            low=f"{low:.0f}",
            high=f"{high:.0f}",
            low_pct=f"{low_pct:g}",
            high_pct=f"{high_pct:g}",
        )
