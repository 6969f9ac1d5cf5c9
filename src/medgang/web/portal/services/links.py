"""The unit makes, renews and ends links, and hands over codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from medgang.core.errors import NotAllowed
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import Consent, Purpose, SupportArranged, SupportState
from medgang.web.accounts import access_log, crypto
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.actors import Purpose as Ground
from medgang.web.messages.selectors import is_stopped
from medgang.web.messages.services import send
from medgang.web.messages.types import Channel, Recipient, TextKey
from medgang.web.patients.models import Patient
from medgang.web.patients.selectors import timeline
from medgang.web.patients.services import record, unit_of
from medgang.web.portal import keys, words
from medgang.web.portal.models import LinkKind, OneTimeCode, PersonalLink
from medgang.web.portal.sharing import Item, shared_with, standing

CONSENT_TEXT = "1"
"""The version of the words beside the boxes that a consent is given to."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link to be made: for whom, how they are reached, and what has been agreed."""

    kind: LinkKind
    channel: Channel = Channel.PAPER
    address: str = ""
    language: str = "nb"
    holder: UUID | None = None
    name: str = ""
    agreed: str = ""
    ring: str = ""
    items: tuple[Item, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Handover:
    """What is shown once, to be handed over, and cannot be read again. `address` empty: the link is as it was."""

    link: PersonalLink
    code: str
    until: datetime
    address: str = ""


@transaction.atomic
def make_link(*, patient: Patient, wanted: Wanted, by: Actor, now: datetime) -> Handover:
    """A new link, with a first code; an open link of the same person dies at once."""
    _check_can_have_links(patient)
    unit = unit_of(by)
    own = wanted.kind is LinkKind.PATIENT
    holder = patient.uid if own else wanted.holder or uuid4()
    if is_stopped(holder):
        raise NotAllowed("portal.do_not_contact")
    PersonalLink.objects.filter(patient=patient, holder=holder, ended__isnull=True).update(
        ended=now, ended_by=by.uid
    )
    by_paper = wanted.channel is Channel.PAPER
    token = keys.new_key()
    link = PersonalLink.objects.create(
        patient=patient,
        unit_id=unit.id,
        kind=wanted.kind.value,
        holder=holder,
        holder_name=patient.full_name if own else wanted.name,
        token_hash=keys.key_hash("link", token),
        channel=wanted.channel.value,
        sealed_address="" if by_paper else crypto.encrypt(wanted.address),
        sealed_agreed=crypto.encrypt(wanted.agreed),
        sealed_ring=crypto.encrypt(wanted.ring),
        language=wanted.language,
        created=now,
        created_by=by.uid,
        created_by_name=by.name,
    )
    _log(by, now, "portal:link_new", link)
    if own and not by_paper:
        _note_messages(patient, by, now)
    if not own:
        _note_support(link, wanted.items, by, now)
    address = settings.MEDGANG_ADDRESS + reverse("portal:open", kwargs={"key": token})
    if not by_paper:
        send(
            to=recipient(link),
            text=TextKey.PERSONAL_LINK,
            context={"link": address},
            by=by,
            now=now,
            idempotency_key=uuid4(),
        )
    code, until = new_code(link, sent=False, now=now)
    return Handover(link=link, code=code, until=until, address=address)


@transaction.atomic
def renew_link(*, link: PersonalLink, by: Actor, now: datetime) -> Handover:
    """A new link for the same person: the lost one opens nothing from this instant, on any device."""
    wanted = Wanted(
        kind=LinkKind(link.kind),
        channel=Channel(link.channel),
        address=crypto.decrypt(link.sealed_address),
        language=link.language,
        holder=link.holder,
        name=link.holder_name,
        agreed=crypto.decrypt(link.sealed_agreed),
        ring=crypto.decrypt(link.sealed_ring),
        items=tuple(sorted(shared_with(timeline(link.patient), link.holder))),
    )
    return make_link(patient=link.patient, wanted=wanted, by=by, now=now)


@transaction.atomic
def hand_code(*, link: PersonalLink, by: Actor, now: datetime) -> Handover:
    """A code on paper, for a new device. It also ends the rest after many wrong codes."""
    _check_can_have_links(link.patient)
    PersonalLink.objects.filter(pk=link.pk).update(wrong=0, wrong_since=None)
    code, until = new_code(link, sent=False, now=now)
    _log(by, now, "portal:link_code", link)
    return Handover(link=link, code=code, until=until)


@transaction.atomic
def end_link(*, link: PersonalLink, by: Actor, now: datetime) -> None:
    """The link opens nothing any more."""
    if PersonalLink.objects.filter(pk=link.pk, ended__isnull=True).update(ended=now, ended_by=by.uid):
        _log(by, now, "portal:link_end", link)
        if not link.is_patients:
            note_support(link, SupportState.ENDED, by, now)


def new_code(link: PersonalLink, *, sent: bool, now: datetime) -> tuple[str, datetime]:
    """Make a code; the ones before it are spent."""
    OneTimeCode.objects.filter(link=link, spent__isnull=True).update(spent=now)
    code = keys.new_code()
    lives: timedelta = keys.SENT_LIVES if sent else keys.HANDED_LIVES
    OneTimeCode.objects.create(
        link=link,
        code_hash=keys.key_hash(f"code:{link.uid}", code),
        created=now,
        expires=now + lives,
        sent=sent,
    )
    return code, now + lives


def recipient(link: PersonalLink) -> Recipient:
    """Where the link's holder is reached."""
    return Recipient(
        uid=link.holder,
        channel=Channel(link.channel),
        address=crypto.decrypt(link.sealed_address),
        language=link.language,
        patient=link.patient.uid,
    )


def note_support(link: PersonalLink, state: SupportState, by: Actor, now: datetime) -> None:
    """How far the support has come, in the timeline."""
    record(
        patient=link.patient,
        kind=EventKind.SUPPORT_ARRANGED,
        detail=SupportArranged(kind=words.SUPPORT[LinkKind(link.kind)], state=state, person=link.holder),
        occurred=now,
        by=by,
        now=now,
        purpose=Ground.CARE if by.person_id is not None else Ground.PATIENT_ACCESS,
    )


def _note_support(link: PersonalLink, items: tuple[Item, ...], by: Actor, now: datetime) -> None:
    known = timeline(link.patient)
    before = {
        event.detail.state
        for event in known.of_kind(EventKind.SUPPORT_ARRANGED)
        if isinstance(event.detail, SupportArranged) and event.detail.person == link.holder
    }
    if not before:
        note_support(link, SupportState.CONSENTED if items else SupportState.MATCHED, by, now)
    if items and frozenset(items) != shared_with(known, link.holder):
        record(
            patient=link.patient,
            kind=EventKind.CONSENT_GIVEN,
            detail=Consent(
                purpose=words.PURPOSES[LinkKind(link.kind)],
                text_version=CONSENT_TEXT,
                to=link.holder,
                items=tuple(item.value for item in items),
                way="spoken",
            ),
            occurred=now,
            by=by,
            now=now,
        )


def _note_messages(patient: Patient, by: Actor, now: datetime) -> None:
    if Purpose.MESSAGES not in standing(timeline(patient)):
        record(
            patient=patient,
            kind=EventKind.CONSENT_GIVEN,
            detail=Consent(purpose=Purpose.MESSAGES, text_version=CONSENT_TEXT, way="spoken"),
            occurred=now,
            by=by,
            now=now,
        )


def _check_can_have_links(patient: Patient) -> None:
    if patient.died_on is not None:
        raise NotAllowed("portal.patient_died")
    if is_stopped(patient.uid):
        raise NotAllowed("portal.do_not_contact")


def _log(by: Actor, now: datetime, what: str, link: PersonalLink) -> None:
    access_log.log_write(
        by=by,
        now=now,
        what=what,
        purpose=Ground.CARE,
        patient=link.patient.uid,
        details={"link": str(link.uid), "kind": link.kind},
    )
