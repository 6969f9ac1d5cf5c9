"""Felt effort as types of their own, so that a 6–20 rating is never mistaken for a 0–10 one."""

from __future__ import annotations

from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.physiology.zones import Zone, ZoneScale


@dataclass(frozen=True, slots=True, order=True)
class Borg:
    """A rating of perceived exertion, whole numbers 6 to 20 (Borg 1982). The wording is the owner's, not ours."""

    value: int

    def __post_init__(self) -> None:
        if not 6 <= self.value <= 20:
            raise InvalidValue("physiology.borg_out_of_range", borg=self.value)


@dataclass(frozen=True, slots=True, order=True)
class Cr10:
    """An effort of the whole session, 0 to 10 in halves."""

    value: float

    def __post_init__(self) -> None:
        if not (0 <= self.value <= 10 and float(self.value * 2).is_integer()):
            raise InvalidValue("physiology.cr10_out_of_range", value=f"{self.value:g}")


def borg_at(scale: ZoneScale, pct: float) -> tuple[Borg, Borg] | None:
    """The effort numbers that go with `pct` percent of maximal heart rate on this scale; None below its lowest zone."""
    zone = scale.zone_of(pct)
    if zone is None or zone.borg_low is None or zone.borg_high is None:
        return None
    return Borg(zone.borg_low), Borg(zone.borg_high)


def zones_at(scale: ZoneScale, borg: Borg) -> tuple[Zone, ...]:
    """The zones of this scale that an effort number may be in."""
    return scale.zones_of_borg(borg.value)
