"""`pool`: what leads, what stands beside it, and what is never said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.pooling import Study, pool, prediction_intervals
from medgang.core.synthesis.results import Given, TwoByTwo, TwoGroups

SPREAD = [
    Study(str(i), Given(y, v)) for i, (y, v) in enumerate([(-1.0, 0.1), (0.2, 0.2), (1.4, 0.15), (2.2, 0.1)])
]
ALIKE = [
    Study(str(i), Given(y, v))
    for i, (y, v) in enumerate([(0.50, 0.1), (0.51, 0.2), (0.49, 0.15), (0.5, 0.1)])
]
TABLES = [
    Study("a", TwoByTwo(4, 60, 9, 60)),
    Study("b", TwoByTwo(0, 40, 3, 42)),
    Study("c", TwoByTwo(7, 55, 8, 50)),
    Study("d", TwoByTwo(0, 30, 0, 30)),
    Study("e", TwoByTwo(2, 80, 5, 79)),
]


def test_by_default_reml_with_hartung_knapp() -> None:
    found = pool(SPREAD, Measure.GIVEN)
    assert (found.method, found.test) == (Method.REML, CiTest.HKSJ)
    assert found.ci is not None
    assert found.ci.df == 3
    assert found.headline


def test_where_hartung_knapp_is_narrower_the_wider_leads_and_both_are_shown() -> None:
    found = pool(ALIKE, Measure.GIVEN)
    assert found.test is CiTest.Z
    assert found.ci is not None
    assert found.other_ci is not None
    assert found.ci.width > found.other_ci.width
    assert found.other_ci.method == "hksj"
    assert "synthesis.hksj_narrower" in found.notes


def test_a_test_that_was_named_answers_and_the_wider_stands_beside_it() -> None:
    found = pool(ALIKE, Measure.GIVEN, Method.REML, CiTest.HKSJ)
    assert found.test is CiTest.HKSJ
    assert found.ci is not None
    assert found.other_ci is not None
    assert found.other_ci.method == "z"
    assert found.other_ci.width > found.ci.width


def test_the_ad_hoc_correction_is_never_narrower_than_wald_with_t() -> None:
    adhoc = pool(ALIKE, Measure.GIVEN, Method.REML, CiTest.HKSJ_ADHOC)
    wald = pool(ALIKE, Measure.GIVEN, Method.REML, CiTest.Z)
    assert adhoc.se == pytest.approx(wald.se)
    assert adhoc.ci is not None
    assert wald.ci is not None
    assert adhoc.ci.width > wald.ci.width
    assert adhoc.other_ci is None


@pytest.mark.requirement("R205")
def test_two_studies_are_shown_without_a_headline() -> None:
    found = pool(SPREAD[:2], Measure.GIVEN)
    assert not found.headline
    assert (found.estimate, found.ci, found.p, found.tau2, found.i2, found.q) == (None,) * 6
    assert [study.label for study in found.studies] == ["0", "1"]
    assert all(study.ci.low < study.yi < study.ci.high for study in found.studies)
    assert found.notes[0] == "synthesis.two_studies"
    assert sum(study.weight for study in found.studies) == pytest.approx(100)


def test_one_study_is_shown_and_none_is_an_error() -> None:
    assert pool(SPREAD[:1], Measure.GIVEN).notes[0] == "synthesis.one_study"
    with pytest.raises(InvalidValue, match="no_studies"):
        pool([], Measure.GIVEN)


@pytest.mark.requirement("R205")
def test_no_p_value_without_interval_and_n() -> None:
    for method in Method:
        if method.needs_counts:
            continue
        found = pool(SPREAD, Measure.GIVEN, method)
        assert (found.p is None) == (found.ci is None)
        assert found.k == 4


def test_prediction_intervals_name_method_and_df_and_warn_below_five() -> None:
    found = pool(SPREAD, Measure.GIVEN)
    assert [(one.method, one.df) for one in found.prediction] == [("t, k-2", 2), ("t, k-1", 3)]
    assert found.prediction[0].width > found.prediction[1].width
    assert "synthesis.prediction_few" in found.notes
    assert "synthesis.prediction_few" not in pool([*SPREAD, *ALIKE], Measure.GIVEN).notes
    assert prediction_intervals(0.0, 1.0, 1.0, 2) == ()
    assert pool(SPREAD, Measure.GIVEN, Method.COMMON).prediction == ()


def test_a_common_effect_has_no_variance_between_and_i2_from_q() -> None:
    found = pool(SPREAD, Measure.GIVEN, Method.COMMON)
    assert found.tau2 == 0
    assert found.tau2_ci is None
    assert found.q is not None
    assert found.i2 == pytest.approx(100 * (found.q - 3) / found.q)
    same = pool([Study(str(i), Given(1.0, 0.1)) for i in range(3)], Measure.GIVEN, Method.COMMON)
    assert same.i2 == 0


def test_mantel_haenszel_leaves_out_the_empty_study_and_states_its_rule() -> None:
    found = pool(TABLES, Measure.OR, Method.MH)
    assert found.k == 4
    assert found.zero_rule == "synthesis.zero_rule_mh"
    assert "synthesis.double_zero_left_out" in found.notes
    assert found.studies[3].weight == 0
    assert sum(study.weight for study in found.studies) == pytest.approx(100)
    assert pool(TABLES, Measure.RD, Method.MH).k == 5
    assert pool(TABLES, Measure.RR, Method.MH, CiTest.HKSJ).notes[-1] == "synthesis.tables_use_z"


def test_one_table_gives_back_its_own_odds_ratio() -> None:
    """Mantel-Haenszel over copies of one table is that table's own ratio or difference."""
    table = TwoByTwo(7, 55, 12, 50)
    copies = [Study(str(i), table) for i in range(3)]
    for measure, own in (
        (Measure.OR, math.log(7 * 38 / (48 * 12))),
        (Measure.RR, math.log((7 / 55) / (12 / 50))),
        (Measure.RD, 7 / 55 - 12 / 50),
    ):
        found = pool(copies, measure, Method.MH)
        assert found.estimate == pytest.approx(own)
        assert found.i2 == 0


def test_peto_needs_events_and_is_an_odds_ratio() -> None:
    found = pool(TABLES, Measure.OR, Method.PETO)
    assert (found.k, found.zero_rule) == (4, "synthesis.zero_rule_peto")
    with pytest.raises(InvalidValue, match="peto_is_or"):
        pool(TABLES, Measure.RR, Method.PETO)
    tiny = [Study("x", TwoByTwo(0.5, 0.5, 0, 0.5))]
    with pytest.raises(InvalidValue, match="no_events"):
        pool(tiny, Measure.OR, Method.PETO)


@pytest.mark.parametrize("method", [Method.MH, Method.PETO])
def test_counts_without_events_cannot_be_pooled(method: Method) -> None:
    with pytest.raises(InvalidValue, match="no_events"):
        pool([TABLES[3]] * 3, Measure.OR, method)


def test_ratios_with_no_event_in_one_arm_of_every_study_cannot_be_pooled() -> None:
    one_sided = [Study("a", TwoByTwo(0, 10, 3, 10))] * 3
    for measure in (Measure.OR, Measure.RR):
        with pytest.raises(InvalidValue, match="no_events"):
            pool(one_sided, measure, Method.MH)
    with pytest.raises(InvalidValue, match="no_events"):
        pool([TABLES[3]] * 3, Measure.RD, Method.MH)


def test_tables_of_two_are_shown_too() -> None:
    found = pool(TABLES[:2], Measure.OR, Method.MH)
    assert not found.headline
    assert found.zero_rule == "synthesis.zero_rule_mh"
    assert pool([TABLES[0], TABLES[3]], Measure.OR, Method.PETO).notes[0] == "synthesis.one_study"


def test_risk_differences_of_empty_studies_have_no_spread_to_compare() -> None:
    """Q rests on studies with events; with one such study there is nothing to compare."""
    found = pool([TABLES[0], TABLES[3], TABLES[3]], Measure.RD, Method.MH)
    assert found.q_df == 0
    assert found.h2 is None


def test_counts_methods_refuse_other_numbers() -> None:
    with pytest.raises(InvalidValue, match="method_needs_counts"):
        pool(SPREAD, Measure.GIVEN, Method.MH)
    with pytest.raises(InvalidValue, match="method_needs_counts"):
        pool(TABLES, Measure.SMD, Method.MH)


def test_a_corrected_zero_cell_states_the_rule() -> None:
    found = pool(TABLES, Measure.OR)
    assert found.zero_rule == "synthesis.zero_rule_corrected"
    assert "synthesis.zero_cell_corrected" in found.notes


@given(st.floats(-2, 2), st.floats(0.1, 10))
def test_moving_and_stretching_all_effects_moves_and_stretches_the_answer(
    move: float, stretch: float
) -> None:
    moved = [
        Study(one.label, Given(one.data.yi * stretch + move, one.data.vi * stretch**2))
        for one in SPREAD
        if isinstance(one.data, Given)
    ]
    before, after = pool(SPREAD, Measure.GIVEN), pool(moved, Measure.GIVEN)
    assert after.estimate == pytest.approx((before.estimate or 0) * stretch + move, abs=1e-8)
    assert after.tau2 == pytest.approx((before.tau2 or 0) * stretch**2, rel=1e-6)
    assert after.i2 == pytest.approx(before.i2)


def test_identical_exact_effects_are_pooled_without_a_fault() -> None:
    found = pool([Study(str(i), Given(0.0, 0.1)) for i in range(4)], Measure.GIVEN)
    assert found.estimate == 0
    assert found.statistic == 0
    named = pool([Study(str(i), Given(0.4, 0.1)) for i in range(4)], Measure.GIVEN, Method.REML, CiTest.HKSJ)
    assert named.se == 0
    assert named.statistic == math.inf
    assert named.p == 0


def test_the_fingerprint_follows_the_inputs() -> None:
    one = pool(SPREAD, Measure.GIVEN)
    assert one.inputs_sha256 == pool(list(SPREAD), Measure.GIVEN).inputs_sha256
    assert one.inputs_sha256 != pool(SPREAD[::-1], Measure.GIVEN).inputs_sha256
    assert one.algorithm


def test_means_are_pooled_from_groups() -> None:
    trials = [Study(str(i), TwoGroups(10 + i, 3, 20, 9, 3, 20)) for i in range(4)]
    found = pool(trials, Measure.MD)
    assert found.estimate == pytest.approx(2.5)
