"""What one unit does differently, in one version."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class OverlayVersion(models.Model):
    """A unit's differences from one exact parent version, each with its why. Locked like a procedure's version."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="overlays"
    )
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    document = models.JSONField()
    stored = models.DateTimeField()
    stored_by = models.UUIDField(null=True)

    class Meta:
        """Numbered per unit and parent."""

        ordering = ("unit", "parent", "version")
        constraints = (
            models.UniqueConstraint(fields=("unit", "parent", "version"), name="one_overlay_per_number"),
        )

    class Privacy:
        """Nothing about patients."""

        identifying = ("stored_by",)
        operational = ("id", "uid", "unit", "parent", "version", "sha256", "document", "stored")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"overlay {self.pk}"
