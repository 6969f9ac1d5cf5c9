"""Nes et al. 2011, Med Sci Sports Exerc 43(11):2024-30: oxygen uptake without a test, mL/kg/min.

V2 (coefficients agree in several independent codebases). Standard error 5.70 (men) and 5.14 (women). Tolerance 0.05.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.body import Sex
from medgang.core.physiology.non_exercise import (
    ActivityIndex,
    Duration,
    Frequency,
    Vigour,
    nes_bmi,
    nes_waist,
)

NONE = ActivityIndex(0)


def test_waist_model_for_a_man_and_a_woman_without_activity() -> None:
    man = nes_waist(35, Sex.MALE, 95, 70, NONE)
    woman = nes_waist(35, Sex.FEMALE, 85, 70, NONE)
    assert (man.vo2, man.error) == (pytest.approx(44.0, abs=0.05), 5.70)
    assert (woman.vo2, woman.error) == (pytest.approx(36.1, abs=0.05), 5.14)


def test_both_mens_models_agree_at_the_cohort_mean() -> None:
    index = ActivityIndex(10.5)
    waist = nes_waist(48.9, Sex.MALE, 94.7, 57.4, index)
    bmi = nes_bmi(48.9, Sex.MALE, 26.6, 57.4, index)
    assert waist.vo2 == pytest.approx(44.33, abs=0.01)
    assert bmi.vo2 == pytest.approx(44.35, abs=0.01)  # measured mean 44.3
    assert nes_bmi(35, Sex.FEMALE, 25, 70, NONE).error == 5.1


@pytest.mark.parametrize(
    ("frequency", "vigour", "duration", "index"),
    [
        (Frequency.NEVER, Vigour.NEAR_EXHAUSTION, Duration.OVER_60, 0),
        (Frequency.WEEKLY, Vigour.SWEATING, Duration.UNDER_15, 5),
        (Frequency.TWO_OR_THREE, Vigour.EASY, Duration.FROM_30, 0),
        (Frequency.ALMOST_DAILY, Vigour.NEAR_EXHAUSTION, Duration.FROM_30, 45),
    ],
)
def test_activity_index_is_a_product_from_0_to_45(
    frequency: Frequency, vigour: Vigour, duration: Duration, index: float
) -> None:
    assert ActivityIndex.of(frequency, vigour, duration).value == index
