"""The presses on a session's clock."""

from __future__ import annotations

from django.db import models

from medgang.web.accounts.privacy import Retention


class ClockPress(models.Model):
    """One press, at the instant it was made; `uid` is made by the device, so that the same press counts once."""

    uid = models.UUIDField(unique=True)
    session = models.ForeignKey("gym.Session", on_delete=models.PROTECT, related_name="presses")
    press = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        """In the order they were made."""

        ordering = ("at", "id")

    class Privacy:
        """Nothing about persons."""

        operational = ("id", "uid", "session", "press", "at")
        leaves = ("press", "at")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"clock press {self.pk}"
