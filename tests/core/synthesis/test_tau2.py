"""The between-study variance: identities that hold whatever the data."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.distributions import (
    chi2_quantile,
    chi2_tail,
    f_tail,
    half_width,
    ratio,
    two_sided,
)
from medgang.core.synthesis.kinds import Method
from medgang.core.synthesis.linear import Problem, fit, problem, trace_p, trace_pp, typical_variance
from medgang.core.synthesis.tau2 import estimate_tau2, i2_interval, q_profile

RANDOM = [method for method in Method if method.is_random]
effects = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), min_size=3, max_size=15)
HETEROGENEOUS = problem([-1.0, 0.2, 1.4, 2.2, -0.6, 0.9], [0.1, 0.2, 0.15, 0.1, 0.3, 0.12])
ALIKE = problem([0.50, 0.51, 0.49, 0.50], [0.1, 0.2, 0.15, 0.1])


@pytest.mark.parametrize("method", [method for method in RANDOM if method is not Method.SJ])
def test_effects_more_alike_than_chance_give_zero_and_never_less(method: Method) -> None:
    assert estimate_tau2(ALIKE, method).value == 0


@given(effects)
def test_no_estimator_is_ever_negative(rows: list[tuple[float, float]]) -> None:
    data = problem([y for y, _ in rows], [v for _, v in rows])
    for method in RANDOM:
        found = estimate_tau2(data, method)
        assert found.value >= 0
        assert math.isfinite(found.se)


@given(effects)
def test_paule_mandel_solves_its_equation(rows: list[tuple[float, float]]) -> None:
    data = problem([y for y, _ in rows], [v for _, v in rows])
    tau2 = estimate_tau2(data, Method.PM).value
    left = fit(data, tau2).q
    assert left == pytest.approx(data.df, rel=1e-9) if tau2 > 0 else left <= data.df


def test_likelihood_estimates_are_at_the_top() -> None:
    """No neighbour has a higher (restricted) likelihood."""

    def likelihood(tau2: float, *, restricted: bool) -> float:
        at = fit(HETEROGENEOUS, tau2)
        value = float(np.log(at.w).sum()) - at.q
        return value + (math.log(float(at.bread[0, 0])) if restricted else 0.0)

    for method, restricted in ((Method.REML, True), (Method.ML, False)):
        top = estimate_tau2(HETEROGENEOUS, method).value
        here = likelihood(top, restricted=restricted)
        assert all(likelihood(top * f, restricted=restricted) < here for f in (0.9, 0.99, 1.01, 1.1))


@given(effects)
def test_the_likelihood_search_ends_at_a_level_place(rows: list[tuple[float, float]]) -> None:
    data = problem([y for y, _ in rows], [v for _, v in rows])
    tau2 = estimate_tau2(data, Method.REML).value
    at = fit(data, tau2)
    slope = float((at.py**2).sum()) - trace_p(data, at)
    assert (
        slope == pytest.approx(0, abs=1e-6 * trace_p(data, at))
        if tau2 > 0
        else slope <= 1e-9 * trace_p(data, at)
    )


def test_equal_variances_make_all_moment_and_restricted_estimators_one() -> None:
    data = problem([0.1, 0.9, 1.7, -0.4], [0.2] * 4)
    expected = float(np.var(data.y, ddof=1)) - 0.2
    for method in (Method.DL, Method.PM, Method.EB, Method.REML):
        assert estimate_tau2(data, method).value == pytest.approx(expected)


def test_identical_effects_give_sidik_and_jonkman_nothing_to_start_from() -> None:
    found = estimate_tau2(problem([0.5] * 4, [0.1, 0.2, 0.3, 0.4]), Method.SJ)
    assert (found.value, found.se) == (0, 0)


def test_fixed_methods_have_no_variance_between() -> None:
    for method in (Method.COMMON, Method.MH, Method.PETO):
        assert estimate_tau2(HETEROGENEOUS, method).value == 0


def test_one_study_cannot_have_a_variance_between() -> None:
    with pytest.raises(InvalidValue, match="too_few_studies"):
        estimate_tau2(problem([1.0], [0.1]), Method.REML)


def test_the_profile_interval_holds_the_estimate_and_its_ends_solve_their_equations() -> None:
    found = q_profile(HETEROGENEOUS)
    assert found.low < estimate_tau2(HETEROGENEOUS, Method.PM).value < found.high
    assert fit(HETEROGENEOUS, found.low).q == pytest.approx(chi2_quantile(0.975, 5))
    assert fit(HETEROGENEOUS, found.high).q == pytest.approx(chi2_quantile(0.025, 5))
    percent = i2_interval(HETEROGENEOUS, found)
    assert 0 < percent.low < percent.high < 100
    assert (q_profile(ALIKE).low, q_profile(ALIKE).high) == (0, 0)


def test_traces_are_those_of_the_whole_matrix() -> None:
    data = problem(HETEROGENEOUS.y, HETEROGENEOUS.v, [np.array([1.0, 2, 3, 4, 5, 7])])
    at = fit(data, 0.3)
    w = np.diag(at.w)
    p = w - w @ data.x @ np.linalg.inv(data.x.T @ w @ data.x) @ data.x.T @ w
    assert trace_p(data, at) == pytest.approx(np.trace(p))
    assert trace_pp(data, at) == pytest.approx(np.trace(p @ p))
    assert np.allclose(p @ data.y, at.py)
    assert typical_variance(data) > 0


def test_moderators_that_say_the_same_are_refused() -> None:
    column = np.array([1.0, 2, 3, 4, 5, 6])
    with pytest.raises(InvalidValue, match="collinear"):
        problem(HETEROGENEOUS.y, HETEROGENEOUS.v, [column, 2 * column])


def test_a_study_a_trillion_times_more_precise_is_a_slip() -> None:
    with pytest.raises(InvalidValue, match="weights_too_uneven"):
        problem([1.0, 2.0, 3.0], [1e-7, 1.0, 1e7])


def test_traces_stay_positive_where_one_study_outweighs_the_rest() -> None:
    data = problem([1.0, 2.0, 3.0], [1e-6, 1.0, 9e5])
    at = fit(data, 0.0)
    assert trace_p(data, at) > 0
    assert trace_pp(data, at) >= trace_p(data, at) ** 2 / 2
    for method in RANDOM:
        assert estimate_tau2(data, method).value >= 0


def test_taking_out_a_study_leaves_the_rest() -> None:
    rest = HETEROGENEOUS.without(2)
    assert isinstance(rest, Problem)
    assert rest.k == 5
    assert 1.4 not in rest.y


def test_an_estimate_without_error_is_nothing_or_everything() -> None:
    assert ratio(1.0, 0.5) == 2
    assert ratio(0.0, 0.0) == 0
    assert ratio(-1.0, 0.0) == -math.inf


def test_tails_and_quantiles() -> None:
    assert two_sided(1.959963984540054, None) == pytest.approx(0.05)
    assert two_sided(2.2281388519649385, 10) == pytest.approx(0.05)
    assert chi2_tail(3.841458820694124, 1) == pytest.approx(0.05)
    assert chi2_tail(1.0, 0) == 1
    assert f_tail(4.964602743730711, 1, 10) == pytest.approx(0.05)
    assert half_width(2.0, None) == pytest.approx(3.919927969)
