"""What an adapter gets, and how it says that it did not work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished message. `uid` lets the receiving side recognise one that comes twice."""

    uid: UUID
    address: str
    subject: str
    body: str
    language: str


class DeliveryError(Exception):
    """It did not leave. `permanent`: trying again will not help. Holds no text from outside: it may name somebody."""

    def __init__(self, *, permanent: bool) -> None:
        super().__init__("permanent" if permanent else "temporary")
        self.permanent = permanent


class Adapter(Protocol):
    """A way out."""

    def deliver(self, letter: Letter) -> None:
        """Send it, or raise `DeliveryError`."""
        ...
