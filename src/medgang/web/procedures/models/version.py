"""One version of one procedure, locked and hashed."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class ProcedureVersion(models.Model):
    """The whole document as it was approved or shipped. A stored version never changes; a change is a new version.

    Shipped YAML becomes the first version once; from then on this row is the truth and YAML its exchange form.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    procedure = models.SlugField(max_length=80)
    version = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    document = models.JSONField()
    shipped = models.BooleanField(default=False)
    stored = models.DateTimeField()
    stored_by = models.UUIDField(null=True)

    class Meta:
        """A version number names one content."""

        ordering = ("procedure", "id")
        constraints = (
            models.UniqueConstraint(fields=("procedure", "version"), name="one_document_per_version"),
            models.UniqueConstraint(fields=("procedure", "sha256"), name="one_version_per_document"),
        )

    class Privacy:
        """Nothing about patients."""

        identifying = ("stored_by",)
        operational = ("id", "uid", "procedure", "version", "sha256", "document", "shipped", "stored")
        leaves = ("procedure", "version", "sha256")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"{self.procedure}@{self.version}"
