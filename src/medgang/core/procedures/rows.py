"""A whole unit's day in few rows: what is offered to all stands once, the rest once for each patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from medgang.core.procedures.model import Place, Step
from medgang.core.procedures.tasks import Task, TaskState

_ORDER = {state: place for place, state in enumerate(TaskState)}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of "I dag": the first step, for whom, all its tasks, the most pressing state and nearest deadline."""

    step: Step
    patients: tuple[UUID, ...]
    tasks: tuple[Task, ...]
    state: TaskState
    deadline: date


def rows(due_by_patient: Mapping[UUID, Sequence[Task]], place: Place = Place.WARD) -> list[Row]:
    """The rows of one list.

    An offer to several patients is one row, since it is made once, to the group. A bundle is one row for each
    patient, since one page completes it.
    """
    together: dict[tuple[object, ...], list[tuple[UUID, Task]]] = {}
    for patient, tasks in due_by_patient.items():
        for task in tasks:
            if task.place is not place:
                continue
            step = task.step
            if step.offer:
                key: tuple[object, ...] = ("offer", step.bundle or step.id)
            else:
                key = (patient, step.bundle) if step.bundle else (patient, task.key, step.id)
            together.setdefault(key, []).append((patient, task))
    found = [_row(pairs) for pairs in together.values()]
    found.sort(key=lambda row: (_ORDER[row.state], row.deadline, row.step.id, row.patients[0]))
    return found


def _row(pairs: Sequence[tuple[UUID, Task]]) -> Row:
    tasks = tuple(task for _, task in pairs)
    return Row(
        step=tasks[0].step,
        patients=tuple(dict.fromkeys(patient for patient, _ in pairs)),
        tasks=tasks,
        state=min((task.state for task in tasks), key=lambda state: _ORDER[state]),
        deadline=min(task.deadline for task in tasks),
    )
