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
    """One activity. It is classed by what it usually is; `eases_to` is how easy it can be led, if easier."""

    key: str
    intensity_class: IntensityClass
    places: frozenset[Place]
    equipment: tuple[str, ...] = ()
    risks: frozenset[Risk] = frozenset()
    in_group: bool = False
    eases_to: IntensityClass | None = None

    def __post_init__(self) -> None:
        if not self.places:
            raise InvalidValue("programmes.activity_nowhere", activity=self.key)
        if self.eases_to is not None and rank(self.eases_to) >= rank(self.intensity_class):
            raise InvalidValue("programmes.activity_eases_up", activity=self.key)

    @property
    def easiest(self) -> IntensityClass:
        """How easy it can be led."""
        return self.eases_to or self.intensity_class


def open_for(
    activities: Iterable[Activity], highest: IntensityClass, place: Place | None = None
) -> tuple[Activity, ...]:
    """The activities that are, or can be led, no harder than `highest`, in the given order; at `place` if given."""
    return tuple(
        one
        for one in activities
        if rank(one.easiest) <= rank(highest) and (place is None or place in one.places)
    )
