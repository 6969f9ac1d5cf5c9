"""Sampling covariance: effects from the same persons are not independent, and the model must be told how much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.effects import Effect, effect_of
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.results import TwoByTwo, TwoGroups

if TYPE_CHECKING:
    from medgang.core.synthesis.linear import Vector

STATED_R = 0.6
"""Used for repeated measures of the same persons where no correlation is known; always stated, always varied."""


def constant_correlation(vi: Sequence[float], clusters: Sequence[str], r: float) -> Vector:
    """Covariance r √(vi vj) between effects of the same cluster (repeated measures of the same persons), else 0.

    `r` in [0, 1). Source: Hedges LV, Tipton E, Johnson MC. Res Synth Methods 2010;1:39-65, doi 10.1002/jrsm.5.
    """
    import numpy as np

    if not 0 <= r < 1:
        raise InvalidValue("synthesis.correlation_outside", value=r)
    same = np.asarray([[a == b for b in clusters] for a in clusters])
    sd = np.sqrt(np.asarray(vi, dtype=np.float64))
    found: Vector = np.where(same, r * np.outer(sd, sd), 0.0)
    np.fill_diagonal(found, sd**2)
    return found


def shared_control(
    measure: Measure, arms: Sequence[TwoGroups | TwoByTwo], trials: Sequence[str]
) -> tuple[tuple[Effect, ...], Vector]:
    """Effects of arms that share their trial's comparison group, and the covariance that sharing makes.

    SMD: 1/n2 + g1 g2 / (2 (n11 + n12 + n2)); MD: sd2²/n2; log OR: 1/c + 1/d; log RR: 1/c - 1/n2; RD: c d / n2³.
    Every arm of a trial must carry the same comparison group. Source: Gleser LJ, Olkin I, in Cooper H et al., The
    handbook of research synthesis and meta-analysis, 2009, chapter 19.
    """
    import numpy as np

    effects = tuple(effect_of(measure, arm) for arm in arms)
    found: Vector = np.diag([effect.vi for effect in effects])
    for i, one in enumerate(arms):
        for j in range(i):
            if trials[i] != trials[j]:
                continue
            other = arms[j]
            if isinstance(one, TwoGroups) and isinstance(other, TwoGroups):
                shared = _between_means(measure, one, other, effects[i].yi * effects[j].yi)
            elif isinstance(one, TwoByTwo) and isinstance(other, TwoByTwo):
                shared = _between_counts(measure, one, other)
            else:
                raise InvalidValue("synthesis.control_differs", trial=trials[i])
            if shared is None:
                raise InvalidValue("synthesis.control_differs", trial=trials[i])
            found[i, j] = found[j, i] = shared
    return effects, found


def _between_means(measure: Measure, one: TwoGroups, other: TwoGroups, product: float) -> float | None:
    if (one.m2i, one.sd2i, one.n2i) != (other.m2i, other.sd2i, other.n2i):
        return None
    if measure is Measure.SMD:
        return 1 / one.n2i + product / (2 * (one.n1i + other.n1i + one.n2i))
    return one.sd2i**2 / one.n2i


def _between_counts(measure: Measure, one: TwoByTwo, other: TwoByTwo) -> float | None:
    if (one.ci, one.n2i) != (other.ci, other.n2i):
        return None
    c, d, n = one.ci, one.n2i - one.ci, one.n2i
    if c == 0 or d == 0:
        c, d, n = c + 0.5, d + 0.5, n + 1
    match measure:
        case Measure.OR:
            return 1 / c + 1 / d
        case Measure.RR:
            return 1 / c - 1 / n
        case _:
            return c * d / n**3


def positive_definite(matrix: Vector) -> bool:
    """True when `matrix` can be a covariance matrix."""
    import numpy as np

    return bool(np.linalg.eigvalsh(matrix).min() > 1e-12 * math.sqrt(float((matrix**2).sum())))
