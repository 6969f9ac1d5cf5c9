"""How much the answer rests on single studies: leave-one-out, cumulative, influence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.effects import effect_of
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.linear import Problem, fit, problem
from medgang.core.synthesis.paired import Paired
from medgang.core.synthesis.pooling import HEADLINE_FROM, Study, heterogeneity, tested_mean
from medgang.core.synthesis.results import Interval
from medgang.core.synthesis.tau2 import Tau2, estimate_tau2


@dataclass(frozen=True, slots=True)
class Refit:
    """The pooled answer with one study left out, or with studies up to this one."""

    label: str
    k: int
    estimate: float
    se: float
    ci: Interval
    tau2: float
    i2: float


def problem_of(studies: Sequence[Study], measure: Measure) -> Problem:
    """The studies' effects with an intercept only."""
    effects = [effect_of(measure, study.data) for study in studies]
    return problem([effect.yi for effect in effects], [effect.vi for effect in effects])


def refit(label: str, data: Problem, method: Method, test: CiTest) -> Refit:
    """Pool `data` as it is, whatever its size; a single study has no τ² and is tested with z."""
    tau2 = estimate_tau2(data, method) if data.k > 1 else Tau2(0.0, 0.0)
    at = fit(data, tau2.value)
    mean = tested_mean(data, at, test if data.k > 1 else CiTest.Z)
    i2 = heterogeneity(data, method, tau2, fit(data, 0.0).q)[0] if data.k > 1 else 0.0
    return Refit(label, data.k, mean.estimate, mean.se, mean.ci, tau2.value, i2)


def refusing_counts(method: Method) -> None:
    """Raise where a method has no fits to compare: Mantel-Haenszel and Peto."""
    if method.needs_counts:
        raise InvalidValue("synthesis.no_diagnostics", method=method.value)


def leave_one_out(
    studies: Sequence[Study], measure: Measure, method: Method = Method.REML, test: CiTest = CiTest.HKSJ
) -> tuple[Refit, ...]:
    """The answer without each study in turn. Needs at least one study more than a headline does."""
    refusing_counts(method)
    if len(studies) <= HEADLINE_FROM:
        raise InvalidValue("synthesis.too_few_to_leave_out", k=len(studies))
    data = problem_of(studies, measure)
    return tuple(refit(study.label, data.without(i), method, test) for i, study in enumerate(studies))


def cumulative(
    studies: Sequence[Study], measure: Measure, method: Method = Method.REML, test: CiTest = CiTest.HKSJ
) -> tuple[Refit, ...]:
    """The answer as studies came, in the order given. The first steps rest on one and two studies and say so by k."""
    refusing_counts(method)
    data = problem_of(studies, measure)
    return tuple(
        refit(
            study.label,
            Problem(data.y[: i + 1], data.v[: i + 1], data.x[: i + 1]),
            method,
            test,
        )
        for i, study in enumerate(studies)
    )


def imputed_r(
    studies: Sequence[Study],
    measure: Measure,
    method: Method = Method.REML,
    test: CiTest = CiTest.HKSJ,
    rs: Sequence[float] = (0.0, 0.3, 0.5, 0.7, 0.9),
) -> tuple[Refit, ...]:
    """The answer if the correlations that were imputed had been others; labelled by r. Empty where none was imputed."""
    refusing_counts(method)
    if not any(isinstance(study.data, Paired) and study.data.r_imputed for study in studies):
        return ()

    def with_r(study: Study, r: float) -> Study:
        data = study.data
        if isinstance(data, Paired) and data.r_imputed and data.sd_diff is None:
            return Study(study.label, replace(data, r=r))
        return study

    return tuple(
        refit(f"r = {r:g}", problem_of([with_r(study, r) for study in studies], measure), method, test)
        for r in rs
    )


@dataclass(frozen=True, slots=True)
class Influence:
    """One study's pull: externally studentised residual, DFFITS, Cook's distance, leverage, τ² without it.

    `stands_out` by the usual marks: |residual| > 1.96 with |DFFITS| > 3 √(p / (k - p)), or Cook's distance > half of
    the chi-squared median, or leverage > 3 p / k. A mark is a reason to read the study again, not to remove it.
    Source: Viechtbauer W, Cheung MW. Res Synth Methods 2010;1:112-25, doi 10.1002/jrsm.11.
    """

    label: str
    rstudent: float
    dffits: float
    cook: float
    hat: float
    tau2_without: float
    stands_out: bool


def influence(
    studies: Sequence[Study], measure: Measure, method: Method = Method.REML
) -> tuple[Influence, ...]:
    """Case diagnostics of every study, each from a fit without it."""
    from medgang.core.synthesis.distributions import chi2_quantile

    refusing_counts(method)
    if len(studies) <= HEADLINE_FROM:
        raise InvalidValue("synthesis.too_few_to_leave_out", k=len(studies))
    data = problem_of(studies, measure)
    tau2 = estimate_tau2(data, method).value
    whole = fit(data, tau2)
    found = []
    dffits_mark = 3 * math.sqrt(1 / data.df)
    for i, study in enumerate(studies):
        rest = data.without(i)
        tau2_rest = estimate_tau2(rest, method).value
        without = fit(rest, tau2_rest)
        estimate, variance = float(without.beta[0]), float(without.bread[0, 0])
        own = float(data.v[i]) + tau2_rest
        moved = float(whole.beta[0]) - estimate
        hat = float(whole.w[i] * whole.bread[0, 0])
        rstudent = (float(data.y[i]) - estimate) / math.sqrt(own + variance)
        dffits = moved / math.sqrt(hat * own)
        cook = moved**2 / float(whole.bread[0, 0])
        outlier = abs(rstudent) > 1.96 and abs(dffits) > dffits_mark
        marked = outlier or cook > chi2_quantile(0.5, 1) or hat > 3 / data.k
        found.append(Influence(study.label, rstudent, dffits, cook, hat, tau2_rest, marked))
    return tuple(found)
