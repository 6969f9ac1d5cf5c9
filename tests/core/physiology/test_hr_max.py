"""Maximal heart rate never stands without its source and what is known of its error."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.physiology.guidance import (
    HeartRateDrug,
    HrMaxCandidate,
    Steering,
    confirm,
    error_notice,
    guidance,
    higher_maximum,
)
from medgang.core.physiology.hr_max import FORMULAS, HrMax, HrMaxSource, predict_hr_max

MEASURED = HrMax(181, HrMaxSource.MEASURED, None, date(2026, 3, 2))


@pytest.mark.parametrize("bpm", [79, 241, float("nan"), float("inf")])
def test_an_impossible_maximum_is_refused(bpm: float) -> None:
    with pytest.raises(InvalidValue, match="hr_max_out_of_range"):
        HrMax(bpm, HrMaxSource.MEASURED)


@pytest.mark.parametrize("error", [0, -1, 41, float("nan")])
def test_an_impossible_error_is_refused(error: float) -> None:
    with pytest.raises(InvalidValue, match="hr_max_error_out_of_range"):
        HrMax(180, HrMaxSource.MEASURED, error)


@pytest.mark.requirement("R254")
@pytest.mark.parametrize("source", [one for one in HrMaxSource if one.is_predicted])
def test_a_prediction_without_error_cannot_exist(source: HrMaxSource) -> None:
    with pytest.raises(InvalidValue, match="prediction_without_error"):
        HrMax(180, source)
    assert predict_hr_max(40, source).error_bpm is not None


@pytest.mark.requirement("R254")
@given(st.sampled_from(list(HrMaxSource)))
def test_there_is_always_something_said_of_the_error(source: HrMaxSource) -> None:
    found = HrMax(180, source, 10.0 if source.is_predicted else None)
    assert error_notice(found).code.startswith("physiology.hr_max_")


def test_percent_and_bpm_are_each_others_inverse() -> None:
    assert MEASURED.pct(MEASURED.bpm_at(85)) == pytest.approx(85)


def test_a_formula_must_be_a_formula() -> None:
    with pytest.raises(InvalidValue, match="not_a_formula"):
        predict_hr_max(40, HrMaxSource.MEASURED)
    assert all(formula.citation for formula in FORMULAS.values())


@pytest.mark.parametrize("age", [15.9, 90.1, float("nan")])
def test_ages_outside_the_populations_are_refused(age: float) -> None:
    with pytest.raises(InvalidValue, match="range_age_years"):
        predict_hr_max(age)


@pytest.mark.requirement("R117")
def test_a_predicted_maximum_steers_by_heart_rate_and_says_its_error() -> None:
    found = guidance(predict_hr_max(38))
    assert found.shows_targets
    assert found.steering[0] is Steering.HEART_RATE
    assert [one.code for one in found.notices] == ["physiology.hr_max_error"]
    assert found.notices[0].filled == {"error": "10.8", "pct": "5.8"}


def test_without_any_maximum_the_talk_test_comes_first() -> None:
    found = guidance(None)
    assert found.steering == (Steering.TALK_TEST, Steering.EFFORT)
    assert not found.shows_targets


@pytest.mark.parametrize("hr_max", [predict_hr_max(38), MEASURED, HrMax(184, HrMaxSource.HIGHEST_OBSERVED)])
def test_a_beta_blocker_turns_off_targets_that_were_not_measured_on_it(hr_max: HrMax) -> None:
    found = guidance(hr_max, frozenset({HeartRateDrug.BETA_BLOCKER}))
    assert found.hr_max is None
    assert found.steering == (Steering.TALK_TEST, Steering.EFFORT)
    assert [one.code for one in found.notices] == ["physiology.beta_blocker", "physiology.effort_overshoots"]


def test_a_maximum_measured_on_the_beta_blocker_may_be_used_on_it() -> None:
    on_drug = HrMax(150, HrMaxSource.MEASURED_ON_BETA_BLOCKER)
    found = guidance(on_drug, frozenset({HeartRateDrug.BETA_BLOCKER}))
    assert found.shows_targets
    assert [one.code for one in found.notices][-1] == "physiology.measured_on_drug"
    assert guidance(on_drug).notices[-1].code == "physiology.drug_stopped"


def test_other_drugs_only_mark_the_heart_rate_as_unsure() -> None:
    found = guidance(MEASURED, frozenset({HeartRateDrug.OTHER}))
    assert found.shows_targets
    assert found.notices[-1].code == "physiology.heart_rate_unsure"


def seconds(*stretches: tuple[int, float]) -> tuple[np.ndarray, np.ndarray]:
    bpm = np.concatenate([np.full(n, value, dtype=float) for n, value in stretches])
    return np.ones(len(bpm)), bpm


@pytest.mark.requirement("R116")
def test_a_higher_pulse_must_be_sustained_and_clean() -> None:
    length, bpm = seconds((60, 150), (12, 186), (5, 190), (60, 150))
    clean = np.ones(len(bpm), dtype=bool)
    found = higher_maximum(length, bpm, clean, MEASURED)
    assert found == HrMaxCandidate(186, 10, 60)
    broken = clean.copy()
    broken[66] = False
    assert higher_maximum(length, bpm, broken, MEASURED) == HrMaxCandidate(186, 10, 67)
    broken[70] = False
    assert higher_maximum(length, bpm, broken, MEASURED) is None


def test_a_spike_and_an_impossible_pulse_are_no_maximum() -> None:
    length, bpm = seconds((60, 150), (3, 199), (60, 150), (30, 255))
    assert higher_maximum(length, bpm, np.ones(len(bpm), dtype=bool), MEASURED) is None


def test_the_highest_of_two_stretches_is_found() -> None:
    length, bpm = seconds((20, 185), (5, 150), (20, 188), (20, 184))
    found = higher_maximum(length, bpm, np.ones(len(bpm), dtype=bool), MEASURED)
    assert found is not None
    assert found.bpm == 188


@pytest.mark.requirement("R116")
def test_a_person_confirms_before_it_counts() -> None:
    candidate = HrMaxCandidate(188, 10, 60)
    with pytest.raises(NotAllowed, match="not_confirmed"):
        confirm(candidate, MEASURED, confirmed=False, on=date(2026, 4, 1))
    found = confirm(candidate, MEASURED, confirmed=True, on=date(2026, 4, 1))
    assert (found.bpm, found.source, found.on) == (188, HrMaxSource.HIGHEST_OBSERVED, date(2026, 4, 1))
    assert error_notice(found).code == "physiology.hr_max_at_least"
    with pytest.raises(InvalidValue, match="not_higher"):
        confirm(candidate, found, confirmed=True, on=date(2026, 4, 2))
