"""Tests as data: steps with clock and load, readings, and the result they give."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from medgang.content.schemas.fitness_tests import fitness_test, fitness_test_files
from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex
from medgang.core.physiology.change import Load
from medgang.core.physiology.cycle import cycle_peak
from medgang.core.physiology.estimates import Method
from medgang.core.physiology.field_tests import Norm, NormRow, best_of
from medgang.core.physiology.guidance import HeartRateDrug
from medgang.core.physiology.hr_max import HrMax, HrMaxSource
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.physiology.protocol import (
    FitnessTest,
    LoadChoice,
    Mode,
    ReadAt,
    Reading,
    Reads,
    Stage,
    missing_readings,
)
from medgang.core.physiology.testing import Person, TestResult, evaluate, performed
from medgang.core.physiology.treadmill import (
    ebbeling,
    hunt3_submaximal,
    treadmill_multistage,
    treadmill_peak,
    treadmill_point,
)
from medgang.core.timeline.details_measures import TestStage

MAX = HrMax(189, HrMaxSource.MEASURED)
MAN = Person(35, Sex.MALE, 80, MAX)


def made(mode: Mode, method: Method, stages: int = 3, **loads: float) -> FitnessTest:
    return FitnessTest(
        "own",
        mode,
        method,
        IntensityClass.HIGH,
        (Stage("s", 180, (ReadAt(Reads.HEART_RATE, 170),), repeat=stages, **loads),),  # type: ignore[arg-type]
        speed_range=(3, 7),
    )


def run(
    test: FitnessTest, values: Sequence[tuple[int, Reads, float]], person: Person = MAN, **more: object
) -> TestResult:
    steps = test.steps(5.0 if test.mode is Mode.TREADMILL else None)
    readings = [Reading(step, what, 170, value) for step, what, value in values]
    return evaluate(test, steps, readings, person, **more)  # type: ignore[arg-type]


@pytest.mark.requirement("R124")
def test_the_13_minute_test_lasts_13_minutes_and_says_what_is_read_when() -> None:
    test = fitness_test("submaximal-treadmill-13")
    steps = test.steps(5.0)
    assert test.total_seconds == 13 * 60
    assert [step.incline_pct for step in steps] == [0, 4, 7, 10]
    assert [step.speed_kmh for step in steps] == [5.0] * 4
    assert [step.end_s for step in steps] == [240, 420, 600, 780]
    assert {read.what for step in steps for read in step.reads} == {Reads.HEART_RATE, Reads.BORG}
    assert test.stop_pct == 85
    assert test.needs_clearance


@pytest.mark.requirement("R124")
def test_the_13_minute_test_gives_loads_first_and_then_an_estimate_with_error() -> None:
    test = fitness_test("submaximal-treadmill-13")
    steps = test.steps(5.0)
    readings = [
        Reading(step, what, at, value)
        for step, hr, borg in [(0, 100, 9), (1, 118, 11), (2, 136, 13), (3, 152, 15)]
        for what, at, value in [
            (Reads.BORG, 165 if step else 225, borg),
            (Reads.HEART_RATE, 175 if step else 235, hr),
        ]
    ]
    assert missing_readings(steps, readings) == ()
    found = evaluate(test, steps, readings, MAN)
    assert [(one.load.incline_pct, one.hr_bpm, one.borg) for one in found.loads] == [
        (0, 100, 9),
        (4, 118, 11),
        (7, 136, 13),
        (10, 152, 15),
    ]
    assert found.estimate is not None
    assert found.estimate.error is not None
    assert 30 < found.estimate.vo2 < 50


def test_what_was_not_read_before_the_stop_is_named() -> None:
    test = fitness_test("submaximal-treadmill-13")
    missing = missing_readings(test.steps(5.0), [Reading(1, Reads.HEART_RATE, 175, 130)])
    assert [(one.step, one.what) for one in missing] == [
        (0, Reads.BORG),
        (0, Reads.HEART_RATE),
        (1, Reads.BORG),
    ]
    assert all(math.isnan(one.value) for one in missing)
    assert missing_readings(test.steps(5.0), []) == ()


def test_ebbeling_through_the_engine_is_the_same_as_the_formula() -> None:
    for key in ("ebbeling", "submaximal-walk-8"):
        test = fitness_test(key)
        found = evaluate(test, test.steps(5.6), [Reading(1, Reads.HEART_RATE, 235, 120)], MAN)
        assert found.estimate == ebbeling(5.6, 120, 35, Sex.MALE)


def test_a_beta_blocker_leaves_pulse_and_effort_and_no_uptake() -> None:
    test = fitness_test("submaximal-walk-8")
    person = Person(35, Sex.MALE, drugs=frozenset({HeartRateDrug.BETA_BLOCKER}))
    found = evaluate(test, test.steps(5.6), [Reading(1, Reads.HEART_RATE, 235, 96)], person)
    assert found.estimate is None
    assert found.loads[0].hr_bpm == 96
    assert [one.code for one in found.notices] == ["physiology.no_vo2_on_beta_blocker"]


def test_another_drug_marks_the_result() -> None:
    test = fitness_test("ebbeling")
    person = Person(35, Sex.MALE, drugs=frozenset({HeartRateDrug.OTHER}))
    found = evaluate(test, test.steps(5.6), [Reading(1, Reads.HEART_RATE, 235, 120)], person)
    assert found.estimate is not None
    assert [one.code for one in found.notices] == ["physiology.heart_rate_unsure"]


def test_balke_uses_the_last_minute_that_was_read() -> None:
    test = fitness_test("modified-balke")
    steps = test.steps(5.3)
    readings = [Reading(step, Reads.BORG, 40, 10 + step) for step in range(1, 9)]
    found = evaluate(test, steps, readings, MAN, handrail=True)
    assert found.estimate == treadmill_peak(5.3, 4.5 + 7 * 1.5, handrail=True)


def test_ymca_takes_the_two_last_stages_in_range_and_the_watts_that_were_set() -> None:
    test = fitness_test("ymca-cycle")
    steps = test.steps()
    readings = [
        Reading(0, Reads.HEART_RATE, 180, 96),
        Reading(1, Reads.WATTS, 0, 75),
        Reading(1, Reads.HEART_RATE, 180, 118),
        Reading(2, Reads.WATTS, 0, 100),
        Reading(2, Reads.HEART_RATE, 180, 132),
    ]
    found = evaluate(test, steps, readings, MAN)
    assert [one.load.watts for one in found.loads] == [25, 75, 100]
    assert found.estimate is not None
    assert found.estimate.method is Method.YMCA
    with pytest.raises(InvalidValue, match="too_few_stages"):
        evaluate(test, steps, readings[:3], MAN)


@pytest.mark.parametrize(
    ("pulse", "watts"), [(101, 50), (100, 75), (90, 75), (89, 100), (80, 100), (79, 125)]
)
def test_the_second_ymca_load_follows_the_pulse(pulse: float, watts: float) -> None:
    assert fitness_test("ymca-cycle").stages[1].next_watts(pulse) == watts
    assert fitness_test("ymca-cycle").stages[0].next_watts(pulse) is None


def test_astrand_needs_the_pulse_of_minutes_five_and_six() -> None:
    test = fitness_test("astrand-cycle")
    readings = [
        Reading(0, Reads.WATTS, 0, 100),
        Reading(0, Reads.HEART_RATE, 300, 138),
        Reading(0, Reads.HEART_RATE, 360, 142),
    ]
    found = evaluate(test, test.steps(), readings, MAN)
    assert found.estimate is not None
    assert found.loads[0].load == Load(None, None, 100)
    with pytest.raises(InvalidValue, match="missing_heart_rate"):
        evaluate(test, test.steps(), readings[:2], MAN)
    with pytest.raises(InvalidValue, match="missing_watts"):
        evaluate(test, test.steps(), readings[1:], MAN)


def test_the_other_methods_through_the_engine() -> None:
    hunt = run(made(Mode.TREADMILL, Method.HUNT3_SUBMAXIMAL, incline_pct=5), [(0, Reads.HEART_RATE, 130)])
    assert hunt.estimate == hunt3_submaximal(5, 5, 80, 130, 35, Sex.MALE)
    peak = run(made(Mode.CYCLE, Method.CYCLE_PEAK, watts=100, add_watts=50), [(2, Reads.HEART_RATE, 180)])
    assert peak.estimate == cycle_peak(200, 80)
    stages = run(
        made(Mode.CYCLE, Method.CYCLE_MULTISTAGE, watts=50, add_watts=50),
        [(0, Reads.HEART_RATE, 120), (1, Reads.HEART_RATE, 150), (1, Reads.BORG, 13)],
    )
    assert stages.estimate is not None
    assert stages.loads[1].borg == 13


@pytest.mark.requirement("R123", "R131")
def test_the_research_protocol_carries_oxygen_uptake_and_stroop_and_is_for_research_only() -> None:
    test = fitness_test("cycle-stroop-research")
    assert test.research_only
    assert test.maximal
    steps = test.steps()
    assert [step.watts for step in steps[:3]] == [50, 75, 100]
    assert all(step.end_s - step.start_s == 120 for step in steps)
    assert {read.what for read in steps[0].reads} == {
        Reads.STROOP_ERRORS,
        Reads.OXYGEN_UPTAKE,
        Reads.HEART_RATE,
        Reads.BORG,
    }
    readings = [
        Reading(3, Reads.STROOP_ERRORS, 60, 2),
        Reading(3, Reads.OXYGEN_UPTAKE, 110, 41.2),
        Reading(3, Reads.HEART_RATE, 115, 178),
    ]
    found = evaluate(test, steps, readings, MAN)
    assert found.estimate is not None
    assert (found.estimate.vo2, found.estimate.error) == (41.2, 2.58)
    with pytest.raises(InvalidValue, match="missing_oxygen_uptake"):
        evaluate(test, steps, readings[2:], MAN)


@pytest.mark.requirement("R124")
def test_a_recorded_test_is_evaluated_by_the_loads_that_were_really_used() -> None:
    stages = (
        TestStage(1, 4, speed_kmh=5, incline_percent=0, bpm=100, effort=9),
        TestStage(2, 3, speed_kmh=5, incline_percent=4, bpm=118),
        TestStage(3, 3, speed_kmh=5, incline_percent=8, effort=14, bpm=140),
        TestStage(4, 0.5, speed_kmh=5, incline_percent=12),
    )
    steps, readings = performed(stages)
    assert [(step.start_s, step.end_s) for step in steps] == [(0, 240), (240, 420), (420, 600), (600, 630)]
    found = evaluate(fitness_test("submaximal-treadmill-13"), steps, readings, MAN)
    assert [one.load.incline_pct for one in found.loads] == [0, 4, 8]
    assert found.loads[0].borg == 9
    assert found.estimate == treadmill_multistage(
        [treadmill_point(5, 0, 100), treadmill_point(5, 4, 118), treadmill_point(5, 8, 140)], MAX
    )


def test_plain_measures_stand_as_they_are() -> None:
    walk = fitness_test("six-minute-walk")
    found = evaluate(walk, walk.steps(), [Reading(0, Reads.DISTANCE, 360, 512)], MAN)
    assert (found.measured, found.estimate) == (512, None)
    with pytest.raises(InvalidValue, match="missing_distance"):
        evaluate(walk, walk.steps(), [], MAN)
    lifts = fitness_test("four-to-five-rm")
    assert evaluate(lifts, lifts.steps(), [], MAN).measured is None


@pytest.mark.parametrize(
    ("test", "readings", "person", "code"),
    [
        (made(Mode.TREADMILL, Method.TREADMILL_MULTISTAGE), [], MAN, "missing_heart_rate"),
        (made(Mode.TREADMILL, Method.EBBELING), [(0, Reads.BORG, 13)], MAN, "missing_heart_rate"),
        (made(Mode.CYCLE, Method.EBBELING), [(0, Reads.HEART_RATE, 120)], MAN, "missing_speed"),
        (made(Mode.TREADMILL, Method.TREADMILL_PEAK), [(0, Reads.BORG, 18)], MAN, "missing_incline"),
        (
            made(Mode.CYCLE, Method.CYCLE_PEAK, watts=50),
            [(0, Reads.HEART_RATE, 120)],
            Person(35, Sex.MALE),
            "missing_weight",
        ),
        (
            made(Mode.TREADMILL, Method.TREADMILL_MULTISTAGE, incline_pct=5),
            [(0, Reads.HEART_RATE, 120), (1, Reads.BORG, 13)],
            Person(35, Sex.MALE),
            "missing_hr_max",
        ),
        (
            made(Mode.CYCLE, Method.NES_WAIST, watts=50),
            [(0, Reads.HEART_RATE, 120)],
            MAN,
            "no_stages_in_method",
        ),
    ],
)
def test_what_is_missing_is_named(
    test: FitnessTest, readings: list[tuple[int, Reads, float]], person: Person, code: str
) -> None:
    with pytest.raises(InvalidValue, match=code):
        run(test, readings, person)


def test_speed_outside_the_test_is_refused() -> None:
    with pytest.raises(InvalidValue, match="range_speed_kmh"):
        fitness_test("ebbeling").steps(8)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Stage("s", 4, ()), "stage_length"),
        (lambda: Stage("s", 60, (), repeat=31), "stage_length"),
        (lambda: Stage("s", 60, (ReadAt(Reads.BORG, 61),)), "read_outside_stage"),
        (lambda: Stage("s", 60, (), choices=(LoadChoice(0, 125), LoadChoice(80, 100))), "choices_unordered"),
        (
            lambda: FitnessTest(
                "t", Mode.TREADMILL, Method.NONE, IntensityClass.LIGHT, (Stage("s", 60, ()),)
            ),
            "test_without_speed",
        ),
        (
            lambda: FitnessTest(
                "t", Mode.CYCLE, Method.NONE, IntensityClass.LIGHT, (Stage("s", 60, ()),), maximal=True
            ),
            "maximal_is_high",
        ),
        (
            lambda: FitnessTest(
                "t", Mode.CYCLE, Method.NONE, IntensityClass.LIGHT, (Stage("s", 60, ()), Stage("s", 60, ()))
            ),
            "stage_repeats",
        ),
        (lambda: NormRow(Sex.MALE, 40, 30, 5), "reference_row"),
        (lambda: best_of([], lower_is_better=True), "missing_trial"),
    ],
)
def test_a_test_that_cannot_be_is_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        make()  # type: ignore[operator]


def test_best_of_trials_and_ages_without_a_norm() -> None:
    assert best_of([40, 36, 38], lower_is_better=True) == 36
    assert best_of([40, 36], lower_is_better=False) == 40
    norm = Norm("x", "s", True, (NormRow(Sex.MALE, 30, 40, 30),))
    assert norm.row(45, Sex.MALE) is None
    assert norm.row(35, Sex.FEMALE) is None


def test_every_shipped_test_is_classed_and_only_light_ones_go_without_clearance() -> None:
    light = {key for key, file in fitness_test_files().items() if not file.test(key).needs_clearance}
    assert light == {"six-minute-walk", "sit-to-stand-30"}
