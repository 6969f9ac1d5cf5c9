"""The seals of the access log: a chain of digests, one link for each row, beside the log itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from medgang.web.accounts.privacy import Retention


class LogSeal(models.Model):
    """One link: `row` is the digest of one access-log row as it stands, `chain` joins it to the link before.

    `entry` is the row's primary key, and no foreign key: a row that has been removed must leave its seal behind.
    """

    append_only: ClassVar[bool] = True

    number = models.PositiveBigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    row = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    sealed = models.DateTimeField()

    class Meta:
        """In the order they were made."""

        ordering = ("number",)

    class Privacy:
        """Digests and times; nobody can be read out of them."""

        operational = ("number", "entry", "row", "chain", "sealed")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"seal {self.number}"


class LogSealHead(models.Model):
    """The newest link. Its one row is also what sealers lock, so that there is one at a time."""

    number = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=64, default="0" * 64)

    class Privacy:
        """As the seals."""

        operational = ("id", "number", "chain")
        retention = Retention.AS_RECORD

    def __str__(self) -> str:
        return f"head at {self.number}"
