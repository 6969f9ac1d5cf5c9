"""A file that was imported."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class ImportedFile(models.Model):
    """What one export gave: how many records, and what could not be read, by line. Known again by its hash."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey("evidence.Review", on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=30)
    database = models.CharField(max_length=120)
    route = models.CharField(max_length=30)
    searched = models.DateField(null=True)
    count = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    losses = models.JSONField(default=list)
    imported = models.DateTimeField()
    imported_by = models.UUIDField(null=True)

    class Meta:
        """A file is imported once."""

        ordering = ("review", "id")
        constraints = (models.UniqueConstraint(fields=("review", "sha256"), name="one_import_per_file"),)

    class Privacy:
        """Nothing about patients."""

        identifying = ("imported_by",)
        operational = (
            "id",
            "uid",
            "review",
            "name",
            "sha256",
            "format",
            "database",
            "route",
            "searched",
            "count",
            "new",
            "losses",
            "imported",
        )
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"file {self.pk}"
