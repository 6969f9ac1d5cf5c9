"""A table of results and the answer computed from it."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class PooledTable(models.Model):
    """What went in, with what it was computed, and what came out. Computing again adds a row."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="tables")
    outcome = models.CharField(max_length=200)
    measure = models.CharField(max_length=10)
    method = models.CharField(max_length=10)
    table = models.TextField()
    sha256 = models.CharField(max_length=64)
    answer = models.JSONField()
    made = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    append_only = True

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    class Privacy:
        """Nothing about patients."""

        identifying = ("made_by",)
        operational = (
            "id",
            "uid",
            "review",
            "outcome",
            "measure",
            "method",
            "table",
            "sha256",
            "answer",
            "made",
        )
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"pooled {self.pk}"
