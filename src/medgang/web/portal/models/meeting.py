"""What a helper writes: met, not met, moved."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from medgang.web.accounts.privacy import Retention


class Outcome(StrEnum):
    """What became of a meeting."""

    MET = "met"
    NOT_MET = "not_met"
    MOVED = "moved"


class Meeting(models.Model):
    """One line by a helper. No judgement, no reason, nothing of the record."""

    uid = models.UUIDField(unique=True)
    link = models.ForeignKey("portal.PersonalLink", on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    outcome = models.CharField(max_length=8, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    moved_to = models.DateField(null=True)
    created = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-day", "-created", "-id")

    class Privacy:
        """That two people met."""

        identifying = ("link",)
        health = ("day", "outcome", "moved_to")
        operational = ("id", "uid", "created")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"meeting {self.pk}"
