"""Quantiles and tails, from `scipy.special` (which loads in a fraction of the time of `scipy.stats`)."""

from __future__ import annotations

import math


def quantile(probability: float, df: float | None) -> float:
    """The point below which `probability` of a t distribution with `df` lies; the normal one for df None."""
    from scipy import special

    found = special.ndtri(probability) if df is None else special.stdtrit(df, probability)
    return float(found)


def two_sided(statistic: float, df: float | None) -> float:
    """The two-sided p-value of a z (df None) or t statistic."""
    from scipy import special

    tail = special.ndtr(-abs(statistic)) if df is None else special.stdtr(df, -abs(statistic))
    return float(min(1.0, 2 * tail))


def ratio(estimate: float, se: float) -> float:
    """Estimate over standard error; where the error is 0, 0 for no effect (rounding set aside) and else infinite."""
    if se > 0:
        return estimate / se
    return 0.0 if abs(estimate) < 1e-12 else math.copysign(math.inf, estimate)


def chi2_tail(statistic: float, df: float) -> float:
    """The probability above `statistic` in a chi-squared distribution."""
    from scipy import special

    return float(special.chdtrc(df, statistic)) if df > 0 else 1.0


def chi2_quantile(probability: float, df: float) -> float:
    """The point below which `probability` of a chi-squared distribution lies."""
    from scipy import special

    return float(special.chdtri(df, 1 - probability))


def f_tail(statistic: float, df1: float, df2: float) -> float:
    """The probability above `statistic` in an F distribution."""
    from scipy import special

    return float(special.fdtrc(df1, df2, statistic))


def half_width(se: float, df: float | None, level: float = 0.95) -> float:
    """Half of the interval around an estimate with standard error `se`."""
    return quantile(1 - (1 - level) / 2, df) * se


def hedges_correction(df: float) -> float:
    """The exact factor that takes the small-sample bias out of a standardised mean difference.

    Valid for df > 1; approaches 1 - 3 / (4 df - 1). Source: Hedges LV. J Educ Stat 1981;6:107-128,
    doi 10.3102/10769986006002107.
    """
    if df > 1e5:  # there the two differ by less than rounding, and the gamma functions lose more than that
        return 1 - 3 / (4 * df - 1)
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)
