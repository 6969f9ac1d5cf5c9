"""What Today shows, worked out before the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from medgang.core.states import IN_CARE, Presence
from medgang.core.timeline import EventKind, Timeline
from medgang.web.accounts.words import role_name
from medgang.web.design import dates
from medgang.web.patients import words
from medgang.web.patients.describe import UnitNames, describe
from medgang.web.patients.histories import to_event
from medgang.web.patients.models import EventRow
from medgang.web.patients.presenters import MEDICINES_OLD_AFTER_DAYS, latest_background
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
class Row:
    """One thing that calls for attention: whose, what, why in a few words, and where it is done."""

    patient: UUID
    name: str
    what: str
    why: str
    route: str


def attention(here: Sequence[ListedPatient], timelines: Mapping[int, Timeline], now: datetime) -> list[Row]:
    """What calls for attention today, most pressing first. At most one row per patient and matter."""
    today = timezone.localdate(now)
    rows: list[tuple[int, Row]] = []
    for line in here:
        patient, stay = line.patient, line.stay
        back = stay.expected_back
        if stay.presence == Presence.ON_LEAVE.value and back is not None and back <= today:
            late = (today - back).days
            why = (
                ngettext("%(days)s dag siden", "%(days)s dager siden", late) % {"days": late}
                if late
                else _("i dag")
            )
            rows.append(
                (0, Row(patient.uid, patient.full_name, _("Ventes tilbake fra permisjon"), why, "stay"))
            )
        noted = latest_background(timelines[patient.pk])
        if noted is None:
            since = dates.day(timezone.localdate(stay.admitted), get_language() or "nb")
            rows.append(
                (
                    1,
                    Row(
                        patient.uid,
                        patient.full_name,
                        _("Bakgrunn mangler"),
                        _("innlagt %(day)s") % {"day": since},
                        "background",
                    ),
                )
            )
        elif noted[1].medicines:
            checked = noted[1].medicines_checked
            days = (today - checked).days if checked else None
            if days is None or days > MEDICINES_OLD_AFTER_DAYS:
                why = (
                    _("aldri sjekket")
                    if days is None
                    else ngettext("sjekket for %(days)s dag siden", "sjekket for %(days)s dager siden", days)
                    % {"days": days}
                )
                rows.append((2, Row(patient.uid, patient.full_name, _("Sjekk medisiner"), why, "background")))
    return [row for _rank, row in sorted(rows, key=lambda found: found[0])]


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
