"""Which version, with which overlay, a unit follows from which day."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class InForceRow(models.Model):
    """From `begins` on, until a later row of the same unit and procedure. `version` empty: the unit stops following.

    Rows are only added, so what held on a past day stays what it was.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    procedure = models.SlugField(max_length=80)
    version = models.ForeignKey(
        "procedures.ProcedureVersion", on_delete=models.PROTECT, null=True, related_name="in_force"
    )
    overlay = models.ForeignKey(
        "procedures.OverlayVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    begins = models.DateField()
    decided = models.DateTimeField()
    decided_by = models.UUIDField(null=True)

    class Meta:
        """One decision per day."""

        ordering = ("unit", "procedure", "begins", "id")
        constraints = (
            models.UniqueConstraint(fields=("unit", "procedure", "begins"), name="one_decision_per_day"),
        )

    class Privacy:
        """Nothing about patients."""

        identifying = ("decided_by",)
        operational = ("id", "uid", "unit", "procedure", "version", "overlay", "begins", "decided")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"in force {self.pk}"
