"""From the screeners' decisions on one record at one stage to where the record stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue


class Stage(StrEnum):
    """What was read."""

    TITLE = "title"
    FULL_TEXT = "full-text"


class Answer(StrEnum):
    """What a screener said. `maybe` goes on to full text as a yes does."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    MAYBE = "maybe"

    @property
    def goes_on(self) -> bool:
        """Whether the record is kept."""
        return self is not Answer.EXCLUDE


@dataclass(frozen=True, slots=True)
class Decision:
    """One screener's answer on one record. A full-text exclusion names its reason, the key of a criterion."""

    record: str
    screener: str
    stage: Stage
    answer: Answer
    reason: str = ""

    def __post_init__(self) -> None:
        if self.stage is Stage.FULL_TEXT and self.answer is Answer.EXCLUDE and not self.reason:
            raise InvalidValue("literature.no_reason", record=self.record)
        if self.stage is Stage.FULL_TEXT and self.answer is Answer.MAYBE:
            raise InvalidValue("literature.no_maybe", record=self.record)


class Position(StrEnum):
    """Where a record stands at a stage."""

    UNSEEN = "unseen"
    WAITING = "waiting"
    CONFLICT = "conflict"
    KEPT = "kept"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a record stands, whom it waits for, and the reason if it is excluded."""

    position: Position
    waits_for: frozenset[str] = frozenset()
    reason: str = ""


def outcome(
    decisions: Sequence[Decision], *, needed: int, screeners: frozenset[str], arbiter: str | None = None
) -> Outcome:
    """Where one record stands at one stage.

    `needed` screeners (1 or 2) must answer; the last answer of each counts. `screeners` are those who still take part:
    the answers of one who left stand, and nothing waits for them. Where two disagree, the arbiter's answer decides;
    two who exclude for different reasons disagree on the reason only, and the first given is used.
    """
    if needed not in {1, 2}:
        raise InvalidValue("literature.bad_number_of_screeners", needed=needed)
    last = {decision.screener: decision for decision in decisions}
    judged = last.pop(arbiter, None) if arbiter is not None else None
    if judged is not None:
        return (
            Outcome(Position.KEPT)
            if judged.answer.goes_on
            else Outcome(Position.EXCLUDED, reason=judged.reason)
        )
    if len(last) < needed:
        waiting = screeners - last.keys() - {arbiter or ""}
        return Outcome(Position.WAITING if last else Position.UNSEEN, frozenset(waiting))
    answers = {decision.answer.goes_on for decision in last.values()}
    if len(answers) > 1:
        return Outcome(Position.CONFLICT, frozenset({arbiter} if arbiter else screeners))
    if answers == {True}:
        return Outcome(Position.KEPT)
    reason = next((decision.reason for decision in last.values() if decision.reason), "")
    return Outcome(Position.EXCLUDED, reason=reason)
