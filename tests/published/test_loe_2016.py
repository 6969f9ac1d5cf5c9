"""Loe et al. 2016, PLoS ONE, doi 10.1371/journal.pone.0144873: submaximal treadmill, mL/kg/min.

V2 for the equation (its sex is not stated where it was read), V1 for the standard error 6.24 (men). Tolerance 0.005.
"""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex
from medgang.core.physiology.treadmill import hunt3_submaximal


def test_equation_and_error() -> None:
    found = hunt3_submaximal(5, 5, 85, 130, 35, Sex.MALE)
    assert found.vo2 == pytest.approx(38.04, abs=0.005)
    assert found.error == 6.24
    assert [one.code for one in found.notices] == ["physiology.sex_of_equation"]


def test_the_womens_equation_has_not_been_read() -> None:
    with pytest.raises(InvalidValue, match="equation_not_read_for_women"):
        hunt3_submaximal(5, 5, 85, 130, 35, Sex.FEMALE)
