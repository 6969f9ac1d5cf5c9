"""What the patient pages show, worked out before the template: every number with its day, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from medgang.content.catalogue import N_
from medgang.core.procedures import Permission
from medgang.core.states import CURRENT, Presence, StayState
from medgang.core.timeline import Event, EventKind, Timeline
from medgang.core.timeline.details_background import BackgroundNoted, MedicineFlag
from medgang.core.timeline.levels import Level
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.accounts.words import PURPOSES, role_name
from medgang.web.design import dates
from medgang.web.patients import words
from medgang.web.patients.care.registry import FORMS, can_use
from medgang.web.patients.care.words import LEVELS
from medgang.web.patients.describe import Description, UnitNames, background_lines, describe
from medgang.web.patients.histories import to_event
from medgang.web.patients.models import EventRow, Patient, Stay
from medgang.web.patients.reasons import reason_text
from medgang.web.patients.selectors import ListedPatient

MEDICINES_OLD_AFTER_DAYS = 14
"""After so many days the flags say that medicines should be checked again (design.md, ground rule 6)."""


@dataclass(frozen=True, slots=True)
class PatientLine:
    """The line that never scrolls away: who, phase, open for what until when, cautions."""

    name: str
    age: int | None
    state: str
    state_key: str
    day_number: int | None
    on_leave: str
    open_for: str
    open_kind: str
    cautions: tuple[str, ...]


def age_on(born: date | None, today: date) -> int | None:
    """Whole years, or None when the day of birth is not known."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def latest_background(timeline: Timeline) -> tuple[Event, BackgroundNoted] | None:
    """The background as it is known now."""
    found = timeline.details(EventKind.BACKGROUND_NOTED, BackgroundNoted)
    return found[-1] if found else None


def patient_line(
    patient: Patient, stay: Stay | None, timeline: Timeline, permission: Permission, today: date
) -> PatientLine:
    """The line at the top of every page of one patient."""
    cautions: list[str] = []
    if stay is not None and stay.withdrawal_or_taper:
        cautions.append(_("abstinens eller nedtrapping pågår"))
    noted = latest_background(timeline)
    if noted is not None and MedicineFlag.BETA_BLOCKER in noted[1].medicines:
        cautions.append(_("betablokker: beregnet puls gjelder ikke"))
    if noted is not None and noted[1].medicines:
        checked = noted[1].medicines_checked
        days = (today - checked).days if checked else None
        if days is None:
            cautions.append(_("medisiner ikke sjekket"))
        elif days > MEDICINES_OLD_AFTER_DAYS:
            cautions.append(
                ngettext(
                    "medisiner sjekket for %(days)s dag siden",
                    "medisiner sjekket for %(days)s dager siden",
                    days,
                )
                % {"days": days}
            )
    cautions += permission.cautions
    state = StayState(stay.state) if stay else None
    in_care = stay is not None and stay.ended is None
    open_for, open_kind = _open_for(permission) if in_care else ("", "")
    return PatientLine(
        name=patient.full_name,
        age=age_on(patient.born, today),
        state=str(words.STATES[state]) if state else "",
        state_key=state.value if state else "",
        day_number=(today - timezone.localdate(stay.admitted)).days + 1 if stay and in_care else None,
        on_leave=str(words.PRESENCE[Presence.ON_LEAVE])
        if stay and stay.presence == Presence.ON_LEAVE.value
        else "",
        open_for=open_for,
        open_kind=open_kind,
        cautions=tuple(cautions),
    )


def _open_for(permission: Permission) -> tuple[str, str]:
    """The hardest level that is open, and until when the physician's decision holds."""
    highest = permission.highest
    if highest is None:
        return _("all aktivitet venter"), "stop"
    clearance = permission.clearance
    if highest is not Level.LIGHT and clearance is not None and clearance.holds:
        until = dates.day(clearance.detail.expires, get_language() or "nb")
        return _("åpen for %(level)s til %(day)s") % {"level": LEVELS[highest], "day": until}, "done"
    return _("åpen for %(level)s") % {
        "level": LEVELS[highest]
    }, "done" if highest is Level.HIGH else "waiting"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level: open or closed, and why."""

    name: str
    open: bool
    adapted: bool
    conditions: str
    reasons: tuple[str, ...]


def level_lines(permission: Permission) -> list[LevelLine]:
    """The three levels as they stand today."""
    return [
        LevelLine(
            name=str(LEVELS[state.level]),
            open=state.open,
            adapted=state.adapted,
            conditions=state.conditions,
            reasons=tuple(reason_text(reason) for reason in state.reasons),
        )
        for state in permission.levels
    ]


@dataclass(frozen=True, slots=True)
class ClearanceLine:
    """The physician's latest decision in words."""

    decided_by: str
    decided_on: date
    expires: date
    to_be_confirmed: bool
    holds: bool
    notes: tuple[str, ...]


def clearance_line(permission: Permission) -> ClearanceLine | None:
    """The latest decision of this stay, or None."""
    clearance = permission.clearance
    if clearance is None:
        return None
    return ClearanceLine(
        decided_by=clearance.detail.decided_by,
        decided_on=clearance.detail.decided_on,
        expires=clearance.detail.expires,
        to_be_confirmed=not clearance.confirmed,
        holds=clearance.holds,
        notes=tuple(reason_text(note) for note in permission.notes),
    )


QUICK = ("raise-red-flag", "vitals", "adverse-event", "suspend-clearance")
"""What is written from the patient's page without a task asking for it."""


def care_links(by: Actor) -> list[tuple[str, str]]:
    """Code and title of the forms that stand on the patient's page for this person."""
    return [(code, str(FORMS[code].title)) for code in QUICK if can_use(FORMS[code], by)]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One event on the page."""

    uid: UUID
    kind: str
    occurred: datetime
    recorded: datetime
    late: bool
    by: str
    role: str
    description: Description
    standing: bool
    corrected_by: UUID | None
    corrects: UUID | None
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class StoryDay:
    """The events of one day, newest first. They are put into words only when the page comes to them."""

    day: date
    rows: tuple[EventRow, ...]
    replaced: Mapping[UUID, UUID]
    units: UnitNames

    @property
    def lines(self) -> list[StoryLine]:
        """The day's events in words."""
        return [story_line(row, self.replaced, self.units) for row in self.rows]


def _stands(row: EventRow, replaced: Mapping[UUID, UUID]) -> bool:
    return row.uid not in replaced and row.kind != EventKind.WITHDRAWN_AS_WRONG.value


def story_line(row: EventRow, replaced: Mapping[UUID, UUID], units: UnitNames) -> StoryLine:
    """One row in words."""
    standing = _stands(row, replaced)
    return StoryLine(
        uid=row.uid,
        kind=row.kind,
        occurred=row.occurred,
        recorded=row.recorded,
        late=timezone.localdate(row.recorded) != timezone.localdate(row.occurred),
        by=row.by_name,
        role=role_name(row.role) if row.role else "",
        description=describe(to_event(row), units),
        standing=standing,
        corrected_by=replaced.get(row.uid),
        corrects=row.replaces,
        can_withdraw=standing and row.kind != EventKind.ADMITTED.value,
    )


def replacements(rows: Sequence[EventRow]) -> dict[UUID, UUID]:
    """Which event was replaced by which."""
    return {row.replaces: row.uid for row in rows if row.replaces}


def story(
    rows: Sequence[EventRow], units: UnitNames, *, known_at: datetime | None, corrections: bool
) -> list[StoryDay]:
    """The rows as days, newest first. With `corrections`, what was corrected stands too, marked as no longer valid."""
    known = [row for row in rows if known_at is None or row.recorded <= known_at]
    replaced = replacements(known)
    days: dict[date, list[EventRow]] = {}
    for row in known:
        if corrections or _stands(row, replaced):
            days.setdefault(timezone.localdate(row.occurred), []).append(row)
    return [
        StoryDay(
            day,
            tuple(sorted(found, key=lambda row: (row.occurred, row.recorded), reverse=True)),
            replaced,
            units,
        )
        for day, found in sorted(days.items(), reverse=True)
    ]


SUMMARISED = (
    EventKind.ADMITTED,
    EventKind.BACKGROUND_NOTED,
    EventKind.ASSESSED,
    EventKind.CLEARED,
    EventKind.PLANNED,
    EventKind.TESTED,
    EventKind.CONTINUATION_PLANNED,
    EventKind.SUPPORT_ARRANGED,
)
"""What a summary holds: the latest of each, in the order of a patient's way."""


def summary(timeline: Timeline, units: UnitNames) -> list[tuple[str, date, tuple[str, ...]]]:
    """Title, day and lines of the latest of each kind; kinds that never happened are left out."""
    found = []
    for kind in SUMMARISED:
        event = timeline.last(kind)
        if event is not None:
            described = describe(event, units)
            found.append((described.title, timezone.localdate(event.occurred), described.lines))
    return found


def background_rows(timeline: Timeline) -> list[tuple[str, str]]:
    """Label and text of what is known of the background; what is not known says so."""
    noted = latest_background(timeline)
    lines = background_lines(noted[1]) if noted else {}
    unknown = _("ikke spurt")
    return [
        (_("Rusmidler"), lines.get("substances") or unknown),
        (
            _("Helse som krever tilpasning"),
            lines.get("comorbidity") or (_("ingen merker") if noted else unknown),
        ),
        (
            _("Medisiner som endrer treningen"),
            lines.get("medicines") or (_("ingen merker") if noted else unknown),
        ),
        (_("Medisiner sjekket"), lines.get("checked") or _("ikke sjekket")),
    ]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One patient in a list."""

    uid: UUID
    name: str
    age: int | None
    state: str
    state_key: str
    day_number: int | None
    since: date
    ended: date | None
    on_leave: bool
    expected_back: date | None
    withdrawal_or_taper: bool
    current: bool


def listed(found: Sequence[ListedPatient], today: date) -> list[ListLine]:
    """Lines for a list."""
    current = {state.value for state in CURRENT}
    return [
        ListLine(
            uid=line.patient.uid,
            name=line.patient.full_name,
            age=age_on(line.patient.born, today),
            state=str(words.STATES[StayState(line.stay.state)]),
            state_key=line.stay.state,
            day_number=(today - timezone.localdate(line.stay.admitted)).days + 1
            if line.stay.ended is None
            else None,
            since=timezone.localdate(line.stay.phase_since),
            ended=timezone.localdate(line.stay.ended) if line.stay.ended else None,
            on_leave=line.stay.presence == Presence.ON_LEAVE.value,
            expected_back=line.stay.expected_back,
            withdrawal_or_taper=line.stay.withdrawal_or_taper,
            current=line.stay.state in current,
        )
        for line in found
    ]


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One row of the access log in words a patient understands."""

    at: datetime
    who: str
    where: str
    action: str
    what: str
    why: str
    reason: str


_ACTIONS = {"read": N_("så"), "write": N_("skrev"), "refused": N_("fikk ikke se")}
_WHAT = {
    "patients:page": N_("hovedsiden"),
    "patients:timeline": N_("tidslinjen"),
    "patients:background": N_("bakgrunnen"),
    "patients:stay": N_("oppholdet"),
    "patients:step": N_("oppholdet"),
    "patients:flag": N_("merkene"),
    "patients:correct": N_("tidslinjen"),
    "patients:withdraw": N_("tidslinjen"),
    "patients:readmit": N_("oppholdet"),
    "patients:access_log": N_("innsynsloggen"),
    "patients:summary": N_("sammendraget"),
    "patients:open_past": N_("grunnlaget for å åpne"),
    "patient:register": N_("navn og fødselsdato"),
    "patient:open_past": N_("grunnlaget for å åpne"),
}


def name_pages(names: Mapping[str, str]) -> None:
    """What the pages of an app further out are called in the access log; msgids, by route name."""
    _WHAT.update(names)


def access_line(entry: AccessLogEntry) -> AccessLine:
    """The row as it is read; what has no word of its own is shown by its name rather than left out."""
    if entry.what.startswith("event:"):
        what = str(words.KINDS[EventKind(entry.what.removeprefix("event:"))])
    else:
        what = _(_WHAT[entry.what]) if entry.what in _WHAT else entry.what
    return AccessLine(
        at=entry.at,
        who=f"{entry.person_name}, {role_name(entry.role)}" if entry.role else entry.person_name,
        where=", ".join(part for part in (entry.unit_name, entry.organisation) if part),
        action=_(_ACTIONS[entry.action]),
        what=what,
        why=str(PURPOSES[Purpose(entry.purpose)]),
        reason=entry.reason if entry.action != "refused" else "",
    )
