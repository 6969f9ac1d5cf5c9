"""Enright & Sherrill 1998 in the ERS/ATS standard, table 5 (V1): six-minute distance, metres; tolerance 1 m."""

from __future__ import annotations

import pytest

from medgang.core.physiology.body import Sex
from medgang.core.physiology.field_tests import enright_distance


def test_a_man_of_35_is_outside_the_ages_it_was_made_for() -> None:
    found = enright_distance(35, Sex.MALE, 80, 180)
    assert found.metres == pytest.approx(737, abs=1)
    assert found.extrapolated


def test_a_woman_of_60() -> None:
    # 2.11 * 165 - 2.29 * 70 - 5.78 * 60 + 667
    found = enright_distance(60, Sex.FEMALE, 70, 165)
    assert found.metres == pytest.approx(508, abs=1)
    assert not found.extrapolated
