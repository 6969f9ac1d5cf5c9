"""How long the list of what is due takes: 1,000 patients with a year of history each, one core.

python -m tests.benchmarks.bench_procedures
"""

from __future__ import annotations

import statistics
import time
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.procedures import History, due, due_on, permitted
from medgang.core.timeline import Detail, Event, EventKind, Level, Timeline
from medgang.core.timeline.details_after import ContinuationPlanned
from medgang.core.timeline.details_background import BackgroundNoted, MedicineFlag
from medgang.core.timeline.details_measures import Answer, Measured, Tested, VitalsTaken
from medgang.core.timeline.details_plan import (
    GoalSet,
    GoalSize,
    LessonHeld,
    Planned,
    PlanReviewed,
    ReviewOutcome,
    Talked,
)
from medgang.core.timeline.details_safety import (
    Assessed,
    AssessmentKind,
    AssessmentOutcome,
    Cleared,
    LevelDecision,
    Outcome,
)
from medgang.core.timeline.details_sessions import Attendance, Trained
from medgang.core.timeline.details_stay import Admitted, Discharged, Phase, PhaseChanged

PATIENTS = 1000
RUNS = 15
FIRST = datetime(2025, 11, 20, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def year_of(number: int) -> Timeline:
    """Two stays of 12 and 24 weeks, three sessions a week with answers before and after, tests, plan, reviews."""
    start = FIRST + timedelta(days=number % 14)
    uid = iter(range(number * 10_000, (number + 1) * 10_000))
    events: list[Event] = []

    def did(day: float, kind: EventKind, detail: Detail) -> None:
        when = start + timedelta(days=day)
        events.append(Event(UUID(int=next(uid)), kind, when, when, None, detail))

    for begin, weeks in ((0, 12), (150, 30)):
        stay = UUID(int=number)
        did(
            begin,
            EventKind.ADMITTED,
            Admitted(stay, stay, Phase.ASSESSMENT, None, TODAY + timedelta(days=10)),
        )
        did(
            begin + 1, EventKind.ASSESSED, Assessed(AssessmentKind.MEDICAL, AssessmentOutcome.NOTHING_AGAINST)
        )
        did(
            begin + 4,
            EventKind.ASSESSED,
            Assessed(AssessmentKind.PSYCHOLOGICAL, AssessmentOutcome.NOTHING_AGAINST),
        )
        did(begin + 2, EventKind.BACKGROUND_NOTED, BackgroundNoted(medicines=(MedicineFlag.BETA_BLOCKER,)))
        did(begin + 3, EventKind.TALKED, Talked())
        did(begin + 3, EventKind.MEASURED, Measured("evs", "1"))
        did(begin + 6, EventKind.PLANNED, Planned(stay, (start + timedelta(days=begin)).date()))
        cleared = Cleared(
            (LevelDecision(Level.HIGH, Outcome.CLEARED),), "A", TODAY, TODAY + timedelta(days=200)
        )
        did(begin + 7, EventKind.CLEARED, cleared)
        did(begin + 8, EventKind.LESSON_HELD, LessonHeld("l", "1", attended=True))
        did(begin + 9, EventKind.GOAL_SET, GoalSet(stay, "m", GoalSize.SMALL))
        did(begin + 10, EventKind.PHASE_CHANGED, PhaseChanged(stay, Phase.ASSESSMENT, Phase.TREATMENT))
        did(begin + 20, EventKind.CONTINUATION_PLANNED, ContinuationPlanned(place="x"))
        for week in range(weeks):
            did(
                begin + week * 7,
                EventKind.MEASURED,
                Measured("own-week", "1", answers=(Answer("sleep", 5.0),)),
            )
            did(begin + week * 7, EventKind.VITALS_TAKEN, VitalsTaken(130, 80))
            for day in (1, 3, 5):
                at = begin + week * 7 + day
                did(
                    at,
                    EventKind.MEASURED,
                    Measured("own-before-after", "1", answers=(Answer("craving", 5.0),)),
                )
                did(at + 0.04, EventKind.TRAINED, Trained(Attendance.TRAINED))
                did(
                    at + 0.05,
                    EventKind.MEASURED,
                    Measured("own-before-after", "1", answers=(Answer("craving", 3.0),)),
                )
            if week % 6 == 5:
                did(begin + week * 7, EventKind.PLAN_REVIEWED, PlanReviewed(ReviewOutcome.GO_ON))
            if week % 12 == 3:
                did(begin + week * 7, EventKind.TESTED, Tested("t"))
        if begin == 0:
            did(weeks * 7, EventKind.DISCHARGED, Discharged(stay))
    return Timeline.of(events)


def _measure(what: object) -> float:
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        what()  # type: ignore[operator]
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1000


def main() -> str:
    """The table, in Markdown."""
    procedure = shipped_procedures()["tsb-physical-activity"].procedure
    history = History.of([(procedure, FIRST.date())])
    timelines = [year_of(number) for number in range(PATIENTS)]
    events = statistics.mean(len(timeline) for timeline in timelines)
    found = sum(len(due(procedure, timeline, TODAY)) for timeline in timelines)
    today = _measure(lambda: [due(procedure, one, TODAY) for one in timelines])
    in_force = _measure(lambda: [due_on(history, one, TODAY) for one in timelines])
    safety = _measure(lambda: [permitted(one, TODAY) for one in timelines])
    lines = [
        f"{PATIENTS} patients, {events:.0f} events each, {len(procedure.steps)} steps, {found} tasks found.",
        "",
        "| What, for all 1,000 | ms, one core |",
        "|---|---:|",
        f"| what is due today | {today:.0f} |",
        f"| what is due, by what is in force | {in_force:.0f} |",
        f"| what is open and closed (safety) | {safety:.0f} |",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(main())
