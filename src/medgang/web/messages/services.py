"""Sending, stopping, and what a message becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from medgang.core.errors import InvalidValue
from medgang.web.accounts import crypto
from medgang.web.accounts.access_log import log_write
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.messages import quiet, selectors
from medgang.web.messages.jobs import deliver_due_soon
from medgang.web.messages.models import OutboxMessage, Stop
from medgang.web.messages.texts import text_of
from medgang.web.messages.types import Recipient, State, StopReason, TextKey


@transaction.atomic
def send(
    *,
    to: Recipient,
    text: TextKey,
    context: Mapping[str, str],
    by: Actor,
    now: datetime,
    idempotency_key: UUID,
) -> OutboxMessage:
    """Put one message in the outbox, in the caller's transaction; it leaves after the commit.

    `context` fills the text's named places, exactly those. The same `idempotency_key` again gives the message that
    is already there. A stopped recipient's message is stored as stopped, so that one can see what was not sent.
    """
    words = text_of(text)
    if set(context) != set(words.values):
        raise InvalidValue("messages.values", text=text.value)
    existing = OutboxMessage.objects.filter(idempotency_key=idempotency_key).first()
    if existing is not None:
        return existing
    stopped = selectors.is_stopped(to.uid)
    try:
        with transaction.atomic():
            message = OutboxMessage.objects.create(
                idempotency_key=idempotency_key,
                recipient=to.uid,
                patient=to.patient,
                channel=to.channel.value,
                language=to.language,
                text=text.value,
                sealed_address="" if stopped else crypto.encrypt(to.address),
                sealed_values="" if stopped else crypto.encrypt(json.dumps(dict(context))),
                created=now,
                not_before=quiet.earliest(now, urgent=words.urgent),
                state=(State.STOPPED if stopped else State.WAITING).value,
                finished=now if stopped else None,
            )
    except IntegrityError:
        # Somebody else was a moment earlier with the same key.
        return OutboxMessage.objects.get(idempotency_key=idempotency_key)
    _log(by, now, "stopped" if stopped else "queued", message)
    if not stopped:
        transaction.on_commit(deliver_due_soon)
    return message


@transaction.atomic
def stop_all(*, recipient: UUID, reason: StopReason, by: Actor, now: datetime) -> int:
    """Nothing more is sent to this recipient, and what waits is withdrawn at once; returns how many were."""
    Stop.objects.create(recipient=recipient, reason=reason.value, since=now, by=by.uid)
    withdrawn = OutboxMessage.objects.filter(
        recipient=recipient, state__in=(State.WAITING.value, State.TO_PRINT.value)
    ).update(state=State.STOPPED.value, finished=now, sealed_address="", sealed_values="")
    log_write(
        by=by,
        now=now,
        what="messages:stop_all",
        purpose=Purpose.CARE_ADMINISTRATION,
        details={"recipient": str(recipient), "withdrawn": withdrawn},
    )
    return withdrawn


@transaction.atomic
def lift_stop(*, recipient: UUID, by: Actor, now: datetime) -> None:
    """A wish not to be contacted is taken back. A death is not."""
    stops = Stop.objects.filter(recipient=recipient, lifted__isnull=True)
    if stops.filter(reason=StopReason.DEAD.value).exists():
        raise InvalidValue("messages.stopped_by_death")
    stops.update(lifted=now, lifted_by=by.uid)
    log_write(
        by=by,
        now=now,
        what="messages:lift_stop",
        purpose=Purpose.CARE_ADMINISTRATION,
        details={"recipient": str(recipient)},
    )


@transaction.atomic
def mark_printed(*, message: OutboxMessage, by: Actor, now: datetime) -> None:
    """A letter has been printed and is on its way; its address is no longer kept here."""
    changed = OutboxMessage.objects.filter(pk=message.pk, state=State.TO_PRINT.value).update(
        state=State.SENT.value, finished=now, sealed_address="", sealed_values=""
    )
    if changed:
        _log(by, now, "printed", message)


def _log(by: Actor, now: datetime, what: str, message: OutboxMessage) -> None:
    log_write(
        by=by,
        now=now,
        what=f"messages:{what}",
        purpose=Purpose.CARE_ADMINISTRATION,
        patient=message.patient,
        details={"message": str(message.uid), "text": message.text, "channel": message.channel},
    )
