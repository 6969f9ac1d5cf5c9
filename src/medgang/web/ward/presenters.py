"""What Today shows, worked out before the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medgang.core.outcomes import Rate, per_1000_person_sessions
from medgang.core.states import IN_CARE, Presence
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_sessions import Trained
from medgang.web.accounts.words import role_name
from medgang.web.patients import words
from medgang.web.patients.describe import UnitNames, describe
from medgang.web.patients.histories import to_event
from medgang.web.patients.models import EventRow
from medgang.web.patients.selectors import ListedPatient


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many are in a phase."""

    name: str
    count: int


def by_phase(here: Sequence[ListedPatient]) -> list[PhaseCount]:
    """Patients per phase, in the order of treatment; phases without anybody are left out."""
    counts = {state: sum(line.stay.state == state.value for line in here) for state in IN_CARE}
    return [PhaseCount(str(words.STATES[state]), count) for state, count in counts.items() if count]


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is expected back from leave."""

    patient: UUID
    name: str
    when: str


def expected_back(here: Sequence[ListedPatient], today: date) -> list[Expected]:
    """Those on leave who are expected today or should have been back already, longest waited for first."""
    found = []
    for line in here:
        back = line.stay.expected_back
        if line.stay.presence != Presence.ON_LEAVE.value or back is None or back > today:
            continue
        late = (today - back).days
        when = (
            ngettext("%(days)s dag siden", "%(days)s dager siden", late) % {"days": late}
            if late
            else _("i dag")
        )
        found.append((back, Expected(line.patient.uid, line.patient.full_name, when)))
    return [expected for _back, expected in sorted(found, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class Latest:
    """One event of the last day."""

    patient: UUID
    name: str
    title: str
    lines: tuple[str, ...]
    occurred: datetime
    by: str


def latest(rows: Sequence[EventRow], units: UnitNames) -> list[Latest]:
    """What was recorded since yesterday, newest first; what has been corrected away is left out."""
    replaced = {row.replaces for row in rows if row.replaces}
    found = []
    for row in sorted(rows, key=lambda each: each.recorded, reverse=True):
        if row.uid in replaced or row.kind == EventKind.WITHDRAWN_AS_WRONG.value:
            continue
        described = describe(to_event(row), units)
        found.append(
            Latest(
                patient=row.patient.uid,
                name=row.patient.full_name,
                title=described.title,
                lines=described.lines,
                occurred=row.occurred,
                by=f"{row.by_name}, {role_name(row.role)}" if row.role else row.by_name,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Register:
    """Adverse events of a period, and the rate they make."""

    lines: list[Latest]
    rate: Rate


def register(rows: Sequence[EventRow], units: UnitNames) -> Register:
    """The events in words, and how many there are per 1,000 person-sessions: everybody who came counts."""
    adverse = [row for row in rows if row.kind == EventKind.ADVERSE_EVENT.value]
    came = 0
    for row in rows:
        if row.kind == EventKind.TRAINED.value:
            detail = to_event(row).detail
            came += isinstance(detail, Trained) and detail.attendance.was_there
    return Register(latest(adverse, units), per_1000_person_sessions(len(adverse), came))
