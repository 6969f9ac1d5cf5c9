"""The rows of a day: offers once for the group, a bundle once for a patient, and never many."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.procedures import Due, DueKind, Place, TaskState, due, rows
from medgang.core.timeline import Event, EventKind, Timeline
from medgang.core.timeline.details_after import (
    ContinuationPlanned,
    DischargeItem,
    DischargeItemDone,
    ItemOutcome,
    SupportArranged,
    SupportKind,
    SupportState,
)
from medgang.core.timeline.details_measures import Measured
from medgang.core.timeline.details_plan import (
    GoalSet,
    GoalSize,
    LessonHeld,
    Planned,
    PlanReviewed,
    ReviewOutcome,
    Talked,
)
from medgang.core.timeline.details_safety import Assessed, AssessmentKind, AssessmentOutcome
from medgang.core.timeline.details_stay import Discharged, Phase, PhaseChanged
from tests.core.procedures.builders import (
    PLAN,
    STAY,
    TALKED,
    admitted,
    day,
    event,
    procedure,
    step,
    timeline,
    within,
)

A, B = UUID(int=1), UUID(int=2)


def test_an_offer_to_several_is_one_row_and_a_bundle_is_one_row_for_each():
    one = procedure(
        step("offer", Due(DueKind.EACH_DAY), offer=True),
        step("talk", within(3), TALKED),
        step("x", within(2), bundle="end"),
        step("y", within(1), bundle="end"),
        step("doctor", within(1), place=Place.PHYSICIAN),
    )
    tasks = due(one, timeline(admitted()), day(2))
    found = rows({A: tasks, B: tasks})
    assert [(row.step.id, row.patients, len(row.tasks), row.state) for row in found] == [
        ("y", (A,), 2, TaskState.OVERDUE),
        ("y", (B,), 2, TaskState.OVERDUE),
        ("offer", (A, B), 2, TaskState.TODAY),
        ("talk", (A,), 1, TaskState.NOW),
        ("talk", (B,), 1, TaskState.NOW),
    ]
    assert [row.step.id for row in rows({A: tasks}, Place.PHYSICIAN)] == ["doctor"]
    assert found[0].deadline == day(1)


def _stay(start: int, weeks: int) -> list[Event]:
    """A stay on an ordinary ward: each thing is done some days after it appears, weekly questions on their day."""
    end = start + weeks * 7
    events = [
        admitted(start, Phase.ASSESSMENT, end=day(end)),
        event(EventKind.PHASE_CHANGED, PhaseChanged(STAY, Phase.ASSESSMENT, Phase.TREATMENT), start + 10),
    ]

    def did(on: int, kind: EventKind, detail: object) -> None:
        if start + on < end:
            events.append(event(kind, detail, start + on))  # type: ignore[arg-type]

    good = AssessmentOutcome.NOTHING_AGAINST
    did(1, EventKind.ASSESSED, Assessed(AssessmentKind.MEDICAL, good))
    did(4, EventKind.ASSESSED, Assessed(AssessmentKind.PSYCHOLOGICAL, good))
    did(3, EventKind.TALKED, Talked())
    did(3, EventKind.MEASURED, Measured("evs", "1"))
    did(9, EventKind.LESSON_HELD, LessonHeld("l", "1", attended=True))
    did(6, EventKind.PLANNED, Planned(PLAN, day(start + 6), review_on=day(start + 34)))
    did(20, EventKind.GOAL_SET, GoalSet(PLAN, "mål", GoalSize.SMALL))
    did(26, EventKind.CONTINUATION_PLANNED, ContinuationPlanned(place="x"))
    did(
        33, EventKind.SUPPORT_ARRANGED, SupportArranged(SupportKind.TRAINING_CONTACT, SupportState.NOT_WISHED)
    )
    did(35, EventKind.PLAN_REVIEWED, PlanReviewed(ReviewOutcome.GO_ON))
    for week in range(2, weeks):
        did(10 + (week - 1) * 7, EventKind.MEASURED, Measured("own-week", "1"))
    last = weeks * 7
    did(last - 5, EventKind.MEASURED, Measured("evs", "1"))
    did(last - 4, EventKind.PLAN_REVIEWED, PlanReviewed(ReviewOutcome.END, at_end=True))
    did(
        last - 4,
        EventKind.CONTINUATION_PLANNED,
        ContinuationPlanned(place="x", activity="tur", first_date=day(end)),
    )
    for item in DischargeItem:
        did(last - 3, EventKind.DISCHARGE_ITEM_DONE, DischargeItemDone(item, ItemOutcome.DONE))
    events.append(event(EventKind.DISCHARGED, Discharged(STAY), end))
    return events


def test_a_twelve_bed_units_ordinary_day_has_at_most_twelve_rows():
    """Twelve beds, stays of twelve weeks, one admission a week, every bed filled again: each day of half a year."""
    shipped = shipped_procedures()["tsb-physical-activity"].procedure
    patients = {UUID(int=500 + number): Timeline.of(_stay(-84 + number * 7, 12)) for number in range(38)}
    counts = []
    for on in range(182):
        today: date = day(0) + timedelta(days=on)
        in_unit = {
            who: due(shipped, history, today)
            for who, history in patients.items()
            if history.events[0].occurred.date() <= today
        }
        counts.append(len(rows(in_unit)))
    assert max(counts) <= 12, counts
    assert min(counts) >= 1
