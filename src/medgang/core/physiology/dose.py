"""How much a session was: minutes per zone, training impulse per sample, effort times minutes.

Samples come as three arrays of the same length: how long each lasts (seconds), its heart rate (bpm), and whether it
may be used. What may not be used is counted as unknown, never as zero effort. Intervals are why everything is
summed per sample: the mean of a 4×4 session describes no minute of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex, within
from medgang.core.physiology.effort import Cr10

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from medgang.core.physiology.hr_max import HrMax
    from medgang.core.physiology.zones import ZoneScale


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """A session's samples: `seconds` each lasts (0 or more), `bpm`, and `valid`; all of one length."""

    seconds: NDArray[np.float64]
    bpm: NDArray[np.float64]
    valid: NDArray[np.bool_]

    def __post_init__(self) -> None:
        import numpy as np

        if not (len(self.seconds) == len(self.bpm) == len(self.valid)):
            raise InvalidValue("physiology.samples_uneven")
        if len(self.seconds) and not (np.isfinite(self.seconds).all() and (self.seconds >= 0).all()):
            raise InvalidValue("physiology.samples_negative")
        if not np.isfinite(self.bpm[self.valid]).all():
            raise InvalidValue("physiology.samples_not_numbers")

    @property
    def valid_seconds(self) -> float:
        """The seconds that may be used."""
        return float(self.seconds[self.valid].sum())

    @property
    def unknown_seconds(self) -> float:
        """The seconds that may not."""
        return float(self.seconds[~self.valid].sum())


@dataclass(frozen=True, slots=True)
class ZoneMinutes:
    """Minutes in each heart-rate zone of a scale (in its order), below the lowest, and without a usable pulse."""

    scale: str
    minutes: tuple[tuple[str, float], ...]
    below: float
    unknown: float

    def of(self, key: str) -> float:
        """The minutes in the zone called `key`."""
        return dict(self.minutes)[key]


def zone_minutes(samples: Samples, scale: ZoneScale, hr_max: HrMax) -> ZoneMinutes:
    """Minutes per zone of `scale` for this maximum; lower bounds inclusive, above the top counts as the top zone."""
    import numpy as np

    zones = scale.heart_rate_zones
    lows = np.asarray(scale.edges[:-1]) - 1e-9
    place = np.searchsorted(lows, 100.0 * samples.bpm[samples.valid] / hr_max.bpm, side="right")
    summed = np.bincount(place, weights=samples.seconds[samples.valid], minlength=len(zones) + 1) / 60.0
    return ZoneMinutes(
        scale.key,
        tuple((zone.key, float(summed[i + 1])) for i, zone in enumerate(zones)),
        float(summed[0]),
        samples.unknown_seconds / 60.0,
    )


def minutes_from(samples: Samples, hr_max: HrMax, pct: float = 85.0) -> float:
    """Minutes at or above `pct` percent of maximal heart rate (85 % unless told)."""
    within("pct", pct, 1, 100)
    high = samples.valid & (samples.bpm >= pct * hr_max.bpm / 100.0 - 1e-9)
    return float(samples.seconds[high].sum()) / 60.0


class BanisterVariant(StrEnum):
    """Which weights: three competing ones for women are in use, so an export names the variant."""

    MEN = "men"
    WOMEN_LITERATURE = "women_literature"
    WOMEN_GOLDENCHEETAH = "women_goldencheetah"
    WOMEN_RUNALYZE = "women_runalyze"


BANISTER_WEIGHTS: dict[BanisterVariant, tuple[float, float]] = {
    BanisterVariant.MEN: (0.64, 1.92),
    BanisterVariant.WOMEN_LITERATURE: (0.86, 1.67),
    BanisterVariant.WOMEN_GOLDENCHEETAH: (0.64, 1.67),
    BanisterVariant.WOMEN_RUNALYZE: (0.821776, 1.67),
}
"""(a, b) of `a x exp(b x)` per minute, x the share of heart-rate reserve."""


def banister_variant(sex: Sex) -> BanisterVariant:
    """The variant of the literature for this sex."""
    return BanisterVariant.MEN if sex is Sex.MALE else BanisterVariant.WOMEN_LITERATURE


@dataclass(frozen=True, slots=True)
class Impulse:
    """A training impulse in arbitrary units, with the variant that gave it and the minutes it rests on."""

    value: float
    variant: str
    minutes: float


def banister(samples: Samples, hr_max: HrMax, resting_bpm: float, variant: BanisterVariant) -> Impulse:
    """Banister's training impulse, summed per sample: minutes times x times a times exp(b x).

    x = (HR - rest) / (max - rest), not below 0; resting pulse 30–130 bpm. Retest coefficient of variation 15.6 %
    (Wallace 2014).
    """
    import numpy as np

    within("resting_hr_bpm", resting_bpm, 30, min(130, hr_max.bpm - 20))
    a, b = BANISTER_WEIGHTS[variant]
    x = np.clip((samples.bpm[samples.valid] - resting_bpm) / (hr_max.bpm - resting_bpm), 0.0, None)
    minutes = samples.seconds[samples.valid] / 60.0
    return Impulse(
        float((minutes * x * a * np.exp(b * x)).sum()), variant.value, samples.valid_seconds / 60.0
    )


def edwards(samples: Samples, hr_max: HrMax) -> Impulse:
    """Edwards' zone sum per sample: 1 to 5 points a minute for 50–60 … 90–100 % of maximal heart rate.

    Zones: trainingimpulse.com; the weights have no physiological ground of their own.
    """
    import numpy as np

    pct = 100.0 * samples.bpm[samples.valid] / hr_max.bpm
    points = np.clip(np.floor((pct + 1e-9) / 10.0) - 4.0, 0.0, 5.0)
    minutes = samples.seconds[samples.valid] / 60.0
    return Impulse(float((points * minutes).sum()), "edwards", samples.valid_seconds / 60.0)


def session_effort(effort: Cr10, minutes: float) -> Impulse:
    """Session effort (0–10) times minutes, asked about half an hour after. Retest coefficient of variation 28 %."""
    within("minutes", minutes, 0, 600)
    return Impulse(effort.value * minutes, "session_effort", minutes)


@dataclass(frozen=True, slots=True)
class Advice:
    """The national advice for a week: minutes of moderate effort, or half as many vigorous, or both together.

    `vigorous_counts` says how many moderate minutes one vigorous is; `moderate_low` to `moderate_high` is the advised
    range in moderate minutes; `strength_days` the days with strength.
    """

    key: str
    moderate_low: float
    moderate_high: float
    vigorous_counts: float
    strength_days: int

    def __post_init__(self) -> None:
        if not (
            0 < self.moderate_low < self.moderate_high
            and self.vigorous_counts >= 1
            and self.strength_days >= 0
        ):
            raise InvalidValue("physiology.advice", advice=self.key)


@dataclass(frozen=True, slots=True)
class Week:
    """One week: minutes of moderate and of vigorous effort, days with strength, and minutes with no usable pulse."""

    moderate: float
    vigorous: float
    strength_days: int
    unknown: float = 0.0

    def __post_init__(self) -> None:
        for name in ("moderate", "vigorous", "unknown"):
            within(name, getattr(self, name), 0, 10_080)
        within("strength_days", self.strength_days, 0, 7)


@dataclass(frozen=True, slots=True)
class WeekAgainstAdvice:
    """A week held against the advice. `equivalent` is in moderate minutes; `share` of the low end, 0 and up."""

    week: Week
    advice: Advice
    equivalent: float
    share: float
    minutes_reached: bool
    strength_reached: bool

    @property
    def missing(self) -> float:
        """Moderate minutes still missing to the low end."""
        return max(0.0, self.advice.moderate_low - self.equivalent)


def week_against(week: Week, advice: Advice) -> WeekAgainstAdvice:
    """One rule for "150 or 75": moderate minutes plus vigorous ones times `vigorous_counts`, against the low end."""
    equivalent = week.moderate + advice.vigorous_counts * week.vigorous
    return WeekAgainstAdvice(
        week,
        advice,
        equivalent,
        equivalent / advice.moderate_low,
        equivalent >= advice.moderate_low - 1e-9,
        week.strength_days >= advice.strength_days,
    )


MODERATE_METS = 3.0
VIGOROUS_METS = 6.0
"""Where ACSM's classes begin (2018): moderate 3.0–5.9, vigorous from 6.0 metabolic equivalents."""


def least_energy_kcal(week: Week, weight_kg: float) -> float:
    """At least so many kcal in the minutes of a week, from where each class begins. Opt-in; weight 30–300 kg.

    1 metabolic equivalent = 1 kcal per kg and hour by convention; nobody's own number, and no error was read.
    """
    within("weight_kg", weight_kg, 30, 300)
    return (MODERATE_METS * week.moderate + VIGOROUS_METS * week.vigorous) * weight_kg / 60.0


def weekly_minutes(
    sessions: tuple[ZoneMinutes, ...], moderate: frozenset[str], vigorous: frozenset[str], strength_days: int
) -> Week:
    """The week of several sessions: which zones count as moderate and as vigorous is the caller's stated rule."""
    return Week(
        math.fsum(minutes for one in sessions for key, minutes in one.minutes if key in moderate),
        math.fsum(minutes for one in sessions for key, minutes in one.minutes if key in vigorous),
        strength_days,
        math.fsum(one.unknown for one in sessions),
    )
