"""Field types the schemas share: what YAML writes as text, number or list, and the core holds as enum or tuple."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import Field

from medgang.core.errors import MedgangError
from medgang.core.physiology.body import Sex
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes.strength_scheme import Span

Class = Annotated[IntensityClass, Field(strict=False)]
"""`light`, `moderate` or `high`."""

SexField = Annotated[Sex, Field(strict=False)]
"""`female` or `male`."""

Numbers2 = Annotated[tuple[float, float], Field(strict=False)]
"""`[low, high]`."""

WholeNumbers2 = Annotated[tuple[int, int], Field(strict=False)]
"""`[low, high]` in whole numbers."""

OneOrSpan = int | WholeNumbers2
"""`4`, or `[3, 5]` where a source leaves room."""

S = TypeVar("S")
T = TypeVar("T")


def span(value: int | tuple[int, int]) -> Span:
    """A whole number or a pair as a span."""
    return Span(value, value) if isinstance(value, int) else Span(*value)


def both(pair: tuple[T, T] | None) -> tuple[T, T] | tuple[None, None]:
    """The pair, or twice nothing."""
    return (None, None) if pair is None else pair


def built(schema: S, build: Callable[[], object]) -> S:
    """`schema` when `build` makes the core's own value of it; the core's refusal becomes the file's reason."""
    try:
        build()
    except MedgangError as error:
        raise ValueError(str(error)) from error
    return schema
