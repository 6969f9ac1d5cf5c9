"""When to stop screening: one rule with a guarantee, and the rules of thumb that have none.

The rule with a guarantee is that of Callaghan and Müller-Hansen (Syst Rev 2020;9:273): the null hypothesis is that
recall is still below the target, and the unseen records are an urn without replacement. It holds for one look, set
beforehand, at a random sample of what is unseen; read after every record, or from records in ranked order, it is a
heuristic, and says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue


class StoppingRule(StrEnum):
    """The rules that can be asked."""

    RANKED_TEST = "ranked_test"
    CONSECUTIVE_50 = "consecutive_50"
    CONSECUTIVE_100 = "consecutive_100"


class Standing(StrEnum):
    """What an answer is worth."""

    GUARANTEE = "guarantee"
    HEURISTIC = "heuristic"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Look:
    """One look: what was read and found when the rule said stop."""

    read: int
    found: int


@dataclass(frozen=True, slots=True)
class StoppingPlan:
    """What is decided before screening begins. `target` and `alpha` between 0 and 1; `look_at` unseen records drawn.

    A plan belongs to one set of records: `imported` counts the imports it was made for, and a later import voids it.
    """

    target: float
    alpha: float
    imported: int
    sample_size: int

    def __post_init__(self) -> None:
        if not 0 < self.target < 1 or not 0 < self.alpha < 1 or self.sample_size < 1:
            raise InvalidValue("literature.bad_stopping_plan")


@dataclass(frozen=True, slots=True)
class StoppingAnswer:
    """Whether the hypothesis "recall is below target" is rejected, with what, and what that is worth."""

    p_value: float
    reject: bool
    standing: Standing
    unseen: int


def p_recall_below(
    *, found: int, sampled: int, found_in_sample: int, unseen_at_start: int, target: float
) -> float:
    """The probability of so few relevant among `sampled` of `unseen_at_start`, if recall were still below target.

    `found` counts all relevant records known, those of the sample included. The smallest number of relevant records
    that recall below target allows in the urn is K = ⌊found / target⌋ + 1 − (found − found_in_sample); the p-value
    is P(X ≤ found_in_sample) for X hypergeometric(unseen_at_start, K, sampled). No unit; exact, no standard error.
    """
    if not 0 <= found_in_sample <= found or not found_in_sample <= sampled <= unseen_at_start:
        raise InvalidValue("literature.bad_stopping_counts")
    from scipy.stats import hypergeom

    hidden = math.floor(found / target) + 1 - (found - found_in_sample)
    if hidden > unseen_at_start - (sampled - found_in_sample):
        # so many cannot be left: recall is at target whatever is unseen
        return 0.0
    return float(hypergeom.cdf(found_in_sample, unseen_at_start, hidden, sampled))


def answer(
    plan: StoppingPlan,
    *,
    found: int,
    sampled: int,
    found_in_sample: int,
    unseen_at_start: int,
    imported: int,
    random_sample: bool,
    looks_before: int,
) -> StoppingAnswer:
    """The answer of one look under a plan. A new import voids it; ranked records or a second look make it heuristic."""
    p_value = p_recall_below(
        found=found,
        sampled=sampled,
        found_in_sample=found_in_sample,
        unseen_at_start=unseen_at_start,
        target=plan.target,
    )
    if imported != plan.imported:
        standing = Standing.VOID
    elif random_sample and looks_before == 0 and sampled >= min(plan.sample_size, unseen_at_start):
        standing = Standing.GUARANTEE
    else:
        standing = Standing.HEURISTIC
    reject = standing is not Standing.VOID and p_value < plan.alpha
    return StoppingAnswer(p_value, reject, standing, unseen_at_start - sampled)


def ranked_p_value(labels: Sequence[bool], total: int, target: float) -> float:
    """The heuristic of the same paper for ranked screening: the least p over every split of what was read.

    Treats the records read since each relevant one as if drawn at random; conservative while the ranking is better
    than chance, no guarantee where it is not.
    """
    found = sum(labels)
    least = 1.0
    starts = [0, *(place + 1 for place, label in enumerate(labels) if label)]
    for seen_relevant, start in enumerate(starts):
        sampled = len(labels) - start
        in_sample = found - seen_relevant
        if sampled:
            p = p_recall_below(
                found=found,
                sampled=sampled,
                found_in_sample=in_sample,
                unseen_at_start=total - start,
                target=target,
            )
            least = min(least, p)
    return least


def would_stop(
    rule: StoppingRule, labels: Sequence[bool], *, target: float = 0.95, alpha: float = 0.05
) -> Look | None:
    """Where a rule would have stopped a finished screening, None where it never did. Looks every 20 records."""
    if rule is StoppingRule.RANKED_TEST:
        for read in range(20, len(labels), 20):
            found = sum(labels[:read])
            if found and ranked_p_value(labels[:read], len(labels), target) < alpha:
                return Look(read, found)
        return None
    limit = 50 if rule is StoppingRule.CONSECUTIVE_50 else 100
    run = 0
    for read, label in enumerate(labels, 1):
        run = 0 if label else run + 1
        if run == limit:
            return Look(read, sum(labels[:read]))
    return None
