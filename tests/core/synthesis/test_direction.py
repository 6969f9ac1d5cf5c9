"""Vote counting by direction, and the sign test with its limits."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.direction import Direction, direction_of, sign_test, within_study

B, H, N, X = Direction.BENEFIT, Direction.HARM, Direction.NONE, Direction.NOT_REPORTED


def test_direction_follows_what_is_better() -> None:
    assert direction_of(0.2, higher_is_better=True) is B
    assert direction_of(0.2, higher_is_better=False) is H
    assert direction_of(-0.2, higher_is_better=False) is B
    assert direction_of(0.0, higher_is_better=True) is N


def test_a_study_points_one_way_from_seventy_percent() -> None:
    assert within_study([B] * 7 + [H] * 3) is B
    assert within_study([H] * 8 + [B] * 2) is H
    assert within_study([B] * 6 + [H] * 4) is N
    assert within_study([X, X]) is X


def test_the_sign_test_is_exact_and_says_what_it_cannot_show() -> None:
    """8 of 9: p = 2 (1 + 9) / 512 = 0.0391; interval 0.518 to 0.997 (Clopper & Pearson)."""
    found = sign_test([B] * 8 + [H, N, X])
    assert (found.benefit, found.harm, found.undirected, found.not_reported) == (8, 1, 1, 1)
    assert found.p == pytest.approx(20 / 512)
    assert (found.ci.low, found.ci.high) == pytest.approx((0.5175, 0.9972), abs=5e-5)
    assert found.limits == ("synthesis.direction_no_size", "synthesis.direction_all_equal")


def test_all_one_way_and_none_at_all() -> None:
    found = sign_test([B] * 5)
    assert found.ci.high == 1
    assert sign_test([H] * 5).ci.low == 0
    assert sign_test([B, H]).p == 1
    with pytest.raises(InvalidValue, match="no_directions"):
        sign_test([N, X])
