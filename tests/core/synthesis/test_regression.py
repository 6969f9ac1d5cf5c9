"""Meta-regression and subgroups."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.regression import meta_regression, subgroups
from medgang.core.synthesis.results import Given

YI = (0.1, 0.3, 0.45, 0.72, 0.8, 1.1, 1.15)
STUDIES = [Study(str(i), Given(y, 0.02 + 0.003 * i)) for i, y in enumerate(YI)]
WEEKS = [1, 2, 3, 4, 5, 6, 7]
GROUPS = ["a", "a", "a", "b", "b", "b", "b"]


def test_a_moderator_that_explains_everything_leaves_no_variance() -> None:
    found = meta_regression(STUDIES, {"weeks": WEEKS}, Measure.GIVEN)
    assert [one.name for one in found.coefficients] == ["intercept", "weeks"]
    assert found.coefficients[1].estimate == pytest.approx(0.18, abs=0.02)
    assert found.tau2 == 0
    assert found.r2 == 100
    assert found.qm_p < 0.001
    assert found.notes == ("synthesis.regression_few",)
    assert found.coefficients[1].ci.df == 5


def test_z_and_hksj_test_the_same_terms_with_chi_squared_and_f() -> None:
    z = meta_regression(STUDIES, {"weeks": WEEKS}, Measure.GIVEN, test=CiTest.Z)
    assert z.coefficients[1].ci.df is None
    assert z.qm == pytest.approx(z.coefficients[1].statistic ** 2)
    t = meta_regression(STUDIES, {"weeks": WEEKS}, Measure.GIVEN, test=CiTest.HKSJ)
    assert t.qm == pytest.approx(t.coefficients[1].statistic ** 2)
    assert t.qm_p == pytest.approx(t.coefficients[1].p)


def test_words_become_columns_against_the_first_word() -> None:
    found = meta_regression(STUDIES, {"group": GROUPS}, Measure.GIVEN, Method.COMMON, CiTest.Z)
    assert found.coefficients[1].name == "group=b"
    first = pool(STUDIES[:3], Measure.GIVEN, Method.COMMON, CiTest.Z)
    second = pool(STUDIES[3:], Measure.GIVEN, Method.COMMON, CiTest.Z)
    assert found.coefficients[0].estimate == pytest.approx(first.estimate)
    assert found.coefficients[1].estimate == pytest.approx((second.estimate or 0) - (first.estimate or 0))
    assert found.tau2 is None
    assert found.r2 is None


def test_a_study_without_the_value_is_left_out_and_named() -> None:
    found = meta_regression(STUDIES, {"weeks": [None, *WEEKS[1:]]}, Measure.GIVEN)
    assert (found.k, found.left_out) == (6, ("0",))


def test_no_variance_to_explain_gives_no_r2() -> None:
    alike = [Study(str(i), Given(0.5, 0.1)) for i in range(6)]
    found = meta_regression(alike, {"weeks": WEEKS[:6]}, Measure.GIVEN, test=CiTest.Z)
    assert found.r2 is None
    assert found.i2 == 0
    assert meta_regression(alike, {"w": WEEKS[:6]}, Measure.GIVEN, Method.COMMON, CiTest.Z).i2 == 0


def test_studies_on_a_line_keep_some_uncertainty() -> None:
    """Hartung-Knapp's factor would be 0; Wald's error with t is used, and said."""
    line = [Study(str(i), Given(0.1 * i, 0.1)) for i in range(6)]
    found = meta_regression(line, {"i": list(range(6))}, Measure.GIVEN)
    assert found.test is CiTest.HKSJ_ADHOC
    assert "synthesis.hksj_perfect" in found.notes
    assert found.coefficients[1].se > 0.03


def test_groups_whose_effects_are_alike_are_compared_with_walds_error() -> None:
    alike = [Study(str(i), Given(0.5, 0.1)) for i in range(6)]
    found = subgroups(alike, list("aaabbb"), Measure.GIVEN, Method.REML, CiTest.HKSJ)
    assert found.q_between == pytest.approx(0)
    assert found.p == pytest.approx(1)


def test_ten_studies_a_term_are_enough_not_to_be_warned() -> None:
    many = [Study(str(i), Given(0.1 * i + (0.3 if i % 2 else 0), 0.1)) for i in range(10)]
    assert meta_regression(many, {"i": list(range(10))}, Measure.GIVEN).notes == ()


@pytest.mark.parametrize(
    ("moderators", "method", "code"),
    [
        ({"weeks": [1, 2, None, None, None, None, None]}, Method.REML, "too_few_for_regression"),
        ({"same": ["x"] * 7}, Method.REML, "too_few_for_regression"),
        ({"weeks": WEEKS, "again": WEEKS}, Method.REML, "collinear"),
        ({"weeks": WEEKS}, Method.MH, "no_regression"),
    ],
)
def test_what_cannot_be_regressed_is_refused(
    moderators: dict[str, list[float | str | None]], method: Method, code: str
) -> None:
    with pytest.raises(InvalidValue, match=code):
        meta_regression(STUDIES, moderators, Measure.GIVEN, method)


def test_subgroups_are_pooled_apart_and_compared() -> None:
    found = subgroups(STUDIES, GROUPS, Measure.GIVEN)
    assert [name for name, _ in found.groups] == ["a", "b"]
    assert found.df == 1
    assert found.p is not None
    assert found.p < 0.01
    assert found.notes == ()


def test_small_subgroups_are_shown_but_not_in_the_test() -> None:
    found = subgroups(STUDIES, ["a", "a", "a", "b", "b", "b", "c"], Measure.GIVEN)
    assert found.df == 1
    assert found.notes == ("synthesis.subgroups_small",)
    lonely = subgroups(STUDIES, ["a", "b", "c", "d", "d", "e", "e"], Measure.GIVEN)
    assert lonely.q_between is None
    assert lonely.notes == ("synthesis.subgroups_too_small",)
