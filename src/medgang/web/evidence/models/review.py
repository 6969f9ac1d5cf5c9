"""A review: its question, its protocol, how it is screened."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class Review(models.Model):
    """One question answered from the literature. Who may see it is said by its members, never by a unit."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=10)
    question = models.JSONField()
    existing_searched = models.TextField(blank=True)
    registration = models.CharField(max_length=200, blank=True)
    updates_review = models.CharField(max_length=300, blank=True)
    amendments = models.JSONField(default=list)
    screeners_needed = models.PositiveSmallIntegerField(default=2)
    imports = models.PositiveIntegerField(default=0)
    stopped = models.DateTimeField(null=True)
    created = models.DateTimeField()
    created_by = models.UUIDField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-created", "-id")

    class Privacy:
        """Nothing about patients."""

        identifying = ("created_by",)
        operational = (
            "id",
            "uid",
            "title",
            "kind",
            "question",
            "existing_searched",
            "registration",
            "updates_review",
            "amendments",
            "screeners_needed",
            "imports",
            "stopped",
            "created",
        )
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"review {self.pk}"
