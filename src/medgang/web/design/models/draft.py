"""A half-written form."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What one person has typed into one form and not yet sent. Nobody else sees it; sending or two weeks erase it.

    `key` names the form and what it is about by uid (`intake-talk:<uid>`), never by name. `payload` is the fields as
    typed, name → list of texts. It rests on the database's own encryption.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    payload = models.JSONField()
    saved = models.DateTimeField(db_index=True)

    class Meta:
        """One draft per person and form."""

        constraints = (
            models.UniqueConstraint(fields=("person", "key"), name="one_draft_per_person_and_form"),
        )

    class Privacy:
        """The payload may say anything about anybody's health."""

        identifying = ("person",)
        health = ("payload",)
        operational = ("id", "key", "saved")
        retention = "short"

    def __str__(self) -> str:
        return f"draft {self.pk}"
