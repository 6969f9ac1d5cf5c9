"""A hearing: who was asked, what they said, what came of each input, and who did not answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.errors import InvalidValue


class About(StrEnum):
    """What an input is about."""

    CLAUSE = "clause"
    GENERAL = "general"  # "generelt"
    NO_REMARKS = "no-remarks"  # "ingen merknader"


class Outcome(StrEnum):
    """What came of an input."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Input:
    """One input of one invitee. `registered_by` is who typed in a letter or an e-mail on the sender's behalf."""

    id: str
    invitee: str
    received: date
    about: About
    text: str = ""
    clause: str = ""
    registered_by: str = ""

    def __post_init__(self) -> None:
        if (self.about is About.CLAUSE) != bool(self.clause):
            raise InvalidValue("decisions.input_without_clause", id=self.id)
        if self.about is not About.NO_REMARKS and not self.text.strip():
            raise InvalidValue("decisions.input_without_text", id=self.id)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the group did with an input, and why."""

    input: str
    outcome: Outcome
    why: str
    by: str

    def __post_init__(self) -> None:
        if not self.why.strip() or not self.by.strip():
            raise InvalidValue("decisions.answer_without_reason", id=self.input)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing of one version. Late inputs are kept for their sender, and count once somebody has admitted them."""

    opened: date
    deadline: date
    invitees: tuple[str, ...]
    inputs: tuple[Input, ...] = ()
    answers: tuple[Answer, ...] = ()
    admitted: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.deadline <= self.opened:
            raise InvalidValue("decisions.deadline_before_start", deadline=self.deadline.isoformat())
        known = {one.id for one in self.inputs}
        if len(known) != len(self.inputs) or len({one.input for one in self.answers}) != len(self.answers):
            raise InvalidValue("decisions.input_twice")
        for one in self.inputs:
            if one.invitee not in self.invitees:
                raise InvalidValue("decisions.not_invited", name=one.invitee)
        for answer in self.answers:
            if answer.input not in known:
                raise InvalidValue("decisions.answer_to_nothing", id=answer.input)

    def is_open(self, today: date) -> bool:
        """Whether answers still come in time."""
        return self.opened <= today <= self.deadline

    @property
    def waiting(self) -> tuple[Input, ...]:
        """Inputs that came too late and that nobody has admitted."""
        return tuple(
            one for one in self.inputs if one.received > self.deadline and one.id not in self.admitted
        )

    @property
    def counted(self) -> tuple[Input, ...]:
        """The inputs that take part: in time, or admitted."""
        late = {one.id for one in self.waiting}
        return tuple(one for one in self.inputs if one.id not in late)

    @property
    def non_responders(self) -> tuple[str, ...]:
        """Who has not answered at all; "ingen merknader" is an answer."""
        answered = {one.invitee for one in self.inputs}
        return tuple(name for name in self.invitees if name not in answered)

    @property
    def unanswered(self) -> tuple[Input, ...]:
        """The inputs nobody has answered yet; one without remarks needs no answer."""
        answered = {one.input for one in self.answers}
        return tuple(
            one for one in self.counted if one.id not in answered and one.about is not About.NO_REMARKS
        )

    def remind(self, today: date, days_before: int) -> tuple[str, ...]:
        """Whom to remind today, in the last days before the deadline."""
        near = self.is_open(today) and (self.deadline - today).days <= days_before
        return self.non_responders if near else ()

    def outcomes(self) -> Mapping[Outcome, int]:
        """How many inputs were accepted, partly accepted and rejected."""
        counted = Counter(one.outcome for one in self.answers)
        return {outcome: counted[outcome] for outcome in Outcome}
