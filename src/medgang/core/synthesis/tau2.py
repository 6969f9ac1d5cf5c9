"""The between-study variance τ² (in squared units of the pooled scale), by eight published estimators.

Every estimator returns a value of at least 0: a moment estimator whose raw value is negative gives 0, which some
public libraries forget.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import assert_never

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import chi2_quantile
from medgang.core.synthesis.kinds import Method
from medgang.core.synthesis.linear import Problem, Weighted, fit, trace_p, trace_pp, typical_variance
from medgang.core.synthesis.results import Interval

_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Tau2:
    """An estimate of τ² and its asymptotic standard error."""

    value: float
    se: float


def _generalised_q_root(data: Problem, target: float) -> float:
    """The τ² at which the generalised Q equals `target`, 0 where even τ² = 0 gives less.

    Q is convex and falling in τ², so Newton's method from 0 climbs to the root without ever passing it.
    """
    tau2 = 0.0
    while True:
        at = fit(data, tau2)
        gap = at.q - target
        if gap <= 0:
            return tau2
        step = gap / float((at.py**2).sum())
        tau2 += step
        if step <= 1e-14 * tau2:
            return tau2


def _slope(data: Problem, at: Weighted, *, restricted: bool) -> tuple[float, float]:
    """Twice the derivative of the (restricted) log-likelihood at a τ², and a step towards its top from there."""
    py = at.py
    if restricted:
        expected, information = trace_p(data, at), trace_pp(data, at)
    else:
        expected, information = float(at.w.sum()), float((at.w**2).sum())
    slope = float((py**2).sum()) - expected
    xpy = data.x.T @ (at.w * py)
    observed = 2 * (float((at.w * py**2).sum()) - float(xpy @ at.bread @ xpy)) - information
    # Newton where the likelihood bends downwards, which ends in a few steps; Fisher scoring elsewhere.
    return slope, slope / (observed if observed > 0.1 * information else information)


def _likelihood_top(data: Problem, *, restricted: bool) -> float:
    """The τ² where the (restricted) likelihood has its top, or 0 where it falls from there on.

    Every step stays between the last point where the likelihood rose and the last where it fell. Source: Viechtbauer
    W. J Educ Behav Stat 2005;30:261-293, doi 10.3102/10769986030003261.
    """
    tau2, low, high = _hedges(data), 0.0, math.inf
    for _ in range(_STEPS):
        slope, step = _slope(data, fit(data, tau2), restricted=restricted)
        if slope > 0:
            low = tau2
        else:
            high = tau2
        aim = tau2 + step
        # Below 0 means: try 0 itself, where the next step ends if the likelihood falls from there.
        moved = 0.0 if aim < 0 else aim if low <= aim <= high else (low + high) / 2
        if abs(moved - tau2) <= 1e-14 * max(moved, float(data.v.min())):
            return moved
        tau2 = moved
    raise InvalidValue("synthesis.did_not_converge")  # pragma: no cover - the bracket halves every step


def _hedges(data: Problem) -> float:
    """The unweighted moment estimator, where the iterations start."""
    import numpy as np

    ones = Problem(data.y, np.ones_like(data.v), data.x)
    plain = fit(ones, 0.0)
    leverage = np.einsum("ij,jk,ik->i", data.x, plain.bread, data.x)
    return max(0.0, (plain.q - float((data.v * (1 - leverage)).sum())) / data.df)


def _dersimonian_laird(data: Problem) -> float:
    """(Q - df) / tr P. Source: DerSimonian R, Laird N. Control Clin Trials 1986;7:177-88, PMID 3802833."""
    at = fit(data, 0.0)
    return max(0.0, (at.q - data.df) / trace_p(data, at))


def _hunter_schmidt(data: Problem) -> float:
    """(Q - k) / Σw, biased low with few studies. Source: Hunter & Schmidt, Methods of meta-analysis, 2004."""
    at = fit(data, 0.0)
    return max(0.0, (at.q - data.k) / float(at.w.sum()))


def _sidik_jonkman_start(data: Problem) -> float:
    """The crude start Σ(y - ȳ)² / k.

    Source: Sidik K, Jonkman JN. Appl Stat 2005;54:367-84, doi 10.1111/j.1467-9876.2005.00489.x.
    """
    return float(((data.y - data.y.mean()) ** 2).sum()) / data.k


def _sidik_jonkman(data: Problem) -> float:
    """The start, scaled by the weighted residuals it leaves; never negative. Source: as above."""
    start = _sidik_jonkman_start(data)
    if start == 0:
        return 0.0
    return start * fit(data, start).q / data.df


def _se(data: Problem, method: Method, tau2: float) -> float:
    """The asymptotic standard error of an estimate of τ². Source: Viechtbauer 2005, as above."""
    at = fit(data, tau2)
    if method is Method.REML:
        return math.sqrt(2 / trace_pp(data, at))
    if method is Method.ML:
        return math.sqrt(2 / float((at.w**2).sum()))
    if method in {Method.PM, Method.EB}:
        return math.sqrt(2 * data.k**2 / data.df) / float(at.w.sum())
    if method is Method.SJ:
        start = _sidik_jonkman_start(data)
        if start == 0:
            return 0.0
        return start / data.df * math.sqrt(_variance_of_quadratic(data, fit(data, start), tau2))
    base = fit(data, 0.0)
    scale = float(base.w.sum()) if method is Method.HS else trace_p(data, base)
    return math.sqrt(_variance_of_quadratic(data, base, tau2)) / scale


def _variance_of_quadratic(data: Problem, at: Weighted, tau2: float) -> float:
    """Var(y'Py) = 2 tr(P Σ P Σ) for P made at `at` and Σ = diag(v + τ²)."""
    sigma = data.v + tau2
    x2 = data.x.T @ (data.x * (at.w**2 * sigma)[:, None])
    x3 = data.x.T @ (data.x * (at.w**3 * sigma**2)[:, None])
    mixed = at.bread @ x2
    trace = ((at.w * sigma) ** 2).sum() - 2 * (at.bread * x3).sum() + (mixed * mixed.T).sum()
    return max(0.0, 2 * float(trace))


def estimate_tau2(data: Problem, method: Method) -> Tau2:
    """τ² by `method`; 0 for the common-effect methods. Needs at least one residual degree of freedom."""
    if data.df < 1:
        raise InvalidValue("synthesis.too_few_studies", k=data.k)
    match method:
        case Method.REML:
            value = _likelihood_top(data, restricted=True)
        case Method.ML:
            value = _likelihood_top(data, restricted=False)
        case Method.PM | Method.EB:
            # Morris's empirical Bayes estimator has the same fixed point as Paule and Mandel's.
            value = _generalised_q_root(data, data.df)
        case Method.DL:
            value = _dersimonian_laird(data)
        case Method.HS:
            value = _hunter_schmidt(data)
        case Method.SJ:
            value = _sidik_jonkman(data)
        case Method.COMMON | Method.MH | Method.PETO:
            return Tau2(0.0, 0.0)
        case _:
            assert_never(method)
    return Tau2(value, _se(data, method, value))


def q_profile(data: Problem, level: float = 0.95) -> Interval:
    """The interval of τ² from the distribution of the generalised Q.

    Both ends are at least 0; an interval that is 0 to 0 means the effects differ less than chance alone would make
    them. Source: Viechtbauer W. Stat Med 2007;26:37-52, doi 10.1002/sim.2514.
    """
    tail = (1 - level) / 2
    low = _generalised_q_root(data, chi2_quantile(1 - tail, data.df))
    high = _generalised_q_root(data, chi2_quantile(tail, data.df))
    return Interval(low, high, "q-profile")


def i2_of(tau2: float, typical: float) -> float:
    """Percent of the total variation that is between studies: 100 τ² / (τ² + s²)."""
    return 100 * tau2 / (tau2 + typical)


def i2_interval(data: Problem, tau2: Interval) -> Interval:
    """The interval of I², from that of τ²."""
    typical = typical_variance(data)
    return Interval(i2_of(tau2.low, typical), i2_of(tau2.high, typical), tau2.method)
