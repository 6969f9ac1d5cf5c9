"""One person's part of a session, in minutes that count."""

from __future__ import annotations

import pytest

from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes import Block, BlockKind, Part, SessionPlan, four_by_four, part_of

HIGH, MODERATE, LIGHT = IntensityClass.HIGH, IntensityClass.MODERATE, IntensityClass.LIGHT


@pytest.mark.parametrize(
    ("how", "part"),
    [
        ({}, Part(35.0, 15.0, 16.0, HIGH)),
        ({"lighter": True}, Part(35.0, 16.0, 0.0, MODERATE)),
        ({"after_bout": 2}, Part(17.0, 9.0, 8.0, HIGH)),
        ({"after_bout": 0}, Part(6.0, 6.0, 0.0, MODERATE)),
        ({"after_bout": 9}, Part(35.0, 15.0, 16.0, HIGH)),
        ({"from_bout": 3}, Part(15.0, 3.0, 8.0, HIGH)),
        ({"from_bout": 3, "after_bout": 3}, Part(4.0, 0.0, 4.0, HIGH)),
        ({"from_bout": 9}, Part(35.0, 15.0, 16.0, HIGH)),
    ],
)
def test_four_by_four(how: dict[str, int | bool], part: Part) -> None:
    assert part_of(four_by_four(), **how) == part  # type: ignore[arg-type]


def test_theory_is_not_counted_and_a_session_without_bouts_is_taken_whole() -> None:
    theory = SessionPlan("theory", (Block(BlockKind.THEORY, 3600),))
    assert part_of(theory) == Part(0, 0, 0, LIGHT)
    walk = SessionPlan("walk", (Block(BlockKind.STEADY, 1800, intensity_class=MODERATE),))
    assert part_of(walk, after_bout=1) == Part(30.0, 30.0, 0.0, MODERATE)
    assert part_of(walk, lighter=True) == Part(30.0, 0.0, 0.0, LIGHT)
