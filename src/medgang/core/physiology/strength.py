"""Strength: one-repetition maximum from repetitions, and the load of four sets of four to five without any maximum."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import within


class OneRepFormula(StrEnum):
    """Published formulas from a load lifted `r` times to failure."""

    BRZYCKI = "brzycki"
    EPLEY = "epley"
    LANDER = "lander"
    LOMBARDI = "lombardi"
    OCONNER = "oconner"
    MAYHEW = "mayhew"
    WATHAN = "wathan"


@dataclass(frozen=True, slots=True)
class OneRepEstimate:
    """One-repetition maximum in kg by the chosen formula, and the lowest and highest the formulas give."""

    kg: float
    low_kg: float
    high_kg: float
    formula: OneRepFormula
    lifted_once: bool


def one_rep_max(
    load_kg: float, repetitions: int, formula: OneRepFormula = OneRepFormula.BRZYCKI
) -> OneRepEstimate:
    """The heaviest load (kg) that could be lifted once, from a load lifted 1–10 times to failure.

    Lifted once it is itself the maximum, whatever the formula says (Epley would give 103 % of it). 1RM retest: median
    coefficient of variation 4.2 % (Grgic 2020, PMC7367986). Formulas as given in NSCA's guide, with the signs of its
    misprinted exponents put right; Brzycki below 10 repetitions.
    """
    within("load_kg", load_kg, 1, 1000)
    if not 1 <= repetitions <= 10:
        raise InvalidValue("physiology.repetitions_out_of_range", repetitions=repetitions)
    if repetitions == 1:
        return OneRepEstimate(load_kg, load_kg, load_kg, formula, True)
    every = [_one_rep(load_kg, repetitions, one) for one in OneRepFormula]
    return OneRepEstimate(_one_rep(load_kg, repetitions, formula), min(every), max(every), formula, False)


def _one_rep(w: float, r: int, formula: OneRepFormula) -> float:
    match formula:
        case OneRepFormula.BRZYCKI:
            return w * 36.0 / (37.0 - r)
        case OneRepFormula.EPLEY:
            return w * (1.0 + r / 30.0)
        case OneRepFormula.LANDER:
            return 100.0 * w / (101.3 - 2.67123 * r)
        case OneRepFormula.LOMBARDI:
            return float(w * r**0.10)
        case OneRepFormula.OCONNER:
            return w * (1.0 + 0.025 * r)
        case OneRepFormula.MAYHEW:
            return 100.0 * w / (52.2 + 41.9 * math.exp(-0.055 * r))
        case OneRepFormula.WATHAN:
            return 100.0 * w / (48.8 + 53.8 * math.exp(-0.075 * r))
        case _ as never:
            assert_never(never)


@dataclass(frozen=True, slots=True)
class StrengthLoad:
    """The load of a strength session in kg, and whether a maximum had to be known for it."""

    low_kg: float
    high_kg: float
    needs_maximum: bool


LOW_SHARE = 0.85
HIGH_SHARE = 0.90
"""4×4 strength: 85–90 % of one-repetition maximum, four sets of four to five (Unhjem 2016; HIT network)."""


def four_by_four_load(repetition_maximum_kg: float, repetitions: int) -> StrengthLoad:
    """The load of four sets from what the person can lift four or five times and not once more: that very load.

    A 4RM is 88–92 % and a 5RM 86–89 % of one-repetition maximum, so it already lies at the prescribed 85–90 %; no test
    of a maximum is needed.
    """
    within("load_kg", repetition_maximum_kg, 1, 1000)
    if repetitions not in {4, 5}:
        raise InvalidValue("physiology.not_four_or_five", repetitions=repetitions)
    return StrengthLoad(repetition_maximum_kg, repetition_maximum_kg, False)


def load_at_share(
    one_rep_max_kg: float, low_share: float = LOW_SHARE, high_share: float = HIGH_SHARE
) -> StrengthLoad:
    """The band of loads (kg) at a share (0–1) of a known one-repetition maximum."""
    within("one_rep_max_kg", one_rep_max_kg, 1, 1000)
    within("low_share", low_share, 0.2, 1)
    within("high_share", high_share, low_share, 1)
    return StrengthLoad(one_rep_max_kg * low_share, one_rep_max_kg * high_share, True)
