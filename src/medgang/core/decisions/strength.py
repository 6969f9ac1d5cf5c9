"""How strong a recommendation is, by its mark and by its words, and whether the two agree.

Verbs as Helsedirektoratet uses them: "skal" is law, or so clear that departing is seldom defensible; "bør" and
"anbefaler" are strong; "kan" and "foreslår" weak. The words themselves are content, one list for each language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.appraisal.grade import Level
from medgang.core.decisions.refs import Ref
from medgang.core.decisions.remarks import Remark
from medgang.core.errors import InvalidValue


class Force(StrEnum):
    """How strong; weakest first."""

    WEAK = "weak"
    STRONG = "strong"
    MUST = "must"

    @property
    def rank(self) -> int:
        """0 is weak, 2 must."""
        return list(Force).index(self)


class Direction(StrEnum):
    """Which way a recommendation points."""

    ALTERNATIVE = "alternative"
    EITHER = "either"
    INTERVENTION = "intervention"


class Mark(StrEnum):
    """The five boxes of a recommendation, from against to for."""

    STRONG_ALTERNATIVE = "strong-alternative"
    WEAK_ALTERNATIVE = "weak-alternative"
    EITHER = "either"
    WEAK_INTERVENTION = "weak-intervention"
    STRONG_INTERVENTION = "strong-intervention"

    @property
    def force(self) -> Force:
        """Strong at either end, else weak."""
        return Force.STRONG if self in (Mark.STRONG_ALTERNATIVE, Mark.STRONG_INTERVENTION) else Force.WEAK

    @property
    def direction(self) -> Direction:
        """Which way it points."""
        if self is Mark.EITHER:
            return Direction.EITHER
        against = self in (Mark.STRONG_ALTERNATIVE, Mark.WEAK_ALTERNATIVE)
        return Direction.ALTERNATIVE if against else Direction.INTERVENTION


@dataclass(frozen=True, slots=True)
class VerbTable:
    """Word (lower case) → how strong it is."""

    words: Mapping[str, Force]

    def __post_init__(self) -> None:
        if not self.words or any(word != word.lower().strip() or not word for word in self.words):
            raise InvalidValue("decisions.bad_verbs")

    def verbs(self, text: str) -> tuple[tuple[str, Force], ...]:
        """Every verb of the table in the text, in the order they stand."""
        found = re.findall(r"\w+", text.lower())
        return tuple((word, self.words[word]) for word in found if word in self.words)

    def force(self, text: str) -> Force | None:
        """How strong a text is by its strongest verb; None where it holds none."""
        forces = [force for _, force in self.verbs(text)]
        return max(forces, key=lambda force: force.rank) if forces else None


class WhyStrong(StrEnum):
    """Why a strong recommendation may stand on weak evidence.

    The first two are read from the source (Neumann I et al., PMC5701989); any other situation is written out by the
    group.
    """

    LIFE_THREATENING = "life-threatening"
    UNCERTAIN_BENEFIT_CERTAIN_HARM = "uncertain-benefit-certain-harm"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Settled:
    """A person has settled which mark and which strength is meant, and why."""

    mark: Mark
    by: str
    on: date
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise InvalidValue("decisions.settled_without_reason")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation as its table marks it and its text says it.

    `mark_sure` is False where the mark was read from a copy that does not show its column: then a person settles it.
    """

    id: str
    version: int
    text: str
    mark: Mark | None
    certainty: Level | None = None
    mark_sure: bool = True
    exception: WhyStrong | None = None
    exception_reason: str = ""
    settled: Settled | None = None
    rests_on: tuple[Ref, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidValue("decisions.recommendation_without_text", id=self.id)
        if self.exception is WhyStrong.OTHER and not self.exception_reason.strip():
            raise InvalidValue("decisions.exception_without_reason", id=self.id)

    @property
    def meant(self) -> Mark | None:
        """The mark that holds: what a person settled, else what is marked."""
        return self.settled.mark if self.settled else self.mark

    def remarks(self, verbs: VerbTable) -> tuple[Remark, ...]:
        """Where mark, words and certainty do not go together."""
        found = []
        mark, said = self.meant, verbs.force(self.text)
        if self.settled is None and self.mark is not None and not self.mark_sure:
            found.append(Remark.of("decisions.mark_not_sure", id=self.id, mark=self.mark.value))
        if said is None:
            found.append(Remark.of("decisions.no_verb", id=self.id))
        elif (
            mark is not None
            and said is not mark.force
            and not (said is Force.MUST and mark.force is Force.STRONG)
        ):
            found.append(
                Remark.of("decisions.mark_and_verb", id=self.id, marked=mark.force.value, said=said.value)
            )
        if mark is not None and mark.force is Force.STRONG:
            found += self._on_weak_evidence(mark)
        return tuple(found)

    def _on_weak_evidence(self, mark: Mark) -> list[Remark]:
        if self.certainty in (Level.HIGH, Level.MODERATE):
            return []
        if self.exception is None:
            certainty = self.certainty.value if self.certainty else "not-judged"
            return [Remark.of("decisions.discordant", id=self.id, certainty=certainty)]
        harm = self.exception is WhyStrong.UNCERTAIN_BENEFIT_CERTAIN_HARM
        if harm and mark.direction is not Direction.ALTERNATIVE:
            return [Remark.of("decisions.exception_other_way", id=self.id)]
        return []


def drift(recommended: Force, clause_text: str, verbs: VerbTable) -> Remark | None:
    """A clause that says more than the recommendation it carries out: "kan" has become "skal"."""
    said = verbs.force(clause_text)
    if said is None or said.rank <= recommended.rank:
        return None
    return Remark.of("decisions.strength_drift", recommended=recommended.value, said=said.value)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a table ends in."""

    recommendations: tuple[Recommendation, ...]
    justification: str
    subgroups: str = ""
    implementation: str = ""
    monitoring: str = ""
    economy: str = ""
    research_priorities: tuple[ResearchGap, ...] = ()


@dataclass(frozen=True, slots=True)
class ResearchGap:
    """Something the group would have known. A local project may claim it, so that two do not do the same."""

    id: str
    question: str
    criterion: str = ""
    claimed_by: str = ""

    def claim(self, project: str) -> ResearchGap:
        """The gap as claimed by a project; one that is claimed stays with whom it has."""
        if not project.strip():
            raise InvalidValue("decisions.claim_without_project", id=self.id)
        if self.claimed_by:
            raise InvalidValue("decisions.already_claimed", id=self.id, project=self.claimed_by)
        return ResearchGap(self.id, self.question, self.criterion, project)
