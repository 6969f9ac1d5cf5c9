"""The activity catalogue: what can be done, how hard it is, where, with what, and what to look out for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.physiology.intensity import IntensityClass, rank


class Place(StrEnum):
    """Where an activity is done."""

    INDOORS = "indoors"
    OUTDOORS = "outdoors"
    WATER = "water"


class Risk(StrEnum):
    """What a leader thinks of before it starts. A reminder, never a clearance."""

    FALL = "fall"
    CONTACT = "contact"
    DROWNING = "drowning"
    COLD = "cold"
    HEAVY_LOAD = "heavy_load"
    TRAFFIC = "traffic"
    CLOSENESS = "closeness"  # touch and tight rooms may bring back hard memories


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. It is classed by what it usually is; `can_be_eased` says that it can be led as light."""

    key: str
    intensity_class: IntensityClass
    places: frozenset[Place]
    equipment: tuple[str, ...] = ()
    risks: frozenset[Risk] = frozenset()
    in_group: bool = False
    can_be_eased: bool = False

    def __post_init__(self) -> None:
        if not self.places:
            raise InvalidValue("programmes.activity_nowhere", activity=self.key)


def open_for(
    activities: Iterable[Activity], highest: IntensityClass, place: Place | None = None
) -> tuple[Activity, ...]:
    """The activities no harder than `highest`, or that can be eased to it, in the given order; at `place` if given."""
    return tuple(
        one
        for one in activities
        if (rank(one.intensity_class) <= rank(highest) or one.can_be_eased)
        and (place is None or place in one.places)
    )
