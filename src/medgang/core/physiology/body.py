"""The person a formula is asked about: sex as the formulas know it, and the few body measures they take."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue


class Sex(StrEnum):
    """The two sexes the published populations are split into; a formula without sex takes neither."""

    FEMALE = "female"
    MALE = "male"


def within(name: str, value: float, low: float, high: float) -> float:
    """`value` when it is a number from `low` to `high`; else `physiology.range_<name>`, a sentence per quantity."""
    if not (math.isfinite(value) and low <= value <= high):
        raise InvalidValue(f"physiology.range_{name}", value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")
    return value


def body_mass_index(weight_kg: float, height_cm: float) -> float:
    """Weight over height squared (kg/m²); weight 30–300 kg, height 120–230 cm."""
    within("weight_kg", weight_kg, 30, 300)
    within("height_cm", height_cm, 120, 230)
    return weight_kg / (height_cm / 100.0) ** 2


@dataclass(frozen=True, slots=True)
class BodyPanel:
    """The panel a before-and-after view shows, every measure of it optional: what was not measured is None, never zero.

    Blood pressure in mmHg, resting heart rate in bpm, waist in cm, weight in kg, height in cm, body fat in percent,
    cholesterol and fasting glucose in mmol/L. Weight, waist, body fat and the index are opt-in and vanish behind an
    eating-disorder or compulsive-exercise flag: `without_body_shape` is the panel such a page shows.
    """

    systolic_mmhg: float | None = None
    diastolic_mmhg: float | None = None
    resting_hr_bpm: float | None = None
    weight_kg: float | None = None
    height_cm: float | None = None
    waist_cm: float | None = None
    body_fat_pct: float | None = None
    cholesterol_mmol_l: float | None = None
    fasting_glucose_mmol_l: float | None = None

    def __post_init__(self) -> None:
        for name, (low, high) in _VITAL_BOUNDS.items():
            value = getattr(self, name)
            if value is not None:
                within(name, value, low, high)
        if (
            self.systolic_mmhg is not None
            and self.diastolic_mmhg is not None
            and self.diastolic_mmhg >= self.systolic_mmhg
        ):
            raise InvalidValue("physiology.pressures_swapped")

    @property
    def bmi(self) -> float | None:
        """Body mass index (kg/m²) where weight and height are both there."""
        if self.weight_kg is None or self.height_cm is None:
            return None
        return body_mass_index(self.weight_kg, self.height_cm)

    @property
    def without_body_shape(self) -> BodyPanel:
        """The panel without weight, waist and body fat."""
        return BodyPanel(
            systolic_mmhg=self.systolic_mmhg,
            diastolic_mmhg=self.diastolic_mmhg,
            resting_hr_bpm=self.resting_hr_bpm,
            cholesterol_mmol_l=self.cholesterol_mmol_l,
            fasting_glucose_mmol_l=self.fasting_glucose_mmol_l,
        )

    def change_since(self, earlier: BodyPanel) -> dict[str, float]:
        """This panel minus an earlier one, for what both of them hold. A difference, not a verdict."""
        found: dict[str, float] = {}
        for name in _VITAL_BOUNDS:
            now, then = getattr(self, name), getattr(earlier, name)
            if now is not None and then is not None:
                found[name] = now - then
        return found


_VITAL_BOUNDS: dict[str, tuple[float, float]] = {
    "systolic_mmhg": (60, 280),
    "diastolic_mmhg": (30, 180),
    "resting_hr_bpm": (30, 130),
    "weight_kg": (30, 300),
    "height_cm": (120, 230),
    "waist_cm": (40, 220),
    "body_fat_pct": (2, 70),
    "cholesterol_mmol_l": (1, 20),
    "fasting_glucose_mmol_l": (1, 50),
}
"""What a typing error lies outside of; no clinical limits."""
