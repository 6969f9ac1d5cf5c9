"""RAND-12 component scores.

Farivar SS, Cunningham WE, Hays RD. Health and Quality of Life Outcomes 2007;5:54 (PubMed 17825096): oblique weights
for the physical and the mental component. Unit: points. The vectors are those published with the Norwegian quality
registries' own scoring. Tolerance: the five decimals printed. V1 (weights and vectors read in the registries' code).
"""

from __future__ import annotations

import pytest

from medgang.content.schemas.instruments import shipped_instruments
from medgang.core.instruments import score

VECTORS = [
    ("1,3,3,2,2,2,2,1,1,1,6,5", 62.37966, 65.38813),
    ("5,1,1,1,1,1,1,5,6,6,1,2", 17.67266, 10.81346),
    ("1,1,1,2,2,2,2,1,1,1,6,5", 55.48371, 65.73092),
    ("5,3,3,1,1,1,1,5,6,6,1,2", 24.56861, 10.47067),
    ("5,1,1,1,1,1,1,5,6,6,1,1", 18.39445, 11.48746),
    ("5,1,3,2,1,2,2,1,6,6,1,5", 39.46188, 25.88550),
    ("1,3,3,2,2,1,1,5,2,4,1,3", 43.46585, 28.85581),
    ("3,2,1,1,2,1,2,3,3,5,2,1", 37.30710, 31.57685),
    ("5,1,2,1,1,2,2,4,3,5,5,4", 27.95627, 41.86409),
    ("1,1,1,1,1,1,1,1,1,1,1,1", 42.22016, 39.07913),
    ("2,2,2,2,2,2,2,2,2,2,2,2", 49.99838, 44.54356),
    ("3,3,3,2,2,2,2,3,3,3,3,3", 48.89000, 43.53075),
    ("4,3,3,2,2,2,2,4,4,4,4,4", 44.78949, 42.28766),
    ("5,3,3,2,2,2,2,5,5,5,5,5", 39.82644, 39.57456),
    ("5,3,3,2,2,2,2,5,6,6,6,5", 38.55395, 37.79646),
]


@pytest.mark.requirement("R171")
@pytest.mark.parametrize(("answers", "physical", "mental"), VECTORS)
def test_the_fifteen_vectors(answers: str, physical: float, mental: float):
    one = shipped_instruments()["rand-12"]
    given = {item.id: float(value) for item, value in zip(one.items, answers.split(","), strict=True)}
    found = score(one, given)
    assert found.of("pcs").value == pytest.approx(physical, abs=5e-6)
    assert found.of("mcs").value == pytest.approx(mental, abs=5e-6)


def test_all_twelve_answers_are_needed():
    one = shipped_instruments()["rand-12"]
    given: dict[str, float | None] = {item.id: 2.0 for item in one.items}
    given["rand12-7"] = None
    found = score(one, given)
    assert found.of("pcs").value is None
    assert found.of("mcs").missing == 1
