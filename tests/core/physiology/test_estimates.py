"""Every estimate has an error or says that it has none, and refuses what it was not made for with its own code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import BodyPanel, Sex, body_mass_index
from medgang.core.physiology.cycle import astrand, cycle_multistage, cycle_peak, ymca
from medgang.core.physiology.dose import Week, least_energy_kcal
from medgang.core.physiology.estimates import Estimate, Method
from medgang.core.physiology.field_tests import Norm, NormRow, enright_distance, field_result
from medgang.core.physiology.hr_max import HrMax, HrMaxSource, predict_hr_max
from medgang.core.physiology.metabolic import energy_kcal, heart_rate_reserve
from medgang.core.physiology.non_exercise import (
    ActivityIndex,
    Duration,
    Frequency,
    Vigour,
    friend_2017,
    friend_2018,
    nes_bmi,
    nes_waist,
)
from medgang.core.physiology.treadmill import (
    Point,
    ebbeling,
    extrapolate,
    hunt3_submaximal,
    treadmill_multistage,
    treadmill_peak,
    treadmill_point,
)

MAX = predict_hr_max(35)
KNOWN = HrMax(190, HrMaxSource.MEASURED)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: ebbeling(5.6, 120, 19, Sex.MALE), "range_age_years"),
        (lambda: ebbeling(5.6, 120, 60, Sex.MALE), "range_age_years"),
        (lambda: ebbeling(8.0, 120, 35, Sex.MALE), "range_speed_kmh"),
        (lambda: ebbeling(5.6, 90, 35, Sex.MALE), "pulse_outside_test"),
        (lambda: ebbeling(5.6, 165, 35, Sex.MALE), "pulse_outside_test"),
        (lambda: hunt3_submaximal(5, 5, 70, 130, 35, Sex.FEMALE), "equation_not_read_for_women"),
        (lambda: treadmill_peak(6.5, 10, handrail=False), "range_speed_kmh"),
        (lambda: treadmill_peak(5, 26, handrail=False), "range_incline_pct"),
        (lambda: hunt3_submaximal(5, 16, 85, 130, 35, Sex.MALE), "range_incline_pct"),
        (lambda: hunt3_submaximal(5, 5, 85, 180, 35, Sex.MALE), "pulse_outside_test"),
        (lambda: ymca(50, 112, 25, 140, hr_max=MAX, weight_kg=80), "loads_do_not_rise"),
        (lambda: ymca(50, 140, 75, 141, hr_max=MAX, weight_kg=80), "pulse_does_not_rise"),
        (lambda: ymca(50, 100, 75, 141, hr_max=MAX, weight_kg=80), "range_hr_bpm"),
        (lambda: ymca(50, 112, 400, 141, hr_max=MAX, weight_kg=80), "range_watts"),
        (lambda: astrand(100, 130, 140, age_years=35, sex=Sex.MALE, weight_kg=80), "not_steady"),
        (lambda: astrand(100, 120, 121, age_years=35, sex=Sex.MALE, weight_kg=80), "range_hr_bpm"),
        (lambda: astrand(100, 140, 141, age_years=66, sex=Sex.MALE, weight_kg=80), "range_age_years"),
        (lambda: nes_waist(35, Sex.MALE, 40, 70, ActivityIndex(0)), "range_waist_cm"),
        (lambda: ActivityIndex(46), "range_activity_index"),
        (lambda: heart_rate_reserve(130, 60, 70), "range_hr_max_bpm"),
        (lambda: body_mass_index(80, 100), "range_height_cm"),
    ],
)
def test_input_outside_the_range_is_refused_with_its_own_code(call: Callable[[], object], code: str) -> None:
    with pytest.raises(InvalidValue, match=f"physiology.{code}"):
        call()


def test_an_older_patients_ebbeling_says_that_the_pulse_counts_for_little() -> None:
    codes = [one.code for one in ebbeling(4.8, 110, 55, Sex.FEMALE).notices]
    assert codes == ["physiology.ebbeling_bias", "physiology.ebbeling_pulse_fades"]
    assert [one.code for one in ebbeling(4.8, 110, 30, Sex.FEMALE).notices] == codes[:1]


@pytest.mark.requirement("R124")
def test_multistage_reads_the_line_at_maximal_heart_rate() -> None:
    points = [Point(15, 120), Point(20, 135), Point(25, 150)]
    vo2, slope = extrapolate(points, KNOWN)
    assert slope == pytest.approx(1 / 3)
    assert vo2 == pytest.approx(25 + 40 / 3)
    found = treadmill_multistage(points, KNOWN)
    assert found.error == pytest.approx(0.2 * found.vo2)
    assert found.interval == pytest.approx((0.8 * vo2, 1.2 * vo2))
    assert found.notices == ()  # a measured maximum, and a last stage near 80 %


@pytest.mark.requirement("R124")
def test_stages_outside_110_bpm_to_85_percent_are_left_out() -> None:
    inside = [Point(20, 135), Point(25, 150)]
    assert extrapolate([Point(5, 100), *inside, Point(99, 175)], KNOWN) == extrapolate(inside, KNOWN)
    with pytest.raises(InvalidValue, match="too_few_stages") as caught:
        extrapolate([Point(5, 100), Point(20, 135), Point(99, 175)], KNOWN)
    assert caught.value.values == {"usable": 1, "given": 3}


def test_stages_too_alike_or_a_falling_pulse_give_nothing() -> None:
    with pytest.raises(InvalidValue, match="stages_too_alike"):
        extrapolate([Point(20, 130), Point(25, 135)], KNOWN)
    with pytest.raises(InvalidValue, match="pulse_does_not_rise"):
        extrapolate([Point(25, 130), Point(20, 145)], KNOWN)


def test_a_predicted_maximum_and_an_early_end_are_said() -> None:
    found = treadmill_multistage([treadmill_point(5, 2, 115), treadmill_point(5, 5, 130)], predict_hr_max(35))
    assert [one.code for one in found.notices] == ["physiology.hr_max_share", "physiology.ended_low"]


def test_running_stages_cost_what_running_costs() -> None:
    assert treadmill_point(8, 5, 150, running=True).vo2 == pytest.approx(36.2, abs=0.05)


def test_cycle_in_stages() -> None:
    found = cycle_multistage([(50, 120), (100, 150)], hr_max=HrMax(185, HrMaxSource.MEASURED), weight_kg=80)
    # 158.3 W at 185 on the line; 7 + 10.8 * 158.3 / 80
    assert found.vo2 == pytest.approx(28.4, abs=0.05)


def test_ymca_with_a_measured_maximum_says_nothing_of_its_error() -> None:
    assert [one.code for one in ymca(50, 112, 75, 130, hr_max=KNOWN, weight_kg=80).notices] == [
        "physiology.two_points"
    ]
    assert len(ymca(50, 112, 75, 130, hr_max=MAX, weight_kg=80).notices) == 2


def test_an_unbelievable_answer_is_refused() -> None:
    with pytest.raises(InvalidValue, match="estimate_unbelievable"):
        Estimate(Method.LAB, 96, 2.58, "x")


def test_reserve_is_nought_at_rest_and_one_at_maximum() -> None:
    assert heart_rate_reserve(60, 60, 190) == 0
    assert heart_rate_reserve(190, 60, 190) == 1


@pytest.mark.requirement("R130")
def test_the_panel_of_body_measures_before_and_after() -> None:
    before = BodyPanel(systolic_mmhg=140, diastolic_mmhg=90, weight_kg=80, height_cm=180)
    after = BodyPanel(systolic_mmhg=132, weight_kg=81, cholesterol_mmol_l=5.1)
    assert before.bmi == pytest.approx(24.69, abs=0.01)
    assert after.bmi is None
    assert after.change_since(before) == {"systolic_mmhg": -8, "weight_kg": 1}
    hidden = before.without_body_shape
    assert (hidden.weight_kg, hidden.bmi, hidden.systolic_mmhg) == (None, None, 140)


def test_impossible_body_measures_are_refused() -> None:
    with pytest.raises(InvalidValue, match="range_weight_kg"):
        BodyPanel(weight_kg=8)
    with pytest.raises(InvalidValue, match="pressures_swapped"):
        BodyPanel(systolic_mmhg=90, diastolic_mmhg=90)


@pytest.mark.parametrize(
    ("make", "on_load", "reference"),
    [
        (
            lambda: nes_waist(
                40, Sex.FEMALE, 90, 65, ActivityIndex.of(Frequency.WEEKLY, Vigour.SWEATING, Duration.FROM_15)
            ),
            False,
            False,
        ),
        (lambda: nes_waist(40, Sex.MALE, 90, 65, ActivityIndex(5)), False, False),
        (lambda: nes_bmi(40, Sex.MALE, 26, 65, ActivityIndex(5)), False, False),
        (lambda: nes_bmi(40, Sex.FEMALE, 26, 65, ActivityIndex(5)), False, False),
        (lambda: friend_2018(40, Sex.FEMALE, 70, 168), False, True),
        (lambda: friend_2017(40, Sex.MALE, 80), False, True),
        (lambda: ebbeling(5.6, 120, 35, Sex.MALE), True, False),
        (lambda: cycle_peak(200, 80), True, False),
    ],
)
def test_what_a_method_rests_on_decides_what_may_stand_beside_it(
    make: Callable[[], Estimate], on_load: bool, reference: bool
) -> None:
    found = make()
    assert (found.method.rests_on_load, found.method.is_reference) == (on_load, reference)
    assert found.method.gives_vo2


def test_field_measures_and_energy() -> None:
    norm = Norm("x", "s", True, (NormRow(Sex.MALE, 30, 40, 30),))
    assert field_result(norm, 33, 35, Sex.MALE).pct_of_norm == pytest.approx(110)
    assert not enright_distance(50, Sex.MALE, 80, 180).extrapolated
    assert enright_distance(85, Sex.FEMALE, 60, 160).extrapolated
    assert energy_kcal(35, 80, 30) == pytest.approx(400)
    assert least_energy_kcal(Week(60, 30, 0), 80) == pytest.approx(480)
