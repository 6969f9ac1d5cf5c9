"""When grounds change: what that does to the numbers, whom it reaches, and what the owner answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.appraisal.grade import Level
from medgang.core.decisions.grounds import Grounds
from medgang.core.decisions.refs import RANK, Ref, RefKind
from medgang.core.errors import InvalidValue


class ChangeKind(StrEnum):
    """What happened to a ground."""

    RETRACTION = "retraction"
    CONCERN = "expression-of-concern"
    CORRECTION = "correction"
    NEW_REPORT = "new-report"
    NEW_RESULT = "new-result"
    EXTRACTION = "extraction"
    RISK_OF_BIAS = "risk-of-bias"
    CERTAINTY = "certainty"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one outcome stands: estimate with interval on its own scale, `no_effect` on it, certainty, studies."""

    estimate: float
    low: float
    high: float
    no_effect: float
    certainty: Level | None
    k: int

    def __post_init__(self) -> None:
        if not self.low <= self.estimate <= self.high:
            raise InvalidValue("decisions.interval_disorder")

    @property
    def direction(self) -> int:
        """−1, 0 or 1: which side of no effect the whole interval lies on; 0 where it holds no effect."""
        if self.low > self.no_effect:
            return 1
        return -1 if self.high < self.no_effect else 0


@dataclass(frozen=True, slots=True)
class Impact:
    """One change and the outcome before → after; a side is None where there is, or was, no estimate."""

    kind: ChangeKind
    ground: Ref
    before: Standing | None
    after: Standing | None

    @property
    def direction_changed(self) -> bool:
        """Whether the conclusion by the interval is another, or is gone."""
        return (self.before and self.before.direction) != (self.after and self.after.direction)

    @property
    def certainty_changed(self) -> bool:
        """Whether the certainty is another."""
        return (self.before and self.before.certainty) != (self.after and self.after.certainty)

    def reaches(self, grounds: Grounds) -> tuple[Ref, ...]:
        """The recommendations, clauses and steps that rest on any version of the ground."""
        found = grounds.who_rests_on_any_version(self.ground.kind, self.ground.id)
        return tuple(one.ref for one in found if RANK[one.ref.kind] >= RANK[RefKind.RECOMMENDATION])


class Reply(StrEnum):
    """What the owner of the procedure answers."""

    NO_CHANGE = "no-change"
    AMEND = "amend"
    SUSPEND = "suspend"


@dataclass(frozen=True, slots=True)
class Response:
    """The owner's answer, with reason; amending has a deadline."""

    reply: Reply
    reason: str
    by: str
    on: date
    deadline: date | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.by.strip():
            raise InvalidValue("decisions.response_without_reason")
        if self.reply is Reply.AMEND and (self.deadline is None or self.deadline <= self.on):
            raise InvalidValue("decisions.amend_without_deadline")


class Notice(StrEnum):
    """What the ward sees beside a task."""

    NONE = "none"
    UNDER_REVIEW = "under-review"  # "under vurdering"
    SUSPENDED = "suspended"


def notice(response: Response | None) -> Notice:
    """What the ward sees: under review until the owner has said that nothing changes."""
    if response is None or response.reply is Reply.AMEND:
        return Notice.UNDER_REVIEW
    return Notice.SUSPENDED if response.reply is Reply.SUSPEND else Notice.NONE
