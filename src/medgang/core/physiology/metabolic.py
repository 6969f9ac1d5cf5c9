"""What a load costs in oxygen: the ACSM equations for steady work, and effort as a share of a reserve.

Oxygen uptake (VO2) is in mL per kg and minute, speed in km/h, incline in percent. The equations hold at steady state
only, and holding on to the handrail makes them wrong by up to 30 % (McArdle, 8th ed., chapter 11). Source of all:
Bushman 2020, ACSM's Health & Fitness Journal, parts 1 and 2. No standard error of the equations themselves was read.
"""

from __future__ import annotations

from medgang.core.physiology.body import within

METERS_PER_MINUTE = 1000.0 / 60.0
"""One km/h in m/min."""

KGM_PER_WATT = 6.12
"""One watt in kilogram-metres a minute."""

VO2_PER_MET = 3.5
"""mL/kg/min in one metabolic equivalent; by convention also 1 kcal per kg and hour."""


def walking_vo2(speed_kmh: float, incline_pct: float) -> float:
    """Walking: 3.5 + 0.1 S + 1.8 S G (S in m/min, G a fraction). Speed 3.0–7.2 km/h, incline 0–25 %.

    The equation is stated for 3.0–6.0 km/h, and above it when the person truly walks.
    """
    within("speed_kmh", speed_kmh, 3.0, 7.2)
    within("incline_pct", incline_pct, 0, 25)
    metres = speed_kmh * METERS_PER_MINUTE
    return 3.5 + 0.1 * metres + 1.8 * metres * incline_pct / 100.0


def running_vo2(speed_kmh: float, incline_pct: float) -> float:
    """Running: 3.5 + 0.2 S + 0.9 S G (S in m/min, G a fraction). Speed 4.8–25 km/h, incline 0–25 %.

    The equation is stated for speeds above 134 m/min (8.0 km/h), and down to 80 m/min when the person truly jogs.
    """
    within("speed_kmh", speed_kmh, 4.8, 25.0)
    within("incline_pct", incline_pct, 0, 25)
    metres = speed_kmh * METERS_PER_MINUTE
    return 3.5 + 0.2 * metres + 0.9 * metres * incline_pct / 100.0


def cycling_vo2(watts: float, weight_kg: float) -> float:
    """Leg cycling: 7 + 1.8 kgm/min per kg, that is 7 + 10.8 W/kg as ACSM rounds it. 25–300 W, 30–200 kg.

    Stated for 50–200 W; 25 W is the first stage of common tests.
    """
    within("watts", watts, 25, 300)
    within("weight_kg", weight_kg, 30, 200)
    return 7.0 + 10.8 * watts / weight_kg


def mets(vo2: float) -> float:
    """VO2 (mL/kg/min) in metabolic equivalents."""
    return vo2 / VO2_PER_MET


def energy_kcal(vo2: float, weight_kg: float, minutes: float) -> float:
    """A rough energy use in kcal, by the convention 1 MET = 1 kcal per kg and hour. Opt-in; no error was read.

    `vo2` 0–90 mL/kg/min, `weight_kg` 30–300, `minutes` 0–1440.
    """
    within("vo2", vo2, 0, 90)
    within("weight_kg", weight_kg, 30, 300)
    within("minutes", minutes, 0, 1440)
    return mets(vo2) * weight_kg * minutes / 60.0


def heart_rate_reserve(bpm: float, resting_bpm: float, hr_max_bpm: float) -> float:
    """Share of heart-rate reserve, (HR - rest) / (max - rest): 0 at rest, 1 at maximum. Heart rates in bpm."""
    within("resting_hr_bpm", resting_bpm, 30, 130)
    within("hr_max_bpm", hr_max_bpm, resting_bpm + 20, 240)
    return (bpm - resting_bpm) / (hr_max_bpm - resting_bpm)
