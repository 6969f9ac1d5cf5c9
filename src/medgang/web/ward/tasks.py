"""What is due in a unit, as rows that a press completes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medgang.core.procedures import (
    History,
    Limits,
    Place,
    Row,
    Step,
    Task,
    TaskState,
    due_on,
    permitted,
    rows,
)
from medgang.core.timeline import Timeline
from medgang.web.design import dates
from medgang.web.patients.care import FORMS
from medgang.web.patients.composition import Extras, NextTask
from medgang.web.patients.models import Patient
from medgang.web.patients.reasons import lang, reason_text
from medgang.web.procedures import selectors as procedures
from medgang.web.procedures import words

Versions = Mapping[tuple[str, str], UUID]
"""The uid of a stored version, by procedure and version."""


def due_for(histories: Mapping[str, History], timeline: Timeline, today: date) -> list[Task]:
    """Everything due for one patient under all the unit follows, what somebody must be told of first.

    While a red flag closes the day nothing is offered: the offer waits, and stands there again when it is opened.
    """
    found = [task for history in histories.values() for task in due_on(history, timeline, today)]
    if any(task.step.offer for task in found):
        closed = permitted(timeline, today, limits_of(histories, today)).highest is None
        found = [task for task in found if not (closed and task.step.offer)]
    return sorted(found, key=lambda task: not is_urgent(task.step))


def is_urgent(step: Step) -> bool:
    """Whether the procedure says whom to tell when nobody has done it: a red flag, an answer about death."""
    return step.escalation is not None


def limits_of(histories: Mapping[str, History], today: date) -> Limits:
    """The limits that hold in the unit today: of the first procedure in force."""
    for history in histories.values():
        period = history.on(today)
        if period is not None:
            return period.procedure.limits
    return Limits()


def form_url(unit: UUID, patient: UUID, task: Task, back: str = "") -> str:
    """The page that completes a task."""
    form = task.step.form
    if form == "background":
        return reverse("patients:background", kwargs={"unit": unit, "patient": patient})
    code = form if form in FORMS else "see-record"
    query = {"steg": task.step.id, "prosedyre": task.procedure, "versjon": task.version}
    if task.step.instrument:
        query["skjema"] = task.step.instrument
    if back:
        query["til"] = back
    place = reverse("patients:do", kwargs={"unit": unit, "patient": patient, "form": code})
    return f"{place}?{urlencode(query)}"


def patient_extras(unit: UUID, unit_id: int, patient: Patient, timeline: Timeline, today: date) -> Extras:
    """What is due next for a patient, and the unit's limits, for the patient's own pages."""
    histories = procedures.histories(unit_id)
    tasks = due_for(histories, timeline, today)
    back = reverse("patients:page", kwargs={"unit": unit, "patient": patient.uid})
    return Extras(
        limits=limits_of(histories, today),
        tasks=tuple(
            NextTask(
                title=task.step.title.in_(lang()),
                why=short_why(task, today),
                state=words.state_name(task.state),
                state_key=task.state.value,
                url=form_url(unit, patient.uid, task, back),
                step=task.step.id,
                form=task.step.form,
            )
            for task in tasks
        ),
    )


def short_why(task: Task, today: date) -> str:
    """Why it is there, in about five words; the whole reason stands on the why-page."""
    if task.step.offer:
        return reason_text(task.why[0]) if task.why else ""
    days = (today - task.deadline).days
    if days > 0:
        return ngettext("%(days)s dag over fristen", "%(days)s dager over fristen", days) % {"days": days}
    if days == 0:
        return _("frist i dag")
    return _("frist %(day)s") % {"day": dates.day(task.deadline, lang())}


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One row of Today."""

    who: str
    patient: UUID | None
    title: str
    how: str
    why: str
    state: TaskState
    state_name: str
    url: str
    why_url: str
    skip_url: str
    record_url: str
    more: int
    urgent: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are equally pressing."""

    name: str
    key: str
    rows: list[TodayRow]


def today_rows(
    unit: UUID,
    due: Mapping[UUID, list[Task]],
    names: Mapping[UUID, str],
    place: Place,
    versions: Versions,
    back: str,
    today: date,
) -> list[TodayRow]:
    """The rows of one list, most pressing first."""
    return [_row(unit, row, names, versions, back, today) for row in rows(due, place)]


def _row(
    unit: UUID, row: Row, names: Mapping[UUID, str], versions: Versions, back: str, today: date
) -> TodayRow:
    task = row.tasks[0]
    first = row.patients[0]
    many = len(row.patients)
    who = (
        names[first]
        if many == 1
        else ngettext("%(number)s pasient", "%(number)s pasienter", many) % {"number": many}
    )
    query = urlencode(
        {"steg": task.step.id, "prosedyre": task.procedure, "versjon": task.version, "til": back}
    )
    # A unit's own differences stand behind a plus sign; the grounds stand with the version they differ from.
    version = versions.get((task.procedure, task.version.split("+", 1)[0]))

    def page(code: str) -> str:
        place = reverse("patients:do", kwargs={"unit": unit, "patient": first, "form": code})
        return f"{place}?{query}"

    return TodayRow(
        who=who,
        patient=first if many == 1 else None,
        title=row.step.title.in_(lang()),
        how=row.step.how.in_(lang()),
        why=short_why(task, today),
        state=row.state,
        state_name=words.state_name(row.state),
        url=form_url(unit, first, task, back)
        if many == 1
        else reverse("ward:offer", kwargs={"unit": unit, "step": row.step.id}),
        why_url=reverse("procedures:why", kwargs={"unit": unit, "version": version, "step": task.step.id})
        if version
        else "",
        skip_url=page("waive") if many == 1 else "",
        record_url=page("see-record") if many == 1 and row.step.record else "",
        more=len(row.tasks) - 1 if many == 1 else 0,
        urgent=is_urgent(row.step),
    )


def grouped(found: list[TodayRow]) -> list[Group]:
    """What is urgent first, then rows by how pressing they are; groups without rows are left out."""
    groups = [
        Group(_("haster"), TaskState.OVERDUE.value, [row for row in found if row.urgent]),
        *(
            Group(
                words.state_name(state),
                state.value,
                [row for row in found if row.state is state and not row.urgent],
            )
            for state in TaskState
        ),
    ]
    return [group for group in groups if group.rows]
