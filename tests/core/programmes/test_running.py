"""The clock while a session runs, and the plan as it came to be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.programmes import (
    Block,
    BlockKind,
    Clock,
    Press,
    Pressed,
    SessionPlan,
    four_by_four,
    run,
)

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
PLAN = four_by_four()


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def clock(*presses: tuple[Press, float], plan: SessionPlan = PLAN) -> Clock:
    return run(plan, [Pressed(press, at(when)) for press, when in presses])


@pytest.mark.requirement("R097", "R098")
def test_it_counts_from_the_start_and_stops_at_the_end() -> None:
    fresh = clock()
    assert not fresh.running
    assert fresh.second(at(99)) == 0
    started = clock((Press.START, 0))
    assert started.second(at(361)) == 361
    current = started.current(at(361))
    assert current is not None
    assert current.block.kind is BlockKind.WORK
    assert started.second(at(9999)) == 35 * 60
    assert started.current(at(9999)) is None
    assert started.second(at(-5)) == 0


def test_presses_before_the_start_do_nothing_and_a_second_start_neither() -> None:
    assert clock((Press.PAUSE, 0), (Press.SKIP, 1)).started is None
    assert clock((Press.START, 0), (Press.START, 50)) == clock((Press.START, 0))


def test_a_pause_holds_the_time_and_resuming_goes_on() -> None:
    paused = clock((Press.START, 0), (Press.PAUSE, 100))
    assert not paused.running
    assert paused.second(at(500)) == 100
    resumed = clock((Press.START, 0), (Press.PAUSE, 100), (Press.RESUME, 500), (Press.RESUME, 510))
    assert resumed.second(at(560)) == 160


def test_skipping_ends_the_block_and_the_times_are_kept() -> None:
    skipped = clock((Press.START, 0), (Press.SKIP, 120))
    assert skipped.blocks[0].seconds == 120
    assert skipped.second(at(121)) == 121
    assert sum(block.seconds for block in skipped.blocks) == 35 * 60 - 240
    while_paused = clock((Press.START, 0), (Press.PAUSE, 10), (Press.SKIP, 50))
    assert not while_paused.running
    assert while_paused.second(at(99)) == 10
    assert clock((Press.START, 0), (Press.SKIP, 9999)).blocks == PLAN.blocks


def test_an_extra_bout_comes_before_the_cool_down() -> None:
    more = clock((Press.START, 0), (Press.EXTRA, 100))
    assert [block.kind for block in more.blocks].count(BlockKind.WORK) == 5
    assert more.blocks[-1].kind is BlockKind.COOL_DOWN
    assert more.blocks[-3].kind is BlockKind.REST
    assert clock((Press.START, 0), (Press.EXTRA, 34 * 60)).blocks == PLAN.blocks
    assert clock((Press.START, 0), (Press.EXTRA, 9999)).blocks == PLAN.blocks
    steady = SessionPlan("steady", (Block(BlockKind.STEADY, 60),))
    assert clock((Press.START, 0), (Press.EXTRA, 5), plan=steady).blocks == steady.blocks
    one = SessionPlan("one", (Block(BlockKind.WORK, 60),))
    assert len(clock((Press.START, 0), (Press.EXTRA, 5), plan=one).blocks) == 2


def test_ending_keeps_what_was_held_and_nothing_happens_after() -> None:
    ended = clock((Press.START, 0), (Press.END, 400), (Press.EXTRA, 500))
    assert [block.seconds for block in ended.blocks] == [360, 40]
    assert ended.ended == at(400)
    assert not ended.running
    assert [block.seconds for block in clock((Press.START, 0), (Press.END, 360)).blocks] == [360]
    assert [block.seconds for block in clock((Press.START, 0), (Press.END, 0)).blocks] == [1]
    whole = clock((Press.START, 0), (Press.END, 9999))
    assert whole.blocks == PLAN.blocks


@given(
    st.lists(
        st.tuples(st.sampled_from(Press), st.integers(0, 4000)), max_size=12, unique_by=lambda one: one[1]
    )
)
def test_the_order_presses_come_in_does_not_matter(presses: list[tuple[Press, int]]) -> None:
    clock_now = clock(*presses)
    assert clock_now == clock(*reversed(presses))
    assert all(block.seconds >= 1 for block in clock_now.blocks)
    assert clock_now.second(at(5000)) <= sum(block.seconds for block in clock_now.blocks)
