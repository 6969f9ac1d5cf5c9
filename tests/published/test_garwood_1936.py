"""Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936;28:437–442.

The 95 % limits of a Poisson count as they stand in the many tables made from the paper; unit: events; tolerance .01.
Seen in reprinted tables (V2).
"""

from __future__ import annotations

import pytest

from medgang.core.outcomes import per_1000_person_sessions


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (2, 0.24, 7.22), (5, 1.62, 11.67), (10, 4.80, 18.39)],
)
def test_limits_of_a_poisson_count(events: int, low: float, high: float) -> None:
    rate = per_1000_person_sessions(events, 1000)
    assert rate.low is not None
    assert rate.high is not None
    assert rate.low == pytest.approx(low, abs=0.01)
    assert rate.high == pytest.approx(high, abs=0.01)
