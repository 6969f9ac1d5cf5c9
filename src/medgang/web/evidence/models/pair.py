"""Two records that may be one."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class DuplicatePair(models.Model):
    """Why two records were joined or asked about, and what a person said. `verdict`: merged, unsure, same, apart."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="pairs")
    one = models.ForeignKey("evidence.RecordRow", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("evidence.RecordRow", on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    verdict = models.CharField(max_length=10)
    found = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        """The most alike first."""

        ordering = ("-score", "id")
        constraints = (models.UniqueConstraint(fields=("review", "one", "other"), name="one_row_per_pair"),)

    class Privacy:
        """Nothing about patients."""

        identifying = ("decided_by",)
        operational = (
            "id",
            "uid",
            "review",
            "one",
            "other",
            "score",
            "reasons",
            "verdict",
            "found",
            "decided",
        )
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"pair {self.pk}"
