"""YMCA cycle test, NSCA's Guide to Tests and Assessments, chapter 5 (V2): 300 kgm/min at 112, 600 at 140, HRmax 188.6,
80 kg gives 1120.7 kgm/min and 32.2 mL/kg/min. Tolerance 0.05.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.cycle import ymca, ymca_maximal_load, ymca_vo2
from medgang.core.physiology.hr_max import predict_hr_max
from medgang.core.physiology.metabolic import KGM_PER_WATT


def test_worked_example() -> None:
    load = ymca_maximal_load(300, 112, 600, 140, 188.6)
    assert load == pytest.approx(1120.7, abs=0.05)
    assert ymca_vo2(load, 80) == pytest.approx(32.2, abs=0.05)
    found = ymca(300 / KGM_PER_WATT, 112, 600 / KGM_PER_WATT, 140, hr_max=predict_hr_max(35), weight_kg=80)
    assert found.vo2 == pytest.approx(32.2, abs=0.05)
    assert found.error == pytest.approx(0.15 * found.vo2)
