"""The checklist of a review, in versions."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class CriteriaVersion(models.Model):
    """One version of what lets a report in and keeps it out. A change is a new version with its reason."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="criteria")
    version = models.PositiveIntegerField()
    items = models.JSONField()
    reason = models.TextField(blank=True)
    stored = models.DateTimeField()
    stored_by = models.UUIDField(null=True)

    class Meta:
        """Numbered from 1."""

        ordering = ("review", "version")
        constraints = (
            models.UniqueConstraint(fields=("review", "version"), name="one_checklist_per_number"),
        )

    class Privacy:
        """Nothing about patients."""

        identifying = ("stored_by",)
        operational = ("id", "uid", "review", "version", "items", "reason", "stored")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"criteria {self.pk}"
