"""Olympiatoppen intensity scale 2020 (olt-skala.nif.no, V1): the calculator itself, maximum 195 beats a minute:
107-140, 141-159, 160-169, 170-179, 180-195. Exact.
"""

from __future__ import annotations

import pytest

from medgang.content.schemas.zones import zone_scale
from medgang.core.physiology.hr_max import HrMax, HrMaxSource
from medgang.core.physiology.zones import personal_zones


@pytest.mark.requirement("R119", "R121")
def test_the_calculators_own_example() -> None:
    found = personal_zones(zone_scale("olympiatoppen-2020"), HrMax(195, HrMaxSource.MEASURED))
    assert [(one.low_bpm, one.high_bpm) for one in found] == [
        (107, 140),
        (141, 159),
        (160, 169),
        (170, 179),
        (180, 195),
    ]


@pytest.mark.requirement("R119", "R253")
@pytest.mark.parametrize(
    ("pct", "zone"),
    [(54.9, None), (55, "I-1"), (72, "I-2"), (82, "I-3"), (87, "I-4"), (92, "I-5"), (104, "I-5")],
)
def test_a_border_belongs_to_the_zone_above(pct: float, zone: str | None) -> None:
    found = zone_scale().zone_of(pct)
    assert (found.key if found else None) == zone


@pytest.mark.parametrize(
    ("pct", "key"),
    [
        (56.9, "very_light"),
        (57, "light"),
        (63.9, "light"),
        (64, "moderate"),
        (77, "vigorous"),
        (96, "near_maximal"),
    ],
)
def test_acsm_2018_classes(pct: float, key: str) -> None:
    """ACSM 2018, PMC8581515 table 1 (V1): under 57, 57-63, 64-76, 77-95, 96 and above."""
    found = zone_scale("acsm-2018").zone_of(pct)
    assert found is not None
    assert found.key == key
