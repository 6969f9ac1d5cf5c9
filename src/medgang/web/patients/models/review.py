"""That somebody has looked afterwards at an opening in an emergency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from medgang.web.accounts.privacy import Retention


class EmergencyReview(models.Model):
    """The section leader's word on one opening in an emergency: in order or not, and why."""

    append_only: ClassVar[bool] = True

    grant = models.OneToOneField("patients.AccessGrant", on_delete=models.PROTECT, related_name="review")
    reviewed = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    in_order = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)

    class Privacy:
        """Who judged whom."""

        identifying = ("by",)
        health = ("note",)
        operational = ("id", "grant", "reviewed", "in_order")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"review {self.pk}"
