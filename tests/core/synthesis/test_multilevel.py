"""Several effects per study: variance at two levels, covariance between effects, robust inference."""

from __future__ import annotations

import math

import numpy as np
import pytest

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.covariance import constant_correlation, positive_definite, shared_control
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.multilevel import cluster_robust, three_level
from medgang.core.synthesis.results import Given, TwoByTwo, TwoGroups

YI = [0.1, 0.3, 0.9, 1.1, -0.2, 0.0, 0.5, 0.7, 0.4, 1.3]
VI = [0.05, 0.06, 0.04, 0.08, 0.05, 0.07, 0.06, 0.05, 0.09, 0.04]
CLUSTERS = ["a", "a", "b", "b", "c", "c", "d", "d", "e", "f"]


def likelihood(between: float, within: float) -> float:
    """The restricted likelihood written out again, as a check on the search."""
    same = np.array([[x == y for y in CLUSTERS] for x in CLUSTERS], dtype=float)
    m = np.diag(VI) + between * same + within * np.eye(len(YI))
    inverse, x = np.linalg.inv(m), np.ones((len(YI), 1))
    information = x.T @ inverse @ x
    residual = np.array(YI) - float((x.T @ inverse @ np.array(YI))[0] / information[0, 0])
    return -0.5 * float(
        np.linalg.slogdet(m)[1] + np.linalg.slogdet(information)[1] + residual @ inverse @ residual
    )


def test_the_variances_are_where_the_likelihood_is_highest() -> None:
    found = three_level(YI, VI, CLUSTERS)
    here = likelihood(found.tau2_between, found.tau2_within)
    for step in (-1e-3, 1e-3):
        assert likelihood(max(0, found.tau2_between + step), found.tau2_within) <= here
        assert likelihood(found.tau2_between, max(0, found.tau2_within + step)) <= here
    assert (found.k, found.clusters, found.q_df) == (10, 6, 9)
    assert found.notes == ("synthesis.errors_taken_independent",)
    assert found.r is None


def test_without_difference_between_clusters_it_is_the_two_level_model() -> None:
    from medgang.core.synthesis.kinds import CiTest, Method
    from medgang.core.synthesis.pooling import Study, pool
    from medgang.core.synthesis.results import Given

    yi = [0.0, 1.0, 0.9, 0.1, -0.1, 1.1, 0.05, 0.95]
    found = three_level(yi, [0.05] * 8, list("aabbccdd"))
    plain = pool(
        [Study(str(i), Given(y, 0.05)) for i, y in enumerate(yi)], Measure.GIVEN, Method.REML, CiTest.Z
    )
    assert found.tau2_between == 0
    assert found.tau2_within == pytest.approx(plain.tau2)
    assert found.estimate == pytest.approx(plain.estimate)
    assert found.se == pytest.approx(plain.se)


def test_effects_more_alike_than_chance_have_no_variance_at_either_level() -> None:
    found = three_level([0.5, 0.51, 0.49, 0.5, 0.5], [0.1] * 5, list("aabbc"))
    assert (found.tau2_between, found.tau2_within) == (0, 0)


def test_maximum_likelihood_and_covariates() -> None:
    ml = three_level(YI, VI, CLUSTERS, restricted=False)
    reml = three_level(YI, VI, CLUSTERS)
    assert ml.tau2_between + ml.tau2_within < reml.tau2_between + reml.tau2_within
    year = [float(i) for i in range(10)]
    found = three_level(YI, VI, CLUSTERS, columns=[year])
    assert len(found.coefficients) == 2
    assert found.q_df == 8


def test_the_stated_correlation_widens_the_standard_error() -> None:
    independent = three_level(YI, VI, CLUSTERS, r=0.0)
    together = three_level(YI, VI, CLUSTERS, r=0.8)
    assert together.r == 0.8
    assert together.se != independent.se
    assert together.notes == ()


def test_a_given_matrix_is_used_as_it_is() -> None:
    matrix = constant_correlation(VI, CLUSTERS, 0.6)
    given, stated = three_level(YI, VI, CLUSTERS, covariance=matrix), three_level(YI, VI, CLUSTERS, r=0.6)
    assert given.estimate == pytest.approx(stated.estimate)
    assert given.r is None
    with pytest.raises(InvalidValue, match="not_a_covariance"):
        three_level(YI, VI, CLUSTERS, covariance=np.ones((10, 10)))


def test_three_levels_need_clusters_and_something_in_them() -> None:
    with pytest.raises(InvalidValue, match="too_few_clusters"):
        three_level(YI[:4], VI[:4], CLUSTERS[:4])
    with pytest.raises(InvalidValue, match="no_nesting"):
        three_level(YI[:4], VI[:4], list("abcd"))


def test_few_degrees_of_freedom_give_no_verdict() -> None:
    found = three_level(YI[:6], VI[:6], CLUSTERS[:6])
    assert found.robust[0].method == "CR2"
    assert found.robust[0].df < 4
    assert not found.robust[0].verdict
    assert "synthesis.robust_no_verdict" in found.notes


def test_cr2_of_single_effects_with_equal_variances_is_the_ordinary_mean() -> None:
    """Then the corrected sandwich is s²/n and Satterthwaite's df n - 1 (Pustejovsky & Tipton 2018)."""
    y = np.array([0.2, 0.5, -0.1, 0.9, 0.4, 0.7])
    x, residual = np.ones((6, 1)), y - y.mean()
    found = cluster_robust(x, residual, np.eye(6) * 0.3, np.arange(6), float(y.mean()), "CR2")
    assert found.se == pytest.approx(float(np.std(y, ddof=1)) / math.sqrt(6))
    assert found.df == pytest.approx(5)


def test_cr2_is_unbiased_when_the_model_is_right() -> None:
    """Its expectation over the model's own errors is the model's variance (the definition of the adjustment)."""
    same = np.array([[x == y for y in CLUSTERS] for x in CLUSTERS], dtype=float)
    marginal = np.diag(VI) + 0.1 * same
    membership = np.array([sorted(set(CLUSTERS)).index(c) for c in CLUSTERS])
    x = np.ones((10, 1))
    inverse = np.linalg.inv(marginal)
    variance = 1 / float((x.T @ inverse @ x)[0, 0])
    left = marginal - x @ x.T * variance
    roots = np.linalg.cholesky(left + 1e-14 * np.eye(10))
    total = sum(cluster_robust(x, roots[:, i], marginal, membership, 0.0, "CR2").se ** 2 for i in range(10))
    assert total == pytest.approx(variance, rel=1e-6)


def test_covariance_of_repeated_measures() -> None:
    found = constant_correlation([0.04, 0.09, 0.01], ["a", "a", "b"], 0.5)
    assert found[0, 1] == pytest.approx(0.5 * 0.2 * 0.3)
    assert found[0, 2] == 0
    assert list(np.diag(found)) == pytest.approx([0.04, 0.09, 0.01])
    assert positive_definite(found)
    with pytest.raises(InvalidValue, match="correlation_outside"):
        constant_correlation([0.1], ["a"], 1.0)


def test_arms_that_share_a_control_share_its_error() -> None:
    one, other = TwoGroups(5, 2, 20, 4, 2, 25), TwoGroups(6, 2, 22, 4, 2, 25)
    lone = TwoGroups(5, 2, 20, 4, 2, 25)
    effects, found = shared_control(Measure.MD, [one, other, lone], ["t1", "t1", "t2"])
    assert found[0, 1] == pytest.approx(4 / 25)
    assert found[0, 2] == 0
    assert found[1, 1] == effects[1].vi
    effects, found = shared_control(Measure.SMD, [one, other], ["t", "t"])
    assert found[0, 1] == pytest.approx(1 / 25 + effects[0].yi * effects[1].yi / (2 * 67))


@pytest.mark.parametrize(
    ("measure", "expected"),
    [(Measure.OR, 1 / 6 + 1 / 24), (Measure.RR, 1 / 6 - 1 / 30), (Measure.RD, 6 * 24 / 30**3)],
)
def test_counts_share_their_control_too(measure: Measure, expected: float) -> None:
    arms = [TwoByTwo(3, 28, 6, 30), TwoByTwo(5, 31, 6, 30)]
    _, found = shared_control(measure, arms, ["t", "t"])
    assert found[0, 1] == pytest.approx(expected)
    _, zero = shared_control(Measure.OR, [TwoByTwo(3, 28, 0, 30), TwoByTwo(5, 31, 0, 30)], ["t", "t"])
    assert zero[0, 1] == pytest.approx(1 / 0.5 + 1 / 30.5)


def test_arms_with_different_controls_are_refused() -> None:
    mixed = [
        [TwoGroups(5, 2, 20, 4, 2, 25), TwoGroups(5, 2, 20, 4, 2, 26)],
        [TwoByTwo(3, 28, 6, 30), TwoByTwo(3, 28, 7, 30)],
    ]
    with pytest.raises(InvalidValue, match="control_differs"):
        shared_control(Measure.GIVEN, [Given(0.1, 0.1), Given(0.2, 0.1)], ["t", "t"])  # type: ignore[list-item]
    for arms, measure in zip(mixed, (Measure.MD, Measure.OR), strict=True):
        with pytest.raises(InvalidValue, match="control_differs"):
            shared_control(measure, arms, ["t", "t"])  # type: ignore[arg-type]
