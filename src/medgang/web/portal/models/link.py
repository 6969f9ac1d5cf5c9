"""A personal link: who it is for, and until when."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models

from medgang.web.accounts.privacy import Retention


class LinkKind(StrEnum):
    """Whose link it is."""

    PATIENT = "patient"
    TRAINING_CONTACT = "training_contact"
    FITNESS_SPONSOR = "fitness_sponsor"
    ALUMNUS = "alumnus"


class PersonalLink(models.Model):
    """A link one person opens with a one-time code.

    `holder` is the uid by which consents and the stop list know the person: the patient's own, or one made for a
    helper and kept from link to link. The token is stored as a keyed hash; address, agreed cautions and whom to ring
    are sealed with the field key. `wrong` counts wrong codes since `wrong_since`, for all processes.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="links")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in LinkKind])
    holder = models.UUIDField()
    holder_name = models.CharField(max_length=160)
    token_hash = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=8)
    sealed_address = models.TextField(blank=True)
    sealed_agreed = models.TextField(blank=True)
    sealed_ring = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    created = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    created_by_name = models.CharField(max_length=160)
    ended = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    wrong_since = models.DateTimeField(null=True)

    class Meta:
        """One person has one open link to one patient."""

        ordering = ("created", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("patient", "holder"),
                condition=models.Q(ended__isnull=True),
                name="one_open_link_per_person",
            ),
        )

    class Privacy:
        """Who has a page, and where they are reached."""

        identifying = (
            "patient",
            "holder",
            "holder_name",
            "sealed_address",
            "sealed_ring",
            "created_by",
            "created_by_name",
            "ended_by",
        )
        health = ("unit", "kind", "sealed_agreed")
        operational = (
            "id",
            "uid",
            "token_hash",
            "channel",
            "language",
            "created",
            "ended",
            "wrong",
            "wrong_since",
        )
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def is_patients(self) -> bool:
        """Whether it is the patient's own."""
        return self.kind == LinkKind.PATIENT.value
