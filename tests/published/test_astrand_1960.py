"""Åstrand–Ryhming: age factors of I. Åstrand 1960, suppl. 169, as reprinted (V2); standard error 0.48 L/min from
Björkman et al. 2016, PMC4983286 (V1). Tolerance 0.005.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.body import Sex
from medgang.core.physiology.cycle import astrand, astrand_age_factor, astrand_litres


@pytest.mark.parametrize(
    ("age", "factor"),
    [
        (25, 1.00),
        (35, 0.87),
        (40, 0.83),
        (45, 0.78),
        (50, 0.75),
        (55, 0.71),
        (60, 0.68),
        (65, 0.65),
        (30, 0.935),
    ],
)
def test_age_factors(age: float, factor: float) -> None:
    assert astrand_age_factor(age) == pytest.approx(factor, abs=0.0005)


def test_nomogram_as_an_equation() -> None:
    # 100 (0.00212 * 612 + 0.299) / (0.769 * 140 - 48.5) and 100 (0.00193 * 612 + 0.326) / (0.769 * 140 - 56.1)
    assert astrand_litres(100, 140, Sex.MALE) == pytest.approx(2.70, abs=0.005)
    assert astrand_litres(100, 140, Sex.FEMALE) == pytest.approx(2.92, abs=0.005)


def test_estimate_with_its_error() -> None:
    found = astrand(100, 138, 142, age_years=35, sex=Sex.MALE, weight_kg=80)
    assert found.vo2 == pytest.approx(1000 * astrand_litres(100, 140, Sex.MALE) * 0.87 / 80)
    assert found.error == pytest.approx(6.0)
