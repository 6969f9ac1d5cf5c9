"""Whether small studies tell another story: funnel tests for each measure, and trim-and-fill as a sensitivity line.

An asymmetric funnel has many reasons (true differences, poorer methods, chance) besides missing studies. Below ten
studies the tests cannot tell chance from anything else and are not made. Rules and choice of test: Sterne JA et al.
BMJ 2011;343:d4002, doi 10.1136/bmj.d4002.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, assert_never

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.diagnostics import problem_of, refit, refusing_counts
from medgang.core.synthesis.distributions import half_width, quantile, ratio, two_sided
from medgang.core.synthesis.effects import sample_size
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.linear import Problem, fit, problem
from medgang.core.synthesis.pooling import Study
from medgang.core.synthesis.results import Interval, TwoByTwo, TwoGroups
from medgang.core.synthesis.tau2 import estimate_tau2

TEST_FROM = 10


class FunnelTest(StrEnum):
    """A test of funnel asymmetry."""

    EGGER = "egger"  # weighted regression of the effect on its standard error
    EGGER_MIXED = "egger-mixed"  # the same as a mixed-effects model
    HARBORD = "harbord"  # efficient score over its variance, odds ratios
    PETERS = "peters"  # on the inverse of the number of persons
    PUSTEJOVSKY = "pustejovsky"  # SMD: a standard error that does not hold the effect itself
    BEGG = "begg"  # rank correlation, weak


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """A funnel test: the slope on its predictor (Kendall's tau for Begg), statistic, df and p.

    `limit` is the effect the line gives for a study without sampling error, with its interval: a hint, no estimate.
    """

    test: FunnelTest
    k: int
    slope: float
    statistic: float | None
    df: float | None
    p: float
    limit: float | None = None
    limit_ci: Interval | None = None


@dataclass(frozen=True, slots=True)
class FunnelVerdict:
    """The tests that fit the measure, or the code that says why none was made."""

    tests: tuple[Asymmetry, ...]
    why_none: str | None = None


def _line(test: FunnelTest, data: Problem, k: int) -> Asymmetry:
    """Weighted least squares of the effect on one predictor, with a residual variance of its own, t with k - 2 df."""
    at = fit(data, 0.0)
    spread = at.q / data.df
    se = [math.sqrt(float(at.bread[i, i]) * spread) for i in range(2)]
    t = ratio(float(at.beta[1]), se[1])
    if at.q <= 1e-24 * float((at.w * data.y**2).sum()):
        # What is left of the residuals is rounding: a slope is then all there is, or nothing.
        slope = float(at.beta[1])
        t = ratio(slope if abs(slope) > 1e-9 * float(abs(data.y).max()) else 0.0, 0.0)
    limit = float(at.beta[0])
    half = half_width(se[0], data.df)
    limit_ci = Interval(limit - half, limit + half, "t", data.df)
    return Asymmetry(test, k, float(at.beta[1]), t, data.df, two_sided(t, data.df), limit, limit_ci)


def egger(studies: Sequence[Study], measure: Measure) -> Asymmetry:
    """Egger's regression as a weighted line with a multiplicative residual variance.

    For mean differences, Fisher's z and effects given with their variances; not for SMD or ratios of counts, whose
    standard error holds the effect. Source: Egger M et al. BMJ 1997;315:629-34, PMID 9310563.
    """
    import numpy as np

    data = problem_of(studies, measure)
    return _line(FunnelTest.EGGER, problem(data.y, data.v, [np.sqrt(data.v)]), data.k)


def egger_mixed(studies: Sequence[Study], measure: Measure, method: Method = Method.REML) -> Asymmetry:
    """Egger's regression as a mixed-effects model with additive τ², tested with z.

    Source: Sterne JAC, Egger M, in Rothstein HR et al., Publication bias in meta-analysis, 2005, chapter 6.
    """
    import numpy as np

    base = problem_of(studies, measure)
    data = problem(base.y, base.v, [np.sqrt(base.v)])
    at = fit(data, estimate_tau2(data, method).value)
    limit, half = float(at.beta[0]), quantile(0.975, None) * math.sqrt(float(at.bread[0, 0]))
    z = float(at.beta[1]) / math.sqrt(float(at.bread[1, 1]))
    return Asymmetry(
        FunnelTest.EGGER_MIXED,
        data.k,
        float(at.beta[1]),
        z,
        None,
        two_sided(z, None),
        limit,
        Interval(limit - half, limit + half, "z"),
    )


def harbord(studies: Sequence[Study]) -> Asymmetry:
    """Efficient score over its variance on 1 / √variance, weighted by the variance; odds ratios.

    Studies without an event, or with nothing but events, carry no score and are left out. Source: Harbord RM, Egger
    M, Sterne JA. Stat Med 2006;25:3443-57, doi 10.1002/sim.2380.
    """
    import numpy as np

    score, variance = [], []
    for table in _tables(studies):
        n, events = table.n1i + table.n2i, table.ai + table.ci
        v = table.n1i * table.n2i * events * (n - events) / (n**2 * (n - 1)) if n > 1 else 0.0
        if v > 0:
            score.append(table.ai - events * table.n1i / n)
            variance.append(v)
    _enough(len(score))
    weights = np.asarray(variance)
    return _line(
        FunnelTest.HARBORD,
        problem(np.asarray(score) / weights, 1 / weights, [1 / np.sqrt(weights)]),
        len(score),
    )


def peters(studies: Sequence[Study], measure: Measure) -> Asymmetry:
    """The effect on 1 / N, weighted by 1 / (1 / events + 1 / non-events); ratios of counts.

    Source: Peters JL et al. JAMA 2006;295:676-80, doi 10.1001/jama.295.6.676.
    """
    import numpy as np

    tables = _tables(studies)
    keep = [i for i, table in enumerate(tables) if 0 < table.ai + table.ci < table.n1i + table.n2i]
    _enough(len(keep))
    base = problem_of([studies[i] for i in keep], measure)
    size = np.asarray([tables[i].n1i + tables[i].n2i for i in keep])
    events = np.asarray([tables[i].ai + tables[i].ci for i in keep])
    return _line(FunnelTest.PETERS, problem(base.y, 1 / events + 1 / (size - events), [1 / size]), len(keep))


def pustejovsky(studies: Sequence[Study]) -> Asymmetry:
    """SMD on √(1/n1 + 1/n2), which unlike its standard error does not depend on the SMD.

    Source: Pustejovsky JE, Rodgers MA. Res Synth Methods 2019;10:57-71, doi 10.1002/jrsm.1332.
    """
    import numpy as np

    size = np.asarray([1 / s.data.n1i + 1 / s.data.n2i for s in studies if isinstance(s.data, TwoGroups)])
    if len(size) != len(studies):
        raise InvalidValue("synthesis.needs_group_sizes")
    base = problem_of(studies, Measure.SMD)
    return _line(FunnelTest.PUSTEJOVSKY, problem(base.y, size, [np.sqrt(size)]), base.k)


def proportions_by_size(studies: Sequence[Study]) -> Asymmetry:
    """The logit of a proportion on 1 / n, weighted by n: Peters's idea with one group.

    Source: Hunter JP et al. J Clin Epidemiol 2014;67:897-903, doi 10.1016/j.jclinepi.2014.03.003 (sample size, not
    the standard error, for proportions).
    """
    import numpy as np

    size = np.asarray([sample_size(study.data) for study in studies], dtype=np.float64)
    base = problem_of(studies, Measure.PROP)
    return _line(FunnelTest.PETERS, problem(base.y, 1 / size, [1 / size]), base.k)


def begg(studies: Sequence[Study], measure: Measure) -> Asymmetry:
    """Kendall's rank correlation between standardised effect and variance; low power, shown only when asked for.

    Exact without ties below 50 studies, else the normal approximation. Source: Begg CB, Mazumdar M. Biometrics
    1994;50:1088-101, PMID 7786990.
    """
    import numpy as np
    from scipy import stats

    data = problem_of(studies, measure)
    at = fit(data, 0.0)
    spread = np.sqrt(data.v - 1 / at.w.sum())
    residual = data.y - float(at.beta[0])
    residual[np.abs(residual) <= 1e-12 * float(np.abs(data.y).max())] = 0.0  # rounding has no rank
    standard = residual / spread
    ties = len(set(standard.tolist())) < data.k or len(set(data.v.tolist())) < data.k
    method: Literal["exact", "asymptotic"] = "exact" if data.k < 50 and not ties else "asymptotic"
    found = stats.kendalltau(standard, data.v, method=method)
    if math.isnan(float(found.pvalue)):  # all alike: nothing to rank
        return Asymmetry(FunnelTest.BEGG, data.k, 0.0, None, None, 1.0)
    return Asymmetry(FunnelTest.BEGG, data.k, float(found.statistic), None, None, float(found.pvalue))


def _tables(studies: Sequence[Study]) -> list[TwoByTwo]:
    tables = [study.data for study in studies if isinstance(study.data, TwoByTwo)]
    if len(tables) != len(studies):
        raise InvalidValue("synthesis.needs_counts")
    return tables


def _enough(k: int) -> None:
    if k < TEST_FROM:
        raise InvalidValue("synthesis.funnel_too_few", k=k, needed=TEST_FROM)


def funnel_tests(studies: Sequence[Study], measure: Measure) -> FunnelVerdict:
    """The tests that fit `measure`, from ten studies: Harbord and Peters for OR, Peters for RR, a sample-size line for
    SMD and proportions, Egger for the rest; none for risk differences, for which none is recommended.
    """
    if len(studies) < TEST_FROM:
        return FunnelVerdict((), "synthesis.funnel_too_few")
    wanted: list[Callable[[], Asymmetry]]
    match measure:
        case Measure.OR:
            wanted = [lambda: harbord(studies), lambda: peters(studies, measure)]
        case Measure.RR:
            wanted = [lambda: peters(studies, measure)]
        case Measure.SMD:
            wanted = [lambda: pustejovsky(studies)]
        case Measure.PROP:
            wanted = [lambda: proportions_by_size(studies)]
        case Measure.RD:
            return FunnelVerdict((), "synthesis.funnel_none_for_rd")
        case Measure.MD | Measure.COR | Measure.GIVEN:
            wanted = [lambda: egger(studies, measure)]
        case _:
            assert_never(measure)
    try:
        return FunnelVerdict(tuple(make() for make in wanted))
    except InvalidValue as error:
        return FunnelVerdict((), error.code)


@dataclass(frozen=True, slots=True)
class TrimAndFill:
    """A sensitivity line: what the pooled effect would be if mirror images of the most extreme studies existed.

    Never an estimate of the truth: it assumes that asymmetry comes from missing studies alone.
    """

    added: int
    side: str
    estimate: float
    se: float
    ci: Interval
    tau2: float
    i2: float
    filled: tuple[tuple[float, float], ...]


def trim_and_fill(
    studies: Sequence[Study],
    measure: Measure,
    method: Method = Method.REML,
    test: CiTest = CiTest.HKSJ,
    estimator: Literal["L0", "R0"] = "L0",
) -> TrimAndFill:
    """Duval and Tweedie's trim-and-fill; the side is where a mixed Egger line says studies are missing.

    Source: Duval S, Tweedie R. Biometrics 2000;56:455-63, PMID 10877304; J Am Stat Assoc 2000;95:89-98.
    """
    import numpy as np

    refusing_counts(method)
    if len(studies) < 3:
        raise InvalidValue("synthesis.too_few_studies", k=len(studies))
    data = problem_of(studies, measure)
    # Equal variances leave no slope to read: then right, by convention.
    equal = float(np.ptp(data.v)) <= 1e-9 * float(data.v.max())
    sign = -1.0 if equal or egger_mixed(studies, measure, method).slope < 0 else 1.0
    order = np.argsort(sign * data.y, kind="stable")
    y, v = sign * data.y[order], data.v[order]
    k, added, centre, seen = data.k, 0, 0.0, set[int]()
    # A number seen before ends the search: the same one again, or the rare pair that would swing for ever.
    while added not in seen:
        seen.add(added)
        kept = problem(y[: k - added], v[: k - added])
        tau2 = estimate_tau2(kept, method).value if kept.k > 1 else 0.0
        centre = float(fit(kept, tau2).beta[0])
        shifted = y - centre
        ranks = np.empty(k)
        ranks[np.argsort(np.abs(shifted), kind="stable")] = np.arange(1, k + 1)
        signed = np.sign(shifted) * ranks
        if estimator == "L0":
            raw = (4 * float(signed[signed > 0].sum()) - k * (k + 1)) / (2 * k - 1)
        else:
            below = -signed[signed < 0]
            raw = k - (float(below.max()) if below.size else 0.0) - 1
        added = min(max(0, round(raw)), k - 1)
    mirrored = 2 * centre - y[k - added :] if added else y[:0]
    filled = tuple(zip((sign * mirrored).tolist(), v[k - added :].tolist() if added else [], strict=True))
    whole = problem(np.concatenate([data.y, sign * mirrored]), np.concatenate([data.v, v[k - len(filled) :]]))
    found = refit("", whole, method, test)
    return TrimAndFill(
        added,
        "right" if sign < 0 else "left",
        found.estimate,
        found.se,
        found.ci,
        found.tau2,
        found.i2,
        filled,
    )
