"""One screener's answer on one record."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class DecisionRow(models.Model):
    """Written once. Who changes their mind answers again, and the last answer counts. `uid` is made with the form, so
    that one press is stored once."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="decisions")
    record = models.ForeignKey("evidence.RecordRow", on_delete=models.PROTECT, related_name="decisions")
    screener = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10)
    answer = models.CharField(max_length=10)
    reason = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    as_arbiter = models.BooleanField(default=False)
    criteria = models.PositiveIntegerField(default=0)
    decided = models.DateTimeField()

    append_only = True

    class Meta:
        """In the order they were made."""

        ordering = ("id",)
        indexes = (models.Index(fields=("review", "screener", "stage"), name="decisions_of_a_screener"),)

    class Privacy:
        """Nothing about patients."""

        identifying = ("screener",)
        operational = (
            "id",
            "uid",
            "review",
            "record",
            "stage",
            "answer",
            "reason",
            "note",
            "as_arbiter",
            "criteria",
            "decided",
        )
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"decision {self.pk}"
