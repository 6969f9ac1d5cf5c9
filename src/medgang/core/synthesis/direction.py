"""Vote counting by direction only, for when effects cannot be pooled: how many studies point which way.

It says whether there is any effect, never how large; a study of ten counts as one of a thousand. Statistical
significance never enters: counting significant studies is wrong. Source: Cochrane Handbook 6, section 12.2.1.3;
Boon MH, Thomson H. Res Synth Methods 2021;12:29-33, doi 10.1002/jrsm.1458 (the effect-direction plot).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.results import Interval


class Direction(StrEnum):
    """Which way a study's result points, however large."""

    BENEFIT = "benefit"
    HARM = "harm"
    NONE = "none"  # exactly no difference, or results in both directions within the domain
    NOT_REPORTED = "not-reported"


@dataclass(frozen=True, slots=True)
class SignTest:
    """How many of those that point somewhere point to benefit, with an exact interval and two-sided p.

    `limits` are the codes of what this can never show.
    """

    benefit: int
    harm: int
    undirected: int
    not_reported: int
    proportion: float
    ci: Interval
    p: float
    limits: tuple[str, ...] = ("synthesis.direction_no_size", "synthesis.direction_all_equal")


def direction_of(yi: float, *, higher_is_better: bool) -> Direction:
    """The direction of an effect on a scale whose null is 0."""
    if yi == 0:
        return Direction.NONE
    return Direction.BENEFIT if (yi > 0) == higher_is_better else Direction.HARM


def within_study(directions: Iterable[Direction]) -> Direction:
    """One direction for a study with several results in a domain: at least 70 % one way, else none.

    Source: Boon & Thomson 2021, as above.
    """
    told = [direction for direction in directions if direction is not Direction.NOT_REPORTED]
    if not told:
        return Direction.NOT_REPORTED
    for wanted in (Direction.BENEFIT, Direction.HARM):
        if told.count(wanted) >= 0.7 * len(told):
            return wanted
    return Direction.NONE


def sign_test(directions: Iterable[Direction]) -> SignTest:
    """The exact binomial test that benefit and harm are equally likely; studies without a direction are not counted.

    The interval is Clopper and Pearson's (Biometrika 1934;26:404-13).
    """
    from scipy import special

    seen = list(directions)
    benefit, harm = seen.count(Direction.BENEFIT), seen.count(Direction.HARM)
    n = benefit + harm
    if n == 0:
        raise InvalidValue("synthesis.no_directions")
    low = 0.0 if benefit == 0 else float(special.betaincinv(benefit, n - benefit + 1, 0.025))
    high = 1.0 if benefit == n else float(special.betaincinv(benefit + 1, n - benefit, 0.975))
    extreme = max(benefit, harm)
    tail = sum(math.comb(n, i) for i in range(extreme, n + 1)) / 2**n
    return SignTest(
        benefit,
        harm,
        seen.count(Direction.NONE),
        seen.count(Direction.NOT_REPORTED),
        benefit / n,
        Interval(low, high, "clopper-pearson"),
        min(1.0, 2 * tail),
    )
