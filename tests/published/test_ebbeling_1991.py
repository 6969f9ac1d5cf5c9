"""Ebbeling et al. 1991, Med Sci Sports Exerc, PMID 1956273, abstract: treadmill walk at 5 %, mL/kg/min.

V1: equation and standard error 4.85. Vectors computed from the equation; tolerance 0.005. The NSCA guide
prints 3.72, which is not used.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.body import Sex
from medgang.core.physiology.treadmill import KM_PER_MILE, ebbeling, ebbeling_equation, ebbeling_pulse_term


@pytest.mark.parametrize(("hr", "sex", "vo2"), [(120, Sex.MALE, 47.09), (135, Sex.FEMALE, 38.85)])
def test_equation_at_3_5_mph_and_35_years(hr: float, sex: Sex, vo2: float) -> None:
    assert ebbeling_equation(3.5, hr, 35, sex) == pytest.approx(vo2, abs=0.005)
    found = ebbeling(3.5 * KM_PER_MILE, hr, 35, sex)
    assert found.vo2 == pytest.approx(vo2, abs=0.005)
    assert found.error == 4.85


@pytest.mark.parametrize(
    ("age", "per_beat"), [(25, -0.20), (35, -0.15), (45, -0.10), (55, -0.05), (59, -0.03)]
)
def test_the_pulse_term_fades_with_age(age: float, per_beat: float) -> None:
    assert ebbeling_pulse_term(age) == pytest.approx(per_beat, abs=0.0055)


def test_the_pulse_term_is_nil_at_65() -> None:
    assert ebbeling_pulse_term(65) == pytest.approx(0, abs=0.001)
