"""A stay, and in which unit it has been when."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.core.states import CURRENT, Presence, StayState
from medgang.web.accounts.privacy import Retention


class Stay(models.Model):
    """One course of treatment from admission until nothing more is owed.

    What it is now, so that lists are quick; how it came there stands in the timeline, and a test proves that the
    two agree.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="stays")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in StayState])
    presence = models.CharField(
        max_length=8,
        choices=[(presence.value, presence.value) for presence in Presence],
        default=Presence.PRESENT,
    )
    expected_back = models.DateField(null=True)
    admitted = models.DateTimeField()
    phase_since = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    readmission_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="readmissions"
    )
    withdrawal_or_taper = models.BooleanField(default=False)

    class Meta:
        """At most one stay of a patient is open in an entity at a time."""

        ordering = ("admitted", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("patient",),
                condition=models.Q(state__in=[state.value for state in CURRENT]),
                name="one_current_stay_per_patient",
            ),
        )

    class Privacy:
        """That somebody is in treatment is health information."""

        identifying = ("patient",)
        health = (
            "state",
            "presence",
            "expected_back",
            "admitted",
            "phase_since",
            "ended",
            "readmission_of",
            "withdrawal_or_taper",
        )
        operational = ("id", "uid")
        leaves = ("state", "presence", "withdrawal_or_taper")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"stay {self.pk}"


class Placement(models.Model):
    """A stay was in a unit from an instant to an instant (None: still is). The unit's door opens by this row."""

    stay = models.ForeignKey("patients.Stay", on_delete=models.PROTECT, related_name="placements")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="placements")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="placements")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)

    class Meta:
        """A stay is in one unit at a time."""

        ordering = ("starts", "id")
        indexes = (models.Index(fields=("unit", "ends")), models.Index(fields=("patient", "unit")))
        constraints = (
            models.UniqueConstraint(
                fields=("stay",), condition=models.Q(ends__isnull=True), name="one_open_placement_per_stay"
            ),
        )

    class Privacy:
        """Where somebody is treated."""

        identifying = ("patient",)
        health = ("stay", "unit", "starts", "ends")
        operational = ("id",)
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"placement {self.pk}"
