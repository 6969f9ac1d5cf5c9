"""The learned order of one screener."""

from __future__ import annotations

from django.db import models

from medgang.web.accounts.privacy import Retention


class Ranking(models.Model):
    """The records in the order they are shown to one screener, the likeliest first. Computed anew, never edited."""

    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="rankings")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    order = models.JSONField(default=list)
    learnt_from = models.PositiveIntegerField(default=0)
    made = models.DateTimeField()

    class Meta:
        """One per screener."""

        constraints = (models.UniqueConstraint(fields=("review", "person"), name="one_order_per_screener"),)

    class Privacy:
        """Nothing about patients."""

        identifying = ("person",)
        operational = ("id", "review", "order", "learnt_from", "made")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"ranking {self.pk}"
