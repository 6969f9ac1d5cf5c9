"""What a unit has to train with, and who answers for it."""

from __future__ import annotations

import secrets

from django.db import models

from medgang.web.accounts.privacy import Retention


def new_token() -> str:
    """A calendar address that nobody guesses."""
    return secrets.token_urlsafe(24)


class UnitGym(models.Model):
    """A unit's own settings: where the defibrillator hangs, and the secret of its calendar's address."""

    unit = models.OneToOneField("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    defibrillator = models.CharField(max_length=200, blank=True)
    calendar_token = models.CharField(max_length=64, unique=True, default=new_token)

    class Privacy:
        """Nothing about persons."""

        operational = ("id", "unit", "defibrillator", "calendar_token")
        retention = Retention.STANDING

    def __str__(self) -> str:
        return f"gym of unit {self.unit_id}"


class Equipment(models.Model):
    """So many treadmills, belts or bikes that work."""

    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    count = models.PositiveSmallIntegerField()

    class Meta:
        """One row per thing and unit."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("unit", "name"), name="equipment_stands_once"),)

    class Privacy:
        """Nothing about persons."""

        operational = ("id", "unit", "name", "count")
        leaves = ("count",)
        retention = Retention.STANDING

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """Somebody of the unit's activity group, what they answer for, and until when their first aid course holds."""

    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12)
    first_aid_on = models.DateField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        """A person is in the group once."""

        constraints = (
            models.UniqueConstraint(
                fields=("unit", "person"), condition=models.Q(ended=None), name="in_the_group_once"
            ),
        )

    class Privacy:
        """Who of the staff answers for activity."""

        identifying = ("person",)
        operational = ("id", "unit", "part", "first_aid_on", "ended")
        retention = Retention.AS_EMPLOYMENT

    def __str__(self) -> str:
        return f"group member {self.pk}"
