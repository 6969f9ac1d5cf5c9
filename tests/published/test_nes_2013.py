"""Nes et al. 2013, Scand J Med Sci Sports, doi 10.1111/j.1600-0838.2012.01445.x, abstract: HRmax 211 - 0.64 age, bpm.

V1. Standard error 10.8 bpm. The values at 20 to 60 years are computed from the printed equation; tolerance 0.05 bpm.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.hr_max import FORMULAS, HrMaxSource, predict_hr_max


@pytest.mark.requirement("R116")
@pytest.mark.parametrize(
    ("age", "bpm"), [(20, 198.2), (30, 191.8), (35, 188.6), (40, 185.4), (50, 179.0), (60, 172.6)]
)
def test_default_formula_and_its_error(age: float, bpm: float) -> None:
    found = predict_hr_max(age)
    assert found.bpm == pytest.approx(bpm, abs=0.05)
    assert found.error_bpm == 10.8
    assert found.source is HrMaxSource.PREDICTED_NES


@pytest.mark.requirement("R254")
def test_one_standard_error_at_35_is_5_7_percent_of_the_maximum() -> None:
    found = predict_hr_max(35)
    assert 100 * 10.8 / found.bpm == pytest.approx(5.7, abs=0.05)


@pytest.mark.parametrize(
    ("source", "age", "bpm"),
    [
        (HrMaxSource.PREDICTED_TANAKA, 20, 194.0),  # Tanaka 2001: 208 - 0.7 age
        (HrMaxSource.PREDICTED_TANAKA, 60, 166.0),
        (HrMaxSource.PREDICTED_GELLISH, 40, 179.0),  # Gellish 2007, abstract: 207 - 0.7 age
        (HrMaxSource.PREDICTED_GELLISH_UNROUNDED, 40, 180.1),  # Jackson 2007: 206.9 - 0.67 age
        (HrMaxSource.PREDICTED_GELLISH_CURVE, 40, 180.8),  # 192 - 0.007 age squared
    ],
)
def test_the_alternatives_by_name(source: HrMaxSource, age: float, bpm: float) -> None:
    found = predict_hr_max(age, source)
    assert found.bpm == pytest.approx(bpm, abs=0.05)
    assert found.error_bpm == FORMULAS[source].error_bpm
