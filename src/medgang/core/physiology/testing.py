"""From the readings of a test to its result: pulse and effort at each load first, then what the method gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex
from medgang.core.physiology.change import Load, LoadResult
from medgang.core.physiology.cycle import astrand, cycle_multistage, cycle_peak, ymca
from medgang.core.physiology.estimates import Estimate, Method
from medgang.core.physiology.guidance import HeartRateDrug
from medgang.core.physiology.hr_max import HrMax
from medgang.core.physiology.notice import Notice, notice
from medgang.core.physiology.protocol import FitnessTest, Reading, Reads, Step
from medgang.core.physiology.treadmill import (
    ebbeling,
    hunt3_submaximal,
    treadmill_multistage,
    treadmill_peak,
    treadmill_point,
)

if TYPE_CHECKING:
    from medgang.core.timeline.details_measures import TestStage


@dataclass(frozen=True, slots=True)
class Person:
    """Who was tested: age in years, sex, weight in kg where the method takes it, maximal heart rate, drugs."""

    age_years: float
    sex: Sex
    weight_kg: float | None = None
    hr_max: HrMax | None = None
    drugs: frozenset[HeartRateDrug] = frozenset()


@dataclass(frozen=True, slots=True)
class TestResult:
    """What a test gave: pulse and effort at each load, then the estimate or the plain measure, then what to know."""

    __test__ = False

    test: str
    loads: tuple[LoadResult, ...]
    estimate: Estimate | None
    measured: float | None
    notices: tuple[Notice, ...] = ()


def performed(stages: Sequence[TestStage]) -> tuple[tuple[Step, ...], tuple[Reading, ...]]:
    """A test as it was recorded on the timeline: its steps with the loads that were really used, and its readings.

    Pulse and effort are read at the end of a stage. A stage that was stopped early counts with the minutes it lasted.
    """
    steps: list[Step] = []
    readings: list[Reading] = []
    at = 0
    for index, stage in enumerate(stages):
        seconds = round(stage.minutes * 60)
        steps.append(
            Step(
                index,
                str(stage.number),
                at,
                at + seconds,
                stage.speed_kmh,
                stage.incline_percent,
                stage.load_watt,
                (),
            )
        )
        at += seconds
        if stage.bpm is not None:
            readings.append(Reading(index, Reads.HEART_RATE, seconds, stage.bpm))
        if stage.effort is not None:
            readings.append(Reading(index, Reads.BORG, seconds, stage.effort))
    return tuple(steps), tuple(readings)


BY_HEART_RATE = frozenset(
    {
        Method.EBBELING,
        Method.TREADMILL_MULTISTAGE,
        Method.CYCLE_MULTISTAGE,
        Method.YMCA,
        Method.ASTRAND,
        Method.HUNT3_SUBMAXIMAL,
        Method.NES_WAIST,
        Method.NES_BMI,
    }
)
"""Methods that read oxygen uptake out of the heart rate: silent under a beta-blocker."""


def evaluate(
    test: FitnessTest,
    steps: Sequence[Step],
    readings: Sequence[Reading],
    person: Person,
    *,
    handrail: bool = False,
) -> TestResult:
    """The result of a test from its steps and readings.

    Under a beta-blocker a method that rests on heart rate gives no uptake: pulse, effort and load stand alone.
    """
    loads = load_results(steps, readings)
    if not test.method.gives_vo2:
        return TestResult(test.key, loads, None, _measured(test, readings))
    if test.method in BY_HEART_RATE and HeartRateDrug.BETA_BLOCKER in person.drugs:
        return TestResult(test.key, loads, None, None, (notice("physiology.no_vo2_on_beta_blocker"),))
    estimate = _estimate(test, readings, person, loads, handrail=handrail)
    extra = (
        (notice("physiology.heart_rate_unsure"),)
        if test.method in BY_HEART_RATE and HeartRateDrug.OTHER in person.drugs
        else ()
    )
    return TestResult(test.key, loads, estimate, None, extra)


def load_results(steps: Sequence[Step], readings: Sequence[Reading]) -> tuple[LoadResult, ...]:
    """Pulse and effort at the end of every step that has either: what `change.same_load` compares."""
    found: list[LoadResult] = []
    for step in steps:
        hr = _last(readings, step.index, Reads.HEART_RATE)
        borg = _last(readings, step.index, Reads.BORG)
        if hr is None and borg is None:
            continue
        watts = _last(readings, step.index, Reads.WATTS)
        found.append(
            LoadResult(
                Load(step.speed_kmh, step.incline_pct, step.watts if watts is None else watts),
                hr,
                None if borg is None else int(borg),
            )
        )
    return tuple(found)


def _last(readings: Sequence[Reading], step: int, what: Reads) -> float | None:
    mine = [one for one in readings if one.step == step and one.what is what]
    return max(mine, key=lambda one: one.at_s).value if mine else None


def _measured(test: FitnessTest, readings: Sequence[Reading]) -> float | None:
    wanted = {Method.DISTANCE: Reads.DISTANCE, Method.COUNT: Reads.COUNT, Method.TIME: Reads.TIME}.get(
        test.method
    )
    if wanted is None:
        return None
    values = [one.value for one in readings if one.what is wanted]
    if not values:
        raise InvalidValue(f"physiology.missing_{wanted.value}")
    return values[-1]


def _needed(value: float | None, what: str) -> float:
    if value is None:
        raise InvalidValue(f"physiology.missing_{what}")
    return value


def _hr_max(person: Person) -> HrMax:
    if person.hr_max is None:
        raise InvalidValue("physiology.missing_hr_max")
    return person.hr_max


def _ymca(stages: Sequence[tuple[float, float]], hr_max: HrMax, weight_kg: float) -> Estimate:
    """YMCA from the two last stages whose pulse was 110–150."""
    steady = [(load, pulse) for load, pulse in stages if 110 <= pulse <= 150]
    if len(steady) < 2:
        raise InvalidValue("physiology.too_few_stages", usable=len(steady), given=len(stages))
    (watts1, hr1), (watts2, hr2) = steady[-2:]
    return ymca(watts1, hr1, watts2, hr2, hr_max=hr_max, weight_kg=weight_kg)


def _estimate(
    test: FitnessTest,
    readings: Sequence[Reading],
    person: Person,
    loads: tuple[LoadResult, ...],
    *,
    handrail: bool,
) -> Estimate:
    if not loads:
        raise InvalidValue("physiology.missing_heart_rate")
    end = loads[-1]
    speed, incline, watts = end.load.speed_kmh, end.load.incline_pct, end.load.watts
    found: Estimate
    match test.method:
        case Method.EBBELING:
            found = ebbeling(
                _needed(speed, "speed"), _needed(end.hr_bpm, "heart_rate"), person.age_years, person.sex
            )
        case Method.TREADMILL_PEAK:
            found = treadmill_peak(_needed(speed, "speed"), _needed(incline, "incline"), handrail=handrail)
        case Method.HUNT3_SUBMAXIMAL:
            found = hunt3_submaximal(
                _needed(speed, "speed"),
                _needed(incline, "incline"),
                _needed(person.weight_kg, "weight"),
                _needed(end.hr_bpm, "heart_rate"),
                person.age_years,
                person.sex,
            )
        case Method.TREADMILL_MULTISTAGE:
            points = [
                treadmill_point(_needed(one.load.speed_kmh, "speed"), one.load.incline_pct or 0.0, one.hr_bpm)
                for one in loads
                if one.hr_bpm is not None
            ]
            found = treadmill_multistage(points, _hr_max(person))
        case Method.CYCLE_MULTISTAGE | Method.YMCA:
            stages = [
                (_needed(one.load.watts, "watts"), one.hr_bpm) for one in loads if one.hr_bpm is not None
            ]
            weight = _needed(person.weight_kg, "weight")
            if test.method is Method.CYCLE_MULTISTAGE:
                found = cycle_multistage(stages, hr_max=_hr_max(person), weight_kg=weight)
            else:
                found = _ymca(stages, _hr_max(person), weight)
        case Method.ASTRAND:
            pulses = [one for one in readings if one.what is Reads.HEART_RATE]
            by_time = sorted(pulses, key=lambda one: (one.step, one.at_s))[-2:]
            if len(by_time) < 2:
                raise InvalidValue("physiology.missing_heart_rate")
            found = astrand(
                _needed(watts, "watts"),
                by_time[0].value,
                by_time[1].value,
                age_years=person.age_years,
                sex=person.sex,
                weight_kg=_needed(person.weight_kg, "weight"),
            )
        case Method.CYCLE_PEAK:
            found = cycle_peak(_needed(watts, "watts"), _needed(person.weight_kg, "weight"))
        case Method.LAB:
            uptakes = [one.value for one in readings if one.what is Reads.OXYGEN_UPTAKE]
            found = Estimate(
                Method.LAB,
                _needed(max(uptakes, default=None), "oxygen_uptake"),
                2.58,
                "Measured; standard error of measurement from a meta-analysis of 39 studies (Vickers)",
            )
        case (
            Method.NES_WAIST
            | Method.NES_BMI
            | Method.FRIEND_2018
            | Method.FRIEND_2017
            | Method.DISTANCE
            | Method.COUNT
            | Method.TIME
            | Method.NONE
        ):
            raise InvalidValue("physiology.no_stages_in_method", method=test.method.value)
        case _ as never:
            assert_never(never)
    return found
