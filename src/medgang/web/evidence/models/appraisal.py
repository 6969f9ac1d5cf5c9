"""One reader's answers to a checklist about one study."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class AppraisalRow(models.Model):
    """Written once; answering again adds a row, and the last one counts."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="appraisals")
    record = models.ForeignKey("evidence.RecordRow", on_delete=models.PROTECT, related_name="appraisals")
    appraiser = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    checklist = models.SlugField(max_length=80)
    version = models.CharField(max_length=40)
    given = models.JSONField()
    stored = models.DateTimeField()

    append_only = True

    class Meta:
        """In the order they were made."""

        ordering = ("id",)

    class Privacy:
        """Nothing about patients."""

        identifying = ("appraiser",)
        operational = ("id", "uid", "review", "record", "checklist", "version", "given", "stored")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"appraisal {self.pk}"
