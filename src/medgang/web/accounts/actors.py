"""Who is doing this: the one value every service takes as `by=`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from medgang.core.people import Role


class Purpose(StrEnum):
    """The ground for opening something about a patient, in the law's order."""

    CARE = "care"  # helsehjelp: helsepersonelloven § 25, pasientjournalloven § 19
    CARE_ADMINISTRATION = "care_administration"  # helsepersonelloven § 28 e
    INTERNAL_CONTROL = "internal_control"  # § 29 a
    QUALITY_IMPROVEMENT = "quality_improvement"  # § 29 a
    OWN_LEARNING = "own_learning"  # § 28 a
    PATIENT_ACCESS = "patient_access"  # pasient- og brukerrettighetsloven § 5-1
    EMERGENCY = "emergency"  # break-glass
    SYSTEM = "system"  # the program itself: a job, the demo's making


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit as the rest of the program carries it."""

    id: int
    uid: UUID
    name: str
    setting: str
    trust_id: int | None
    organisation: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a role in a unit, doing one request's or command's work.

    `roles` are all the person's roles in `unit` right now; `role` is the one that opened the door. `person_id` is
    None only for the program itself.
    """

    person_id: int | None
    uid: UUID | None
    name: str
    role: Role | None = None
    roles: frozenset[Role] = frozenset()
    unit: UnitRef | None = None
    request_id: str = ""
    extra: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def is_system(self) -> bool:
        """True for the program itself."""
        return self.person_id is None


SYSTEM = Actor(person_id=None, uid=None, name="Medgang")
"""The program itself: jobs, and the making of the demo clinic."""
