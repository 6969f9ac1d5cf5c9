"""The summary-of-findings table: what a relative effect means in persons, computed and never typed.

Sources: Cochrane Handbook 5.1, sections 11.5 and 12.5; 12.6 for standardised mean differences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.appraisal.grade import Certainty, Importance
from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.results import PooledResult


@dataclass(frozen=True, slots=True)
class Ratio:
    """An effect on its natural scale with its 95 % interval: 0.45 (0.18 to 1.13), or a risk difference."""

    estimate: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.estimate <= self.high:
            raise InvalidValue("appraisal.interval_disorder")


class BaselineSource(StrEnum):
    """Where the risk without the intervention comes from."""

    CONTROL_GROUPS = "control-groups"  # the median of the trials' own
    COHORT = "cohort"
    REGISTER = "register"
    OWN_UNIT = "own-unit"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The risk without the intervention (0 to 1), where it comes from, and for whom ("low risk")."""

    risk: float
    source: BaselineSource
    citation: str
    group: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.risk < 1:
            raise InvalidValue("appraisal.bad_risk", value=self.risk)
        if not self.citation.strip():
            raise InvalidValue("appraisal.baseline_without_source")


def risk_with(measure: Measure, effect: float, baseline: float) -> float:
    """The risk with the intervention, held within 0 and 1.

    RR: risk × RR. OR: OR p / (1 - p + OR p). RD: risk + RD. Source: Handbook 5.1, section 12.5.4.
    """
    match measure:
        case Measure.RR:
            found = baseline * effect
        case Measure.OR:
            found = effect * baseline / (1 - baseline + effect * baseline)
        case Measure.RD:
            found = baseline + effect
        case _:
            raise InvalidValue("appraisal.no_absolute_effect", measure=measure.value)
    return min(1.0, max(0.0, found))


def per_thousand(risk: float) -> int:
    """Persons of a thousand, halves away from zero."""
    return math.floor(abs(risk) * 1000 + 0.5 + 1e-9) * (1 if risk >= 0 else -1)


def number_needed(difference: float) -> int | None:
    """1 / |risk difference| rounded up; None where there is no difference. Source: Handbook 5.1, section 12.5.4.1."""
    return None if difference == 0 else math.ceil(1 / abs(difference) - 1e-9)


@dataclass(frozen=True, slots=True)
class Absolute:
    """What an effect means at one baseline: persons of 1000 with and without, the difference, and NNT.

    A negative difference means fewer. `nnt_interval` is None where the interval crosses no effect: there it would
    run through infinity.
    """

    baseline: Baseline
    without: int
    with_: tuple[int, int, int]
    difference: tuple[int, int, int]
    nnt: int | None
    nnt_interval: tuple[int, int] | None


def absolute(measure: Measure, effect: Ratio, baseline: Baseline) -> Absolute:
    """Compute a row's absolute effect (estimate, low, high)."""
    risks = [risk_with(measure, value, baseline.risk) for value in (effect.estimate, effect.low, effect.high)]
    differences = [risk - baseline.risk for risk in risks]
    nnt_interval = None
    if differences[1] * differences[2] > 0:
        ends = sorted(end for end in (number_needed(differences[1]), number_needed(differences[2])) if end)
        nnt_interval = (ends[0], ends[1])
    with_ = tuple(per_thousand(risk) for risk in risks)
    moved = tuple(per_thousand(difference) for difference in differences)
    return Absolute(
        baseline,
        per_thousand(baseline.risk),
        (with_[0], with_[1], with_[2]),
        (moved[0], moved[1], moved[2]),
        number_needed(differences[0]),
        nnt_interval,
    )


@dataclass(frozen=True, slots=True)
class Reexpressed:
    """A standardised mean difference in other words: units of a scale people know, and an odds ratio."""

    units: Ratio | None
    scale_sd: float | None
    scale_source: str
    odds_ratio: Ratio


def reexpress(smd: Ratio, *, scale_sd: float | None = None, scale_source: str = "") -> Reexpressed:
    """SMD × the scale's SD, and ln OR = SMD · π / √3.

    `scale_sd` comes from a representative study, named in `scale_source`. Source: Handbook 5.1, sections 12.6.3 and
    12.6.4; Chinn S. Stat Med 2000;19:3127-31, PMID 11113947.
    """
    units = None
    if scale_sd is not None:
        if scale_sd <= 0:
            raise InvalidValue("synthesis.sd_not_positive", field="scale_sd", value=scale_sd)
        if not scale_source.strip():
            raise InvalidValue("appraisal.scale_without_source")
        units = Ratio(smd.estimate * scale_sd, smd.low * scale_sd, smd.high * scale_sd)
    factor = math.pi / math.sqrt(3)
    odds = Ratio(*(math.exp(value * factor) for value in (smd.estimate, smd.low, smd.high)))
    return Reexpressed(units, scale_sd, scale_source, odds)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One outcome of the table. `effect` is None where nothing was pooled; the row then says how many studies."""

    outcome: str
    importance: Importance
    studies: int
    persons: int | None
    measure: Measure
    effect: Ratio | None
    absolute: tuple[Absolute, ...]
    reexpressed: Reexpressed | None
    certainty: Certainty


def summary_row(
    outcome: str,
    importance: Importance,
    pooled: PooledResult,
    certainty: Certainty,
    *,
    persons: int | None = None,
    baselines: tuple[Baseline, ...] = (),
    scale_sd: float | None = None,
    scale_source: str = "",
) -> SummaryRow:
    """A row from a pooled answer: its natural-scale effect, persons of 1000 at each baseline, SMD re-expressed."""
    effect, found, other = None, [], None
    if pooled.estimate is not None and pooled.ci is not None:
        natural = pooled.scale.natural
        effect = Ratio(natural(pooled.estimate), natural(pooled.ci.low), natural(pooled.ci.high))
        found = [absolute(pooled.measure, effect, baseline) for baseline in baselines]
        if pooled.measure is Measure.SMD:
            other = reexpress(effect, scale_sd=scale_sd, scale_source=scale_source)
    return SummaryRow(
        outcome, importance, pooled.k, persons, pooled.measure, effect, tuple(found), other, certainty
    )
