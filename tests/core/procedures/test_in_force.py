"""A new version never changes a past day, and a task keeps the version that asked for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.procedures import Due, DueKind, History, InForce, Place, TaskState, due, due_on
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_plan import Talked
from tests.core.procedures.builders import TALKED, admitted, day, event, procedure, step, timeline, within

ONE = procedure(
    step("talk", within(10), TALKED), step("daily", Due(DueKind.EACH_DAY), offer=True), version="1"
)
TWO = procedure(
    step("talk", within(2), TALKED),
    step("new", within(3), TALKED),
    step("doctor", within(3), TALKED, place=Place.PHYSICIAN),
    step("daily", Due(DueKind.EACH_DAY), offer=True),
    version="2",
)
BOTH = History.of([(TWO, day(5)), (ONE, day(-30))])


def found(on: int) -> dict[str, tuple[str, int]]:
    tasks = due_on(BOTH, timeline(admitted()), day(on))
    return {task.step.id: (task.version, (task.deadline - day(0)).days) for task in tasks}


def test_one_version_at_a_time():
    assert BOTH.on(day(4)).procedure is ONE
    assert BOTH.on(day(5)).procedure is TWO
    assert BOTH.on(day(-31)) is None
    assert due_on(BOTH, timeline(admitted(-40)), day(-31)) == []
    with pytest.raises(InvalidValue) as caught:
        History((InForce(ONE, day(0)), InForce(TWO, day(5))))
    assert caught.value.code == "procedures.two_in_force"
    with pytest.raises(InvalidValue):
        InForce(ONE, day(3), day(3))


def test_a_task_keeps_its_step_and_version_and_what_recurs_follows_the_day():
    assert found(4) == {"talk": ("1", 10), "daily": ("1", 4)}
    assert found(5) == {"talk": ("1", 10), "daily": ("2", 5), "new": ("2", 8), "doctor": ("2", 8)}


@pytest.mark.parametrize(("on", "state"), [(5, TaskState.NOW), (8, TaskState.TODAY), (9, TaskState.OVERDUE)])
def test_nobody_is_late_for_what_did_not_exist(on: int, state: TaskState):
    tasks = {task.step.id: task for task in due_on(BOTH, timeline(admitted()), day(on))}
    assert tasks["new"].state is state
    assert tasks["new"].since == day(5)
    assert tasks["doctor"].state is TaskState.WAITING_PHYSICIAN


def test_a_stay_that_begins_under_the_new_version_follows_it():
    tasks = {task.step.id: task.version for task in due_on(BOTH, timeline(admitted(6)), day(7))}
    assert tasks == {"talk": "2", "new": "2", "doctor": "2", "daily": "2"}


def test_a_stay_from_before_the_first_version_follows_the_first():
    history = History.of([(ONE, day(3)), (TWO, day(5))])
    tasks = {task.step.id: task.version for task in due_on(history, timeline(admitted()), day(6))}
    assert tasks["talk"] == "1"


def test_done_is_done_under_any_version():
    history = timeline(admitted(), event(EventKind.TALKED, Talked(), 6))
    assert {task.step.id for task in due_on(BOTH, history, day(7))} == {"daily"}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 40),
    st.integers(1, 40),
    st.lists(st.integers(0, 40), max_size=6),
)
def test_a_new_version_never_changes_a_past_day(start: int, later: int, talks: list[int]):
    history = timeline(admitted(), *(event(EventKind.TALKED, Talked(), on) for on in talks))
    before = History.of([(ONE, day(-30))])
    after = History.of([(ONE, day(-30)), (TWO, day(start + later))])
    assert due_on(before, history, day(start)) == due_on(after, history, day(start))
    alone = sorted(due(ONE, history, day(start)), key=lambda task: task.key)
    assert sorted(due_on(before, history, day(start)), key=lambda task: task.key) == alone
