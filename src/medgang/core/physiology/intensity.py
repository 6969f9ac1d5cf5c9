"""How hard something is, in the three classes that decide what a patient may do before clearance."""

from __future__ import annotations

from collections.abc import Iterable

from medgang.core.timeline.levels import Level as IntensityClass

__all__ = ["IntensityClass", "hardest", "rank"]


def rank(intensity: IntensityClass) -> int:
    """0 for light, 1 for moderate, 2 for high."""
    return tuple(IntensityClass).index(intensity)


def hardest(classes: Iterable[IntensityClass]) -> IntensityClass:
    """The hardest of several classes; light for none."""
    return max(classes, key=rank, default=IntensityClass.LIGHT)
