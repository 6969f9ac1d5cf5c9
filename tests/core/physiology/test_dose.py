"""Dose per sample: minutes per zone, high minutes, impulses, and a week against the advice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.content.schemas.reference import national_advice
from medgang.content.schemas.zones import zone_scale
from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex
from medgang.core.physiology.dose import (
    Advice,
    BanisterVariant,
    Samples,
    Week,
    ZoneMinutes,
    banister,
    banister_variant,
    edwards,
    minutes_from,
    session_effort,
    week_against,
    weekly_minutes,
    zone_minutes,
)
from medgang.core.physiology.effort import Cr10
from medgang.core.physiology.hr_max import HrMax, HrMaxSource
from medgang.core.physiology.strength import four_by_four_load, load_at_share, one_rep_max
from medgang.core.programmes.session_plan import four_by_four

MAX = HrMax(200, HrMaxSource.MEASURED)
ADVICE = national_advice()
OLT, ACSM = zone_scale(), zone_scale("acsm-2018")


def stretches(*parts: tuple[float, float]) -> Samples:
    """Minutes at a pulse, one sample a second; a pulse of 0 is not valid."""
    bpm = np.concatenate([np.full(round(minutes * 60), value, dtype=float) for minutes, value in parts])
    return Samples(np.ones(len(bpm)), bpm, bpm > 0)


def test_minutes_per_zone_below_and_unknown() -> None:
    found = zone_minutes(stretches((2, 100), (3, 110), (4, 144), (1, 0), (5, 186), (1, 205)), OLT, MAX)
    assert dict(found.minutes) == pytest.approx({"I-1": 3, "I-2": 4, "I-3": 0, "I-4": 0, "I-5": 6})
    assert (found.below, found.unknown, found.scale) == (2, 1, "olympiatoppen-2020")
    assert found.of("I-2") == 4


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(40, 230), st.booleans()), max_size=60))
def test_no_second_is_lost_or_counted_twice(parts: list[tuple[float, float, bool]]) -> None:
    samples = Samples(
        np.array([one[0] for one in parts], dtype=float),
        np.array([one[1] for one in parts], dtype=float),
        np.array([one[2] for one in parts], dtype=bool),
    )
    found = zone_minutes(samples, OLT, MAX)
    total = sum(minutes for _key, minutes in found.minutes) + found.below + found.unknown
    assert total == pytest.approx(samples.seconds.sum() / 60)
    assert edwards(samples, MAX).minutes == pytest.approx(samples.valid_seconds / 60)


def test_high_minutes_count_85_percent_itself() -> None:
    assert minutes_from(stretches((4, 170), (3, 169), (1, 0)), MAX) == 4
    assert minutes_from(stretches((4, 170), (3, 169)), MAX, 80) == 7
    with pytest.raises(InvalidValue, match="range_pct"):
        minutes_from(stretches((4, 170)), MAX, 0)


def test_edwards_points_by_zone() -> None:
    found = edwards(
        stretches((1, 90), (1, 100), (1, 120), (1, 140), (1, 160), (1, 180), (1, 200), (1, 210)), MAX
    )
    assert found.value == pytest.approx(0 + 1 + 2 + 3 + 4 + 5 + 5 + 5)


def test_a_4x4_at_35_years_gives_about_58_and_115() -> None:
    """At 65/90/70/60 % of maximum, rest 70: TRIMP about 58, 16 high minutes.

    Edwards is 115 with the bouts a hair under 90 % and 131 at 90 % itself: a border decides, and ours is the lower.
    """
    hr_max = HrMax(188.6, HrMaxSource.MEASURED)
    pcts = {"warm_up": 65, "work": 90, "rest": 70, "cool_down": 60}
    plan = four_by_four(420, 300)
    samples = stretches(*((block.seconds / 60, pcts[block.kind.value] * 1.886) for block in plan.blocks))
    assert banister(samples, hr_max, 70, BanisterVariant.MEN).value == pytest.approx(58, abs=1)
    assert edwards(samples, hr_max).value == pytest.approx(131)
    under = stretches(
        *(
            (b.seconds / 60, (pcts[b.kind.value] - 0.1 * (b.kind.value == "work")) * 1.886)
            for b in plan.blocks
        )
    )
    assert edwards(under, hr_max).value == pytest.approx(115)
    assert minutes_from(samples, hr_max) == 16


def test_banister_below_rest_is_nothing_and_the_variant_follows_the_sex() -> None:
    assert banister(stretches((5, 50)), MAX, 60, BanisterVariant.MEN).value == 0
    assert banister_variant(Sex.MALE) is BanisterVariant.MEN
    assert banister_variant(Sex.FEMALE) is BanisterVariant.WOMEN_LITERATURE
    with pytest.raises(InvalidValue, match="range_resting_hr_bpm"):
        banister(stretches((5, 50)), MAX, 131, BanisterVariant.MEN)


def test_session_effort_times_minutes() -> None:
    assert session_effort(Cr10(7), 35).value == 245


def test_samples_that_cannot_be_are_refused() -> None:
    ones, yes = np.ones(2), np.ones(2, dtype=bool)
    with pytest.raises(InvalidValue, match="samples_uneven"):
        Samples(ones, np.ones(3), yes)
    with pytest.raises(InvalidValue, match="samples_negative"):
        Samples(np.array([1.0, -1.0]), ones, yes)
    with pytest.raises(InvalidValue, match="samples_not_numbers"):
        Samples(ones, np.array([1.0, np.nan]), yes)
    assert Samples(ones, np.array([1.0, np.nan]), np.array([True, False])).unknown_seconds == 1


@pytest.mark.requirement("R103", "R258")
@pytest.mark.parametrize(
    ("moderate", "vigorous", "strength", "share", "reached"),
    [(150, 0, 2, 1, True), (0, 75, 1, 1, True), (86, 32, 2, 1, True), (0, 32, 0, 64 / 150, False)],
)
def test_150_or_75_or_both_by_one_rule(
    moderate: float, vigorous: float, strength: int, share: float, reached: bool
) -> None:
    found = week_against(Week(moderate, vigorous, strength), ADVICE.advice("x"))
    assert found.share == pytest.approx(share)
    assert found.minutes_reached is reached
    assert found.strength_reached is (strength >= 2)
    assert found.missing == pytest.approx(max(0, 150 - found.equivalent))


@pytest.mark.requirement("R103")
def test_a_week_is_gathered_from_sessions_by_the_stated_zones() -> None:
    """Two 37-minute 4×4 with rests at 70 %: 82 to 96 moderate minutes, just over half of the advice."""
    plan = four_by_four(420, 300)
    pcts = {"warm_up": 65, "work": 90, "rest": 70, "cool_down": 60}
    one = zone_minutes(stretches(*((b.seconds / 60, 2 * pcts[b.kind.value]) for b in plan.blocks)), ACSM, MAX)
    week = weekly_minutes(
        (one, one), frozenset(ADVICE.moderate_zones), frozenset(ADVICE.vigorous_zones), strength_days=0
    )
    assert 82 <= week_against(week, ADVICE.advice("x")).equivalent <= 96
    assert weekly_minutes((ZoneMinutes("s", (), 0, 3),), frozenset(), frozenset(), 0).unknown == 3


def test_weeks_and_advice_that_cannot_be_are_refused() -> None:
    with pytest.raises(InvalidValue, match="range_moderate"):
        Week(-1, 0, 0)
    with pytest.raises(InvalidValue, match="range_strength_days"):
        Week(0, 0, 8)
    with pytest.raises(InvalidValue, match="advice"):
        Advice("x", 300, 150, 2, 2)


@pytest.mark.requirement("R099", "R129")
def test_strength_4x4_takes_its_load_from_a_4_or_5_rm_without_any_maximum() -> None:
    found = four_by_four_load(80, 4)
    assert (found.low_kg, found.high_kg, found.needs_maximum) == (80, 80, False)
    share = 80 / one_rep_max(80, 5).kg
    assert 0.85 <= share <= 0.90
    with pytest.raises(InvalidValue, match="not_four_or_five"):
        four_by_four_load(80, 6)


@pytest.mark.requirement("R099")
def test_or_from_a_known_maximum_at_85_to_90_percent() -> None:
    found = load_at_share(100)
    assert (found.low_kg, found.high_kg, found.needs_maximum) == (85, 90, True)
    with pytest.raises(InvalidValue, match="range_high_share"):
        load_at_share(100, 0.9, 0.8)
    with pytest.raises(InvalidValue, match="repetitions_out_of_range"):
        one_rep_max(80, 11)
