"""The pooled answer as plain values: what `--json` prints, and what is stored beside a synthesis."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from medgang.core.synthesis.analysis_sets import SideBySide
from medgang.core.synthesis.diagnostics import Influence, Refit
from medgang.core.synthesis.direction import SignTest
from medgang.core.synthesis.kinds import Scale
from medgang.core.synthesis.multilevel import ThreeLevel
from medgang.core.synthesis.regression import MetaRegression, Subgroups
from medgang.core.synthesis.results import Interval, PooledResult
from medgang.core.synthesis.small_study import Asymmetry, FunnelVerdict, TrimAndFill

Plain = dict[str, Any]


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def interval(ci: Interval | None, scale: Scale = Scale.IDENTITY) -> Plain | None:
    """An interval with how it was made, on the pooled scale unless another is asked for."""
    if ci is None:
        return None
    low, high = scale.natural(ci.low), scale.natural(ci.high)
    return {"low": _finite(low), "high": _finite(high), "method": ci.method, "df": ci.df}


def pooled(result: PooledResult) -> Plain:
    """Every number of a pooled answer. `natural` holds the same on the scale people read."""
    first = result.prediction[0] if result.prediction else None
    leading = result.ci
    if result.ci is not None and result.other_ci is not None and result.other_ci.width > result.ci.width:
        leading = result.other_ci
    scale = result.scale
    return {
        "k": result.k,
        "measure": result.measure.value,
        "scale": scale.value,
        "method": result.method.value,
        "test": result.test.value,
        "headline": result.headline,
        "estimate": result.estimate,
        "se": result.se,
        "ci_low": result.ci.low if result.ci else None,
        "ci_high": result.ci.high if result.ci else None,
        "ci_df": result.ci.df if result.ci else None,
        "p": result.p,
        "statistic": _finite(result.statistic),
        "tau2": result.tau2,
        "tau2_se": result.tau2_se,
        "tau2_low": result.tau2_ci.low if result.tau2_ci else None,
        "tau2_high": result.tau2_ci.high if result.tau2_ci else None,
        "i2": result.i2,
        "i2_low": result.i2_ci.low if result.i2_ci else None,
        "i2_high": result.i2_ci.high if result.i2_ci else None,
        "h2": result.h2,
        "q": result.q,
        "q_df": result.q_df,
        "q_p": result.q_p,
        "pi_low": first.low if first else None,
        "pi_high": first.high if first else None,
        "pi_method": first.method if first else None,
        "pi_df": first.df if first else None,
        "prediction_intervals": [interval(one) for one in result.prediction],
        "leading_interval": interval(leading),
        "other_interval": interval(result.other_ci),
        "natural": {
            "estimate": None if result.estimate is None else _finite(scale.natural(result.estimate)),
            "ci": interval(result.ci, scale),
            "prediction": interval(first, scale),
        },
        "zero_rule": result.zero_rule,
        "studies": [
            {
                "label": study.label,
                "yi": study.yi,
                "vi": study.vi,
                "weight": study.weight,
                "ci_low": study.ci.low,
                "ci_high": study.ci.high,
                "flags": list(study.flags),
            }
            for study in result.studies
        ],
        "note_codes": list(result.notes),
        "inputs_sha256": result.inputs_sha256,
        "algorithm": result.algorithm,
    }


def refits(found: tuple[Refit, ...]) -> list[Plain]:
    """Leave-one-out or cumulative answers."""
    return [
        {
            "label": one.label,
            "k": one.k,
            "estimate": one.estimate,
            "se": one.se,
            "ci_low": one.ci.low,
            "ci_high": one.ci.high,
            "tau2": one.tau2,
            "i2": one.i2,
        }
        for one in found
    ]


def influences(found: tuple[Influence, ...]) -> list[Plain]:
    """Case diagnostics."""
    return [asdict(one) for one in found]


def regression(found: MetaRegression) -> Plain:
    """A meta-regression."""
    plain = asdict(found)
    plain["coefficients"] = [
        {
            "name": one.name,
            "estimate": one.estimate,
            "se": one.se,
            "statistic": one.statistic,
            "p": one.p,
            "ci_low": one.ci.low,
            "ci_high": one.ci.high,
            "df": one.ci.df,
        }
        for one in found.coefficients
    ]
    plain["test"] = found.test.value
    plain["left_out"] = list(found.left_out)
    plain["notes"] = list(found.notes)
    return plain


def grouped(found: Subgroups) -> Plain:
    """Subgroups and the test between them."""
    return {
        "groups": [{"group": name, **pooled(one)} for name, one in found.groups],
        "q_between": found.q_between,
        "df": found.df,
        "p": found.p,
        "note_codes": list(found.notes),
    }


def asymmetry(found: Asymmetry) -> Plain:
    """One funnel test."""
    return {
        "test": found.test.value,
        "k": found.k,
        "slope": found.slope,
        "statistic": found.statistic,
        "df": found.df,
        "p": found.p,
        "limit": found.limit,
        "limit_ci": interval(found.limit_ci),
    }


def funnel(found: FunnelVerdict) -> Plain:
    """The funnel tests, or why there are none."""
    return {"tests": [asymmetry(one) for one in found.tests], "why_none": found.why_none}


def trimmed(found: TrimAndFill) -> Plain:
    """The trim-and-fill line."""
    return {
        "added": found.added,
        "side": found.side,
        "estimate": found.estimate,
        "se": found.se,
        "ci_low": found.ci.low,
        "ci_high": found.ci.high,
        "tau2": found.tau2,
        "i2": found.i2,
        "filled": [{"yi": y, "vi": v} for y, v in found.filled],
    }


def multilevel(found: ThreeLevel) -> Plain:
    """A three-level model; the first of `robust` (CR2) leads."""
    return {
        "k": found.k,
        "clusters": found.clusters,
        "estimate": found.estimate,
        "se": found.se,
        "p": found.p,
        "intervals": [interval(one) for one in found.ci],
        "tau2_between": found.tau2_between,
        "tau2_within": found.tau2_within,
        "log_likelihood": found.log_likelihood,
        "q": found.q,
        "q_df": found.q_df,
        "q_p": found.q_p,
        "prediction_intervals": [interval(one) for one in found.prediction],
        "robust": [
            {
                "method": one.method,
                "estimate": one.estimate,
                "se": one.se,
                "df": one.df,
                "p": one.p if one.verdict else None,
                "ci_low": one.ci.low,
                "ci_high": one.ci.high,
                "verdict": one.verdict,
            }
            for one in found.robust
        ],
        "r": found.r,
        "note_codes": list(found.notes),
    }


def signs(found: SignTest) -> Plain:
    """The sign test."""
    return {
        "benefit": found.benefit,
        "harm": found.harm,
        "undirected": found.undirected,
        "not_reported": found.not_reported,
        "proportion": found.proportion,
        "ci": interval(found.ci),
        "p": found.p,
        "limits": list(found.limits),
    }


def sets(found: SideBySide) -> Plain:
    """Analysis sets side by side."""
    return {
        "agree": found.agree,
        "sets": [
            {"analysis_set": answer.analysis_set.value, **pooled(answer.pooled)} for answer in found.answers
        ],
        "note_codes": list(found.notes),
    }
