"""Maximal oxygen uptake as an estimate: never without its error, what it assumes and what it must be read with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.physiology.notice import Notice


class Method(StrEnum):
    """How a test becomes a number. The names are stored with results: they never change."""

    EBBELING = "ebbeling"
    TREADMILL_PEAK = "treadmill_peak"
    TREADMILL_MULTISTAGE = "treadmill_multistage"
    CYCLE_MULTISTAGE = "cycle_multistage"
    YMCA = "ymca"
    ASTRAND = "astrand"
    HUNT3_SUBMAXIMAL = "hunt3_submaximal"
    CYCLE_PEAK = "cycle_peak"
    NES_WAIST = "nes_waist"
    NES_BMI = "nes_bmi"
    FRIEND_2018 = "friend_2018"
    FRIEND_2017 = "friend_2017"
    LAB = "lab"
    DISTANCE = "distance"
    COUNT = "count"
    TIME = "time"
    NONE = "none"

    @property
    def is_reference(self) -> bool:
        """True for what an average person of the same measures would have: it is never held against a reference."""
        return self in {Method.FRIEND_2018, Method.FRIEND_2017}

    @property
    def rests_on_load(self) -> bool:
        """True when somebody worked against a load: only then can pulse and effort at that load stand beside it."""
        return self not in {Method.NES_WAIST, Method.NES_BMI} and not self.is_reference

    @property
    def gives_vo2(self) -> bool:
        """True when the result is an oxygen uptake; False for metres, stands and seconds, which stand as they are."""
        return self not in {Method.DISTANCE, Method.COUNT, Method.TIME, Method.NONE}


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated maximal oxygen uptake.

    `vo2` in mL/kg/min, `error` one standard error in the same unit, or None where none has been read. `assumes` are
    the conditions the number rests on, `notices` what it must be read together with, `source` the paper of the method.
    """

    method: Method
    vo2: float
    error: float | None
    source: str
    assumes: tuple[Notice, ...] = ()
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if not (math.isfinite(self.vo2) and 5.0 <= self.vo2 <= 95.0):
            raise InvalidValue("physiology.estimate_unbelievable", vo2=f"{self.vo2:.1f}")

    @property
    def interval(self) -> tuple[float, float] | None:
        """The estimate minus and plus one standard error; None where no error has been read."""
        return None if self.error is None else (self.vo2 - self.error, self.vo2 + self.error)
