"""GRADE: how certain we are of one outcome, with a reason for every step down or up.

Randomised studies start high and others low (or high, where ROBINS-I judged them). Five reasons lower, three raise;
what is serious, large or plausible is a person's judgement and never computed. Source: Guyatt GH et al. BMJ
2008;336:924-6, doi 10.1136/bmj.39489.470347.AD; Schünemann HJ et al. J Clin Epidemiol 2019;111:105-14,
doi 10.1016/j.jclinepi.2018.01.012 (ROBINS-I in GRADE).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.results import Interval


class Level(StrEnum):
    """How certain; best first."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"

    @property
    def rank(self) -> int:
        """3 is high, 0 very low."""
        return 3 - list(Level).index(self)

    @classmethod
    def of_rank(cls, rank: int) -> Level:
        """The level of a rank, floor very low and ceiling high."""
        return list(cls)[3 - min(3, max(0, rank))]


class Start(StrEnum):
    """Where the certainty begins."""

    RANDOMISED = "randomised"
    NON_RANDOMISED = "non-randomised"
    NON_RANDOMISED_ROBINS_I = "non-randomised-robins-i"

    @property
    def level(self) -> Level:
        """High, but low for non-randomised studies that ROBINS-I did not judge."""
        return Level.LOW if self is Start.NON_RANDOMISED else Level.HIGH


class Lowering(StrEnum):
    """What can lower certainty."""

    RISK_OF_BIAS = "risk-of-bias"
    INCONSISTENCY = "inconsistency"
    INDIRECTNESS = "indirectness"
    IMPRECISION = "imprecision"
    PUBLICATION_BIAS = "publication-bias"


class Raising(StrEnum):
    """What can raise certainty."""

    LARGE_EFFECT = "large-effect"
    DOSE_RESPONSE = "dose-response"
    PLAUSIBLE_CONFOUNDING = "plausible-confounding"


@dataclass(frozen=True, slots=True)
class Step:
    """A judgement of one factor: how many levels, and why. `levels` is 0 for "considered, not serious"."""

    factor: Lowering | Raising
    levels: int
    reason: str

    def __post_init__(self) -> None:
        most = 2 if isinstance(self.factor, Lowering) or self.factor is Raising.LARGE_EFFECT else 1
        if not 0 <= self.levels <= most:
            raise InvalidValue("appraisal.bad_step", factor=self.factor.value, levels=self.levels, most=most)
        if self.levels and not self.reason.strip():
            raise InvalidValue("appraisal.reason_missing")


@dataclass(frozen=True, slots=True)
class Certainty:
    """The certainty of one outcome: where it started, each step, and where that ends."""

    start: Start
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        factors = [step.factor for step in self.steps]
        if len(factors) != len(set(factors)):
            raise InvalidValue("appraisal.factor_twice")

    @property
    def lowered(self) -> int:
        """Levels down in all."""
        return sum(step.levels for step in self.steps if isinstance(step.factor, Lowering))

    @property
    def raised(self) -> int:
        """Levels up in all."""
        return sum(step.levels for step in self.steps if isinstance(step.factor, Raising))

    @property
    def level(self) -> Level:
        """The level, never below very low nor above high."""
        return Level.of_rank(self.start.level.rank - self.lowered + self.raised)

    @property
    def not_considered(self) -> tuple[Lowering, ...]:
        """Lowering factors nobody has judged yet: all five must be before the certainty stands."""
        seen = {step.factor for step in self.steps}
        return tuple(factor for factor in Lowering if factor not in seen)

    @property
    def notes(self) -> tuple[str, ...]:
        """What should be read twice."""
        found = []
        if self.raised and self.lowered:
            found.append("appraisal.raised_and_lowered")
        if self.raised and self.start is Start.RANDOMISED:
            found.append("appraisal.randomised_raised")
        return tuple(found)


class Importance(StrEnum):
    """How much an outcome matters to those it concerns; decided before the results are known."""

    CRITICAL = "critical"
    IMPORTANT = "important"
    LIMITED = "limited"


def overall(outcomes: Iterable[tuple[Importance, Certainty]]) -> Level | None:
    """The lowest certainty among critical outcomes; None where no outcome is critical."""
    levels = [certainty.level for importance, certainty in outcomes if importance is Importance.CRITICAL]
    return min(levels, key=lambda level: level.rank) if levels else None


@dataclass(frozen=True, slots=True)
class Crossings:
    """Which lines an interval crosses: no effect, the smallest benefit and the smallest harm that matter.

    How many levels that costs is judged by people.
    """

    no_effect: bool
    benefit: bool
    harm: bool

    @property
    def count(self) -> int:
        """How many of the two thresholds that matter are crossed."""
        return int(self.benefit) + int(self.harm)


def crossings(ci: Interval, *, benefit: float, harm: float, null: float = 0.0) -> Crossings:
    """Where `ci` lies against the thresholds, which stand on opposite sides of `null`."""
    if (benefit - null) * (harm - null) >= 0:
        raise InvalidValue("appraisal.thresholds_same_side")

    def inside(line: float) -> bool:
        return ci.low < line < ci.high

    return Crossings(inside(null), inside(benefit), inside(harm))
