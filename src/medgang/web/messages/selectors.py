"""Reading the outbox and the stop list."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from medgang.web.messages.models import OutboxMessage, Stop
from medgang.web.messages.types import State


def letters_to_print() -> QuerySet[OutboxMessage]:
    """Paper that waits for somebody."""
    return OutboxMessage.objects.filter(state=State.TO_PRINT.value)


def is_stopped(recipient: UUID) -> bool:
    """Whether nothing is to be sent."""
    return Stop.objects.filter(recipient=recipient, lifted__isnull=True).exists()
