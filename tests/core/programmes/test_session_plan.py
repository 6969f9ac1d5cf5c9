"""Session plans: timetable, pattern, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.content.schemas.session_plans import session_plan, session_plans
from medgang.core.errors import InvalidValue
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes.session_plan import Block, BlockKind, SessionPlan, four_by_four
from medgang.core.programmes.strength_scheme import Span, StrengthScheme


@pytest.mark.requirement("R097")
def test_four_by_four_is_35_minutes_as_content_and_as_code() -> None:
    plan = session_plan("four-by-four")
    assert plan == four_by_four()
    assert plan.total_seconds == 35 * 60
    assert plan.interval_pattern() == (4, 240, 180)
    assert plan.intensity_class is IntensityClass.HIGH
    assert {(block.target_low_pct, block.target_high_pct) for block in plan.work_blocks} == {(85, 95)}


@pytest.mark.requirement("R097")
@pytest.mark.parametrize(
    ("key", "minutes"), [("four-by-four-37", 37), ("four-by-four-40", 40), ("four-by-four-45", 45)]
)
def test_the_variants_differ_in_warm_up_and_end_only(key: str, minutes: int) -> None:
    plan = session_plan(key)
    assert plan.total_seconds == minutes * 60
    assert plan.blocks[1:-1] == four_by_four().blocks[1:-1]


@pytest.mark.requirement("R098")
def test_the_timetable_says_when_each_part_begins_and_ends() -> None:
    plan = four_by_four()
    assert [(one.block.kind.value, one.start_s, one.end_s) for one in plan.timetable][:4] == [
        ("warm_up", 0, 360),
        ("work", 360, 600),
        ("rest", 600, 780),
        ("work", 780, 1020),
    ]
    assert plan.timetable[-1].end_s == plan.total_seconds
    third = plan.block_at(600)
    assert third is not None
    assert third.index == 2
    assert plan.block_at(-1) is None
    assert plan.block_at(2100) is None


@given(st.integers(2, 60), st.integers(10, 3600), st.integers(1, 3600))
def test_a_pattern_is_read_back(bouts: int, work: int, rest: int) -> None:
    plan = SessionPlan.parse(f"{bouts}x{work}/{rest}")
    assert plan.interval_pattern() == (bouts, work, rest)
    assert plan.total_seconds == bouts * work + (bouts - 1) * rest


def test_one_bout_needs_no_rest() -> None:
    assert SessionPlan.parse("1x1200").interval_pattern() == (1, 1200, 0)
    assert SessionPlan.parse(" 4 × 360 / 180 ").interval_pattern() == (4, 360, 180)


@pytest.mark.parametrize(
    "pattern", ["", "4x", "4x240", "0x240/180", "4x5/180", "61x60/60", "4x240/0", "fire", "4x9999/1"]
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidValue, match="bad_pattern"):
        SessionPlan.parse(pattern)


def test_uneven_bouts_have_no_pattern() -> None:
    work, rest = Block(BlockKind.WORK, 240), Block(BlockKind.REST, 180)
    steady = Block(BlockKind.STEADY, 180)
    assert SessionPlan("x", (work, rest, Block(BlockKind.WORK, 300))).interval_pattern() is None
    assert SessionPlan("x", (work, rest, work, steady, rest, work)).interval_pattern() is None
    assert SessionPlan("x", (work, steady, work)).interval_pattern() is None
    assert SessionPlan("x", (steady,)).interval_pattern() is None


def test_theory_is_time_but_not_training() -> None:
    plan = SessionPlan("x", (Block(BlockKind.THEORY, 600), Block(BlockKind.STEADY, 1200)))
    assert (plan.total_seconds, plan.training_seconds) == (1800, 1200)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: SessionPlan("x", ()), "plan_empty"),
        (lambda: Block(BlockKind.WORK, 0), "block_length"),
        (lambda: Block(BlockKind.WORK, 5 * 3600), "block_length"),
        (lambda: Block(BlockKind.WORK, 60, 85), "block_target"),
        (lambda: Block(BlockKind.WORK, 60, 95, 85), "block_target"),
        (lambda: Block(BlockKind.THEORY, 60, 50, 60), "block_target"),
        (lambda: Span(3, 2), "span"),
        (lambda: StrengthScheme(Span(1, 1), 4, Span(4, 5), 85, None, 180), "strength_share"),
        (lambda: StrengthScheme(Span(1, 1), 4, Span(4, 5), 90, 85, 180), "strength_share"),
    ],
)
def test_what_cannot_be_is_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        make()  # type: ignore[operator]


@pytest.mark.requirement("R099", "R100")
def test_strength_plans_carry_how_it_is_done() -> None:
    heavy = session_plan("strength-four-by-four").strength
    general = session_plan("strength-general").strength
    assert heavy == StrengthScheme(Span(2, 2), 4, Span(4, 5), 85, 90, 180)
    assert general == StrengthScheme(Span(8, 10), None, Span(8, 12), 75, 75, None)


def test_every_shipped_plan_that_is_light_has_only_light_parts() -> None:
    for plan in session_plans().values():
        light = {block.intensity_class for block in plan.blocks} == {IntensityClass.LIGHT}
        assert light is (plan.intensity_class is IntensityClass.LIGHT)
