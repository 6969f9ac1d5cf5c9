"""Several effects per study: a three-level model with a sampling covariance matrix, and cluster-robust inference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.covariance import constant_correlation, positive_definite
from medgang.core.synthesis.distributions import chi2_tail, half_width, ratio, two_sided
from medgang.core.synthesis.results import Interval

if TYPE_CHECKING:
    from medgang.core.synthesis.linear import Vector

_STEPS = 500
VERDICT_FROM_DF = 4.0
"""Satterthwaite df below this: the robust interval cannot be trusted, so there is no verdict (Tipton 2015)."""


@dataclass(frozen=True, slots=True)
class RobustTest:
    """One coefficient with a cluster-robust standard error.

    `verdict` is False where the degrees of freedom are too few to say anything; the interval is still shown.
    """

    method: str
    estimate: float
    se: float
    df: float
    p: float
    ci: Interval
    verdict: bool


@dataclass(frozen=True, slots=True)
class ThreeLevel:
    """The mean effect with variance between clusters (`tau2_between`) and between effects in one (`tau2_within`).

    `ci` holds the model's own intervals: z, and t with k - p df. `robust` holds CR2 with Satterthwaite df, which
    leads, and CR1. `r` is the correlation that was assumed within a cluster, None where a matrix was given or none.
    """

    k: int
    clusters: int
    estimate: float
    se: float
    ci: tuple[Interval, ...]
    p: float
    coefficients: tuple[tuple[float, float], ...]
    tau2_between: float
    tau2_within: float
    log_likelihood: float
    q: float
    q_df: int
    q_p: float
    prediction: tuple[Interval, ...]
    robust: tuple[RobustTest, ...]
    r: float | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """The model at one pair of variances."""

    inverse: Vector
    bread: Vector
    beta: Vector
    residual: Vector
    p: Vector
    log_likelihood: float


def _inverse(matrix: Vector) -> Vector:
    import numpy as np

    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _at(y: Vector, x: Vector, marginal: Vector, *, restricted: bool) -> _State:
    import numpy as np

    inverse = _inverse(marginal)
    wx = inverse @ x
    information = x.T @ wx
    bread = _inverse(information)
    beta = bread @ (wx.T @ y)
    residual = y - x @ beta
    projected: Vector = inverse - wx @ bread @ wx.T
    k, p = x.shape
    log_likelihood = -0.5 * (float(np.linalg.slogdet(marginal)[1]) + float(residual @ inverse @ residual))
    if restricted:
        log_likelihood += 0.5 * float(np.linalg.slogdet(x.T @ x)[1] - np.linalg.slogdet(information)[1])
        log_likelihood -= 0.5 * (k - p) * math.log(2 * math.pi)
    else:
        log_likelihood -= 0.5 * k * math.log(2 * math.pi)
    return _State(inverse, bread, beta, residual, projected, log_likelihood)


def _climb(now: _State, sigma: Vector, parts: Sequence[Vector], *, restricted: bool) -> Vector:
    """A step of the variances towards a higher likelihood: Newton's where it bends down, else Fisher's."""
    import numpy as np

    weight = now.p if restricted else now.inverse
    py = now.inverse @ now.residual
    pulled = [part @ py for part in parts]
    products = [weight @ part for part in parts]
    score = np.array([float(py @ one) for one in pulled]) - np.array([float(np.trace(w)) for w in products])
    fisher = np.array([[float((a * b.T).sum()) for b in products] for a in products])
    bent = 2 * np.array([[float(a @ now.p @ b) for b in pulled] for a in pulled]) - fisher
    free = np.flatnonzero(~((sigma <= 0) & (score <= 0)))
    step: Vector = np.zeros_like(sigma)
    if free.size:
        chosen = np.ix_(free, free)
        usable = float(np.linalg.eigvalsh(bent[chosen]).min()) > 1e-3 * float(np.diag(fisher[chosen]).min())
        step[free] = np.linalg.solve((bent if usable else fisher)[chosen], score[free])
    return step


def _fit(
    y: Vector, x: Vector, sampling: Vector, parts: Sequence[Vector], *, restricted: bool
) -> tuple[Vector, _State]:
    """The variance components at the top of the (restricted) likelihood, 0 where it falls from there on.

    Steps are halved until the likelihood does not fall. Source: Jennrich RI, Sampson PF. Technometrics 1976;18:11-17
    (Newton and Fisher steps for variance components).
    """
    import numpy as np

    sigma: Vector = np.full(len(parts), float(np.var(y)) / len(parts))
    least = float(np.diag(sampling).min())

    def state(at: Vector) -> _State:
        marginal = sampling + sum(s * part for s, part in zip(at, parts, strict=True))
        return _at(y, x, marginal, restricted=restricted)

    now = state(sigma)
    for _ in range(_STEPS):
        step = _climb(now, sigma, parts, restricted=restricted)
        while True:
            moved = np.maximum(0.0, sigma + step)
            if float(np.abs(moved - sigma).max()) <= 1e-12 * max(float(sigma.max()), least):
                return sigma, now
            after = state(moved)
            if after.log_likelihood >= now.log_likelihood - 1e-11 * (1 + abs(now.log_likelihood)):
                break
            step = step / 2
        sigma, now = moved, after
    raise InvalidValue("synthesis.did_not_converge")  # pragma: no cover - every step climbs


def three_level(
    yi: Sequence[float],
    vi: Sequence[float],
    clusters: Sequence[str],
    *,
    r: float | None = None,
    covariance: Vector | None = None,
    columns: Sequence[Sequence[float]] = (),
    restricted: bool = True,
) -> ThreeLevel:
    """Fit effects within clusters (usually studies).

    Give `r` for repeated measures of the same persons, or `covariance` where it is known (a shared control); without
    either, sampling errors are taken as independent, and a note says so. Needs at least three clusters, and one that
    holds more than one effect. Sources: Konstantopoulos S. Res Synth Methods 2011;2:61-76, doi 10.1002/jrsm.35;
    Van den Noortgate W et al. Behav Res Methods 2013;45:576-94, doi 10.3758/s13428-012-0261-6.
    """
    import numpy as np

    names = list(dict.fromkeys(clusters))
    if len(names) < 3:
        raise InvalidValue("synthesis.too_few_clusters", clusters=len(names))
    if len(names) == len(clusters):
        raise InvalidValue("synthesis.no_nesting")
    y: Vector = np.asarray(yi, dtype=np.float64)
    sampling: Vector = np.diag(np.asarray(vi, dtype=np.float64))
    if covariance is not None:
        sampling = np.asarray(covariance, dtype=np.float64)
    elif r is not None:
        sampling = constant_correlation(vi, clusters, r)
    if not positive_definite(sampling):
        raise InvalidValue("synthesis.not_a_covariance")
    x: Vector = np.column_stack([np.ones_like(y), *(np.asarray(c, dtype=np.float64) for c in columns)])
    membership = np.asarray([names.index(cluster) for cluster in clusters])
    same: Vector = (membership[:, None] == membership[None, :]).astype(np.float64)
    parts = [same, np.eye(len(y))]
    sigma, state = _fit(y, x, sampling, parts, restricted=restricted)
    marginal: Vector = sampling + sigma[0] * same + sigma[1] * np.eye(len(y))
    estimate, se = float(state.beta[0]), math.sqrt(float(state.bread[0, 0]))
    q_state = _at(y, x, sampling, restricted=restricted)
    q = float(q_state.residual @ q_state.inverse @ q_state.residual)
    df = len(y) - x.shape[1]
    robust = tuple(
        cluster_robust(x, state.residual, marginal, membership, float(state.beta[0]), kind)
        for kind in ("CR2", "CR1")
    )
    sd = math.sqrt(se**2 + float(sigma.sum()))
    notes = [] if r is not None or covariance is not None else ["synthesis.errors_taken_independent"]
    if not robust[0].verdict:
        notes.append("synthesis.robust_no_verdict")
    return ThreeLevel(
        k=len(y),
        clusters=len(names),
        estimate=estimate,
        se=se,
        ci=(_around(estimate, se, None, "z"), _around(estimate, se, df, "t, k-p")),
        p=two_sided(ratio(estimate, se), None),
        coefficients=tuple((float(b), math.sqrt(float(state.bread[i, i]))) for i, b in enumerate(state.beta)),
        tau2_between=float(sigma[0]),
        tau2_within=float(sigma[1]),
        log_likelihood=state.log_likelihood,
        q=q,
        q_df=df,
        q_p=chi2_tail(q, df),
        prediction=(
            _around(estimate, sd, len(names) - 2, "t, clusters-2"),
            _around(estimate, sd, len(names) - 1, "t, clusters-1"),
            _around(estimate, sd, None, "normal"),
        ),
        robust=robust,
        r=r if covariance is None else None,
        notes=tuple(notes),
    )


def _around(estimate: float, se: float, df: float | None, method: str) -> Interval:
    half = half_width(se, df)
    return Interval(estimate - half, estimate + half, method, df)


def _inverse_root(matrix: Vector) -> Vector:
    """The symmetric inverse square root, of the part of `matrix` that is not zero."""
    import numpy as np

    values, vectors = np.linalg.eigh(matrix)
    kept = values > 1e-10 * max(float(values.max()), 0.0)
    root = np.zeros_like(values)
    root[kept] = 1 / np.sqrt(values[kept])
    found: Vector = (vectors * root) @ vectors.T
    return found


def cluster_robust(
    x: Vector,
    residual: Vector,
    marginal: Vector,
    membership: Vector,
    estimate: float,
    kind: Literal["CR1", "CR2"],
) -> RobustTest:
    """The first coefficient with a sandwich variance over clusters, weights the inverse of `marginal`.

    CR1: times m / (m - p), t with m - p df. CR2: residuals adjusted so that the variance is unbiased when the model
    is right, with Satterthwaite df. Sources: Pustejovsky JE, Tipton E. J Bus Econ Stat 2018;36:672-83,
    doi 10.1080/07350015.2016.1247004; Tipton E. Psychol Methods 2015;20:375-93, doi 10.1037/met0000011.
    """
    import numpy as np

    inverse = _inverse(marginal)
    bread = _inverse(x.T @ inverse @ x)
    # What (I - H) Phi (I - H)' becomes when the weights are the inverse of Phi.
    left: Vector = marginal - x @ bread @ x.T
    groups = [np.flatnonzero(membership == name) for name in np.unique(membership)]
    m, p = len(groups), x.shape[1]
    carriers = np.zeros((m, len(residual)))
    for number, rows in enumerate(groups):
        block = np.ix_(rows, rows)
        adjust: Vector = np.eye(len(rows))
        if kind == "CR2":
            upper = np.linalg.cholesky(marginal[block]).T
            adjust = upper.T @ _inverse_root(upper @ left[block] @ upper.T) @ upper
        carriers[number, rows] = adjust.T @ inverse[block] @ x[rows] @ bread[:, 0]
    pulls = carriers @ residual
    variance = float((pulls**2).sum())
    df = float(m - p)
    if kind == "CR1":
        variance *= m / (m - p)
    else:
        expected = carriers @ left @ carriers.T
        df = float(np.trace(expected)) ** 2 / float((expected**2).sum())
    se = math.sqrt(variance)
    ci = _around(estimate, se, df, kind)
    return RobustTest(kind, estimate, se, df, two_sided(ratio(estimate, se), df), ci, df >= VERDICT_FROM_DF)
