"""`pool`: from the studies' numbers to one answer with everything that says how sure it is."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import chi2_tail, half_width, ratio, two_sided
from medgang.core.synthesis.effects import Effect, effect_of
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.linear import Problem, Weighted, fit, problem, typical_variance
from medgang.core.synthesis.paired import Paired
from medgang.core.synthesis.results import Interval, PooledResult, StudyData, StudyEffect, TwoByTwo
from medgang.core.synthesis.tables import (
    CORRECTED_ZERO_RULE,
    MH_ZERO_RULE,
    PETO_ZERO_RULE,
    TablesPooled,
    mantel_haenszel,
    peto,
)
from medgang.core.synthesis.tau2 import Tau2, estimate_tau2, i2_interval, i2_of, q_profile

ALGORITHM = "medgang-pool-1"
"""Changes whenever the same inputs would give another number."""

HEADLINE_FROM = 3
"""Two studies are shown, not pooled: the between-study variance of two cannot be known."""

PREDICTION_FROM = 3
PREDICTION_WARNED_BELOW = 5


@dataclass(frozen=True, slots=True)
class Study:
    """One row of a synthesis: the name to print and its numbers."""

    label: str
    data: StudyData | Paired


@dataclass(frozen=True, slots=True)
class TestedMean:
    """The pooled mean under one test: estimate, standard error, interval, statistic, p."""

    estimate: float
    se: float
    ci: Interval
    statistic: float
    p: float


def tested_mean(data: Problem, at: Weighted, test: CiTest) -> TestedMean:
    """The first coefficient with its interval.

    HKSJ: the variance times the weighted residual variance, t with k - p df; ad hoc: that factor at least 1.
    Sources: Hartung J, Knapp G. Stat Med 2001;20:3875-89, doi 10.1002/sim.1009; Knapp G, Hartung J. Stat Med
    2003;22:2693-710, doi 10.1002/sim.1482 (moderators, ad hoc).
    """
    factor, df = hksj_factor(data, at, test)
    estimate, se = float(at.beta[0]), math.sqrt(float(at.bread[0, 0]) * factor)
    half = half_width(se, df)
    statistic = ratio(estimate, se)
    ci = Interval(estimate - half, estimate + half, test.value, df)
    return TestedMean(estimate, se, ci, statistic, two_sided(statistic, df))


def hksj_factor(data: Problem, at: Weighted, test: CiTest) -> tuple[float, float | None]:
    """What the Wald variance is multiplied by, and the degrees of freedom that go with it."""
    if test is CiTest.Z:
        return 1.0, None
    factor = at.q / data.df
    return (max(1.0, factor) if test is CiTest.HKSJ_ADHOC else factor), float(data.df)


def prediction_intervals(estimate: float, se: float, tau2: float, k: int) -> tuple[Interval, ...]:
    """Where a new study's true effect is expected: t with k - 2 df, then t with k - 1 df; none below three studies.

    Source: Higgins JPT, Thompson SG, Spiegelhalter DJ. J R Stat Soc A 2009;172:137-59,
    doi 10.1111/j.1467-985X.2008.00552.x (k - 2); k - 1 as in metafor's `predict` under HKSJ.
    """
    if k < PREDICTION_FROM:
        return ()
    sd = math.sqrt(se**2 + tau2)
    found = []
    for name, df in (("t, k-2", k - 2), ("t, k-1", k - 1)):
        half = half_width(sd, df)
        found.append(Interval(estimate - half, estimate + half, name, df))
    return tuple(found)


def pool(
    studies: Sequence[Study],
    measure: Measure,
    method: Method = Method.REML,
    test: CiTest | None = None,
) -> PooledResult:
    """Pool `studies`.

    Without a `test`, random-effects methods use HKSJ, and where its interval is narrower than Wald's the wider one
    leads and HKSJ stands in `other_ci`. A test that is named is the one that answers; where Wald's interval is wider
    it stands in `other_ci`, with a note. With two studies there is no headline; with none an error.
    """
    if not studies:
        raise InvalidValue("synthesis.no_studies")
    if method is Method.PETO and measure is not Measure.OR:
        raise InvalidValue("synthesis.peto_is_or", measure=measure.value)
    if method.needs_counts:
        tables = [study.data for study in studies if isinstance(study.data, TwoByTwo)]
        if len(tables) != len(studies):
            raise InvalidValue("synthesis.method_needs_counts", method=method.value, measure=measure.value)
        pooled = peto(tables) if method is Method.PETO else mantel_haenszel(measure, tables)
        return _from_tables(studies, measure, method, pooled, test)
    effects = [effect_of(measure, study.data) for study in studies]
    asked = test or (CiTest.HKSJ if method.is_random else CiTest.Z)
    data = problem([effect.yi for effect in effects], [effect.vi for effect in effects])
    return _from_effects(studies, effects, data, measure, method, asked, wider_leads=test is None)


def _from_effects(
    studies: Sequence[Study],
    effects: Sequence[Effect],
    data: Problem,
    measure: Measure,
    method: Method,
    test: CiTest,
    *,
    wider_leads: bool,
) -> PooledResult:
    zero = any(effect.flags == ("synthesis.zero_cell_corrected",) for effect in effects)
    notes = list(dict.fromkeys(flag for effect in effects for flag in effect.flags))
    zero_rule = CORRECTED_ZERO_RULE if zero else None
    if data.k < HEADLINE_FROM:
        weights = [100 / effect.vi / sum(1 / each.vi for each in effects) for effect in effects]
        notes.insert(0, "synthesis.one_study" if data.k == 1 else "synthesis.two_studies")
        return _shown_only(studies, measure, method, test, effects, weights, notes, zero_rule)
    tau2 = estimate_tau2(data, method)
    at = fit(data, tau2.value)
    asked, wald = tested_mean(data, at, test), tested_mean(data, at, CiTest.Z)
    lead, other = asked, None
    if asked.ci.width < wald.ci.width:
        notes.append("synthesis.hksj_narrower")
        lead, other = (wald, asked.ci) if wider_leads else (asked, wald.ci)
    q = fit(data, 0.0).q
    i2, h2 = heterogeneity(data, method, tau2, q)
    tau2_ci = q_profile(data)
    prediction = prediction_intervals(lead.estimate, lead.se, tau2.value, data.k) if method.is_random else ()
    if prediction and data.k < PREDICTION_WARNED_BELOW:
        notes.append("synthesis.prediction_few")
    weights = list(100 * at.w / at.w.sum())
    return PooledResult(
        k=data.k,
        measure=measure,
        scale=measure.scale,
        method=method,
        test=CiTest(lead.ci.method),
        studies=_study_effects(studies, effects, weights),
        estimate=lead.estimate,
        se=lead.se,
        ci=lead.ci,
        p=lead.p,
        statistic=lead.statistic,
        tau2=tau2.value,
        tau2_se=tau2.se if method.is_random else None,
        tau2_ci=tau2_ci if method.is_random else None,
        i2=i2,
        i2_ci=i2_interval(data, tau2_ci),
        h2=h2,
        q=q,
        q_df=data.df,
        q_p=chi2_tail(q, data.df),
        prediction=prediction,
        other_ci=other,
        notes=tuple(notes),
        zero_rule=zero_rule,
        inputs_sha256=fingerprint(studies, measure, method),
        algorithm=ALGORITHM,
    )


def heterogeneity(data: Problem, method: Method, tau2: Tau2, q: float) -> tuple[float, float]:
    """I² in percent and H²: from τ² where it was estimated, from Q under a common effect.

    Source: Higgins JPT, Thompson SG. Stat Med 2002;21:1539-58, doi 10.1002/sim.1186.
    """
    if not method.is_random:
        return (max(0.0, 100 * (q - data.df) / q) if q > 0 else 0.0), q / data.df
    typical = typical_variance(data)
    return i2_of(tau2.value, typical), tau2.value / typical + 1


def _from_tables(
    studies: Sequence[Study],
    measure: Measure,
    method: Method,
    pooled: TablesPooled,
    test: CiTest | None,
) -> PooledResult:
    rule = PETO_ZERO_RULE if method is Method.PETO else MH_ZERO_RULE
    notes = ["synthesis.double_zero_left_out"] if not all(pooled.used) else []
    if test in {CiTest.HKSJ, CiTest.HKSJ_ADHOC}:
        notes.append("synthesis.tables_use_z")
    k = sum(pooled.used)
    if k < HEADLINE_FROM:
        notes.insert(0, "synthesis.one_study" if k == 1 else "synthesis.two_studies")
        return _shown_only(studies, measure, method, CiTest.Z, pooled.effects, pooled.weights, notes, rule)
    half = half_width(pooled.se, None)
    df = pooled.q_df
    return PooledResult(
        k=k,
        measure=measure,
        scale=measure.scale,
        method=method,
        test=CiTest.Z,
        studies=_study_effects(studies, pooled.effects, pooled.weights),
        estimate=pooled.estimate,
        se=pooled.se,
        ci=Interval(pooled.estimate - half, pooled.estimate + half, "z"),
        p=two_sided(pooled.estimate / pooled.se, None),
        statistic=pooled.estimate / pooled.se,
        tau2=None,
        tau2_se=None,
        tau2_ci=None,
        i2=max(0.0, 100 * (pooled.q - df) / pooled.q) if pooled.q > 0 else 0.0,
        i2_ci=None,
        h2=pooled.q / df if df > 0 else None,
        q=pooled.q,
        q_df=df,
        q_p=chi2_tail(pooled.q, df),
        notes=tuple(notes),
        zero_rule=rule,
        inputs_sha256=fingerprint(studies, measure, method),
        algorithm=ALGORITHM,
    )


def _shown_only(
    studies: Sequence[Study],
    measure: Measure,
    method: Method,
    test: CiTest,
    effects: Sequence[Effect],
    weights: Sequence[float],
    notes: Sequence[str],
    zero_rule: str | None,
) -> PooledResult:
    """One or two studies: their own effects, and no pooled number at all."""
    return PooledResult(
        k=len(studies),
        measure=measure,
        scale=measure.scale,
        method=method,
        test=test,
        studies=_study_effects(studies, effects, weights),
        estimate=None,
        se=None,
        ci=None,
        p=None,
        statistic=None,
        tau2=None,
        tau2_se=None,
        tau2_ci=None,
        i2=None,
        i2_ci=None,
        h2=None,
        q=None,
        q_df=None,
        q_p=None,
        notes=tuple(notes),
        zero_rule=zero_rule,
        inputs_sha256=fingerprint(studies, measure, method),
        algorithm=ALGORITHM,
    )


def _study_effects(
    studies: Sequence[Study], effects: Sequence[Effect], weights: Sequence[float]
) -> tuple[StudyEffect, ...]:
    found = []
    for study, effect, weight in zip(studies, effects, weights, strict=True):
        half = half_width(math.sqrt(effect.vi), None)
        ci = Interval(effect.yi - half, effect.yi + half, "z")
        found.append(StudyEffect(study.label, effect.yi, effect.vi, float(weight), ci, effect.flags))
    return tuple(found)


def fingerprint(studies: Sequence[Study], measure: Measure, method: Method) -> str:
    """sha256 of what went in: the same inputs in the same order give the same text, whatever the machine."""
    rows = [[study.label, type(study.data).__name__, asdict(study.data)] for study in studies]
    text = json.dumps([measure.value, method.value, rows], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
