"""Coming in by a personal link: a code once for each device, a short visit each time."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from medgang.web.accounts import access_log
from medgang.web.accounts.actors import SYSTEM, Purpose
from medgang.web.messages.services import send
from medgang.web.messages.types import TextKey
from medgang.web.portal import keys, selectors
from medgang.web.portal.models import OneTimeCode, PersonalLink, PortalDevice, PortalSession
from medgang.web.portal.services.links import new_code, recipient


@dataclass(frozen=True, slots=True)
class Entered:
    """The keys a device gets: its own (empty when it has it already), and the visit's."""

    link: PersonalLink
    device_key: str
    visit_key: str


def send_code(*, token: str, now: datetime) -> None:
    """Send a code where the link has an address. Says nothing about whether there is such a link."""
    found = selectors.link_of_token(token)
    if found is None:
        return
    with transaction.atomic():
        link = PersonalLink.objects.select_for_update(of=("self",)).select_related("patient").get(pk=found.pk)
        recent = OneTimeCode.objects.filter(link=link, sent=True, created__gt=now - keys.REST).count()
        if not link.sealed_address or recent >= keys.SENT_AN_HOUR:
            return
        code, _until = new_code(link, sent=True, now=now)
        send(
            to=recipient(link),
            text=TextKey.ONE_TIME_CODE,
            context={"code": code},
            by=SYSTEM,
            now=now,
            idempotency_key=uuid4(),
        )


@transaction.atomic
def enter(*, token: str, code: str, device_key: str, now: datetime, request_id: str = "") -> Entered | None:
    """Begin a visit: with a right code on a new device, without on a known one. None says only that it did not open.

    The link's row is locked while a code is tried, so that many processes count as one.
    """
    found = selectors.link_of_token(token)
    if found is None:
        return None
    link = (
        PersonalLink.objects.select_for_update(of=("self",))
        .select_related("patient", "unit", "unit__trust")
        .get(pk=found.pk)
    )
    if link.ended is not None:
        return None
    new_device = ""
    if code:
        if not _code_is_right(link, code, now):
            return None
        new_device = keys.new_key()
        device = PortalDevice.objects.create(
            link=link,
            key_hash=keys.key_hash("device", new_device),
            created=now,
            expires=now + keys.DEVICE_LIVES,
        )
    else:
        known = selectors.device_of(link, device_key, now)
        if known is None:
            return None
        device = known
    visit_key = keys.new_key()
    PortalSession.objects.create(
        device=device, key_hash=keys.key_hash("visit", visit_key), started=now, seen=now
    )
    access_log.log_read(
        by=selectors.actor_of_link(link, request_id),
        now=now,
        what="portal:visit",
        purpose=Purpose.PATIENT_ACCESS,
        patient=link.patient.uid,
        details={"link": str(link.uid)},
    )
    return Entered(link=link, device_key=new_device, visit_key=visit_key)


def _code_is_right(link: PersonalLink, code: str, now: datetime) -> bool:
    if link.wrong_since is not None and now - link.wrong_since >= keys.REST:
        link.wrong, link.wrong_since = 0, None
    newest = OneTimeCode.objects.filter(link=link).order_by("-created", "-id").first()
    right = (
        link.wrong < keys.WRONG_A_LINK
        and newest is not None
        and newest.spent is None
        and newest.expires > now
        and newest.tries < keys.TRIES
        and hmac.compare_digest(newest.code_hash, keys.key_hash(f"code:{link.uid}", code))
    )
    if newest is not None:
        if right:
            newest.spent = now
        else:
            newest.tries = min(newest.tries + 1, keys.TRIES)
        newest.save(update_fields=["spent", "tries"])
    if not right:
        link.wrong = min(link.wrong + 1, keys.WRONG_A_LINK)
        link.wrong_since = link.wrong_since or now
    link.save(update_fields=["wrong", "wrong_since"])
    return right


def leave(*, session: PortalSession, now: datetime) -> None:
    """The visit is over; the device is still known."""
    PortalSession.objects.filter(pk=session.pk, ended__isnull=True).update(ended=now)


def mark_seen(*, session: PortalSession, now: datetime) -> None:
    """Note that the visit goes on, at most once a minute."""
    if now - session.seen >= keys.THROTTLE:
        PortalSession.objects.filter(pk=session.pk).update(seen=now)
