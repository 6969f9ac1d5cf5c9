"""Strength as it is prescribed: sets, repetitions, load and rest, with a range where the source gives one."""

from __future__ import annotations

from dataclasses import dataclass

from medgang.core.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number, or from–to where the source leaves room."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise InvalidValue("programmes.span", low=self.low, high=self.high)


@dataclass(frozen=True, slots=True)
class StrengthScheme:
    """How strength is trained: exercises, sets (None: the source does not say), repetitions, share of 1RM, rest (s)."""

    exercises: Span
    sets: int | None
    repetitions: Span
    low_pct_1rm: float | None
    high_pct_1rm: float | None
    rest_s: int | None

    def __post_init__(self) -> None:
        if (self.low_pct_1rm is None) != (self.high_pct_1rm is None):
            raise InvalidValue("programmes.strength_share")
        if (
            self.low_pct_1rm is not None
            and self.high_pct_1rm is not None
            and not 20 <= self.low_pct_1rm <= self.high_pct_1rm <= 100
        ):
            raise InvalidValue("programmes.strength_share")
