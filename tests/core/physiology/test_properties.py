"""What must hold for every input: fitter bodies never score lower, and errors never vanish."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import MedgangError
from medgang.core.physiology.body import Sex
from medgang.core.physiology.change import ChangeVerdict, RetestError, change
from medgang.core.physiology.cycle import astrand
from medgang.core.physiology.hr_max import HrMax, HrMaxSource
from medgang.core.physiology.strength import OneRepFormula, one_rep_max
from medgang.core.physiology.treadmill import Point, ebbeling, treadmill_multistage

SEXES = st.sampled_from(list(Sex))


@given(st.floats(3.2, 7.2), st.floats(60, 200), st.floats(15, 70), SEXES)
def test_ebbeling_answers_with_an_error_or_refuses(speed: float, hr: float, age: float, sex: Sex) -> None:
    try:
        found = ebbeling(speed, hr, age, sex)
    except MedgangError as error:
        if not error.code.startswith("physiology."):
            raise
        return
    assert found.error == 4.85
    assert found.interval is not None
    lower = ebbeling(speed, hr - 0.5, age, sex) if hr - 0.5 >= 0.5 * (211 - 0.64 * age) + 0.1 else found
    assert lower.vo2 >= found.vo2 - 1e-9  # a lower pulse at the same load is never worse


@given(st.floats(50, 200), st.integers(125, 170), st.floats(18, 65), st.floats(45, 150), SEXES)
def test_astrand_falls_with_pulse_and_age(watts: float, hr: int, age: float, weight: float, sex: Sex) -> None:
    def at(pulse: float, years: float) -> float | None:
        try:
            return astrand(watts, pulse, pulse, age_years=years, sex=sex, weight_kg=weight).vo2
        except MedgangError:
            return None

    now, older, faster = at(hr, age), at(hr, min(65, age + 5)), at(min(170, hr + 5), age)
    if now is not None and older is not None:
        assert older <= now + 1e-9
    if now is not None and faster is not None:
        assert faster <= now + 1e-9


@given(
    st.floats(10, 20),
    st.floats(0.15, 0.5),
    st.lists(st.integers(112, 150), min_size=2, max_size=5, unique=True),
)
def test_points_on_a_line_give_the_line(start: float, slope: float, pulses: list[int]) -> None:
    hr_max = HrMax(190, HrMaxSource.MEASURED)
    points = [Point(start + slope * (pulse - 112), pulse) for pulse in pulses]
    try:
        found = treadmill_multistage(points, hr_max)
    except MedgangError as error:
        if error.code not in {"physiology.stages_too_alike", "physiology.estimate_unbelievable"}:
            raise
        return
    assert abs(found.vo2 - (start + slope * 78)) < 1e-6


@given(st.floats(1, 500), st.integers(1, 10), st.sampled_from(list(OneRepFormula)))
def test_a_maximum_is_never_below_what_was_lifted(
    load: float, repetitions: int, formula: OneRepFormula
) -> None:
    found = one_rep_max(load, repetitions, formula)
    assert found.kg >= load * (1 - 1e-9)
    assert found.low_kg <= found.kg <= found.high_kg


@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(0.1, 100), st.booleans(), st.booleans())
def test_better_and_worse_are_each_others_mirror(
    before: float, after: float, threshold: float, lower: bool, first: bool
) -> None:
    retest = RetestError("x", "m", threshold, False, lower, "s")
    there = change(before, after, retest, first_ever=first).verdict
    back = change(after, before, retest, first_ever=first).verdict
    mirror = {ChangeVerdict.BETTER: ChangeVerdict.WORSE, ChangeVerdict.WORSE: ChangeVerdict.BETTER}
    assert back is mirror.get(there, there)
