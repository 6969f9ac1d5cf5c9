"""Document control: who answers for a version, from when it holds, and when it must be looked at again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from medgang.core.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Control:
    """What stands on the front of an approved version."""

    procedure: str
    version: int
    responsible: str  # fagansvarlig
    approver: str  # godkjenner
    approved: date
    valid_from: date
    revise_by: date
    scope: str  # virkeområde
    sha256: str
    replaces: int | None = None
    external_id: str = ""
    still_valid_by: str = ""

    def __post_init__(self) -> None:
        for name in ("responsible", "approver", "scope", "sha256"):
            if not getattr(self, name).strip():
                raise InvalidValue("decisions.control_without", what=name)
        if not self.approved <= self.valid_from < self.revise_by:
            raise InvalidValue("decisions.control_dates", revise_by=self.revise_by.isoformat())
        if self.replaces is not None and self.replaces >= self.version:
            raise InvalidValue("decisions.replaces_later", version=self.version)

    def still_valid(self, by: str, on: date, revise_by: date) -> Control:
        """Somebody has looked and found that it still holds: a new date, the same text and hash."""
        if not by.strip() or revise_by <= on:
            raise InvalidValue("decisions.control_dates", revise_by=revise_by.isoformat())
        return replace(self, still_valid_by=by, revise_by=revise_by)


class Due(StrEnum):
    """Where a version stands in the revision calendar."""

    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"


def revision(control: Control, today: date, warn_days: int = 90) -> tuple[Due, int]:
    """Whether it must be revised, and the days until then (negative when it is overdue)."""
    days = (control.revise_by - today).days
    if days < 0:
        return Due.OVERDUE, days
    return (Due.SOON if days <= warn_days else Due.LATER), days
