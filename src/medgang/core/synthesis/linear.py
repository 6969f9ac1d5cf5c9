"""Weighted least squares with a between-study variance: the algebra every estimator shares.

All sums run over studies, never over pairs of studies, so that time and memory grow linearly with their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.results import SMALLEST

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]


MOST_UNEVEN = 1e12
"""How many times another's variance one study's may be: beyond, the lighter is lost in rounding (and a misprint)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Effects `y`, sampling variances `v`, design `x` (one row per study, the first column the intercept)."""

    y: Vector
    v: Vector
    x: Vector

    @property
    def k(self) -> int:
        """How many studies."""
        return int(self.y.shape[0])

    @property
    def p(self) -> int:
        """How many coefficients."""
        return int(self.x.shape[1])

    @property
    def df(self) -> int:
        """Residual degrees of freedom."""
        return self.k - self.p

    def without(self, index: int) -> Problem:
        """The same with one study taken out."""
        import numpy as np

        keep = np.arange(self.k) != index
        return Problem(self.y[keep], self.v[keep], self.x[keep])


def problem(
    yi: Vector | list[float], vi: Vector | list[float], columns: list[Vector] | None = None
) -> Problem:
    """A problem with an intercept and `columns`. Raises `synthesis.collinear` where they cannot be told apart."""
    import numpy as np

    y, v = np.asarray(yi, dtype=np.float64), np.asarray(vi, dtype=np.float64)
    if float(v.max()) > MOST_UNEVEN * float(v.min()):
        raise InvalidValue("synthesis.weights_too_uneven")
    x = np.column_stack([np.ones_like(y), *(columns or [])])
    if columns and np.linalg.matrix_rank(x) < x.shape[1]:
        raise InvalidValue("synthesis.collinear")
    return Problem(y, v, x)


@dataclass(frozen=True, slots=True)
class Weighted:
    """The fit at one τ². `bread` is (X'WX)⁻¹, `py` is P y = w · residual, `q` the weighted residual sum of squares."""

    w: Vector
    beta: Vector
    bread: Vector
    residual: Vector
    q: float

    @property
    def py(self) -> Vector:
        """P y."""
        return self.w * self.residual


def fit(data: Problem, tau2: float) -> Weighted:
    """Least squares with weights 1 / (v + τ²)."""
    import numpy as np

    w: Vector = 1.0 / (data.v + tau2)
    xw = data.x * w[:, None]
    if data.p == 1:
        # The usual case by hand: a 1 x 1 inverse through LAPACK costs more than the rest of the fit.
        bread = np.array([[1.0 / w.sum()]])
        beta = np.array([float(w @ data.y) * bread[0, 0]])
    else:
        bread = np.linalg.inv(xw.T @ data.x)
        beta = bread @ (xw.T @ data.y)
    residual = data.y - data.x @ beta
    return Weighted(w, beta, bread, residual, float(np.sum(w * residual**2)))


def trace_p(data: Problem, at: Weighted) -> float:
    """Trace of P = W - W X (X'WX)⁻¹ X' W; positive, whatever rounding does."""
    import numpy as np

    alone = data.p == 1  # einsum on one column costs more than the whole fit
    spread = at.bread[0, 0] if alone else np.einsum("ij,jk,ik->i", data.x, at.bread, data.x)
    leverage = at.w * spread
    return max(float((at.w * (1 - leverage)).sum()), float(at.w.min()) * SMALLEST)


def trace_pp(data: Problem, at: Weighted) -> float:
    """Trace of P P."""
    x2 = data.x.T @ (data.x * (at.w**2)[:, None])
    x3 = data.x.T @ (data.x * (at.w**3)[:, None])
    mixed = at.bread @ x2
    found = float((at.w**2).sum() - 2 * (at.bread * x3).sum() + (mixed * mixed.T).sum())
    # Rounding may eat all of it where one study outweighs the rest; it can never be less than this.
    return max(found, trace_p(data, at) ** 2 / data.df)


def typical_variance(data: Problem) -> float:
    """The s² that I² and H² compare τ² with: (k - p) / tr P at τ² = 0.

    Source: Higgins JPT, Thompson SG. Stat Med 2002;21:1539-58, doi 10.1002/sim.1186 (with moderators: the same with
    the projection of the whole design).
    """
    return data.df / trace_p(data, fit(data, 0.0))
