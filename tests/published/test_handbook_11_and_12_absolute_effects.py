"""Cochrane Handbook 5.1 (2011), figure 11.5.a and sections 12.5.4.1 to 12.5.4.3: effects in persons.

Unit: persons of 1000, numbers needed to treat. Tolerance: none. Mark V1.
"""

from __future__ import annotations

import pytest

from medgang.core.appraisal.sof import (
    Baseline,
    BaselineSource,
    Ratio,
    absolute,
    number_needed,
    per_thousand,
    risk_with,
)
from medgang.core.synthesis.kinds import Measure


@pytest.mark.parametrize(
    ("ratio", "assumed", "corresponding"),
    [
        ((0.10, 0.04, 0.26), 10, (1, 0, 3)),  # symptomless DVT, low risk
        ((0.10, 0.04, 0.26), 30, (3, 1, 8)),  # symptomless DVT, high risk
        ((0.45, 0.18, 1.13), 13, (6, 2, 15)),  # superficial vein thrombosis
    ],
)
def test_the_corresponding_risks_of_the_stockings_table(
    ratio: tuple[float, float, float], assumed: int, corresponding: tuple[int, int, int]
) -> None:
    """Figure 11.5.a."""
    baseline = Baseline(assumed / 1000, BaselineSource.CONTROL_GROUPS, "the trials' control groups")
    found = absolute(Measure.RR, Ratio(*ratio), baseline)
    assert found.without == assumed
    assert found.with_ == corresponding


def test_numbers_needed_are_rounded_up() -> None:
    """Section 12.5.4.1: 12 percentage points give 9, 22 give 5."""
    assert number_needed(-0.12) == 9
    assert number_needed(-0.22) == 5


def test_a_risk_ratio_at_thirty_percent() -> None:
    """Section 12.5.4.2: RR 0.92 is 24 fewer per 1000, NNT 42."""
    difference = risk_with(Measure.RR, 0.92, 0.3) - 0.3
    assert per_thousand(difference) == -24
    assert number_needed(difference) == 42


def test_an_odds_ratio_at_thirty_percent() -> None:
    """Section 12.5.4.3: OR 0.73 is 62 fewer per 1000, NNT 17."""
    difference = risk_with(Measure.OR, 0.73, 0.3) - 0.3
    assert per_thousand(difference) == -62
    assert number_needed(difference) == 17


def test_no_interval_around_nnt_where_the_ratio_crosses_no_effect() -> None:
    """RR 0.45 (0.18 to 1.13): the interval would run through infinity."""
    baseline = Baseline(0.3, BaselineSource.CONTROL_GROUPS, "the trials' control groups")
    assert absolute(Measure.RR, Ratio(0.45, 0.18, 1.13), baseline).nnt_interval is None
    assert absolute(Measure.RR, Ratio(0.45, 0.18, 0.90), baseline).nnt_interval == (5, 34)
