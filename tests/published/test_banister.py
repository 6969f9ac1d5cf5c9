"""Banister training impulse (V2, many codebases): a man, 30 min at 130, rest 40, maximum 200: 31.80. Tolerance 0.01.

The women's variants per minute at x = 0.9: 3.87, 2.88 and 3.69 (times x), men 3.60: three competing ones, so the
export names which.
"""

from __future__ import annotations

import numpy as np
import pytest

from medgang.core.physiology.dose import BanisterVariant, Samples, banister
from medgang.core.physiology.hr_max import HrMax, HrMaxSource


def minutes_at(bpm: float, minutes: int) -> Samples:
    n = minutes * 60
    return Samples(np.ones(n), np.full(n, bpm), np.ones(n, dtype=bool))


def test_worked_example_for_a_man() -> None:
    found = banister(minutes_at(130, 30), HrMax(200, HrMaxSource.MEASURED), 40, BanisterVariant.MEN)
    assert found.value == pytest.approx(31.80, abs=0.01)
    assert (found.variant, found.minutes) == ("men", 30)


@pytest.mark.parametrize(
    ("variant", "factor"),
    [
        (BanisterVariant.MEN, 3.60),
        (BanisterVariant.WOMEN_LITERATURE, 3.87),
        (BanisterVariant.WOMEN_GOLDENCHEETAH, 2.88),
        (BanisterVariant.WOMEN_RUNALYZE, 3.69),
    ],
)
def test_variants_per_minute(variant: BanisterVariant, factor: float) -> None:
    found = banister(minutes_at(184, 1), HrMax(200, HrMaxSource.MEASURED), 40, variant)
    assert found.value / 0.9 == pytest.approx(factor, abs=0.005)
