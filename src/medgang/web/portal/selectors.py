"""Reading links and what is behind them. `visit` is the one door of a personal link."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medgang.web.accounts.access_log import of_patient
from medgang.web.accounts.actors import Actor, Purpose, UnitRef
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.accounts.selectors import unit_ref
from medgang.web.messages.selectors import is_stopped
from medgang.web.patients.models import Patient
from medgang.web.portal import keys, words
from medgang.web.portal.models import DiaryEntry, LinkKind, Meeting, PersonalLink, PortalDevice, PortalSession


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody has come in by their own link: who, about whom, and as whom things are written."""

    link: PersonalLink
    patient: Patient
    actor: Actor
    session: PortalSession


def is_closed(link: PersonalLink) -> bool:
    """Ended by the unit or the patient, or closed by a death or a wish not to be contacted."""
    return (
        link.ended is not None
        or link.patient.died_on is not None
        or is_stopped(link.patient.uid)
        or is_stopped(link.holder)
    )


def link_of_token(token: str) -> PersonalLink | None:
    """The open link of a token; None for every other, whatever is wrong with it."""
    found = (
        PersonalLink.objects.filter(token_hash=keys.key_hash("link", token))
        .select_related("patient", "unit", "unit__trust")
        .first()
    )
    return None if found is None or is_closed(found) else found


def device_of(link: PersonalLink, key: str, now: datetime) -> PortalDevice | None:
    """The device this key belongs to, if it has opened this link before and may still."""
    return PortalDevice.objects.filter(
        link=link, key_hash=keys.key_hash("device", key), ended__isnull=True, expires__gt=now
    ).first()


def visit(key: str, kinds: Collection[LinkKind], now: datetime, request_id: str = "") -> Visit | None:
    """The visit a cookie's key opens, for these kinds of link; None when there is none, or it is over."""
    if not key:
        return None
    session = (
        PortalSession.objects.filter(key_hash=keys.key_hash("visit", key), ended__isnull=True)
        .select_related(
            "device__link__patient", "device__link__unit", "device__link__unit__trust", "device__link"
        )
        .first()
    )
    if session is None or session.device.ended is not None:
        return None
    if now - session.started >= keys.LONGEST or now - session.seen >= keys.IDLE:
        return None
    link = session.device.link
    if is_closed(link) or LinkKind(link.kind) not in kinds:
        return None
    return Visit(link=link, patient=link.patient, actor=actor_of_link(link, request_id), session=session)


def actor_of_link(link: PersonalLink, request_id: str = "") -> Actor:
    """Whoever holds the link, as `by=`. The patient has no uid of their own there: None is the patient."""
    unit: UnitRef = unit_ref(link.unit)
    if link.is_patients:
        return Actor(person_id=None, uid=None, name=link.patient.full_name, unit=unit, request_id=request_id)
    role = words.ROLES[LinkKind(link.kind)]
    return Actor(
        person_id=None,
        uid=link.holder,
        name=link.holder_name,
        role=role,
        roles=frozenset({role}),
        unit=unit,
        request_id=request_id,
    )


def links_of(patient: Patient) -> Sequence[PersonalLink]:
    """Every link of a patient, open ones first, then newest first."""
    found = list(
        PersonalLink.objects.filter(patient=patient)
        .select_related("patient", "unit")
        .order_by("-created", "-id")
    )
    return sorted(found, key=lambda link: link.ended is not None)


def open_link(patient: Patient, uid: UUID) -> PersonalLink | None:
    """One open link of this patient; another patient's is not there."""
    return (
        PersonalLink.objects.filter(patient=patient, uid=uid, ended__isnull=True)
        .select_related("patient", "unit", "unit__trust")
        .first()
    )


def helpers_of(patient: Patient) -> Sequence[PersonalLink]:
    """The open links of others than the patient."""
    return [link for link in links_of(patient) if link.ended is None and not link.is_patients]


def diary_of(patient: Patient) -> Sequence[DiaryEntry]:
    """The diary, newest day first."""
    return list(DiaryEntry.objects.filter(patient=patient))


def entry_of(patient: Patient, uid: UUID) -> DiaryEntry | None:
    """One entry of this patient; another's is not there."""
    return DiaryEntry.objects.filter(patient=patient, uid=uid).first()


def meetings_of(links: Collection[PersonalLink]) -> Sequence[Meeting]:
    """What helpers have written, newest first."""
    return list(Meeting.objects.filter(link__in=list(links)).select_related("link"))


def who_looked(patient: Patient) -> tuple[list[AccessLogEntry], int]:
    """Everybody else's rows of the access log, newest first, and how often the patient came in by themself."""
    rows = list(of_patient(patient.uid))
    own = [row for row in rows if row.person is None and row.purpose == Purpose.PATIENT_ACCESS.value]
    others = [row for row in rows if not (row.person is None and row.purpose == Purpose.PATIENT_ACCESS.value)]
    return others, sum(row.what == "portal:visit" for row in own)
