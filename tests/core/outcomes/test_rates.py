"""How often something happens."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.outcomes import Rate, per_1000_person_sessions


def test_the_rate_carries_its_two_numbers() -> None:
    rate = per_1000_person_sessions(2, 400)
    assert (rate.events, rate.person_sessions, rate.per_1000) == (2, 400, 5.0)
    assert rate.low is not None
    assert rate.high is not None
    assert rate.low < 5.0 < rate.high


def test_without_sessions_there_is_no_rate() -> None:
    assert per_1000_person_sessions(0, 0) == Rate(0, 0, None, None, None)


@pytest.mark.parametrize("counts", [(-1, 10), (1, -10)])
def test_counts_are_counts(counts: tuple[int, int]) -> None:
    with pytest.raises(InvalidValue):
        per_1000_person_sessions(*counts)
