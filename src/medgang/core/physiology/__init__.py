"""A body in numbers: maximal heart rate, intensity zones, exercise tests, oxygen uptake, strength, references.

The names below are what other packages lean on; the rest is imported from the module it stands in.
"""

from medgang.core.physiology.body import Sex
from medgang.core.physiology.change import Change, ChangeVerdict, RetestError, change, same_load
from medgang.core.physiology.estimates import Estimate, Method
from medgang.core.physiology.guidance import Guidance, HeartRateDrug, Steering, guidance
from medgang.core.physiology.hr_max import FORMULAS, HrMax, HrMaxFormula, HrMaxSource, predict_hr_max
from medgang.core.physiology.intensity import IntensityClass, hardest
from medgang.core.physiology.notice import Notice
from medgang.core.physiology.zones import PersonalZone, Zone, ZoneScale, personal_zones

__all__ = [
    "FORMULAS",
    "Change",
    "ChangeVerdict",
    "Estimate",
    "Guidance",
    "HeartRateDrug",
    "HrMax",
    "HrMaxFormula",
    "HrMaxSource",
    "IntensityClass",
    "Method",
    "Notice",
    "PersonalZone",
    "RetestError",
    "Sex",
    "Steering",
    "Zone",
    "ZoneScale",
    "change",
    "guidance",
    "hardest",
    "personal_zones",
    "predict_hr_max",
    "same_load",
]
