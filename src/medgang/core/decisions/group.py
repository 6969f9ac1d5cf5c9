"""The group behind a procedure: who sits in it, who is missing, and whether the leader stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from medgang.core.decisions.agree import Bar, Person, may_appraise
from medgang.core.decisions.remarks import Remark
from medgang.core.errors import InvalidValue
from medgang.core.people.roles import Role

EXPECTED = (Role.PHYSICIAN, Role.USER_REPRESENTATIVE)
"""Seats a group on treatment is expected to fill: source 002 names the missing physicians as its own weakness."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member with profession, experience in words, and what is declared; None means nothing is declared yet."""

    person: Person
    profession: Role
    experience: str = ""
    interests: str | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """The leader who stands behind the work; it holds for as long as the leader is the leader."""

    leader: str
    on: date

    def holds(self, leader_now: str) -> bool:
        """False once somebody else leads: then it is asked for anew."""
        return self.leader == leader_now


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: what was on the agenda, what was decided, and who does what."""

    on: date
    agenda: tuple[str, ...]
    decisions: tuple[str, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.agenda:
            raise InvalidValue("decisions.meeting_without_agenda", on=self.on.isoformat())


def composition(members: Sequence[Member], expected: Sequence[Role] = EXPECTED) -> tuple[Remark, ...]:
    """Which seats stand empty, and who has declared nothing."""
    seated = {member.profession for member in members}
    found = [Remark.of("decisions.seat_empty", role=role.value) for role in expected if role not in seated]
    found += [
        Remark.of("decisions.nothing_declared", name=member.person.name)
        for member in members
        if member.interests is None
    ]
    return tuple(found)


def authored(members: Sequence[Member], authors: Sequence[Person]) -> tuple[tuple[Member, bool], ...]:
    """Members who wrote a study the judgement rests on, and whether that is sure (key or ORCID) or only the name."""
    found = []
    for member in members:
        bar = may_appraise(member.person, authors)
        if bar is not Bar.FREE:
            found.append((member, bar is Bar.BARRED))
    return tuple(found)
