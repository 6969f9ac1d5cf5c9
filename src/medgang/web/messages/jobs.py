"""Sending what is due. Started right after a message is written, and by the worker every half minute."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from medgang.web.accounts import crypto
from medgang.web.messages import selectors
from medgang.web.messages.adapters import adapter_for
from medgang.web.messages.letter import DeliveryError, Letter
from medgang.web.messages.models import OutboxMessage
from medgang.web.messages.texts import text_of
from medgang.web.messages.types import Channel, State, TextKey

log = logging.getLogger("medgang.web.messages")

ATTEMPTS: Final = 6
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
"""How long to wait after the first, second … failed try."""
AT_ONCE: Final = 200


@task()
def deliver() -> int:
    """Everything that is due now; returns how many left. Running it twice at once sends nothing twice."""
    return deliver_due(timezone.now())


def deliver_due_soon() -> None:
    """Ask the worker to look."""
    deliver.enqueue()


def deliver_due(now: datetime) -> int:
    """Send what is due at `now`."""
    due = OutboxMessage.objects.filter(state=State.WAITING.value, not_before__lte=now).order_by(
        "not_before", "pk"
    )
    return sum(_deliver_one(pk, now) for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]))


def _deliver_one(pk: int, now: datetime) -> bool:
    message = OutboxMessage.objects.get(pk=pk)
    # Whoever moves `not_before` owns this try; if they die half-way, it is tried again when that time comes.
    claimed = OutboxMessage.objects.filter(
        pk=pk, state=State.WAITING.value, attempts=message.attempts, not_before__lte=now
    ).update(attempts=F("attempts") + 1, not_before=now + WAITS[min(message.attempts, len(WAITS) - 1)])
    if not claimed:
        return False
    message.refresh_from_db()
    if selectors.is_stopped(message.recipient):
        # Withdrawn between being found and being claimed.
        _finish(pk, State.STOPPED, now)
        return False
    if message.channel == Channel.PAPER:
        waiting = OutboxMessage.objects.filter(pk=pk, state=State.WAITING.value)
        return bool(waiting.update(state=State.TO_PRINT.value))
    try:
        adapter_for(Channel(message.channel)).deliver(letter_of(message))
    except DeliveryError as error:
        given_up = error.permanent or message.attempts >= ATTEMPTS
        if given_up:
            _finish(pk, State.FAILED, now)
        log.warning(
            "messages.given_up" if given_up else "messages.failed",
            extra={"channel": message.channel, "count": message.attempts},
        )
        return False
    return _finish(pk, State.SENT, now)


def letter_of(message: OutboxMessage) -> Letter:
    """The message in words."""
    values: dict[str, str] = json.loads(crypto.decrypt(message.sealed_values))
    subject, body = text_of(TextKey(message.text)).filled(message.language, values)
    return Letter(
        uid=message.uid,
        address=crypto.decrypt(message.sealed_address),
        subject=subject,
        body=body,
        language=message.language,
    )


def _finish(pk: int, state: State, now: datetime) -> bool:
    return bool(
        OutboxMessage.objects.filter(pk=pk, state=State.WAITING.value).update(
            state=state.value, finished=now, sealed_address="", sealed_values=""
        )
    )
