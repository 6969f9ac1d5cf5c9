"""The diary: written for oneself, shared when one wants to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from medgang.core.errors import NotAllowed
from medgang.core.timeline import Event, EventKind
from medgang.core.timeline.details_after import DiaryShared
from medgang.web.accounts import crypto
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.patients.models import Patient
from medgang.web.patients.services import record, withdraw
from medgang.web.portal.models import DiaryEntry


@dataclass(frozen=True, slots=True)
class Page:
    """What an entry says. `felt` 0–10, None where it was passed over."""

    what: str
    felt: int | None = None
    minutes: int | None = None
    words: str = ""


def seal(page: Page) -> str:
    """The page as it is stored."""
    said = {"what": page.what, "felt": page.felt, "minutes": page.minutes, "words": page.words}
    return crypto.encrypt(json.dumps(said))


def unseal(entry: DiaryEntry) -> Page:
    """What the entry says."""
    return Page(**json.loads(crypto.decrypt(entry.sealed)))


@transaction.atomic
def write_entry(
    *, patient: Patient, uid: UUID, day: date, page: Page, share: bool, by: Actor, now: datetime
) -> DiaryEntry:
    """Write an entry; the same `uid` again is the same entry. Private unless `share`."""
    before = DiaryEntry.objects.filter(uid=uid).first()
    if before is not None:
        if before.patient_id != patient.pk:
            raise NotAllowed("portal.not_yours")
        return before
    entry = DiaryEntry.objects.create(uid=uid, patient=patient, day=day, sealed=seal(page), created=now)
    return share_entry(entry=entry, by=by, now=now) if share else entry


@transaction.atomic
def share_entry(*, entry: DiaryEntry, by: Actor, now: datetime) -> DiaryEntry:
    """Give an entry to the team: it becomes part of the record."""
    if entry.shared is None:
        event = _record(entry.patient, entry.uid, entry.day, unseal(entry), by=by, now=now)
        entry.shared = event.uid
        entry.save(update_fields=["shared"])
    return entry


@transaction.atomic
def take_back(*, entry: DiaryEntry, reason: str, by: Actor, now: datetime) -> None:
    """The entry is private again. What the team has read, they have read; the record keeps that it was shared."""
    if entry.shared is not None:
        withdraw(patient=entry.patient, event=entry.shared, reason=reason, by=by, now=now)
        entry.shared = None
        entry.save(update_fields=["shared"])


@transaction.atomic
def delete_entry(*, entry: DiaryEntry) -> None:
    """A private entry is the patient's own, and gone when they say so. A shared one is taken back first."""
    if entry.shared is not None:
        raise NotAllowed("portal.shared_stands")
    entry.delete()


@transaction.atomic
def enter_paper(*, patient: Patient, uid: UUID, day: date, page: Page, by: Actor, now: datetime) -> Event:
    """Staff write in a page of the patient's paper diary, because the patient asked. It is shared from the start."""
    return _record(patient, uid, day, page, by=by, now=now, from_paper=True)


def _record(
    patient: Patient,
    entry: UUID,
    day: date,
    page: Page,
    *,
    by: Actor,
    now: datetime,
    from_paper: bool = False,
) -> Event:
    return record(
        patient=patient,
        kind=EventKind.DIARY_SHARED,
        detail=DiaryShared(
            entry=entry,
            day=day,
            activity=page.what,
            minutes=page.minutes,
            felt=page.felt,
            text=page.words,
            staff_entered=from_paper,
        ),
        occurred=now,
        by=by,
        now=now,
        purpose=Purpose.CARE if from_paper else Purpose.PATIENT_ACCESS,
        # A page shared, taken back and shared again is two events; paper is one, whatever is pressed twice.
        uid=entry if from_paper else uuid4(),
    )
