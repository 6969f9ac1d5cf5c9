"""A place in the organisation: region > trust > clinic > unit."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.core.people import Level, Setting
from medgang.web.accounts.privacy import Retention


class OrgUnit(models.Model):
    """One node of the organisation tree. Patients and work belong to nodes of level UNIT.

    `trust` is the legal entity a clinic or unit belongs to; a patient who goes to another trust's unit leaves this
    record behind.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    trust = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="entity_members")
    level = models.CharField(max_length=16, choices=[(level.value, level.value) for level in Level])
    setting = models.CharField(
        max_length=16, blank=True, choices=[(setting.value, setting.value) for setting in Setting]
    )
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=160)
    beds = models.PositiveSmallIntegerField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        """Sorted as people read."""

        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level="unit", setting__gt="")
                | (~models.Q(level="unit") & models.Q(setting="")),
                name="a_unit_has_a_setting",
            ),
        )

    class Privacy:
        """Nothing about persons."""

        operational = (
            "id",
            "uid",
            "parent",
            "trust",
            "level",
            "setting",
            "name",
            "sort_key",
            "beds",
            "closed_on",
        )
        leaves = ("uid", "level", "setting")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return self.name
