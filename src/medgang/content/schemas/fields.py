"""Field types the schemas share: what YAML writes as text, number or list, and the core holds as enum or tuple."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from medgang.core.physiology.intensity import IntensityClass

Class = Annotated[IntensityClass, Field(strict=False)]
"""`light`, `moderate` or `high`."""

Numbers2 = Annotated[tuple[float, float], Field(strict=False)]
"""`[low, high]`."""
