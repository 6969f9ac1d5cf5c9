"""What has been taken in from a device, so that the same entry counts once."""

from __future__ import annotations

from django.db import models

from medgang.web.accounts.privacy import Retention


class Entry(models.Model):
    """One entry on a session's roster, by the key the device made for it."""

    uid = models.UUIDField(unique=True)
    session = models.ForeignKey("gym.Session", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Privacy:
        """Nothing about persons."""

        operational = ("id", "uid", "session", "what", "at")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"entry {self.pk}"
