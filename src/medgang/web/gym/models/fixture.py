"""A fixed day: the same session every week, until it ends."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class Fixture(models.Model):
    """A weekly session. It is never changed, only ended and replaced by a new one, so that what was planned stands.

    `invited` are the ids of units invited beside the unit itself; `formers` says whether those who have been
    discharged and are followed up are expected too.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    at = models.TimeField()
    plan = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    leader = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    stand_in = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    backup = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    equipment = models.ForeignKey("gym.Equipment", on_delete=models.PROTECT, null=True, related_name="+")
    setting = models.CharField(max_length=12)
    invited = models.JSONField(default=list)
    formers = models.BooleanField(default=False)
    women_only = models.BooleanField(default=False)
    own_pace = models.BooleanField(default=False)
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        """In the order of the week."""

        ordering = ("weekday", "at", "id")

    class Privacy:
        """Names the staff who lead."""

        identifying = ("leader", "stand_in", "backup")
        operational = (
            "id",
            "uid",
            "unit",
            "weekday",
            "at",
            "plan",
            "place",
            "equipment",
            "setting",
            "invited",
            "formers",
            "women_only",
            "own_pace",
            "begins",
            "ends",
        )
        leaves = ("weekday", "at", "plan", "setting", "begins", "ends")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"fixture {self.pk}"
