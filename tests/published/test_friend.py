"""FRIEND: de Souza e Silva 2018 (PMID 29517365, V1), Myers 2017 as tabulated by Harber 2020 (V2), cycle equation
doi 10.1177/2047487318772667 (V1). mL/kg/min; tolerance 0.005.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.body import Sex
from medgang.core.physiology.cycle import cycle_peak
from medgang.core.physiology.non_exercise import ExerciseMode, friend_2017, friend_2018


def test_2018_equation() -> None:
    man = friend_2018(35, Sex.MALE, 80, 180)
    assert man.vo2 == pytest.approx(43.32, abs=0.005)
    assert man.error == 6.6
    assert friend_2018(35, Sex.FEMALE, 68, 167).vo2 == pytest.approx(32.91, abs=0.005)
    assert man.vo2 - friend_2018(35, Sex.MALE, 80, 180, ExerciseMode.CYCLE).vo2 == pytest.approx(0.46)


def test_2017_equation() -> None:
    # 79.9 - 0.39 * 40 - 0.127 * 176.37 lb
    assert friend_2017(40, Sex.MALE, 80).vo2 == pytest.approx(41.90, abs=0.005)
    assert friend_2017(40, Sex.MALE, 80).vo2 - friend_2017(40, Sex.FEMALE, 80).vo2 == pytest.approx(13.7)
    assert friend_2017(40, Sex.MALE, 80).error == 7.2


def test_peak_watts_on_a_cycle() -> None:
    found = cycle_peak(200, 80)
    assert found.vo2 == pytest.approx(1.74 * (200 * 6.12 / 80) + 3.5)
    assert found.error is None
    assert found.interval is None
