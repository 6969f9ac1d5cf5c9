"""Intention-to-treat and completers, always side by side, and what the missing would have to be to change the answer.

Brellenthin 2021 is why: its result disappears when those who dropped out are taken away. A reader who sees one
analysis only cannot know which trial they are looking at.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import AnalysisSet, CiTest, Measure, Method, ValueKind
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.results import Interval, PooledResult, Result, TwoByTwo, TwoGroups


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """One analysis set: pooled where there are enough studies, the studies' own effects always."""

    analysis_set: AnalysisSet
    pooled: PooledResult


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The same question answered for each analysis set.

    `agree` is True when all sets shown have intervals on the same side of no effect, or all across it; False when
    they differ; None when only one set was reported, which `notes` then says.
    """

    answers: tuple[SetAnswer, ...]
    agree: bool | None
    notes: tuple[str, ...]


ORDER = (
    AnalysisSet.INTENTION_TO_TREAT,
    AnalysisSet.COMPLETERS,
    AnalysisSet.PER_PROTOCOL,
    AnalysisSet.NOT_STATED,
)


def _side(interval: Interval) -> int:
    if interval.low > 0:
        return 1
    return -1 if interval.high < 0 else 0


def comparable(results: Sequence[Result], measure: Measure) -> tuple[str, ...]:
    """Codes that stop or accompany a pooling of `results`; raises where the numbers cannot stand together.

    Change and final values never meet in one SMD; one study enters once. Different outcomes or times are noted.
    """
    if not results:
        raise InvalidValue("synthesis.no_studies")
    kinds = {result.values for result in results} - {ValueKind.NOT_APPLICABLE}
    if measure is Measure.SMD and len(kinds) > 1:
        raise InvalidValue("synthesis.change_and_final")
    names = [result.study.id for result in results]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidValue("synthesis.study_twice", study=twice)
    notes = []
    if len({result.outcome for result in results}) > 1:
        notes.append("synthesis.several_outcomes")
    if len({result.time_weeks for result in results}) > 1:
        notes.append("synthesis.several_times")
    if len(kinds) > 1:
        notes.append("synthesis.change_and_final_md")
    return tuple(notes)


def compare_sets(
    by_set: Mapping[AnalysisSet, Sequence[Study]],
    measure: Measure,
    method: Method = Method.REML,
    test: CiTest | None = None,
) -> SideBySide:
    """Pool each analysis set by itself and say whether they tell the same story."""
    if not any(by_set.values()):
        raise InvalidValue("synthesis.no_studies")
    answers = tuple(
        SetAnswer(one, pool(by_set[one], measure, method, test)) for one in ORDER if by_set.get(one)
    )
    if len(answers) == 1:
        return SideBySide(answers, None, ("synthesis.one_set_only",))
    sides = [
        {_side(answer.pooled.ci)}
        if answer.pooled.ci is not None
        else {_side(study.ci) for study in answer.pooled.studies}
        for answer in answers
    ]
    agree = all(side == sides[0] for side in sides)
    return SideBySide(answers, agree, () if agree else ("synthesis.sets_differ",))


def side_by_side(
    results: Sequence[Result],
    measure: Measure,
    method: Method = Method.REML,
    test: CiTest | None = None,
) -> SideBySide:
    """The same from results: each set is first seen to be one question (`comparable`)."""
    by_set: dict[AnalysisSet, list[Study]] = {}
    notes: list[str] = []
    for one in ORDER:
        members = [result for result in results if result.analysis_set is one]
        if members:
            notes += comparable(members, measure)
            by_set[one] = [Study(result.study.shown, result.data) for result in members]
    found = compare_sets(by_set, measure, method, test)
    return SideBySide(found.answers, found.agree, (*dict.fromkeys(notes), *found.notes))


@dataclass(frozen=True, slots=True)
class MissingBounds:
    """Risks in the two groups if the missing all had the event, or none had: `best` and `worst` for the first group.

    Each is the table with everyone randomised counted.
    """

    observed: TwoByTwo
    best: TwoByTwo
    worst: TwoByTwo


def missing_bounds(
    observed: TwoByTwo, *, randomised1: int, randomised2: int, event_is_bad: bool
) -> MissingBounds:
    """The extreme cases for events: never likely, but nothing outside them is possible."""
    missing1, missing2 = randomised1 - observed.n1i, randomised2 - observed.n2i
    if missing1 < 0 or missing2 < 0:
        raise InvalidValue("synthesis.more_than_started", n=observed.n1i, started=randomised1)
    first = TwoByTwo(observed.ai + missing1, randomised1, observed.ci, randomised2)
    second = TwoByTwo(observed.ai, randomised1, observed.ci + missing2, randomised2)
    return MissingBounds(observed, second if event_is_bad else first, first if event_is_bad else second)


@dataclass(frozen=True, slots=True)
class Shift:
    """The mean difference and its interval if the missing of the first group lay `delta` SDs away from the seen."""

    delta: float
    difference: float
    ci: Interval


@dataclass(frozen=True, slots=True)
class MissingShift:
    """How the answer moves with the missing, and the `tipping` delta (in SDs) at which the interval meets 0.

    `tipping` is None where the interval holds 0 already, or nobody is missing.
    """

    missing: int
    shifts: tuple[Shift, ...]
    tipping: float | None


def missing_shift(
    observed: TwoGroups,
    *,
    randomised1: int,
    deltas: Sequence[float] = (-1.0, -0.5, 0.0, 0.5, 1.0),
) -> MissingShift:
    """Shift the missing of the first group by `delta` of its SD; the second group as seen, the SE as seen.

    The idea of the informative-missingness difference of means: Mavridis D et al. Stat Med 2015;34:721-41,
    doi 10.1002/sim.6365, with delta taken as known.
    """
    missing = randomised1 - observed.n1i
    if missing < 0:
        raise InvalidValue("synthesis.more_than_started", n=observed.n1i, started=randomised1)
    share = missing / randomised1
    base = observed.m1i - observed.m2i
    se = math.sqrt(observed.sd1i**2 / observed.n1i + observed.sd2i**2 / observed.n2i)
    half = 1.959963984540054 * se
    shifts = []
    for delta in deltas:
        moved = base + share * delta * observed.sd1i
        shifts.append(Shift(delta, moved, Interval(moved - half, moved + half, "z")))
    tipping = None
    if missing and abs(base) > half:
        edge = base - math.copysign(half, base)
        tipping = -edge / (share * observed.sd1i)
    return MissingShift(missing, tuple(shifts), tipping)
