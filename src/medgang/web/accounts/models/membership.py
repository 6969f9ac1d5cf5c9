"""A person is something in a unit for a time."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.core.people import Role
from medgang.web.accounts.privacy import Retention


class Membership(models.Model):
    """One role of one person in one unit, from an instant to an instant (None: until further notice).

    Joint duty across units is simply several memberships; a temp's shift is one that ends when the shift does.
    A membership is never changed afterwards except to end it earlier. `leads_shifts` marks somebody who answers for
    the unit during a shift and may therefore let a temp in for that shift.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    leads_shifts = models.BooleanField(default=False)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    granted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """A period has a positive length."""

        ordering = ("starts", "id")
        indexes = (models.Index(fields=("person", "unit")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="a_membership_ends_after_it_starts",
            ),
        )

    class Privacy:
        """Who works where."""

        identifying = ("person", "granted_by", "ended_by")
        operational = ("id", "uid", "unit", "role", "leads_shifts", "starts", "ends")
        retention = Retention.AS_EMPLOYMENT

    def __str__(self) -> str:
        return f"membership {self.pk}"
