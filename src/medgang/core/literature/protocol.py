"""What is settled before and around a review: registration, roles, what was looked for first, and when it is old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.literature.questions import Question


class Role(StrEnum):
    """What a person does in a review."""

    LEAD = "lead"
    LIBRARIAN = "librarian"
    SCREENER = "screener"
    GUEST_SCREENER = "guest-screener"
    ARBITER = "arbiter"
    EXTRACTOR = "extractor"
    USER_REPRESENTATIVE = "user-representative"


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the review: roles, what they understood beforehand, conflicts of interest ("none" is said too)."""

    key: str
    roles: frozenset[Role]
    pre_understanding: str = ""
    conflicts: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A dated change of the protocol and its reason."""

    on: date
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExistingSearch:
    """Where an equal procedure or review was looked for before this one began, and what came of it."""

    where: str
    on: date
    by: str
    found: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """What must stand before the first search counts."""

    question: Question
    members: Sequence[Member]
    existing: Sequence[ExistingSearch] = ()
    registered_at: str = ""
    registration: str = ""
    amendments: Sequence[Amendment] = ()
    updates_review: str = ""

    def missing(self) -> tuple[str, ...]:
        """Codes of what is not there yet; empty when the review may begin."""
        found = []
        if not self.existing:
            found.append("existing_not_searched")
        if not any(Role.LEAD in member.roles for member in self.members):
            found.append("no_lead")
        if not any(member.roles & {Role.SCREENER, Role.LEAD} for member in self.members):
            found.append("no_screener")
        if any(not member.conflicts.strip() for member in self.members):
            found.append("conflicts_not_said")
        return tuple(found)


class SearchKind(StrEnum):
    """Why a search was made. A scoping search is logged and never counted in the flow."""

    DATABASE = "database"
    REGISTER = "register"
    CITATION = "citation"
    SCOPING = "scoping"

    @property
    def counts(self) -> bool:
        """Whether its records enter the flow."""
        return self is not SearchKind.SCOPING


@dataclass(frozen=True, slots=True)
class SignOff:
    """A strategy signed by who made it and checked by somebody else (PRESS)."""

    made_by: str
    made_by_role: Role
    made_on: date
    checked_by: str
    checked_on: date
    remarks: str = ""

    def __post_init__(self) -> None:
        if self.made_by == self.checked_by:
            raise InvalidValue("literature.checked_by_oneself")
        if self.checked_on < self.made_on:
            raise InvalidValue("literature.checked_before_made")


@dataclass(frozen=True, slots=True)
class ChannelCheck:
    """The level of a publication channel in the national register (0 not scientific, 1, 2), when and by whom."""

    channel: str
    level: int
    checked_on: date
    by: str

    def __post_init__(self) -> None:
        if self.level not in {0, 1, 2}:
            raise InvalidValue("literature.bad_channel_level", level=self.level)


class UpdateDue(StrEnum):
    """Whether a review should be done again."""

    NOW = "now"
    REMINDER = "reminder"
    NO = "no"


def update_due(last_search: date, today: date, *, important: bool, new_data: bool) -> UpdateDue:
    """By importance and new data; age alone (3 to 5 years) is only a reminder.

    Three years after the last search for what matters, five for the rest. A question that matters and has new data is
    due at once.
    """
    if last_search > today:
        raise InvalidValue("literature.search_in_future")
    if important and new_data:
        return UpdateDue.NOW
    years = (today.year - last_search.year) - (
        (today.month, today.day) < (last_search.month, last_search.day)
    )
    return UpdateDue.REMINDER if new_data or years >= (3 if important else 5) else UpdateDue.NO


def entered_since(entered: Mapping[str, date | None], last_search: date) -> tuple[str, ...]:
    """The records a database took in on or after the last search; those without an entry date are kept.

    An update is limited by the date of entry, never by the year of publication: an old paper can be new in a database.
    """
    return tuple(record for record, day in entered.items() if day is None or day >= last_search)
