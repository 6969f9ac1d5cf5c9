"""Evidence to decision: criteria with ordered answers, judgements with votes, and what the alternatives cost.

An answer is a point on its criterion's own ordered scale, or it stands *beside* the scale ("vet ikke", "varierer",
"ingen studier"). Answers are names and never numbers, so nothing here can be averaged or added.
Source: Alonso-Coello P et al. BMJ 2016;353:i2016 and i2089.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.decisions.refs import RANK, Ref, RefKind
from medgang.core.decisions.remarks import Remark
from medgang.core.errors import InvalidValue


class Beside(StrEnum):
    """Answers that are no point on any scale."""

    DONT_KNOW = "vet_ikke"
    VARIES = "varierer"
    NO_STUDIES = "ingen_studier"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its scale, least in favour of the intervention first, and what may stand beside it."""

    key: str
    scale: tuple[str, ...]
    beside: frozenset[Beside] = frozenset({Beside.DONT_KNOW})

    def __post_init__(self) -> None:
        names = [*self.scale, *(one.value for one in Beside)]
        if len(self.scale) < 2 or len(set(names)) != len(names):
            raise InvalidValue("decisions.bad_scale", criterion=self.key)

    def check(self, answer: str) -> None:
        """Refuse what is no answer here."""
        if answer not in self.scale and answer not in {one.value for one in self.beside}:
            raise InvalidValue("decisions.not_an_answer", answer=answer, criterion=self.key)

    def is_beside(self, answer: str) -> bool:
        """Whether the answer is no point on the scale."""
        self.check(answer)
        return answer not in self.scale

    def more_in_favour(self, one: str, other: str) -> bool:
        """Whether `one` is further towards the intervention. What stands beside the scale cannot be compared."""
        for answer in (one, other):
            if self.is_beside(answer):
                raise InvalidValue("decisions.beside_the_scale", answer=answer, criterion=self.key)
        return self.scale.index(one) > self.scale.index(other)


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of criteria in the order they are judged."""

    key: str
    version: str
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        keys = [one.key for one in self.criteria]
        if not keys or len(set(keys)) != len(keys):
            raise InvalidValue("decisions.bad_framework", framework=self.key)

    def criterion(self, key: str) -> Criterion:
        """The criterion of that name."""
        for one in self.criteria:
            if one.key == key:
                return one
        raise InvalidValue("decisions.unknown_criterion", criterion=key, framework=self.key)


@dataclass(frozen=True, slots=True)
class Vote:
    """What one member answered, and why where they differ."""

    voter: str
    answer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a group holds about one criterion, why, on what it rests, and how its members voted."""

    criterion: str
    answer: str
    rationale: str = ""
    by: tuple[str, ...] = ()
    on: date | None = None
    rests_on: tuple[Ref, ...] = ()
    votes: tuple[Vote, ...] = ()

    def __post_init__(self) -> None:
        voters = [vote.voter for vote in self.votes]
        if len(set(voters)) != len(voters):
            raise InvalidValue("decisions.voted_twice", criterion=self.criterion)
        for ref in self.rests_on:
            if RANK[ref.kind] > RANK[RefKind.JUDGEMENT]:
                raise InvalidValue("decisions.wrong_way", rests=self.criterion, on=str(ref))

    @property
    def dissent(self) -> tuple[Vote, ...]:
        """The votes that differ from what the group landed on."""
        return tuple(vote for vote in self.votes if vote.answer != self.answer)

    def votes_by_answer(self, criterion: Criterion) -> dict[str, int]:
        """How many for each answer, in the scale's order, what stands beside it last. Counted, never averaged."""
        counted = Counter(vote.answer for vote in self.votes)
        order = (*criterion.scale, *(one.value for one in Beside))
        return {answer: counted[answer] for answer in order if counted[answer]}


class ResourceKind(StrEnum):
    """What a resource line counts."""

    STAFF = "staff"
    EQUIPMENT = "equipment"
    FACILITIES = "facilities"


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """What one unit uses. Staff in hours a week; equipment and facilities in whole kroner a year, with price year."""

    unit: str
    kind: ResourceKind
    source: str
    hours_per_week: float | None = None
    kroner_per_year: int | None = None
    price_year: int | None = None

    def __post_init__(self) -> None:
        staff = self.kind is ResourceKind.STAFF
        amount = self.hours_per_week if staff else self.kroner_per_year
        wrong_kind = (self.kroner_per_year if staff else self.hours_per_week) is not None
        if amount is None or amount < 0 or wrong_kind or (not staff and self.price_year is None):
            raise InvalidValue("decisions.bad_resource", unit=self.unit, kind=self.kind.value)
        if not self.source.strip():
            raise InvalidValue("decisions.resource_without_source", unit=self.unit, kind=self.kind.value)


@dataclass(frozen=True, slots=True)
class Adopted:
    """The table was made elsewhere and is taken over as it stands. Empty means: it is not known."""

    origin: str
    confirmed_by: str = ""
    voters: str = ""
    dated: str = ""
    evidence: str = ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """What nobody has found out about it."""
        return tuple(
            name
            for name in ("confirmed_by", "voters", "dated", "evidence")
            if not getattr(self, name).strip()
        )


@dataclass(frozen=True, slots=True)
class Table:
    """One evidence-to-decision table: the question, the two alternatives, the judgements and what they cost."""

    id: str
    version: str
    question: str
    intervention: str
    alternative: str
    framework: Framework
    judgements: tuple[Judgement, ...]
    resources: tuple[ResourceLine, ...] = ()
    adopted: Adopted | None = None

    def __post_init__(self) -> None:
        for name in ("question", "intervention", "alternative"):
            if not getattr(self, name).strip():
                raise InvalidValue("decisions.table_without", table=self.id, what=name)
        keys = [one.criterion for one in self.judgements]
        if len(set(keys)) != len(keys):
            raise InvalidValue("decisions.judged_twice", table=self.id)
        for one in self.judgements:
            criterion = self.framework.criterion(one.criterion)
            criterion.check(one.answer)
            for vote in one.votes:
                criterion.check(vote.answer)

    def judgement(self, key: str) -> Judgement | None:
        """What was judged on one criterion."""
        return next((one for one in self.judgements if one.criterion == key), None)

    @property
    def open(self) -> tuple[str, ...]:
        """The criteria nobody has judged, or that were answered with "vet ikke"."""
        return tuple(
            one.key
            for one in self.framework.criteria
            if (found := self.judgement(one.key)) is None or found.answer == Beside.DONT_KNOW.value
        )

    def remarks(self) -> tuple[Remark, ...]:
        """What is missing: judgements, rationale, grounds, who judged, and who disagreed without a reason.

        An adopted table is asked what is not known of it, not for what its makers never wrote down.
        """
        found = [
            Remark.of("decisions.not_judged", criterion=one.key)
            for one in self.framework.criteria
            if self.judgement(one.key) is None
        ]
        if self.adopted is not None:
            return (
                *found,
                *(Remark.of(f"decisions.adopted_{name}_unknown") for name in self.adopted.unknown),
            )
        for one in self.judgements:
            for missing, code in (
                (not one.rationale.strip(), "decisions.no_rationale"),
                (not one.rests_on, "decisions.no_grounds"),
                (not one.by or one.on is None, "decisions.nobody_judged"),
                (any(not vote.reason.strip() for vote in one.dissent), "decisions.dissent_without_reason"),
            ):
                if missing:
                    found.append(Remark.of(code, criterion=one.criterion))
        return tuple(found)

    def changed_from(self, older: Table) -> Mapping[str, tuple[str, str]]:
        """Criterion → (before, after) where the answer is another; an empty text where it was not judged."""
        changes = {}
        for criterion in self.framework.criteria:
            was, now = older.judgement(criterion.key), self.judgement(criterion.key)
            before, after = (was.answer if was else ""), (now.answer if now else "")
            if before != after:
                changes[criterion.key] = (before, after)
        return changes
