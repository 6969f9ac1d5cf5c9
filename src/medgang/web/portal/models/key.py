"""What opens a personal link: a code once, a device that has shown one, and a session on it."""

from __future__ import annotations

from django.db import models

from medgang.web.accounts.privacy import Retention


class OneTimeCode(models.Model):
    """A code, as a keyed hash. Spent by use, by five wrong tries, by time, or by a newer one."""

    link = models.ForeignKey("portal.PersonalLink", on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    sent = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    spent = models.DateTimeField(null=True)

    class Meta:
        """The newest of a link is the one that counts."""

        ordering = ("created", "id")
        indexes = (models.Index(fields=("link", "created")),)

    class Privacy:
        """Nothing about anybody."""

        operational = ("id", "link", "code_hash", "created", "expires", "sent", "tries", "spent")
        retention = Retention.SHORT

    def __str__(self) -> str:
        return f"code {self.pk}"


class PortalDevice(models.Model):
    """A device on which a right code has been written. A new one asks for a new code."""

    link = models.ForeignKey("portal.PersonalLink", on_delete=models.PROTECT, related_name="devices")
    key_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        """Found by its key."""

        ordering = ("created", "id")

    class Privacy:
        """Nothing about anybody."""

        operational = ("id", "link", "key_hash", "created", "expires", "ended")
        retention = Retention.SHORT

    def __str__(self) -> str:
        return f"device {self.pk}"


class PortalSession(models.Model):
    """One visit. Over when it has been idle, has lasted long, was ended, or its link was."""

    device = models.ForeignKey("portal.PortalDevice", on_delete=models.PROTECT, related_name="sessions")
    key_hash = models.CharField(max_length=64, unique=True)
    started = models.DateTimeField()
    seen = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        """Found by its key."""

        ordering = ("started", "id")

    class Privacy:
        """Nothing about anybody."""

        operational = ("id", "device", "key_hash", "started", "seen", "ended")
        retention = Retention.SHORT

    def __str__(self) -> str:
        return f"visit {self.pk}"
