"""A whole unit's day in few rows: what is offered to all stands once, the rest once for each patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from medgang.core.procedures.model import Place, Step
from medgang.core.procedures.tasks import Task, TaskState


@dataclass(frozen=True, slots=True)
class Row:
    """One row of "I dag": a step, for whom, and the most pressing state and nearest deadline among them."""

    step: Step
    patients: tuple[UUID, ...]
    tasks: tuple[Task, ...]
    state: TaskState
    deadline: date


def rows(due_by_patient: Mapping[UUID, Sequence[Task]], place: Place = Place.WARD) -> list[Row]:
    """The rows of one list. An offer to several patients is one row, since it is made once, to the group."""
    offers: dict[str, list[tuple[UUID, Task]]] = {}
    found: list[Row] = []
    for patient, tasks in due_by_patient.items():
        for task in tasks:
            if task.place is not place:
                continue
            if task.step.offer:
                offers.setdefault(task.step.id, []).append((patient, task))
            else:
                found.append(Row(task.step, (patient,), (task,), task.state, task.deadline))
    for together in offers.values():
        tasks_of = tuple(task for _, task in together)
        first = tasks_of[0]
        found.append(
            Row(
                first.step,
                tuple(patient for patient, _ in together),
                tasks_of,
                first.state,
                min(task.deadline for task in tasks_of),
            )
        )
    order = {state: place_in_list for place_in_list, state in enumerate(TaskState)}
    found.sort(key=lambda row: (order[row.state], row.deadline, row.step.id, row.patients[0]))
    return found
