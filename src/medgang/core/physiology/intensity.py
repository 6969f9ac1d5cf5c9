"""How hard something is, in the three classes that decide what a patient may do before clearance."""

from __future__ import annotations

from enum import StrEnum


class IntensityClass(StrEnum):
    """The class of an activity, a session plan or a test.

    Light is open unless a red flag closes the day; systematic moderate training waits for the medical and
    psychological assessment; high intensity, tests above light effort and one-repetition maxima wait for clearance.
    """

    LIGHT = "light"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for light, 1 for moderate, 2 for high."""
        return tuple(IntensityClass).index(self)


def hardest(classes: tuple[IntensityClass, ...]) -> IntensityClass:
    """The hardest of several classes; light for none."""
    return max(classes, key=lambda one: one.rank, default=IntensityClass.LIGHT)
