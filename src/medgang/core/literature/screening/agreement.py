"""How well two screeners agreed before they talked, on the records both have judged."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from medgang.core.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two screeners on yes and no. Every number between −1 and 1; `n` records judged by both.

    `positive` is the share of agreement on what either took in; `kappa` has its interval (95 %), absent where chance
    agreement is complete and kappa says nothing.
    """

    n: int
    both_yes: int
    one_only: int
    other_only: int
    both_no: int
    raw: float
    positive: float | None
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    pabak: float
    ac1: float


def agreement(one: Mapping[str, bool], other: Mapping[str, bool]) -> Agreement:
    """Agreement on the records both judged, before consensus.

    Kappa: Cohen 1960, with the large-sample standard error sqrt(p_o(1 − p_o) / (n(1 − p_e)²)). PABAK = 2p_o − 1 (Byrt
    1993). AC1 = (p_o − p_γ)/(1 − p_γ), p_γ = 2q(1 − q), q the mean share of yes (Gwet 2008). Valid for n ≥ 1.
    """
    shared = sorted(one.keys() & other.keys())
    if not shared:
        raise InvalidValue("literature.nothing_judged_by_both")
    n = len(shared)
    a = sum(one[key] and other[key] for key in shared)
    b = sum(one[key] and not other[key] for key in shared)
    c = sum(other[key] and not one[key] for key in shared)
    d = n - a - b - c
    raw = (a + d) / n
    chance = ((a + b) * (a + c) + (c + d) * (b + d)) / n**2
    kappa = low = high = None
    if chance < 1:
        kappa = (raw - chance) / (1 - chance)
        error = math.sqrt(raw * (1 - raw) / (n * (1 - chance) ** 2))
        low, high = max(-1.0, kappa - 1.959964 * error), min(1.0, kappa + 1.959964 * error)
    yes = (2 * a + b + c) / (2 * n)
    gamma = 2 * yes * (1 - yes)
    positive = 2 * a / (2 * a + b + c) if a + b + c else None
    return Agreement(n, a, b, c, d, raw, positive, kappa, low, high, 2 * raw - 1, (raw - gamma) / (1 - gamma))
