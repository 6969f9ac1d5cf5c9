"""The access log: who opened what about whom, from where, on what ground. Written, never changed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from medgang.web.accounts.privacy import Retention


class AccessLogEntry(models.Model):
    """One row per shown view of a patient, per write, and per refusal.

    Holds what pasientjournalloven § 22 a asks for: identity and organisation of the receiver, ground, time, and
    which information. Names and unit names are kept as they were, so that the row can be read by itself later.
    `patient` is the patient's uid: the log must outlive the rows it tells of. No feature reads this table but its
    own pages.
    """

    append_only: ClassVar[bool] = True

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    action = models.CharField(max_length=8)  # read | write | refused
    person = models.UUIDField(null=True)
    person_name = models.CharField(max_length=160, blank=True)
    role = models.CharField(max_length=24, blank=True)
    unit = models.UUIDField(null=True)
    unit_name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    patient = models.UUIDField(null=True)
    purpose = models.CharField(max_length=32)
    reason = models.CharField(max_length=500, blank=True)
    what = models.CharField(max_length=120)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        """Found by patient and by person."""

        ordering = ("at", "id")
        indexes = (models.Index(fields=("patient", "at")), models.Index(fields=("person", "at")))

    class Privacy:
        """Tells who was in contact with whom: as sensitive as the record."""

        identifying = ("person", "person_name", "patient")
        health = ("what", "details", "purpose", "reason")
        operational = ("id", "uid", "at", "action", "role", "unit", "unit_name", "organisation", "request_id")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"access log entry {self.pk}"
