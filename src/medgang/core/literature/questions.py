"""A review's question and its criteria, in versions: what changed says what must be screened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Pico:
    """A question about effect: population, intervention, comparison, outcome."""

    population: str
    intervention: str
    comparison: str
    outcome: str

    def __post_init__(self) -> None:
        if not self.population.strip() or not self.intervention.strip():
            raise InvalidValue("literature.question_incomplete")

    def parts(self) -> Mapping[str, str]:
        """The parts by the name they have in content and forms."""
        return {
            "population": self.population,
            "intervention": self.intervention,
            "comparison": self.comparison,
            "outcome": self.outcome,
        }


@dataclass(frozen=True, slots=True)
class Spider:
    """A question about experience: sample, phenomenon of interest, design, evaluation, research type."""

    sample: str
    phenomenon: str
    design: str
    evaluation: str
    research_type: str

    def __post_init__(self) -> None:
        if not self.sample.strip() or not self.phenomenon.strip():
            raise InvalidValue("literature.question_incomplete")

    def parts(self) -> Mapping[str, str]:
        """The parts by the name they have in content and forms."""
        return {
            "sample": self.sample,
            "phenomenon": self.phenomenon,
            "design": self.design,
            "evaluation": self.evaluation,
            "research_type": self.research_type,
        }


Question = Pico | Spider


def search_terms(question: Question) -> dict[str, tuple[str, ...]]:
    """The terms of each part to begin a search with: what stands between commas, semicolons, «or» and «eller»."""
    import re

    found = {}
    for name, text in question.parts().items():
        terms = [term.strip(" .()") for term in re.split(r"[,;/]|\bor\b|\beller\b|\bog\b|\band\b", text)]
        found[name] = tuple(dict.fromkeys(term for term in terms if len(term) > 1))
    return found


class Side(StrEnum):
    """Whether a criterion lets a report in or keeps it out."""

    INCLUDE = "include"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the checklist. `key` never changes; an exclusion's text is the reason given."""

    key: str
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """One version of the checklist, the first is 1."""

    version: int
    items: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        keys = [item.key for item in self.items]
        if self.version < 1 or len(set(keys)) != len(keys) or not keys:
            raise InvalidValue("literature.bad_criteria", version=self.version)

    def reasons(self) -> tuple[Criterion, ...]:
        """What a report can be excluded for."""
        return tuple(item for item in self.items if item.side is Side.EXCLUDE)

    def as_text(self) -> str:
        """The whole checklist as one text, for the ordering's cold start."""
        return "\n".join(item.text for item in self.items if item.side is Side.INCLUDE)


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision on one report: taken in or not, under which version, and for which reason when not."""

    report: str
    included: bool
    version: int
    reason: str = ""


def to_screen_again(before: Criteria, after: Criteria, decisions: tuple[Judged, ...]) -> tuple[str, ...]:
    """The reports whose decision a change of criteria can have turned.

    Wider (an exclusion gone or reworded, an inclusion reworded or gone): those excluded for it. Narrower (something
    new): those taken in. Decisions under the new version stand.
    """
    old = {item.key: item for item in before.items}
    new = {item.key: item for item in after.items}
    touched = {key for key in old if new.get(key) != old[key]}
    narrower = bool(new.keys() - old.keys()) or any(key in new for key in touched)
    found = []
    for decision in decisions:
        if decision.version >= after.version:
            continue
        if (decision.included and narrower) or (
            not decision.included and (decision.reason in touched or not decision.reason)
        ):
            found.append(decision.report)
    return tuple(found)
