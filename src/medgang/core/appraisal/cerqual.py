"""GRADE-CERQual: confidence in one qualitative finding, judged and never computed.

It starts high. Four components are considered with an explanation each; what they add up to is a judgement with its
own explanation. It is given to a finding, never to a study. Source: Lewin S et al. Implement Sci 2018;13(Suppl 1):10,
doi 10.1186/s13012-017-0689-2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.appraisal.grade import Level
from medgang.core.errors import InvalidValue
from medgang.core.synthesis.qualitative import Finding


class Component(StrEnum):
    """What confidence in a finding rests on."""

    METHODOLOGICAL_LIMITATIONS = "methodological-limitations"
    COHERENCE = "coherence"
    ADEQUACY = "adequacy"
    RELEVANCE = "relevance"


class Concern(StrEnum):
    """How worried the judges are."""

    NONE = "none-or-very-minor"
    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class Considered:
    """One component: the concern, and why. Even "none" is explained in a few words."""

    concern: Concern
    explanation: str

    def __post_init__(self) -> None:
        if not self.explanation.strip():
            raise InvalidValue("appraisal.reason_missing")


@dataclass(frozen=True, slots=True)
class Confidence:
    """The judgement of a finding by the persons named. `level` is theirs, with `explanation`."""

    finding: Finding
    components: Mapping[Component, Considered]
    level: Level
    explanation: str
    judged_by: tuple[str, ...]

    def __post_init__(self) -> None:
        missing = [component.value for component in Component if component not in self.components]
        if missing:
            raise InvalidValue("appraisal.components_missing", components=", ".join(missing))
        if not self.explanation.strip():
            raise InvalidValue("appraisal.reason_missing")
        if not self.judged_by:
            raise InvalidValue("appraisal.nobody_judged")

    @property
    def notes(self) -> tuple[str, ...]:
        """Questions back to the judges; never a correction."""
        concerns = [one.concern for one in self.components.values()]
        if self.level is Level.HIGH and Concern.SERIOUS in concerns:
            return ("appraisal.high_with_serious",)
        if self.level is not Level.HIGH and set(concerns) == {Concern.NONE}:
            return ("appraisal.lowered_without_concern",)
        return ()
