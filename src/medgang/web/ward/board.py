"""A unit's day, read once: who is here, what is known of them, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from medgang.core.procedures import History, Step, Task
from medgang.web.patients import selectors
from medgang.web.patients.models import Patient
from medgang.web.patients.selectors import ListedPatient
from medgang.web.procedures import selectors as procedures
from medgang.web.ward.tasks import due_for


@dataclass(frozen=True, slots=True)
class Waiting:
    """Those for whom one step is due."""

    step: Step
    patients: list[Patient]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything Today is made of."""

    today: date
    here: list[ListedPatient]
    followed: list[ListedPatient]
    histories: dict[str, History]
    due: dict[UUID, list[Task]]
    names: dict[UUID, str]

    @classmethod
    def of(cls, unit_id: int, today: date) -> Board:
        """Read the unit's day: five queries, or six when something is new."""
        here = selectors.current_patients(unit_id)
        followed = selectors.followed_up(unit_id)
        everybody = [line.patient for line in (*here, *followed)]
        timelines = selectors.timelines(everybody)
        histories = procedures.histories(unit_id)
        return cls(
            today=today,
            here=here,
            followed=followed,
            histories=histories,
            due={patient.uid: due_for(histories, timelines[patient.pk], today) for patient in everybody},
            names={patient.uid: patient.full_name for patient in everybody},
        )

    @property
    def shown(self) -> set[str]:
        """Whose names the page shows, for the access log."""
        waiting = {str(uid) for uid, tasks in self.due.items() if tasks}
        return waiting | {str(line.patient.uid) for line in self.here}

    def waiting_for(self, step: str) -> Waiting | None:
        """The step (or those bundled with it) and for whom it is due; None when it is due for nobody."""
        found: Step | None = None
        patients: list[Patient] = []
        bundle = next(
            (task.step.bundle for tasks in self.due.values() for task in tasks if task.step.id == step), ""
        )
        for line in (*self.here, *self.followed):
            for task in self.due[line.patient.uid]:
                same = task.step.id == step or (bundle and task.step.bundle == bundle and task.step.offer)
                if same and line.patient not in patients:
                    found = found or task.step
                    patients.append(line.patient)
        return Waiting(found, patients) if found else None
