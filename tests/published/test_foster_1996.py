"""Foster et al. 1996 (V1): graded treadmill, uptake from the last load. Free 0.869 ACSM - 0.07 (standard error
4.8), with it 0.694 ACSM + 3.33 (4.4). mL/kg/min; tolerance 0.01.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.metabolic import walking_vo2
from medgang.core.physiology.treadmill import treadmill_peak


def test_with_and_without_handrail() -> None:
    cost = walking_vo2(5.3, 15)
    free = treadmill_peak(5.3, 15, handrail=False)
    held = treadmill_peak(5.3, 15, handrail=True)
    assert (free.vo2, free.error) == (pytest.approx(0.869 * cost - 0.07, abs=0.01), 4.8)
    assert (held.vo2, held.error) == (pytest.approx(0.694 * cost + 3.33, abs=0.01), 4.4)
    assert held.vo2 < free.vo2
    assert [one.code for one in held.notices] == ["physiology.handrail_used"]
