"""Harder, easier or the same next time: the protocol's own rule, with sizes only where a clinician has set them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue


class Direction(StrEnum):
    """What the pulse in minute three says about the load."""

    RAISE = "raise"
    KEEP = "keep"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"


def direction(first_bout_pct: float | None, low_pct: float = 85.0, high_pct: float = 95.0) -> Direction:
    """The pulse in minute three of the first bout, in percent of maximum, against the band of the bouts.

    The first bout should come to, or just over, 85 %; the pulse creeps up in the later ones at the same load
    (rusfeltet.no, article 4156). Without a usable pulse nobody can tell.
    """
    if first_bout_pct is None or not math.isfinite(first_bout_pct):
        return Direction.CANNOT_TELL
    if first_bout_pct < low_pct:
        return Direction.RAISE
    if first_bout_pct > high_pct:
        return Direction.LOWER
    return Direction.KEEP


@dataclass(frozen=True, slots=True)
class TreadmillLoad:
    """Speed (km/h, 0–25) and incline (%, 0–25) of the bouts."""

    speed_kmh: float
    incline_pct: float

    def __post_init__(self) -> None:
        if not (0 < self.speed_kmh <= 25 and 0 <= self.incline_pct <= 25):
            raise InvalidValue("programmes.load_out_of_range")


@dataclass(frozen=True, slots=True)
class ClinicianRule:
    """How much a named clinician lets the load change at a time: km/h and percent incline, one or both."""

    speed_step_kmh: float = 0.0
    incline_step_pct: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.speed_step_kmh <= 2 and 0 <= self.incline_step_pct <= 5):
            raise InvalidValue("programmes.step_out_of_range")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to try next time. `load` is None where no clinician's rule says how much; a person can always change it."""

    direction: Direction
    load: TreadmillLoad | None


def suggest(current: TreadmillLoad, first_bout_pct: float | None, rule: ClinicianRule | None) -> Suggestion:
    """The direction, and the next load by the clinician's own rule where there is one."""
    found = direction(first_bout_pct)
    if found is Direction.CANNOT_TELL:
        return Suggestion(found, None)
    if found is Direction.KEEP:
        return Suggestion(found, current)
    if rule is None or rule == ClinicianRule():
        return Suggestion(found, None)
    sign = 1 if found is Direction.RAISE else -1
    return Suggestion(
        found,
        TreadmillLoad(
            round(min(25.0, max(0.5, current.speed_kmh + sign * rule.speed_step_kmh)), 1),
            round(min(25.0, max(0.0, current.incline_pct + sign * rule.incline_step_pct)), 1),
        ),
    )
