"""Why somebody opened the record of a patient whom their unit no longer treats."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class AccessGrant(models.Model):
    """A person stated a ground and may open one past patient of the unit until an instant."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=32)
    reason = models.CharField(max_length=500, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        """Looked up when a past patient is opened."""

        indexes = (models.Index(fields=("patient", "person", "unit", "ends")),)

    class Privacy:
        """Who looked at whom, and why."""

        identifying = ("patient", "person")
        health = ("purpose", "reason")
        operational = ("id", "uid", "unit", "starts", "ends")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"access grant {self.pk}"
