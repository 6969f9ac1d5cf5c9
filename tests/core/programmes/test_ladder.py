"""The ladder: light first, one step at a time, by choice, and never intervals alone. The menu. The next load."""

from __future__ import annotations

import pytest

from medgang.content.schemas.activities import activities
from medgang.content.schemas.programmes import ladder
from medgang.content.schemas.reference import contested_claims
from medgang.content.schemas.session_plans import session_plans
from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes.activities import Activity, Place, open_for
from medgang.core.programmes.ladder import Chooser, Ladder, Option, Rung, step_to
from medgang.core.programmes.progression import (
    ClinicianRule,
    Direction,
    Suggestion,
    TreadmillLoad,
    direction,
    suggest,
)

LIGHT = Option("walk-easy-15", IntensityClass.LIGHT)
MODERATE = Option("moderate-30", IntensityClass.MODERATE)
HIGH = Option("four-by-four", IntensityClass.HIGH)
SHIPPED = ladder()


@pytest.mark.requirement("R105")
def test_the_shipped_ladder_begins_light_and_introduces_high_gradually() -> None:
    assert [rung.hardest for rung in SHIPPED.rungs] == [
        IntensityClass.LIGHT,
        IntensityClass.MODERATE,
        IntensityClass.HIGH,
        IntensityClass.HIGH,
    ]
    plans = session_plans()
    for rung in SHIPPED.rungs:
        for option in rung.options:
            assert plans[option.plan].intensity_class is option.intensity_class


@pytest.mark.requirement("R105", "R106", "R250")
def test_every_step_with_intervals_holds_something_else_too() -> None:
    for rung in SHIPPED.rungs:
        assert any(option.intensity_class is not IntensityClass.HIGH for option in rung.options)
    with pytest.raises(InvalidValue, match="ladder_forces_hard"):
        Ladder("x", (Rung("a", (LIGHT,)), Rung("b", (MODERATE,)), Rung("c", (HIGH,))))


@pytest.mark.requirement("R250")
def test_the_claim_that_intervals_fit_all_stands_with_both_sides_and_their_strength() -> None:
    claim = next(one for one in contested_claims() if one.key == "intervals-fit-all")
    assert {side.strength for side in claim.sides} == {"assertion", "experience", "guideline"}
    assert all(side.source for side in claim.sides)
    assert "ikke for alle" in claim.settled_as.nb


@pytest.mark.parametrize(
    ("rungs", "code"),
    [
        ((Rung("a", (LIGHT,)),), "ladder_empty"),
        ((Rung("a", (LIGHT,)), Rung("b", ())), "ladder_empty"),
        ((Rung("a", (MODERATE,)), Rung("b", (MODERATE,))), "ladder_starts_hard"),
        ((Rung("a", (LIGHT,)), Rung("b", (MODERATE,)), Rung("c", (LIGHT,))), "ladder_goes_down"),
        ((Rung("a", (LIGHT,)), Rung("b", (LIGHT, HIGH))), "ladder_leaps"),
    ],
)
def test_ladders_that_cannot_be_are_refused(rungs: tuple[Rung, ...], code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        Ladder("x", rungs)


@pytest.mark.requirement("R105")
def test_up_one_step_at_a_time_and_down_anywhere() -> None:
    by = {"chosen_by": Chooser.PATIENT, "highest": IntensityClass.HIGH}
    assert step_to(SHIPPED, "begin", "steady", why="", **by).to_rung == "steady"  # type: ignore[arg-type]
    assert step_to(SHIPPED, "intervals", "begin", why="", **by).why == ""  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match="one_step_at_a_time"):
        step_to(SHIPPED, "begin", "first-bouts", why="", **by)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="unknown_rung"):
        step_to(SHIPPED, "begin", "moon", why="", **by)  # type: ignore[arg-type]
    above = SHIPPED.next("begin")
    assert above is not None
    assert above.key == "steady"
    assert SHIPPED.next("intervals") is None


@pytest.mark.requirement("R106")
def test_a_step_with_high_intensity_asks_why_and_a_step_waits_for_clearance() -> None:
    with pytest.raises(InvalidValue, match="say_why_high"):
        step_to(
            SHIPPED,
            "steady",
            "first-bouts",
            chosen_by=Chooser.PATIENT_AND_STAFF,
            why=" ",
            highest=IntensityClass.HIGH,
        )
    found = step_to(
        SHIPPED,
        "steady",
        "first-bouts",
        chosen_by=Chooser.PATIENT,
        why=" vil prøve ",
        highest=IntensityClass.MODERATE,
    )
    assert (found.why, found.chosen_by) == ("vil prøve", Chooser.PATIENT)
    with pytest.raises(NotAllowed, match="waits_for_clearance"):
        step_to(SHIPPED, "begin", "steady", chosen_by=Chooser.PATIENT, why="", highest=IntensityClass.LIGHT)


@pytest.mark.requirement("R107")
def test_the_menu_has_what_the_sources_name_with_class_place_equipment_and_risk() -> None:
    found = {one.key: one for one in activities()}
    named = {
        "football-bowling",
        "kayak",
        "football",
        "circuit",
        "walking",
        "running",
        "aerobics",
        "yoga",
        "crossfit",
        "bootcamp",
        "martial-arts",
        "outdoor-life",
        "ergometer-cycling",
        "relaxation",
    }
    assert named <= set(found)
    assert Place.WATER in found["kayak"].places
    assert found["kayak"].equipment
    assert found["martial-arts"].risks


@pytest.mark.requirement("R107")
def test_the_menu_shows_what_is_open_and_what_can_be_eased() -> None:
    light = {one.key for one in open_for(activities(), IntensityClass.LIGHT)}
    assert "walking" in light
    assert "football" in light  # walking football
    assert "kayak" not in light
    assert "intervals-treadmill" not in light
    assert "martial-arts" not in light  # eased, it is still moderate
    assert "martial-arts" in {one.key for one in open_for(activities(), IntensityClass.MODERATE)}
    wet = open_for(activities(), IntensityClass.HIGH, Place.WATER)
    assert [one.key for one in wet] == ["kayak"]
    with pytest.raises(InvalidValue, match="activity_nowhere"):
        Activity("x", IntensityClass.LIGHT, frozenset())
    with pytest.raises(InvalidValue, match="activity_eases_up"):
        Activity("x", IntensityClass.LIGHT, frozenset({Place.INDOORS}), eases_to=IntensityClass.LIGHT)


@pytest.mark.requirement("R115")
@pytest.mark.parametrize(
    ("pct", "expected"),
    [
        (84.9, Direction.RAISE),
        (85, Direction.KEEP),
        (95, Direction.KEEP),
        (95.1, Direction.LOWER),
        (None, Direction.CANNOT_TELL),
        (float("nan"), Direction.CANNOT_TELL),
    ],
)
def test_minute_three_of_the_first_bout_gives_the_direction(pct: float | None, expected: Direction) -> None:
    assert direction(pct) is expected


@pytest.mark.requirement("R115")
def test_how_much_comes_from_a_clinicians_rule_only() -> None:
    now = TreadmillLoad(6, 5)
    rule = ClinicianRule(speed_step_kmh=0.3, incline_step_pct=1)
    assert suggest(now, 80, None) == Suggestion(Direction.RAISE, None)
    assert suggest(now, 80, ClinicianRule()) == Suggestion(Direction.RAISE, None)
    assert suggest(now, 80, rule) == Suggestion(Direction.RAISE, TreadmillLoad(6.3, 6))
    assert suggest(now, 97, rule) == Suggestion(Direction.LOWER, TreadmillLoad(5.7, 4))
    assert suggest(now, 90, None) == Suggestion(Direction.KEEP, now)
    assert suggest(now, None, rule) == Suggestion(Direction.CANNOT_TELL, None)
    assert suggest(TreadmillLoad(0.5, 0), 97, rule).load == TreadmillLoad(0.5, 0)
    with pytest.raises(InvalidValue, match="load_out_of_range"):
        TreadmillLoad(0, 5)
    with pytest.raises(InvalidValue, match="step_out_of_range"):
        ClinicianRule(speed_step_kmh=3)
