"""Tveter, ARD 2013;72(Suppl 3):A1094.3 (V1): smallest detectable change, 81 Norwegian patients, one week: walk
49 m (our rule 50), stairs 8 s, grip 4 kg, sit-to-stand 4. Exact.
"""

from __future__ import annotations

import pytest

from medgang.content.schemas.reference import norm, retest_error
from medgang.core.physiology.body import Sex
from medgang.core.physiology.field_tests import field_result


@pytest.mark.parametrize(
    ("key", "threshold"),
    [("six-minute-walk", 50), ("stairs", 8), ("grip", 4), ("sit-to-stand-30", 4), ("lab", 7)],
)
def test_retest_errors(key: str, threshold: float) -> None:
    found = retest_error(key)
    assert found is not None
    assert found.threshold == threshold


def test_norms_of_tveter_2014() -> None:
    assert field_result(norm("stairs"), 34, 35, Sex.FEMALE).pct_of_norm == pytest.approx(100)
    assert field_result(norm("sit-to-stand-30"), 13, 45, Sex.FEMALE).pct_of_norm == pytest.approx(52)
    assert field_result(norm("sit-to-stand-30"), 13, 55, Sex.MALE).norm is None  # that row was not readable
