"""A body in numbers: maximal heart rate, intensity zones, exercise tests, oxygen uptake, strength, references."""

from medgang.core.physiology.hr_max import FORMULAS, HrMax, HrMaxFormula, HrMaxSource, predict_hr_max
from medgang.core.physiology.intensity import IntensityClass, hardest
from medgang.core.physiology.zones import PersonalZone, Zone, ZoneScale, personal_zones

__all__ = [
    "FORMULAS",
    "HrMax",
    "HrMaxFormula",
    "HrMaxSource",
    "IntensityClass",
    "PersonalZone",
    "Zone",
    "ZoneScale",
    "hardest",
    "personal_zones",
    "predict_hr_max",
]
