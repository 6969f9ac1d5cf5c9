"""Intensity zones by percent of maximal heart rate, effort and talk test, and the same zones in one person's bpm.

The published tables give neighbouring zones the same border (72 % is both the top of I-1 and the bottom of I-2). The
rule here is one: the lower bound belongs to the zone, the upper to the next; only the top zone includes its upper
bound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from medgang.core.errors import InvalidValue
from medgang.core.physiology.hr_max import HrMax
from medgang.core.physiology.intensity import IntensityClass

_TINY = 1e-9
"""So that 72 % of 200 is on the border and not a rounding error below it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone: percent of maximal heart rate from `low_pct` (inclusive) to `high_pct` (exclusive, but for the top),
    effort from `borg_low` to `borg_high` on the 6–20 scale (both inclusive). `high_pct` is at most 100.

    A zone without percentages (`low_pct` is None) is steered by effort and talk test only.
    """

    key: str
    low_pct: float | None
    high_pct: float | None
    borg_low: int | None = None
    borg_high: int | None = None
    intensity_class: IntensityClass = IntensityClass.LIGHT

    def __post_init__(self) -> None:
        if (self.low_pct is None) != (self.high_pct is None):
            raise InvalidValue("physiology.zone_half_open", zone=self.key)
        if (
            self.low_pct is not None
            and self.high_pct is not None
            and not 0 <= self.low_pct < self.high_pct <= 100
        ):
            raise InvalidValue("physiology.zone_bounds", zone=self.key)
        if (self.borg_low is None) != (self.borg_high is None):
            raise InvalidValue("physiology.zone_half_open", zone=self.key)
        if (
            self.borg_low is not None
            and self.borg_high is not None
            and not 6 <= self.borg_low <= self.borg_high <= 20
        ):
            raise InvalidValue("physiology.zone_bounds", zone=self.key)

    @property
    def uses_heart_rate(self) -> bool:
        """False for a zone that is steered by effort and talk test only."""
        return self.low_pct is not None


@dataclass(frozen=True, slots=True)
class ZoneScale:
    """A versioned scale of zones, easiest first. `key` names source and year (`olympiatoppen-2020`).

    The zones with percentages follow each other without gap or overlap.
    """

    key: str
    zones: tuple[Zone, ...]

    def __post_init__(self) -> None:
        measured = self.heart_rate_zones
        if not measured:
            raise InvalidValue("physiology.scale_without_zones", scale=self.key)
        if len({zone.key for zone in self.zones}) != len(self.zones):
            raise InvalidValue("physiology.scale_repeats", scale=self.key)
        for lower, upper in pairwise(measured):
            if lower.high_pct != upper.low_pct:
                raise InvalidValue("physiology.scale_gap", scale=self.key, lower=lower.key, upper=upper.key)

    @property
    def heart_rate_zones(self) -> tuple[Zone, ...]:
        """The zones that have percentages of maximal heart rate."""
        return tuple(zone for zone in self.zones if zone.uses_heart_rate)

    @property
    def edges(self) -> tuple[float, ...]:
        """The lower bounds (percent) of the heart-rate zones, then the upper bound of the last: for `searchsorted`."""
        measured = self.heart_rate_zones
        lows = [zone.low_pct for zone in measured if zone.low_pct is not None]
        return (*lows, measured[-1].high_pct or 100.0)

    def zone_of(self, pct: float) -> Zone | None:
        """The zone of `pct` percent of maximal heart rate; None below the lowest.

        A percentage above the top (a pulse higher than the stored maximum) is in the top zone.
        """
        if not math.isfinite(pct) or pct < 0:
            raise InvalidValue("physiology.pct_out_of_range", pct=f"{pct:g}")
        found = None
        for zone in self.heart_rate_zones:
            if zone.low_pct is not None and pct >= zone.low_pct - _TINY:
                found = zone
        return found

    def zones_of_borg(self, borg: int) -> tuple[Zone, ...]:
        """The zones whose effort numbers (6–20) hold `borg`; several where the scale lets them overlap."""
        if not 6 <= borg <= 20:
            raise InvalidValue("physiology.borg_out_of_range", borg=borg)
        return tuple(
            zone
            for zone in self.zones
            if zone.borg_low is not None
            and zone.borg_high is not None
            and zone.borg_low <= borg <= zone.borg_high
        )


@dataclass(frozen=True, slots=True)
class PersonalZone:
    """A zone in one person's beats: `low_bpm` and `high_bpm` are whole numbers and both belong to the zone."""

    zone: Zone
    low_bpm: int
    high_bpm: int


def personal_zones(scale: ZoneScale, hr_max: HrMax) -> tuple[PersonalZone, ...]:
    """The heart-rate zones of `scale` in bpm for this maximum.

    A pulse on a border belongs to the upper zone, as in `ZoneScale.zone_of`. With maximum 195 this gives the numbers
    Olympiatoppen's own calculator shows: 107-140, 141-159, 160-169, 170-179, 180-195 (olt-skala.nif.no); the lowest
    bound is rounded down as it is there, since no zone lies below it.
    """
    borders = [pct * hr_max.bpm / 100.0 for pct in scale.edges]
    lows = [math.floor(borders[0] + _TINY), *(math.ceil(border - _TINY) for border in borders[1:-1])]
    highs = [*(low - 1 for low in lows[1:]), math.floor(borders[-1] + _TINY)]
    return tuple(
        PersonalZone(zone, low, high)
        for zone, low, high in zip(scale.heart_rate_zones, lows, highs, strict=True)
    )
