"""One record of a review."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class RecordRow(models.Model):
    """What one file held about one work. `document` is the whole record; `key` names its content, so that the same is
    not imported twice. The two positions follow from the decisions and are stored beside them in one transaction."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="records")
    file = models.ForeignKey("evidence.ImportedFile", on_delete=models.PROTECT, related_name="records")
    key = models.CharField(max_length=64)
    document = models.JSONField()
    title = models.TextField(blank=True)
    abstract = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplicates")
    title_position = models.CharField(max_length=10, default="unseen")
    text_position = models.CharField(max_length=10, default="unseen")
    reason = models.CharField(max_length=80, blank=True)
    not_retrieved = models.BooleanField(default=False)

    class Meta:
        """In the order they came."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("review", "file", "key"), name="one_record_per_content"),
        )
        indexes = (
            models.Index(fields=("review", "duplicate_of", "title_position"), name="records_to_screen"),
        )

    class Privacy:
        """Nothing about patients."""

        identifying = ()
        operational = (
            "id",
            "uid",
            "review",
            "file",
            "key",
            "document",
            "title",
            "abstract",
            "year",
            "duplicate_of",
            "title_position",
            "text_position",
            "reason",
            "not_retrieved",
        )
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"record {self.pk}"
