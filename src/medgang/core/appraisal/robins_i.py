"""ROBINS-I version 2: risk of bias in one result of a non-randomised study, judged by persons.

No algorithm: the transcriptions of its tables that could be read contradict each other. What is fixed: six domains,
five judgements, the early stop, and that the overall judgement is never better than the worst domain. Source: Sterne
JA et al. BMJ 2016;355:i4919, doi 10.1136/bmj.i4919 (version 1), and riskofbias.info (version 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from medgang.core.errors import InvalidValue


class RobinsJudgement(StrEnum):
    """The risk of bias against a well-made randomised trial of the same question."""

    LOW = "low"
    LOW_EXCEPT_CONFOUNDING = "low-except-confounding"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 is best."""
        return list(RobinsJudgement).index(self)


class RobinsDomain(StrEnum):
    """Where bias may come from."""

    CONFOUNDING = "D1"
    CLASSIFICATION = "D2"
    SELECTION = "D3"
    MISSING_DATA = "D4"
    MEASUREMENT = "D5"
    REPORTING = "D6"


@dataclass(frozen=True, slots=True)
class RobinsJudged:
    """A judgement of one domain with its reason."""

    judgement: RobinsJudgement
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise InvalidValue("appraisal.reason_missing")


@dataclass(frozen=True, slots=True)
class RobinsI:
    """One appraiser's assessment of one result.

    `confounders` are named before reading (planning). `stopped` is the reason for an early stop: the study made no
    attempt at control for confounding, or its method of control cannot work; then all is critical.
    """

    result: str
    appraiser: str
    confounders: tuple[str, ...]
    judged: Mapping[RobinsDomain, RobinsJudged] = field(default_factory=dict)
    stopped: str = ""

    def __post_init__(self) -> None:
        if not self.confounders:
            raise InvalidValue("appraisal.confounders_not_named")

    @property
    def unfinished(self) -> tuple[RobinsDomain, ...]:
        """Domains that wait for a judgement; none after an early stop."""
        return () if self.stopped else tuple(domain for domain in RobinsDomain if domain not in self.judged)

    @property
    def overall(self) -> RobinsJudgement | None:
        """The worst domain; None while a domain waits."""
        if self.stopped:
            return RobinsJudgement.CRITICAL
        if self.unfinished:
            return None
        return max((one.judgement for one in self.judged.values()), key=lambda judgement: judgement.rank)
