"""A person who signs in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from medgang.web.accounts.privacy import Retention


class PersonManager(BaseUserManager["Person"]):
    """How Django finds a person by the name they sign in with."""


class Person(AbstractBaseUser):
    """Staff, or somebody from outside. Roles come from memberships alone; there are no Django groups.

    `theme` is light, dark or empty (as the device says); `language` is empty until chosen. `temporary_until` is set
    while the password is one that an administrator handed over: until then it opens nothing but the page where it is
    changed, and after that it opens nothing at all. A session that began before `sessions_valid_from` is over.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    full_name = models.CharField(max_length=160)
    search_key = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=200)
    language = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    made_up = models.BooleanField(default=False)
    created = models.DateTimeField()
    sessions_valid_from = models.DateTimeField(null=True)
    temporary_until = models.DateTimeField(null=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        """Sorted as people read."""

        ordering = ("sort_key",)

    class Privacy:
        """Staff data: identifying, not health."""

        identifying = ("username", "email", "full_name", "search_key", "sort_key")
        operational = (
            "id",
            "uid",
            "password",
            "last_login",
            "language",
            "theme",
            "is_active",
            "made_up",
            "created",
            "sessions_valid_from",
            "temporary_until",
        )
        retention = Retention.AS_EMPLOYMENT

    def __str__(self) -> str:
        return f"person {self.pk}"

    def get_full_name(self) -> str:
        """The name as it is shown."""
        return self.full_name

    @property
    def is_staff(self) -> bool:
        """Django's admin is not used."""
        return False
