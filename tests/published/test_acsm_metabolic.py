"""ACSM metabolic equations: Bushman 2020, Health & Fitness Journal, parts 1–2 (V1). mL/kg/min; tolerance 0.05."""

from __future__ import annotations

import pytest

from medgang.core.physiology.metabolic import cycling_vo2, energy_kcal, mets, running_vo2, walking_vo2


@pytest.mark.parametrize(("incline", "vo2"), [(5, 19.33), (10, 26.8)])
def test_walking_5_kmh(incline: float, vo2: float) -> None:
    assert walking_vo2(5, incline) == pytest.approx(vo2, abs=0.05)


def test_jogging_8_kmh_at_5_percent() -> None:
    assert running_vo2(8, 5) == pytest.approx(36.2, abs=0.05)


def test_cycling_100_watts_at_80_kg() -> None:
    assert cycling_vo2(100, 80) == pytest.approx(20.5, abs=0.005)


@pytest.mark.requirement("R102")
def test_energy_by_the_convention_of_one_kcal_per_kg_and_hour() -> None:
    assert mets(35) == 10
    assert energy_kcal(35, 80, 30) == pytest.approx(400)
