"""Reference, fitness age, change: uptake first, an interval always, and no change without a read retest error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.content.schemas.reference import population, retest_error, retest_file
from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex
from medgang.core.physiology.change import (
    Change,
    ChangeVerdict,
    Load,
    LoadResult,
    RetestError,
    change,
    same_load,
)
from medgang.core.physiology.reference import (
    FitnessLine,
    ReferenceRow,
    ReferenceTable,
    age_on_decade_curve,
    fitness_age,
    group_gap,
)

HUNT3 = population()


@given(st.floats(10, 80), st.floats(0.5, 10), st.sampled_from(list(Sex)))
def test_fitness_age_is_an_interval_within_20_to_80_around_its_uptake(
    vo2: float, error: float, sex: Sex
) -> None:
    found = fitness_age(HUNT3, vo2, error, sex)
    assert 20 <= found.younger <= found.years <= found.older <= 80
    assert (found.vo2, found.vo2_error) == (vo2, error)
    assert found.at_limit or found.older - found.younger == pytest.approx(2 * error * found.years_per_ml)


@pytest.mark.requirement("R127")
def test_fitness_age_says_how_it_jumps() -> None:
    found = fitness_age(HUNT3, 44, 4.85, Sex.MALE)
    assert found.years_per_ml == pytest.approx(2.7, abs=0.05)
    assert found.older - found.younger > 20
    assert not found.at_limit
    assert fitness_age(HUNT3, 60, 4.85, Sex.MALE).at_limit


def test_the_decade_curve_ends_where_its_means_end() -> None:
    assert age_on_decade_curve(HUNT3, 70, Sex.MALE) == 25
    assert age_on_decade_curve(HUNT3, 20, Sex.MALE) == 75
    assert age_on_decade_curve(HUNT3, (54.4 + 49.1) / 2, Sex.MALE) == pytest.approx(30)


def test_ages_and_uptakes_outside_the_table_are_refused() -> None:
    with pytest.raises(InvalidValue, match="range_age_years"):
        HUNT3.position(40, 19, Sex.MALE)
    with pytest.raises(InvalidValue, match="range_vo2"):
        HUNT3.position(4, 40, Sex.MALE)
    assert HUNT3.position(35.3, 90, Sex.MALE).expected == 35.3


@pytest.mark.requirement("R128")
def test_the_gap_of_a_group_has_its_n() -> None:
    found = group_gap(HUNT3, ((49.1 * 0.8, 35, Sex.MALE), (40.0 * 0.9, 35, Sex.FEMALE)))
    assert found is not None
    assert found.n == 2
    assert found.pct_of_expected == pytest.approx(85)
    assert found.difference == pytest.approx(-(49.1 * 0.2 + 4.0) / 2)
    assert group_gap(HUNT3, ()) is None


def test_a_table_with_holes_is_refused() -> None:
    row, line = ReferenceRow(Sex.MALE, 20, 30, 50, 8), FitnessLine(Sex.MALE, 60, 0.4)
    women, hers = ReferenceRow(Sex.FEMALE, 20, 30, 40, 7), FitnessLine(Sex.FEMALE, 50, 0.3)
    with pytest.raises(InvalidValue, match="reference_gap"):
        ReferenceTable("x", (row,), (line, hers))
    with pytest.raises(InvalidValue, match="reference_gap"):
        ReferenceTable("x", (row, ReferenceRow(Sex.MALE, 40, 50, 45, 8), women), (line, hers))
    with pytest.raises(InvalidValue, match="reference_gap"):
        ReferenceTable("x", (row, women), (hers,))
    with pytest.raises(InvalidValue, match="reference_row"):
        ReferenceRow(Sex.MALE, 30, 20, 50, 8)
    with pytest.raises(InvalidValue, match="reference_row"):
        FitnessLine(Sex.MALE, 60, 0)


@pytest.mark.parametrize(
    ("key", "before", "after", "first", "verdict", "threshold"),
    [
        ("six-minute-walk", 420, 470, False, ChangeVerdict.BETTER, 50),
        ("six-minute-walk", 420, 469, False, ChangeVerdict.WITHIN_ERROR, 50),
        ("six-minute-walk", 470, 420, False, ChangeVerdict.WORSE, 50),
        ("stairs", 45, 37, False, ChangeVerdict.BETTER, 8),
        ("stairs", 37, 45, False, ChangeVerdict.WORSE, 8),
        ("pulse-treadmill", 150, 141, False, ChangeVerdict.BETTER, 8),
        ("pulse-treadmill", 150, 141, True, ChangeVerdict.WITHIN_ERROR, 14),
        ("pulse-cycle", 150, 137, True, ChangeVerdict.WITHIN_ERROR, 14),
        ("lab", 42, 48, False, ChangeVerdict.WITHIN_ERROR, 7),
        ("lab", 42, 49, False, ChangeVerdict.BETTER, 7),
        ("one-rep-max", 100, 113, False, ChangeVerdict.BETTER, 12),
        ("astrand", 40, 45, False, ChangeVerdict.WITHIN_ERROR, 7.6),
    ],
)
def test_a_change_is_one_only_beyond_the_retest_error(
    key: str, before: float, after: float, first: bool, verdict: ChangeVerdict, threshold: float
) -> None:
    found = change(before, after, retest_error(key), first_ever=first)
    assert (found.verdict, found.threshold) == (verdict, pytest.approx(threshold))
    assert found.difference == after - before


@pytest.mark.requirement("R127")
def test_flemmens_group_gain_cannot_be_proved_for_one_person() -> None:
    assert change(42.3, 48.7, retest_error("lab")).verdict is ChangeVerdict.WITHIN_ERROR


@pytest.mark.parametrize("key", retest_file().unread)
def test_where_no_retest_error_was_read_nobody_can_tell(key: str) -> None:
    found = change(38, 48, retest_error(key))
    assert found == Change(38, 48, ChangeVerdict.CANNOT_TELL, None)


def test_a_threshold_must_make_sense() -> None:
    with pytest.raises(InvalidValue, match="retest_threshold"):
        RetestError("x", "m", 0, False, False, "s")
    with pytest.raises(InvalidValue, match="retest_threshold"):
        RetestError("x", "m", 8, False, False, "s", 7)
    relative = RetestError("x", "kg", 10, True, False, "s")
    assert change(0, 0, relative).verdict is ChangeVerdict.WITHIN_ERROR


def test_pulse_and_effort_at_the_same_load_come_without_any_uptake() -> None:
    treadmill, cycle = retest_error("pulse-treadmill"), retest_error("pulse-cycle")
    assert treadmill is not None
    assert cycle is not None
    flat, steep, bike = Load(5, 0), Load(5, 5), Load(watts=100)
    before = [LoadResult(flat, 110, 11), LoadResult(steep, 140, 14), LoadResult(bike, 150)]
    after = [
        LoadResult(steep, 130, 12),
        LoadResult(bike, 140),
        LoadResult(Load(6, 5), 150),
        LoadResult(flat, None, 9),
    ]
    found = same_load(before, after, treadmill=treadmill, cycle=cycle)
    assert [(one.load, one.pulse.verdict if one.pulse else None) for one in found] == [
        (steep, ChangeVerdict.BETTER),
        (bike, ChangeVerdict.WITHIN_ERROR),
        (flat, None),
    ]
    assert (found[0].borg_before, found[0].borg_after) == (14, 12)
