"""A message on its way."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention
from medgang.web.messages.types import Channel, State, TextKey


class OutboxMessage(models.Model):
    """Written in the transaction of what it tells about, sent afterwards.

    Address and values are sealed with the field key, and erased when the message has been sent or given up.
    `not_before` is the end of the quiet hours at first, and after a try the earliest time of the next.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idempotency_key = models.UUIDField(unique=True)
    recipient = models.UUIDField()
    patient = models.UUIDField(null=True)
    channel = models.CharField(max_length=8, choices=[(channel.value, channel.value) for channel in Channel])
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=40, choices=[(key.value, key.value) for key in TextKey])
    sealed_address = models.TextField(blank=True)
    sealed_values = models.TextField(blank=True)
    created = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=[(state.value, state.value) for state in State], default=State.WAITING.value
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    finished = models.DateTimeField(null=True)

    class Meta:
        """Found by what is due."""

        ordering = ("created", "id")
        indexes = (models.Index(fields=("state", "not_before")), models.Index(fields=("recipient", "state")))

    class Privacy:
        """Who heard from us; the address only while it is needed."""

        identifying = ("recipient", "patient", "sealed_address", "sealed_values")
        operational = (
            "id",
            "uid",
            "idempotency_key",
            "channel",
            "language",
            "text",
            "created",
            "not_before",
            "state",
            "attempts",
            "finished",
        )
        retention = Retention.SHORT

    def __str__(self) -> str:
        return f"message {self.pk}"
