"""Leave-one-out, cumulative, influence."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.diagnostics import cumulative, imputed_r, influence, leave_one_out
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.paired import Paired
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.results import Given

STUDIES = [Study(f"s{i}", Given(y, 0.05)) for i, y in enumerate((0.1, 0.2, 0.15, 0.12, 3.0))]


def test_leaving_one_out_is_pooling_the_others() -> None:
    found = leave_one_out(STUDIES, Measure.GIVEN)
    assert [one.label for one in found] == ["s0", "s1", "s2", "s3", "s4"]
    rest = pool(STUDIES[:4], Measure.GIVEN, Method.REML, CiTest.HKSJ)
    assert found[4].estimate == pytest.approx(rest.estimate)
    assert found[4].tau2 == rest.tau2
    assert found[4].k == 4


def test_the_odd_one_out_stands_out() -> None:
    found = influence(STUDIES, Measure.GIVEN)
    assert [one.label for one in found if one.stands_out] == ["s4"]
    assert abs(found[4].rstudent) > 1.96
    assert sum(one.hat for one in found) == pytest.approx(1)
    assert found[4].tau2_without == 0


def test_cumulative_ends_at_the_whole_and_starts_with_one() -> None:
    found = cumulative(STUDIES, Measure.GIVEN)
    assert [one.k for one in found] == [1, 2, 3, 4, 5]
    assert found[0].estimate == 0.1
    assert found[0].tau2 == 0
    whole = pool(STUDIES, Measure.GIVEN, Method.REML, CiTest.HKSJ)
    assert found[-1].estimate == pytest.approx(whole.estimate)


def test_imputed_correlations_are_varied_and_reported_ones_are_not() -> None:
    told = [Study(f"p{i}", Paired(20 + i, 5, 18, 5, 15, r=0.6)) for i in range(3)]
    assert imputed_r(told, Measure.MD) == ()
    guessed = [*told, Study("g", Paired(19, 5, 18, 5, 15, r=0.5, r_imputed=True))]
    found = imputed_r(guessed, Measure.MD, Method.COMMON, CiTest.Z)
    assert [one.label for one in found] == ["r = 0", "r = 0.3", "r = 0.5", "r = 0.7", "r = 0.9"]
    assert found[0].se > found[-1].se
    printed = [Study("s", Paired(19, 5, 18, 5, 15, sd_diff=4, r_imputed=True)), *told]
    assert len({one.estimate for one in imputed_r(printed, Measure.MD)}) == 1


def test_three_studies_are_too_few_to_take_one_out() -> None:
    for check in (leave_one_out, influence):
        with pytest.raises(InvalidValue, match="too_few_to_leave_out"):
            check(STUDIES[:3], Measure.GIVEN)  # type: ignore[operator]


def test_table_methods_have_no_such_diagnostics() -> None:
    for check in (leave_one_out, cumulative, influence):
        with pytest.raises(InvalidValue, match="no_diagnostics"):
            check(STUDIES, Measure.OR, Method.MH)  # type: ignore[operator]
