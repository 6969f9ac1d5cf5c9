"""The same persons twice: crossover trials and before-after, where the pairing decides the standard error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import half_width, quantile
from medgang.core.synthesis.results import LARGEST, SMALLEST, Interval


class CrossoverUse(StrEnum):
    """How a crossover trial's numbers enter the analysis."""

    PAIRED = "paired"
    AS_PARALLEL = "as-parallel"  # as if two groups of different persons: too wide an interval
    FIRST_PERIOD = "first-period"  # only the first period: half the persons, and a possible bias


@dataclass(frozen=True, slots=True)
class Paired:
    """Two conditions (or two times) in the same `n` persons; means and SDs in the outcome's unit.

    Give the SD of the within-person differences where it is printed, or can be recovered from a paired interval, t
    or p (`sd_difference_from_*`). Otherwise give `r`, the correlation within persons, and say whether it was
    `r_imputed` from elsewhere.
    """

    m1: float
    sd1: float
    m2: float
    sd2: float
    n: int
    sd_diff: float | None = None
    r: float | None = None
    r_imputed: bool = False
    use: CrossoverUse = CrossoverUse.PAIRED

    def __post_init__(self) -> None:
        for name, value in (("m1", self.m1), ("m2", self.m2), ("n", self.n)):
            if not math.isfinite(value):
                raise InvalidValue("synthesis.not_a_number", field=name)
            if abs(value) > LARGEST:
                raise InvalidValue("synthesis.out_of_range", field=name, value=value)
        for name, sd in (("sd1", self.sd1), ("sd2", self.sd2), ("sd_diff", self.sd_diff)):
            if sd is not None and not (math.isfinite(sd) and sd > 0):
                raise InvalidValue("synthesis.sd_not_positive", field=name, value=sd)
            if sd is not None and not SMALLEST <= sd <= LARGEST:
                raise InvalidValue("synthesis.out_of_range", field=name, value=sd)
        if self.n < 2:
            raise InvalidValue("synthesis.group_too_small", field="n", value=self.n)
        if self.r is not None and not -1 < self.r < 1:
            raise InvalidValue("synthesis.correlation_outside", value=self.r)
        if self.use is CrossoverUse.PAIRED and self.sd_diff is None and self.r is None:
            raise InvalidValue("synthesis.no_pairing")

    @property
    def correlation(self) -> float:
        """r as given, or as the three SDs imply: (sd1² + sd2² - sd_diff²) / (2 sd1 sd2).

        Source: Cochrane Handbook 5.1, section 16.4.6.3. Raises where the three SDs contradict each other.
        """
        if self.r is not None:
            return self.r
        if self.sd_diff is None:
            return 0.0
        r = (self.sd1**2 + self.sd2**2 - self.sd_diff**2) / (2 * self.sd1 * self.sd2)
        if not -1 < r < 1:
            raise InvalidValue("synthesis.sds_contradict", value=round(r, 3))
        return r

    @property
    def sd_of_difference(self) -> float:
        """SD of the within-person differences, printed or √(sd1² + sd2² - 2 r sd1 sd2)."""
        if self.sd_diff is not None:
            return self.sd_diff
        square = self.sd1**2 + self.sd2**2 - 2 * self.correlation * self.sd1 * self.sd2
        return math.sqrt(max(0.0, square))  # r next to 1 may leave less than nothing after rounding

    @property
    def flags(self) -> tuple[str, ...]:
        """What a reader must know about how these numbers were used."""
        if self.use is CrossoverUse.AS_PARALLEL:
            return ("synthesis.crossover_as_parallel",)
        found = ("synthesis.crossover_first_period",) if self.use is CrossoverUse.FIRST_PERIOD else ()
        imputed = self.r_imputed and self.sd_diff is None and not found
        return (*found, "synthesis.r_imputed") if imputed else found


def paired_md(data: Paired) -> tuple[float, float, tuple[str, ...]]:
    """Mean difference, its variance SDdiff² / n, and flags.

    Used as parallel arms or first period only, the variance is that of two separate groups of `n` each.
    Source: Cochrane Handbook 5.1, section 16.4.6.1.
    """
    if data.use is not CrossoverUse.PAIRED:
        return data.m1 - data.m2, (data.sd1**2 + data.sd2**2) / data.n, data.flags
    return data.m1 - data.m2, data.sd_of_difference**2 / data.n, data.flags


def paired_smd(data: Paired) -> tuple[float, float, tuple[str, ...]]:
    """Mean difference over the raw pooled SD √((sd1² + sd2²) / 2), never over the SD of differences.

    Variance (1/n + d² / (2n)) · 2 (1 - r); without the small-sample factor, as printed in the source. Used as
    parallel arms or first period only: 2/n + d² / (4n). Source: Cochrane Handbook 5.1, section 16.4.6.2.
    """
    d = (data.m1 - data.m2) / math.sqrt((data.sd1**2 + data.sd2**2) / 2)
    if data.use is not CrossoverUse.PAIRED:
        return d, 2 / data.n + d**2 / (4 * data.n), data.flags
    return d, (1 / data.n + d**2 / (2 * data.n)) * 2 * (1 - data.correlation), data.flags


def sd_difference_from_ci(low: float, high: float, n: int, level: float = 0.95) -> float:
    """SD of the differences from a paired t interval: width / (2 t) · √n. Handbook 5.1, section 16.4.6.1."""
    if not high > low or n < 2:
        raise InvalidValue("synthesis.bad_interval")
    return (high - low) / (2 * quantile(1 - (1 - level) / 2, n - 1)) * math.sqrt(n)


def sd_difference_from_t(difference: float, t: float, n: int) -> float:
    """SD of the differences from a paired t statistic: |difference / t| · √n."""
    if t == 0 or difference == 0 or n < 2:
        raise InvalidValue("synthesis.bad_interval")
    return abs(difference / t) * math.sqrt(n)


def sd_difference_from_p(difference: float, p: float, n: int) -> float:
    """SD of the differences from an exact two-sided p-value of a paired t test."""
    if not 0 < p < 1 or n < 2:
        raise InvalidValue("synthesis.bad_interval")
    return sd_difference_from_t(difference, quantile(1 - p / 2, n - 1), n)


@dataclass(frozen=True, slots=True)
class CorrelationSensitivity:
    """What another r would have given: effect and standard error."""

    r: float
    estimate: float
    se: float


def r_sensitivity(
    data: Paired, *, standardised: bool, rs: Sequence[float] = (0.0, 0.3, 0.5, 0.7, 0.9)
) -> tuple[CorrelationSensitivity, ...]:
    """The effect under other correlations, for a study whose r was imputed."""
    compute = paired_smd if standardised else paired_md
    found = []
    for r in rs:
        estimate, variance, _ = compute(replace(data, r=r, sd_diff=None, r_imputed=True))
        found.append(CorrelationSensitivity(r, estimate, math.sqrt(variance)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Mean change within a programme with its t interval, how many were measured twice, and how many were not."""

    change: float
    ci: Interval
    n: int
    missing: int


def paired_change(data: Paired, *, started: int) -> PairedChange:
    """Second mean less first, over those measured both times; `started` began, so the rest are missing and said."""
    if started < data.n:
        raise InvalidValue("synthesis.more_than_started", n=data.n, started=started)
    change, se = data.m2 - data.m1, data.sd_of_difference / math.sqrt(data.n)
    half = half_width(se, data.n - 1)
    return PairedChange(
        change, Interval(change - half, change + half, "t", data.n - 1), data.n, started - data.n
    )
