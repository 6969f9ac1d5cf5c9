"""The patient's diary. Private until the patient shares an entry."""

from __future__ import annotations

from django.db import models

from medgang.web.accounts.privacy import Retention


class DiaryEntry(models.Model):
    """One entry; what it says is sealed with the field key. `shared` is the event by which the team got it."""

    uid = models.UUIDField(unique=True)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="diary")
    day = models.DateField()
    sealed = models.TextField()
    created = models.DateTimeField()
    shared = models.UUIDField(null=True)

    class Meta:
        """By day."""

        ordering = ("-day", "-created", "-id")
        indexes = (models.Index(fields=("patient", "day")),)

    class Privacy:
        """The patient's own words; never part of a snapshot."""

        identifying = ("patient",)
        health = ("day", "sealed", "shared")
        operational = ("id", "uid", "created")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"entry {self.pk}"
