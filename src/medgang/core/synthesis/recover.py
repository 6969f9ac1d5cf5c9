"""Numbers a report does not print but implies: SDs from standard errors and intervals, variances from intervals."""

from __future__ import annotations

import math

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import quantile
from medgang.core.synthesis.kinds import Measure, Scale
from medgang.core.synthesis.results import Given

_UNEVEN = 0.1
"""How far from the middle of its interval an estimate may lie, in parts of the width; beyond, a likely misprint."""


def on_scale(scale: Scale, value: float) -> float:
    """A natural value on the pooled scale. Raises where it has no place there (a ratio of 0, a proportion of 1)."""
    try:
        match scale:
            case Scale.LOG:
                return math.log(value)
            case Scale.LOGIT:
                return math.log(value / (1 - value))
            case Scale.FISHER_Z:
                return math.atanh(value)
            case _:
                return value
    except (ValueError, ZeroDivisionError) as error:
        raise InvalidValue("synthesis.not_on_scale", value=value) from error


def given_from_ci(measure: Measure, estimate: float, low: float, high: float, level: float = 0.95) -> Given:
    """A printed effect with its confidence interval, as effect and variance on the pooled scale.

    Variance: (width / (2 z))². An estimate far from the middle of its interval on that scale is refused: the interval
    is then of another kind, or misprinted. Source: Cochrane Handbook 5.1, section 7.7.7.2.
    """
    y, ends = on_scale(measure.scale, estimate), (on_scale(measure.scale, low), on_scale(measure.scale, high))
    width = ends[1] - ends[0]
    if width <= 0:
        raise InvalidValue("synthesis.bad_interval")
    if abs(y - sum(ends) / 2) > _UNEVEN * width:
        raise InvalidValue("synthesis.interval_uneven", estimate=estimate, low=low, high=high)
    return Given(y, (width / (2 * quantile(1 - (1 - level) / 2, None))) ** 2)


def sd_from_se(se: float, n: int) -> float:
    """SD of one group: se · √n. Source: Cochrane Handbook 5.1, section 7.7.3.2."""
    if se <= 0 or n < 2:
        raise InvalidValue("synthesis.sd_not_positive", field="se", value=se)
    return se * math.sqrt(n)


def sd_from_ci(low: float, high: float, n: int, level: float = 0.95) -> float:
    """SD of one group from the interval of its mean: √n · width / (2 t). Source: as above."""
    if not high > low or n < 2:
        raise InvalidValue("synthesis.bad_interval")
    return math.sqrt(n) * (high - low) / (2 * quantile(1 - (1 - level) / 2, n - 1))


def combined(m1: float, sd1: float, n1: int, m2: float, sd2: float, n2: int) -> tuple[float, float, int]:
    """Mean, SD and n of two groups taken as one (two exercise arms against one control).

    Source: Cochrane Handbook 5.1, table 7.7.a.
    """
    n = n1 + n2
    if min(n1, n2) < 1 or n < 2:
        raise InvalidValue("synthesis.group_too_small", field="n", value=min(n1, n2))
    between = n1 * n2 / n * (m1 - m2) ** 2
    sd = math.sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2 + between) / (n - 1))
    return (n1 * m1 + n2 * m2) / n, sd, n
