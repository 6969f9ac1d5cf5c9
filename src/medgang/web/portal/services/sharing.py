"""The patient says yes and no; a helper says what became of a meeting."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from medgang.core.errors import NotAllowed
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import Consent, Purpose, SupportArranged, SupportState
from medgang.web.accounts import access_log
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.actors import Purpose as Ground
from medgang.web.patients.models import Patient
from medgang.web.patients.selectors import timeline
from medgang.web.patients.services import record
from medgang.web.portal import words
from medgang.web.portal.models import LinkKind, Meeting, Outcome, PersonalLink
from medgang.web.portal.services.links import CONSENT_TEXT, note_support
from medgang.web.portal.sharing import Item, shared_with, standing


@transaction.atomic
def set_consent(*, patient: Patient, purpose: Purpose, given: bool, by: Actor, now: datetime) -> None:
    """A yes or a no to one purpose. A no to messages also forgets the addresses."""
    if purpose not in words.OWN_CONSENTS:
        raise NotAllowed("portal.not_yours")
    if given != (purpose in standing(timeline(patient))):
        record(
            patient=patient,
            kind=EventKind.CONSENT_GIVEN if given else EventKind.CONSENT_WITHDRAWN,
            detail=Consent(purpose=purpose, text_version=CONSENT_TEXT, way="written"),
            occurred=now,
            by=by,
            now=now,
            purpose=Ground.PATIENT_ACCESS,
        )
    if purpose is Purpose.MESSAGES and not given:
        PersonalLink.objects.filter(patient=patient, kind=LinkKind.PATIENT.value).update(sealed_address="")


@transaction.atomic
def share_items(*, link: PersonalLink, items: Collection[Item], by: Actor, now: datetime) -> None:
    """What this helper sees from now on: exactly these, none when there are none."""
    if frozenset(items) == shared_with(timeline(link.patient), link.holder):
        return
    record(
        patient=link.patient,
        kind=EventKind.CONSENT_GIVEN if items else EventKind.CONSENT_WITHDRAWN,
        detail=Consent(
            purpose=words.PURPOSES[LinkKind(link.kind)],
            text_version=CONSENT_TEXT,
            to=link.holder,
            items=tuple(item.value for item in Item if item in items),
            way="written",
        ),
        occurred=now,
        by=by,
        now=now,
        purpose=Ground.PATIENT_ACCESS,
    )


@transaction.atomic
def stop_helper(*, link: PersonalLink, by: Actor, now: datetime) -> None:
    """The patient stops it: nothing is shared and the link opens nothing, from this instant."""
    share_items(link=link, items=(), by=by, now=now)
    if PersonalLink.objects.filter(pk=link.pk, ended__isnull=True).update(ended=now, ended_by=by.uid):
        note_support(link, SupportState.ENDED, by, now)


@transaction.atomic
def note_meeting(
    *,
    link: PersonalLink,
    uid: UUID,
    day: date,
    outcome: Outcome,
    moved_to: date | None,
    by: Actor,
    now: datetime,
) -> Meeting:
    """What became of a meeting. The first one that came about says in the timeline that the support has started."""
    before = Meeting.objects.filter(uid=uid).first()
    if before is not None:
        if before.link_id != link.pk:
            raise NotAllowed("portal.not_yours")
        return before
    made = Meeting.objects.create(
        uid=uid, link=link, day=day, outcome=outcome.value, moved_to=moved_to, created=now
    )
    access_log.log_write(
        by=by,
        now=now,
        what="portal:meeting",
        purpose=Ground.PATIENT_ACCESS,
        patient=link.patient.uid,
        details={"meeting": str(made.uid)},
    )
    if outcome is Outcome.MET and not _has_started(link):
        note_support(link, SupportState.STARTED, by, now)
    return made


def _has_started(link: PersonalLink) -> bool:
    return any(
        isinstance(event.detail, SupportArranged)
        and event.detail.person == link.holder
        and event.detail.state is SupportState.STARTED
        for event in timeline(link.patient).of_kind(EventKind.SUPPORT_ARRANGED)
    )
