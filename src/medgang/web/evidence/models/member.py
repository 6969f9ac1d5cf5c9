"""Who takes part in a review, and as what."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class ReviewMember(models.Model):
    """A person's part in one review, from `starts` until `ends`. One who left keeps the answers already given."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=30)
    pre_understanding = models.TextField(blank=True)
    conflicts = models.TextField(blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)

    class Meta:
        """A part is held once at a time."""

        ordering = ("review", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("review", "person", "part"),
                condition=models.Q(ends__isnull=True),
                name="one_part_at_a_time",
            ),
        )

    class Privacy:
        """Nothing about patients."""

        identifying = ("person",)
        operational = ("id", "uid", "review", "part", "pre_understanding", "conflicts", "starts", "ends")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"member {self.pk}"
