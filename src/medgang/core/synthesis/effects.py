"""From the numbers a study prints to an effect and its sampling variance on the pooled scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import assert_never

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import hedges_correction
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.paired import Paired, paired_md, paired_smd
from medgang.core.synthesis.results import Correlation, Given, Proportion, StudyData, TwoByTwo, TwoGroups

CORRECTION = 0.5
"""Added to every cell of a table that has a zero, and to no other table."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect `yi` with sampling variance `vi` on its measure's pooled scale, and codes for what was done."""

    yi: float
    vi: float
    flags: tuple[str, ...] = ()


def standardised_mean_difference(data: TwoGroups) -> Effect:
    """Hedges' g, in pooled standard deviations; positive when the first group's mean is higher.

    Large-sample variance 1/n1 + 1/n2 + g² / (2 (n1 + n2)). Source: Hedges LV. J Educ Stat 1981;6:107-128,
    doi 10.3102/10769986006002107.
    """
    df = data.n1i + data.n2i - 2
    pooled = math.sqrt(((data.n1i - 1) * data.sd1i**2 + (data.n2i - 1) * data.sd2i**2) / df)
    g = hedges_correction(df) * (data.m1i - data.m2i) / pooled
    return Effect(g, 1 / data.n1i + 1 / data.n2i + g**2 / (2 * (data.n1i + data.n2i)))


def mean_difference(data: TwoGroups) -> Effect:
    """First mean less second, in the outcome's unit; variance sd1²/n1 + sd2²/n2 (no equal-variance assumption)."""
    return Effect(data.m1i - data.m2i, data.sd1i**2 / data.n1i + data.sd2i**2 / data.n2i)


def _corrected(data: TwoByTwo) -> tuple[float, float, float, float, tuple[str, ...]]:
    a, b, c, d = data.cells
    if data.has_zero_cell:
        half = CORRECTION
        flags = ("synthesis.zero_cell_corrected",)
        return a + half, b + half, c + half, d + half, flags
    return a, b, c, d, ()


def log_odds_ratio(data: TwoByTwo) -> Effect:
    """ln(ad / bc); variance 1/a + 1/b + 1/c + 1/d (Woolf 1955, doi 10.1111/j.1469-1809.1955.tb01348.x)."""
    a, b, c, d, flags = _corrected(data)
    return Effect(math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d, flags)


def log_risk_ratio(data: TwoByTwo) -> Effect:
    """ln of the ratio of risks; variance 1/a - 1/n1 + 1/c - 1/n2 (Katz 1978, doi 10.2307/2530610)."""
    a, b, c, d, flags = _corrected(data)
    return Effect(math.log((a / (a + b)) / (c / (c + d))), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d), flags)


def risk_difference(data: TwoByTwo) -> Effect:
    """First risk less second, as a fraction of 1; variance p1 (1 - p1) / n1 + p2 (1 - p2) / n2."""
    a, b, c, d, flags = _corrected(data)
    n1, n2 = a + b, c + d
    return Effect(a / n1 - c / n2, a * b / n1**3 + c * d / n2**3, flags)


def fisher_z(data: Correlation) -> Effect:
    """Fisher's z of a correlation; variance 1 / (n - 3) (Fisher 1921, Metron 1:3-32)."""
    return Effect(math.atanh(data.ri), 1 / (data.ni - 3))


def logit_proportion(data: Proportion) -> Effect:
    """ln(x / (n - x)); variance 1/x + 1/(n - x); a half added to both where one is zero."""
    x, rest, flags = data.xi, data.ni - data.xi, ()
    if x == 0 or rest == 0:
        return Effect(
            math.log((x + CORRECTION) / (rest + CORRECTION)),
            1 / (x + CORRECTION) + 1 / (rest + CORRECTION),
            ("synthesis.zero_cell_corrected",),
        )
    return Effect(math.log(x / rest), 1 / x + 1 / rest, flags)


def effect_of(measure: Measure, data: StudyData | Paired) -> Effect:
    """The effect of one study. Raises `synthesis.wrong_data` where the numbers are not of the measure's kind."""
    found: Effect | None = None
    match measure, data:
        case Measure.SMD, TwoGroups():
            found = standardised_mean_difference(data)
        case Measure.MD, TwoGroups():
            found = mean_difference(data)
        case ((Measure.SMD | Measure.MD), Paired()):
            yi, vi, flags = paired_smd(data) if measure is Measure.SMD else paired_md(data)
            found = Effect(yi, vi, flags)
        case Measure.OR, TwoByTwo():
            found = log_odds_ratio(data)
        case Measure.RR, TwoByTwo():
            found = log_risk_ratio(data)
        case Measure.RD, TwoByTwo():
            found = risk_difference(data)
        case Measure.COR, Correlation():
            found = fisher_z(data)
        case Measure.PROP, Proportion():
            found = logit_proportion(data)
        case _, Given():
            found = Effect(data.yi, data.vi)
        case _:
            raise InvalidValue("synthesis.wrong_data", measure=measure.value, data=type(data).__name__)
    if found.vi <= 0:
        raise InvalidValue("synthesis.variance_not_positive", value=found.vi)
    return found


def sample_size(data: StudyData | Paired) -> float | None:
    """How many persons the numbers rest on; None for an effect that was given."""
    match data:
        case TwoGroups() | TwoByTwo():
            return data.n1i + data.n2i
        case Correlation() | Proportion():
            return data.ni
        case Paired():
            return data.n
        case Given():
            return None
        case _:
            assert_never(data)
