"""A patient: who, and nothing about how they are. That stands in the timeline."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class Patient(models.Model):
    """One person in treatment, within one legal entity (`trust`).

    `national_id` is ciphertext and `national_id_index` a keyed hash of it, so that the same person is found again
    without the number ever standing in the database, a URL or a log. `sex` is what reference populations ask for
    (m, f, or empty: not stated).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trust = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=160)
    search_key = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=200)
    born = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    language = models.CharField(max_length=2, blank=True)
    national_id = models.TextField(blank=True)
    # NULL, not empty: many patients without a number are not the same patient.
    national_id_index = models.CharField(max_length=64, null=True)  # noqa: DJ001
    died_on = models.DateField(null=True)
    created = models.DateTimeField()

    class Meta:
        """A person exists once in a legal entity."""

        ordering = ("sort_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("trust", "national_id_index"), name="one_patient_per_national_id"
            ),
        )

    class Privacy:
        """The most identifying table there is."""

        identifying = (
            "full_name",
            "search_key",
            "sort_key",
            "born",
            "national_id",
            "national_id_index",
            "died_on",
        )
        health = ("sex",)
        operational = ("id", "uid", "trust", "language", "created")
        leaves = ("sex",)
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"patient {self.pk}"
