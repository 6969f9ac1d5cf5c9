"""Somebody who is not to be written to."""

from __future__ import annotations

from django.db import models

from medgang.web.accounts.privacy import Retention
from medgang.web.messages.types import StopReason


class Stop(models.Model):
    """From `since` nothing is sent to this recipient, until it is lifted; a death is never lifted."""

    recipient = models.UUIDField()
    reason = models.CharField(max_length=16, choices=[(reason.value, reason.value) for reason in StopReason])
    since = models.DateTimeField()
    by = models.UUIDField(null=True)
    lifted = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)

    class Meta:
        """Looked up at every send."""

        indexes = (models.Index(fields=("recipient", "lifted")),)

    class Privacy:
        """A death, or a wish."""

        identifying = ("recipient", "by", "lifted_by")
        health = ("reason",)
        operational = ("id", "since", "lifted")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"stop {self.pk}"
