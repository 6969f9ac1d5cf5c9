"""The append-only table of everything that happens to patients."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from medgang.core.timeline import EventKind
from medgang.web.accounts.privacy import Retention


class EventRow(models.Model):
    """One event as stored; `selectors.timeline` turns rows into `core.timeline.Event`.

    `by` is the uid of who recorded it (None: the patient), `by_name` and `role` as they were then. `unit` is where
    the writer stood. Rows are never changed or deleted by the program, and the database refuses to.
    """

    append_only: ClassVar[bool] = True

    uid = models.UUIDField(unique=True)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=32, choices=[(kind.value, kind.value) for kind in EventKind])
    occurred = models.DateTimeField()
    recorded = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=160, blank=True)
    role = models.CharField(max_length=24, blank=True)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """Read by patient in the order things happened; by unit in the order they were recorded."""

        ordering = ("occurred", "recorded", "id")
        indexes = (
            models.Index(fields=("patient", "occurred")),
            models.Index(fields=("unit", "recorded")),
        )
        constraints = (
            # What is corrected is corrected once; the correction can be corrected in its turn.
            models.UniqueConstraint(
                fields=("replaces",),
                condition=models.Q(replaces__isnull=False),
                name="an_event_is_replaced_once",
            ),
        )

    class Privacy:
        """The record itself."""

        identifying = ("patient", "by", "by_name")
        health = ("kind", "occurred", "recorded", "detail", "replaces")
        operational = ("id", "uid", "role", "unit")
        leaves = ("kind", "role")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"event {self.pk}"
