"""A session on a day, and the seats on its roster."""

from __future__ import annotations

import uuid

from django.db import models

from medgang.web.accounts.privacy import Retention


class Session(models.Model):
    """One session. A fixed day's session has the uid its fixture gives it, and its row when something happens to it.

    `actual` is the plan as it came to be: blocks with the seconds they took. `staff_along` are the names of staff
    who trained too, `guests` how many guests of an open event there were.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    fixture = models.ForeignKey("gym.Fixture", on_delete=models.PROTECT, null=True, related_name="sessions")
    starts = models.DateTimeField()
    title = models.CharField(max_length=120, blank=True)
    plan = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    leader = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    equipment = models.ForeignKey("gym.Equipment", on_delete=models.PROTECT, null=True, related_name="+")
    setting = models.CharField(max_length=12)
    invited = models.JSONField(default=list)
    formers = models.BooleanField(default=False)
    women_only = models.BooleanField(default=False)
    own_pace = models.BooleanField(default=False)
    open_event = models.BooleanField(default=False)
    guests = models.PositiveSmallIntegerField(default=0)
    staff_along = models.JSONField(default=list)
    opened = models.DateTimeField(null=True)
    checked = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    actual = models.JSONField(default=list)
    cancelled = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=24, blank=True)
    cancelled_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order they happen."""

        ordering = ("starts", "id")
        indexes = (models.Index(fields=("unit", "starts")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(cancelled__isnull=True, cancel_reason="")
                | (models.Q(cancelled__isnull=False) & ~models.Q(cancel_reason="")),
                name="a_cancelled_session_has_a_reason",
            ),
        )

    class Privacy:
        """Names staff, never a patient."""

        identifying = ("leader", "second", "staff_along", "cancelled_by")
        operational = (
            "id",
            "uid",
            "unit",
            "fixture",
            "starts",
            "title",
            "plan",
            "place",
            "equipment",
            "setting",
            "invited",
            "formers",
            "women_only",
            "own_pace",
            "open_event",
            "guests",
            "opened",
            "checked",
            "ended",
            "actual",
            "cancelled",
            "cancel_reason",
        )
        leaves = ("starts", "plan", "setting", "guests", "ended", "actual", "cancelled", "cancel_reason")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"session {self.pk}"


class Seat(models.Model):
    """A patient's place on the roster: a number for the shared tablet, a nickname for the wall, the leader's check.

    What the person did stands in the timeline and nowhere else.
    """

    session = models.ForeignKey("gym.Session", on_delete=models.PROTECT, related_name="seats")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    nickname = models.CharField(max_length=40, blank=True)
    readiness = models.CharField(max_length=12, blank=True)
    from_bout = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """A patient sits once, and a number is one patient's."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("session", "patient"), name="a_patient_sits_once"),
            models.UniqueConstraint(fields=("session", "number"), name="a_number_is_one_patients"),
        )

    class Privacy:
        """Who took part in treatment."""

        identifying = ("patient", "nickname")
        health = ("session", "readiness", "from_bout")
        operational = ("id", "number")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"seat {self.pk}"
