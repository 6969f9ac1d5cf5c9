"""One-repetition maximum from repetitions: Brzycki (V1), Epley, Lander, Lombardi, O'Conner, Mayhew, Wathan (V2). kg;
tolerance 0.05. NSCA's guide misprints two exponents as -0.55 and -0.75: 80 kg lifted four times would then give 150 kg.
"""

from __future__ import annotations

import pytest

from medgang.core.physiology.strength import OneRepFormula, one_rep_max


@pytest.mark.requirement("R129")
@pytest.mark.parametrize(
    ("load", "repetitions", "formula", "kg"),
    [
        (80, 5, OneRepFormula.BRZYCKI, 90.0),
        (80, 5, OneRepFormula.EPLEY, 93.3),
        (80, 4, OneRepFormula.BRZYCKI, 87.3),
        (80, 4, OneRepFormula.MAYHEW, 93.2),
        (80, 4, OneRepFormula.LANDER, 88.3),
        (80, 4, OneRepFormula.LOMBARDI, 91.9),
        (80, 4, OneRepFormula.OCONNER, 88.0),
        (80, 4, OneRepFormula.WATHAN, 90.2),
    ],
)
def test_formulas(load: float, repetitions: int, formula: OneRepFormula, kg: float) -> None:
    found = one_rep_max(load, repetitions, formula)
    assert found.kg == pytest.approx(kg, abs=0.05)
    assert found.low_kg <= found.kg <= found.high_kg


@pytest.mark.requirement("R129")
@pytest.mark.parametrize("formula", list(OneRepFormula))
def test_lifted_once_is_the_maximum_whatever_the_formula(formula: OneRepFormula) -> None:
    assert one_rep_max(80, 1, formula).kg == 80
