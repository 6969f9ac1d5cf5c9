"""Which version a unit follows on which day. A new version never changes a past day, and a task keeps its step@v."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from medgang.core.errors import InvalidValue
from medgang.core.procedures.model import Procedure
from medgang.core.procedures.situation import OSLO
from medgang.core.procedures.tasks import Task, TaskState, due
from medgang.core.timeline import Timeline


@dataclass(frozen=True, slots=True)
class InForce:
    """A procedure, its overlay already applied, as a unit follows it from `begins` to before `ends`."""

    procedure: Procedure
    begins: date
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends <= self.begins:
            raise InvalidValue("procedures.ends_before")


@dataclass(frozen=True, slots=True)
class History:
    """What has been in force in one unit, of one procedure, oldest first, never two at once."""

    periods: tuple[InForce, ...]

    def __post_init__(self) -> None:
        for earlier, later in zip(self.periods, self.periods[1:], strict=False):
            if earlier.ends is None or earlier.ends > later.begins:
                raise InvalidValue("procedures.two_in_force")

    @classmethod
    def of(cls, begun: Iterable[tuple[Procedure, date]]) -> History:
        """Each version from its day until the next one's."""
        ordered = sorted(begun, key=lambda pair: pair[1])
        ends: list[date | None] = [day for _, day in ordered[1:]]
        return cls(
            tuple(
                InForce(procedure, day, end)
                for (procedure, day), end in zip(ordered, [*ends, None], strict=True)
            )
        )

    def on(self, day: date) -> InForce | None:
        """What was in force on `day`."""
        for period in self.periods:
            if period.begins <= day and (period.ends is None or day < period.ends):
                return period
        return None


def due_on(history: History, timeline: Timeline, today: date, zone: tzinfo = OSLO) -> list[Task]:
    """The list of `today` under what was in force then.

    What comes back (every week, every day) follows the version of today. What is done once keeps the version that
    was in force when it opened; a step that the version of today is the first to hold counts from its first day,
    so that nobody is late for what did not exist.
    """
    current = history.on(today)
    if current is None:
        return []
    earlier = [period for period in history.periods if period.begins < current.begins]
    kept: dict[str, Task] = {}
    for period in earlier:
        for task in due(period.procedure, timeline, today, zone):
            opened_then = task.since < current.begins and history.on(task.since) is period
            first_of_all = period is earlier[0] and task.since < period.begins
            if not task.step.due.recurs and (opened_then or first_of_all):
                kept[task.key] = task
    tasks: list[Task] = []
    for task in due(current.procedure, timeline, today, zone):
        if task.key in kept:
            continue
        if earlier and not task.step.due.recurs and task.since < current.begins:
            tasks.append(_from_first_day(task, current.begins, today))
        else:
            tasks.append(task)
    tasks += kept.values()
    order = {state: place for place, state in enumerate(TaskState)}
    place = {step.id: number for number, step in enumerate(current.procedure.steps)}
    tasks.sort(
        key=lambda task: (
            order[task.state],
            task.deadline,
            place.get(task.step.id, len(place)),
            task.key,
        )
    )
    return tasks


def _from_first_day(task: Task, begins: date, today: date) -> Task:
    deadline = begins + (task.deadline - task.since)
    state = task.state
    if state is not TaskState.WAITING_PHYSICIAN:
        state = (
            TaskState.OVERDUE if today > deadline else TaskState.TODAY if today == deadline else TaskState.NOW
        )
    return replace(task, since=begins, deadline=deadline, state=state)
