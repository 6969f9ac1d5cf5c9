"""GRADE: where certainty starts, what moves it, and the table of findings."""

from __future__ import annotations

import math

import pytest

from medgang.core.appraisal.cerqual import Component, Concern, Confidence, Considered
from medgang.core.appraisal.grade import (
    Certainty,
    Importance,
    Level,
    Lowering,
    Raising,
    Start,
    Step,
    crossings,
    overall,
)
from medgang.core.appraisal.sof import (
    Baseline,
    BaselineSource,
    Ratio,
    absolute,
    number_needed,
    per_thousand,
    reexpress,
    risk_with,
    summary_row,
)
from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.qualitative import Finding
from medgang.core.synthesis.results import Given, Interval

BASELINE = Baseline(0.2, BaselineSource.COHORT, "A cohort of 400 in treatment")


def down(factor: Lowering, levels: int) -> Step:
    return Step(factor, levels, "because" if levels else "")


def test_randomised_starts_high_and_others_low_unless_robins_i_judged_them() -> None:
    assert Certainty(Start.RANDOMISED, ()).level is Level.HIGH
    assert Certainty(Start.NON_RANDOMISED, ()).level is Level.LOW
    assert Certainty(Start.NON_RANDOMISED_ROBINS_I, ()).level is Level.HIGH


def test_steps_move_the_level_within_its_floor_and_ceiling() -> None:
    some = Certainty(Start.RANDOMISED, (down(Lowering.RISK_OF_BIAS, 1), down(Lowering.IMPRECISION, 1)))
    assert some.level is Level.LOW
    all_down = Certainty(Start.RANDOMISED, tuple(down(factor, 2) for factor in Lowering))
    assert all_down.level is Level.VERY_LOW
    up = (Step(Raising.LARGE_EFFECT, 2, "x"), Step(Raising.DOSE_RESPONSE, 1, "x"))
    assert Certainty(Start.NON_RANDOMISED, up).level is Level.HIGH


def test_every_step_has_a_reason_and_every_factor_is_considered() -> None:
    with pytest.raises(InvalidValue, match="reason_missing"):
        Step(Lowering.IMPRECISION, 1, " ")
    with pytest.raises(InvalidValue, match="bad_step"):
        Step(Lowering.IMPRECISION, 3, "x")
    with pytest.raises(InvalidValue, match="bad_step"):
        Step(Raising.DOSE_RESPONSE, 2, "x")
    with pytest.raises(InvalidValue, match="factor_twice"):
        Certainty(Start.RANDOMISED, (down(Lowering.IMPRECISION, 1), down(Lowering.IMPRECISION, 0)))
    assert Certainty(Start.RANDOMISED, (down(Lowering.IMPRECISION, 0),)).not_considered == (
        Lowering.RISK_OF_BIAS,
        Lowering.INCONSISTENCY,
        Lowering.INDIRECTNESS,
        Lowering.PUBLICATION_BIAS,
    )


def test_unusual_steps_are_asked_about() -> None:
    both = Certainty(Start.RANDOMISED, (down(Lowering.IMPRECISION, 1), Step(Raising.LARGE_EFFECT, 1, "x")))
    assert both.notes == ("appraisal.raised_and_lowered", "appraisal.randomised_raised")
    assert Certainty(Start.RANDOMISED, ()).notes == ()


def test_overall_is_the_lowest_among_critical_outcomes() -> None:
    high, low = Certainty(Start.RANDOMISED, ()), Certainty(Start.NON_RANDOMISED, ())
    assert overall([(Importance.CRITICAL, high), (Importance.IMPORTANT, low)]) is Level.HIGH
    assert overall([(Importance.CRITICAL, high), (Importance.CRITICAL, low)]) is Level.LOW
    assert overall([(Importance.IMPORTANT, high)]) is None


def test_imprecision_shows_which_lines_the_interval_crosses() -> None:
    wide = crossings(Interval(-0.6, 0.3, "z"), benefit=-0.5, harm=0.2)
    assert (wide.no_effect, wide.benefit, wide.harm, wide.count) == (True, True, True, 2)
    assert crossings(Interval(-0.9, -0.6, "z"), benefit=-0.5, harm=0.2).count == 0
    with pytest.raises(InvalidValue, match="thresholds_same_side"):
        crossings(Interval(-1, 1, "z"), benefit=0.5, harm=0.2)


def test_absolute_effects_from_each_measure() -> None:
    assert risk_with(Measure.RD, -0.5, 0.2) == 0
    assert risk_with(Measure.RR, 9, 0.2) == 1
    assert risk_with(Measure.OR, 1, 0.2) == pytest.approx(0.2)
    with pytest.raises(InvalidValue, match="no_absolute_effect"):
        risk_with(Measure.SMD, 1, 0.2)
    found = absolute(Measure.RD, Ratio(-0.1, -0.15, -0.05), BASELINE)
    assert (found.without, found.with_, found.difference) == (200, (100, 50, 150), (-100, -150, -50))
    assert (found.nnt, found.nnt_interval) == (10, (7, 20))
    none = absolute(Measure.RR, Ratio(1, 0.8, 1.2), BASELINE)
    assert (none.nnt, none.nnt_interval) == (None, None)


def test_rounding_is_away_from_zero_at_the_half() -> None:
    assert (per_thousand(0.0005), per_thousand(-0.0005), per_thousand(0.0004)) == (1, -1, 0)
    assert number_needed(0.2) == 5


@pytest.mark.parametrize(
    "make",
    [
        lambda: Ratio(1, 2, 3),
        lambda: Baseline(0, BaselineSource.COHORT, "x"),
        lambda: Baseline(0.1, BaselineSource.COHORT, " "),
        lambda: reexpress(Ratio(0.5, 0.2, 0.8), scale_sd=0, scale_source="x"),
        lambda: reexpress(Ratio(0.5, 0.2, 0.8), scale_sd=2),
    ],
)
def test_numbers_without_sense_or_source_are_refused(make: object) -> None:
    with pytest.raises(InvalidValue):
        make()  # type: ignore[operator]


def test_a_standardised_difference_in_other_words() -> None:
    """ln OR = SMD π / √3: 0.5 SD is an odds ratio of 2.48."""
    found = reexpress(Ratio(0.5, 0.2, 0.8), scale_sd=10, scale_source="A norm study")
    assert found.units == Ratio(5, 2, 8)
    assert found.odds_ratio.estimate == pytest.approx(2.477, abs=5e-4)
    assert reexpress(Ratio(0.5, 0.2, 0.8)).units is None


def test_a_row_of_the_table_computes_its_numbers() -> None:
    ratios = [Study(str(i), Given(math.log(0.5) + d, 0.01)) for i, d in enumerate((-0.05, 0, 0.05))]
    certainty = Certainty(Start.RANDOMISED, ())
    found = summary_row(
        "relapse",
        Importance.CRITICAL,
        pool(ratios, Measure.RR),
        certainty,
        persons=300,
        baselines=(BASELINE,),
    )
    assert found.effect is not None
    assert found.effect.estimate == pytest.approx(0.5)
    assert found.absolute[0].with_[0] == 100
    assert found.reexpressed is None
    smd = summary_row("craving", Importance.CRITICAL, pool(ratios, Measure.SMD), certainty)
    assert smd.reexpressed is not None
    few = summary_row(
        "craving", Importance.CRITICAL, pool(ratios[:2], Measure.RR), certainty, baselines=(BASELINE,)
    )
    assert (few.effect, few.absolute, few.studies) == (None, (), 2)


FINDING = Finding("f1", "Training together gives people somewhere to belong.", (), ())


def considered(**changes: Concern) -> dict[Component, Considered]:
    return {
        component: Considered(changes.get(component.name, Concern.NONE), "Looked at together.")
        for component in Component
    }


def test_confidence_is_judged_for_a_finding_and_never_computed() -> None:
    found = Confidence(FINDING, considered(), Level.HIGH, "Four rich studies agree.", ("anna", "berit"))
    assert found.level is Level.HIGH
    assert found.notes == ()
    serious = considered(COHERENCE=Concern.SERIOUS)
    assert Confidence(FINDING, serious, Level.HIGH, "x", ("a",)).notes == ("appraisal.high_with_serious",)
    assert Confidence(FINDING, considered(), Level.LOW, "x", ("a",)).notes == (
        "appraisal.lowered_without_concern",
    )
    assert Confidence(FINDING, serious, Level.LOW, "x", ("a",)).notes == ()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Considered(Concern.NONE, " "), "reason_missing"),
        (lambda: Confidence(FINDING, {}, Level.LOW, "x", ("a",)), "components_missing"),
        (lambda: Confidence(FINDING, considered(), Level.LOW, " ", ("a",)), "reason_missing"),
        (lambda: Confidence(FINDING, considered(), Level.LOW, "x", ()), "nobody_judged"),
    ],
)
def test_confidence_without_explanation_or_judges_is_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        make()  # type: ignore[operator]
