"""RoB 2: risk of bias in one result of a randomised trial, proposed by the published decision tables.

A judgement belongs to a result, never to a study. Which effect is of interest (of being assigned, or of adhering) is
chosen before the first answer. The tables propose; a person may judge otherwise and says why; both are kept. Source:
Sterne JAC et al. BMJ 2019;366:l4898, doi 10.1136/bmj.l4898, and the full guidance of 22 August 2019. The questions
themselves are not carried here: the official form is, by its licence, read where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.results import Result


class Answer(StrEnum):
    """An answer to a signalling question."""

    YES = "Y"
    PROBABLY_YES = "PY"
    PROBABLY_NO = "PN"
    NO = "N"
    NO_INFORMATION = "NI"
    NOT_APPLICABLE = "NA"

    @property
    def yes(self) -> bool:
        """Yes or probably yes: the tables make no difference between them."""
        return self in {Answer.YES, Answer.PROBABLY_YES}

    @property
    def no(self) -> bool:
        """No or probably no."""
        return self in {Answer.NO, Answer.PROBABLY_NO}


class Judgement(StrEnum):
    """The risk of bias of a domain, or overall."""

    LOW = "low"
    SOME_CONCERNS = "some-concerns"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 is best."""
        return list(Judgement).index(self)


class Effect(StrEnum):
    """Which effect the review asks for."""

    ASSIGNMENT = "assignment"
    ADHERING = "adhering"


class Variant(StrEnum):
    """Which form of the tool fits the trial."""

    PARALLEL = "parallel"
    CROSSOVER = "crossover"


class Domain(StrEnum):
    """Where bias may come from. S (period and carry-over) exists for crossover trials only."""

    D1 = "D1"  # the randomisation
    S = "S"  # period and carry-over effects
    D2 = "D2"  # deviations from the intended interventions
    D3 = "D3"  # missing outcome data
    D4 = "D4"  # measurement of the outcome
    D5 = "D5"  # selection of the reported result


class BiasDirection(StrEnum):
    """Where a bias is thought to push the result."""

    NOT_APPLICABLE = "na"
    FAVOURS_EXPERIMENTAL = "favours-experimental"
    FAVOURS_COMPARATOR = "favours-comparator"
    TOWARDS_NULL = "towards-null"
    AWAY_FROM_NULL = "away-from-null"
    UNPREDICTABLE = "unpredictable"


class Deviation(StrEnum):
    """Which deviations are judged when the effect of adhering is of interest."""

    OTHER_INTERVENTIONS = "other-interventions"
    IMPLEMENTATION_FAILURES = "implementation-failures"
    NON_ADHERENCE = "non-adherence"


Answers = Mapping[str, Answer]


class _Unanswered(Exception):  # noqa: N818 - control flow inside this module only
    def __init__(self, item: str) -> None:
        super().__init__(item)
        self.item = item


def _ask(answers: Answers, item: str) -> Answer:
    if item not in answers:
        raise _Unanswered(item)
    return answers[item]


def randomisation(answers: Answers) -> Judgement:
    """D1 from 1.1 (random sequence), 1.2 (concealed), 1.3 (baseline differences suggest a problem)."""
    concealed = _ask(answers, "1.2")
    if concealed.no:
        return Judgement.HIGH
    if concealed.yes:
        if _ask(answers, "1.1").no or _ask(answers, "1.3").yes:
            return Judgement.SOME_CONCERNS
        return Judgement.LOW
    return Judgement.HIGH if _ask(answers, "1.3").yes else Judgement.SOME_CONCERNS


def deviations_assignment(answers: Answers) -> Judgement:
    """D2 for the effect of assignment: the worse of deviations (2.1-2.5) and analysis (2.6-2.7)."""
    return max(_deviations(answers), _analysis(answers), key=lambda judgement: judgement.rank)


def _deviations(answers: Answers) -> Judgement:
    if _ask(answers, "2.1").no and _ask(answers, "2.2").no:
        return Judgement.LOW
    arose = _ask(answers, "2.3")
    if arose.no:
        return Judgement.LOW
    if not arose.yes:
        return Judgement.SOME_CONCERNS
    if _ask(answers, "2.4").no:
        return Judgement.SOME_CONCERNS
    return Judgement.SOME_CONCERNS if _ask(answers, "2.5").yes else Judgement.HIGH


def _analysis(answers: Answers) -> Judgement:
    if _ask(answers, "2.6").yes:
        return Judgement.LOW
    return Judgement.SOME_CONCERNS if _ask(answers, "2.7").no else Judgement.HIGH


def deviations_adhering(answers: Answers) -> Judgement:
    """D2 for the effect of adhering: 2.1-2.2 aware, 2.3 others balanced, 2.4-2.5 failures, 2.6 analysis fits."""
    unaware = _ask(answers, "2.1").no and _ask(answers, "2.2").no
    balanced = unaware
    if not unaware:
        others = _ask(answers, "2.3")
        balanced = others.yes or others is Answer.NOT_APPLICABLE
    if balanced and all(
        answer.no or answer is Answer.NOT_APPLICABLE
        for answer in (_ask(answers, "2.4"), _ask(answers, "2.5"))
    ):
        return Judgement.LOW
    return Judgement.SOME_CONCERNS if _ask(answers, "2.6").yes else Judgement.HIGH


def missing_data(answers: Answers) -> Judgement:
    """D3 from 3.1 (nearly all), 3.2 (evidence of no bias; has no NI), 3.3 (could depend), 3.4 (likely depends)."""
    if _ask(answers, "3.1").yes:
        return Judgement.LOW
    evidence = _ask(answers, "3.2")
    if evidence is Answer.NO_INFORMATION:
        raise InvalidValue("appraisal.no_ni", item="3.2")
    if evidence.yes or _ask(answers, "3.3").no:
        return Judgement.LOW
    return Judgement.SOME_CONCERNS if _ask(answers, "3.4").no else Judgement.HIGH


def measurement(answers: Answers) -> Judgement:
    """D4 from 4.1 (method unfit), 4.2 (differs between groups), 4.3 (assessor knew), 4.4 (could), 4.5 (likely did)."""
    if _ask(answers, "4.1").yes:
        return Judgement.HIGH
    differs = _ask(answers, "4.2")
    if differs.yes:
        return Judgement.HIGH
    best = Judgement.LOW if differs.no else Judgement.SOME_CONCERNS
    if _ask(answers, "4.3").no or _ask(answers, "4.4").no:
        return best
    return Judgement.SOME_CONCERNS if _ask(answers, "4.5").no else Judgement.HIGH


def reporting(answers: Answers) -> Judgement:
    """D5 from 5.1 (by the plan), 5.2 (chosen among measurements), 5.3 (among analyses), and 5.4 in crossover trials.

    5.4: only the first period was used because carry-over had been found; yes is a high risk.
    """
    chosen = (_ask(answers, "5.2"), _ask(answers, "5.3"))
    if any(answer.yes for answer in chosen):
        return Judgement.HIGH
    if "5.4" in answers and answers["5.4"].yes:
        return Judgement.HIGH
    if not all(answer.no for answer in chosen):
        return Judgement.SOME_CONCERNS
    return Judgement.LOW if _ask(answers, "5.1").yes else Judgement.SOME_CONCERNS


def _table(domain: Domain, effect: Effect) -> Callable[[Answers], Judgement] | None:
    match domain:
        case Domain.D1:
            return randomisation
        case Domain.S:
            return None
        case Domain.D2:
            return deviations_assignment if effect is Effect.ASSIGNMENT else deviations_adhering
        case Domain.D3:
            return missing_data
        case Domain.D4:
            return measurement
        case Domain.D5:
            return reporting
        case _:
            assert_never(domain)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the table says, or which question it still needs. Both None: a person judges this domain."""

    judgement: Judgement | None
    next_item: str | None


def propose(domain: Domain, effect: Effect, answers: Answers) -> Proposal:
    """Run a domain's table over the answers given so far. Domain S has no published table read here."""
    table = _table(domain, effect)
    if table is None:
        return Proposal(None, None)
    try:
        return Proposal(table(answers), None)
    except _Unanswered as missing:
        return Proposal(None, missing.item)


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's own judgement of a domain (or overall) with its reason."""

    judgement: Judgement
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise InvalidValue("appraisal.reason_missing")


def domains(variant: Variant) -> tuple[Domain, ...]:
    """The domains of a variant, in the order of the form."""
    return tuple(domain for domain in Domain if domain is not Domain.S or variant is Variant.CROSSOVER)


@dataclass(frozen=True, slots=True)
class Rob2:
    """One appraiser's assessment of one result.

    `judged` holds the domains a person has judged themselves. `lowered` is the reason why several "some concerns"
    together lower confidence so much that the overall risk is high: a judgement, never a count.
    """

    result: str
    appraiser: str
    effect: Effect
    answers: Answers
    variant: Variant = Variant.PARALLEL
    deviations: frozenset[Deviation] = frozenset()
    judged: Mapping[Domain, Judged] = field(default_factory=dict)
    directions: Mapping[Domain, BiasDirection] = field(default_factory=dict)
    lowered: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.effect is Effect.ADHERING and not self.deviations:
            raise InvalidValue("appraisal.deviations_not_named")
        for domain in self.judged:
            if domain not in domains(self.variant):
                raise InvalidValue("appraisal.domain_not_in_variant", domain=domain.value)

    def proposal(self, domain: Domain) -> Proposal:
        """What the table says of a domain."""
        return propose(domain, self.effect, self.answers)

    def judgement(self, domain: Domain) -> Judgement | None:
        """The domain's judgement: the person's own, else the table's, else not yet."""
        own = self.judged.get(domain)
        return own.judgement if own else self.proposal(domain).judgement

    @property
    def overridden(self) -> tuple[Domain, ...]:
        """Domains where the person judged otherwise than the table."""
        return tuple(
            domain
            for domain, own in self.judged.items()
            if self.proposal(domain).judgement not in {None, own.judgement}
        )

    @property
    def unfinished(self) -> tuple[tuple[Domain, str | None], ...]:
        """Domains without a judgement, and the next question of each (None: a person must judge it)."""
        return tuple(
            (domain, self.proposal(domain).next_item)
            for domain in domains(self.variant)
            if self.judgement(domain) is None
        )

    @property
    def overall(self) -> Judgement | None:
        """High if any domain is high, or `lowered` says why; some concerns if any; low if all are; None unfinished."""
        found = [self.judgement(domain) for domain in domains(self.variant)]
        if Judgement.HIGH in found:
            return Judgement.HIGH
        if None in found:
            return None
        if Judgement.SOME_CONCERNS in found:
            return Judgement.HIGH if self.lowered.strip() else Judgement.SOME_CONCERNS
        return Judgement.LOW


def result_name(result: Result) -> str:
    """The name of a result in an assessment: study@version | outcome | time | contrast | analysis set."""
    weeks = "" if result.time_weeks is None else f"{result.time_weeks:g} w"
    contrast = f"{result.contrast.experimental} v {result.contrast.comparator}"
    return " | ".join([str(result.study), result.outcome, weeks, contrast, result.analysis_set.value])
