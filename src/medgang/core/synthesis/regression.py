"""Why studies differ: meta-regression and subgroups. Associations between studies, never proof of a cause."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import chi2_tail, f_tail, half_width, quantile, two_sided
from medgang.core.synthesis.effects import effect_of
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.linear import fit, problem, typical_variance
from medgang.core.synthesis.pooling import HEADLINE_FROM, Study, hksj_factor, pool
from medgang.core.synthesis.results import Interval, PooledResult
from medgang.core.synthesis.tau2 import estimate_tau2, i2_of

_PERFECT = 1e-12
STUDIES_PER_COEFFICIENT = 10
"""Below this a regression is shown with a warning (Cochrane Handbook 6, section 10.11)."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One term: its name (`intercept`, a column, or `column=value`), estimate and interval on the pooled scale."""

    name: str
    estimate: float
    se: float
    statistic: float
    p: float
    ci: Interval


@dataclass(frozen=True, slots=True)
class MetaRegression:
    """A mixed-effects meta-regression. `qe` is residual heterogeneity, `qm` the test of all terms but the intercept.

    Under HKSJ `qm` is an F statistic with `qm_df` and `q_df`; otherwise chi-squared with `qm_df`. `r2` is the percent
    of τ² that the terms account for, None in a common-effect model or where there was none.
    """

    k: int
    left_out: tuple[str, ...]
    coefficients: tuple[Coefficient, ...]
    tau2: float | None
    tau2_se: float | None
    i2: float
    h2: float
    r2: float | None
    qe: float
    q_df: int
    qe_p: float
    qm: float
    qm_df: int
    qm_p: float
    test: CiTest
    notes: tuple[str, ...] = ()


Moderator = Sequence[float | str | None]


def _columns(name: str, values: Sequence[float | str]) -> list[tuple[str, list[float]]]:
    """A number stays a column; words become one 0/1 column for each word after the first in alphabetical order."""
    if all(isinstance(value, (int, float)) for value in values):
        return [(name, [float(value) for value in values])]
    words = sorted({str(value) for value in values})
    return [(f"{name}={word}", [float(str(value) == word) for value in values]) for word in words[1:]]


def meta_regression(
    studies: Sequence[Study],
    moderators: Mapping[str, Moderator],
    measure: Measure,
    method: Method = Method.REML,
    test: CiTest = CiTest.HKSJ,
) -> MetaRegression:
    """Regress the studies' effects on `moderators`, one value per study; a study without a value is left out.

    Source: Viechtbauer W. J Stat Softw 2010;36(3), doi 10.18637/jss.v036.i03; Knapp & Hartung 2003,
    doi 10.1002/sim.1482.
    """
    import numpy as np

    if method.needs_counts:
        raise InvalidValue("synthesis.no_regression", method=method.value)
    complete = [
        index
        for index in range(len(studies))
        if all(values[index] is not None and values[index] != "" for values in moderators.values())
    ]
    kept = [studies[index] for index in complete]
    terms: list[tuple[str, list[float]]] = []
    for name, values in moderators.items():
        chosen = [value for index in complete if (value := values[index]) is not None]
        terms += _columns(name, chosen)
    if not terms or len(kept) < len(terms) + 2:
        raise InvalidValue("synthesis.too_few_for_regression", k=len(kept), terms=len(terms))
    effects = [effect_of(measure, study.data) for study in kept]
    yi, vi = [effect.yi for effect in effects], [effect.vi for effect in effects]
    data = problem(yi, vi, [np.asarray(column) for _, column in terms])
    tau2 = estimate_tau2(data, method)
    at = fit(data, tau2.value)
    factor, df = hksj_factor(data, at, test)
    notes = ["synthesis.regression_few"] if len(kept) < STUDIES_PER_COEFFICIENT * len(terms) else []
    if factor < _PERFECT:
        # The points lie on the line: Hartung-Knapp's factor would leave no uncertainty at all.
        test, factor = CiTest.HKSJ_ADHOC, 1.0
        notes.append("synthesis.hksj_perfect")
    vcov = at.bread * factor
    coefficients = []
    for index, name in enumerate(["intercept", *(name for name, _ in terms)]):
        estimate, se = float(at.beta[index]), math.sqrt(float(vcov[index, index]))
        half = half_width(se, df)
        ci = Interval(estimate - half, estimate + half, test.value, df)
        coefficients.append(Coefficient(name, estimate, se, estimate / se, two_sided(estimate / se, df), ci))
    tested = at.beta[1:]
    qm = float(tested @ np.linalg.solve(vcov[1:, 1:], tested))
    m = len(terms)
    if df is not None:
        qm /= m
    typical = typical_variance(data)
    qe = fit(data, 0.0).q
    r2, i2, h2 = None, max(0.0, 100 * (qe - data.df) / qe) if qe > 0 else 0.0, qe / data.df
    if method.is_random:
        i2, h2 = i2_of(tau2.value, typical), tau2.value / typical + 1
        unexplained = estimate_tau2(problem(yi, vi), method).value
        r2 = max(0.0, 100 * (unexplained - tau2.value) / unexplained) if unexplained > 0 else None
    return MetaRegression(
        k=len(kept),
        left_out=tuple(study.label for index, study in enumerate(studies) if index not in set(complete)),
        coefficients=tuple(coefficients),
        tau2=tau2.value if method.is_random else None,
        tau2_se=tau2.se if method.is_random else None,
        i2=i2,
        h2=h2,
        r2=r2,
        qe=qe,
        q_df=data.df,
        qe_p=chi2_tail(qe, data.df),
        qm=qm,
        qm_df=m,
        qm_p=chi2_tail(qm, m) if df is None else f_tail(qm, m, df),
        test=test,
        notes=tuple(notes),
    )


def _wider_se(one: PooledResult) -> float:
    """The standard error of the wider interval: Hartung-Knapp's may be 0 where effects are alike."""
    if one.other_ci is not None and one.other_ci.df is None:
        return one.other_ci.width / (2 * quantile(0.975, None))
    return one.se or 0.0


@dataclass(frozen=True, slots=True)
class Subgroups:
    """Each group pooled by itself, and the test that they differ.

    `q_between` compares the groups' pooled estimates with their own τ²; it is None where fewer than two groups have
    a headline. Groups compared between studies are observational, randomised trials or not.
    """

    groups: tuple[tuple[str, PooledResult], ...]
    q_between: float | None
    df: int | None
    p: float | None
    notes: tuple[str, ...] = ()


def subgroups(
    studies: Sequence[Study],
    groups: Sequence[str],
    measure: Measure,
    method: Method = Method.REML,
    test: CiTest | None = None,
) -> Subgroups:
    """Pool within each group, and test the difference with Σ (estimate - mean)² / se² on groups - 1 df.

    Source: Borenstein M et al. Introduction to meta-analysis, 2009, chapter 19 (separate τ² per group).
    """
    found = []
    for group in sorted(set(groups)):
        members = [study for study, name in zip(studies, groups, strict=True) if name == group]
        found.append((group, pool(members, measure, method, test)))
    heads = [(one.estimate, _wider_se(one)) for _, one in found if one.estimate is not None]
    if len(heads) < 2:
        return Subgroups(tuple(found), None, None, None, ("synthesis.subgroups_too_small",))
    weights = [1 / se**2 for _, se in heads]
    mean = sum(weight * estimate for weight, (estimate, _) in zip(weights, heads, strict=True)) / sum(weights)
    q = sum(weight * (estimate - mean) ** 2 for weight, (estimate, _) in zip(weights, heads, strict=True))
    notes = ("synthesis.subgroups_small",) if any(one.k < HEADLINE_FROM for _, one in found) else ()
    return Subgroups(tuple(found), q, len(heads) - 1, chi2_tail(q, len(heads) - 1), notes)
