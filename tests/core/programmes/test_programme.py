"""Programmes add up or are refused, and a person's weeks are counted against them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from medgang.content import ContentError
from medgang.content.schemas.programmes import programme, programme_file, programme_files
from medgang.content.schemas.session_plans import session_plans
from medgang.core.errors import InvalidValue
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes.programme import Phase, PlannedSession, Programme, delivered
from medgang.core.programmes.session_plan import BlockKind
from medgang.core.programmes.strength_scheme import Span

START = date(2026, 1, 5)
TWICE = PlannedSession("four-by-four", Span(2, 2))


def phase(weeks: int, key: str = "p") -> Phase:
    return Phase(key, weeks, (TWICE,))


@pytest.mark.requirement("R247")
def test_phases_that_do_not_add_up_are_refused() -> None:
    """Four weeks of bootcamp and nine of running are not the fourteen weeks the thesis' table says."""
    with pytest.raises(InvalidValue, match="weeks_do_not_add_up") as caught:
        Programme("walk-run", 14, (phase(4), phase(9, "q")))
    assert caught.value.values == {"programme": "walk-run", "weeks": 14, "added": 13}
    with pytest.raises(InvalidValue, match="sessions_do_not_add_up"):
        Programme("p", 8, (phase(8),), total_sessions=24)


@pytest.mark.requirement("R247")
def test_a_file_whose_phases_do_not_add_up_is_refused_with_file_and_reason(tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    folder.mkdir()
    text = "{nb: a, nn: a, en: a}"
    (folder / "own.yaml").write_text(
        f"source: x\nname: {text}\ntext: {text}\nfor_whom: {text}\nweeks: 14\nphases:\n"
        + "".join(
            f"  - {{key: {key}, name: {text}, weeks: {weeks}, sessions: [{{plan: four-by-four, per_week: 2}}]}}\n"
            for key, weeks in (("a", 4), ("b", 9))
        ),
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match="weeks_do_not_add_up") as caught:
        programme("own", [tmp_path])
    assert caught.value.file == "programmes/own.yaml"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Programme("p", None, (phase(4),)), "lasting_has_phases"),
        (lambda: Programme("p", None, ()), "lasting_has_phases"),
        (lambda: Programme("p", None, (), total_sessions=3, weekly=(TWICE,)), "lasting_has_phases"),
        (lambda: Programme("p", 4, ()), "dated_without_phases"),
        (lambda: Programme("p", 4, (phase(4),), weekly=(TWICE,)), "dated_without_phases"),
        (lambda: phase(0), "phase_empty"),
        (lambda: Phase("p", 4, ()), "phase_empty"),
        (lambda: PlannedSession("x", Span(0, 2)), "per_week"),
        (lambda: PlannedSession("x", Span(2, 15)), "per_week"),
    ],
)
def test_what_cannot_be_is_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        make()  # type: ignore[operator]


@pytest.mark.requirement("R095")
def test_the_group_trains_twice_a_week_for_as_long_as_it_likes() -> None:
    group = programme("four-by-four-group")
    assert group.weekly == (TWICE,)
    assert (group.weeks, group.sessions, group.ends_on(START), group.week_of(START, START)) == (
        None,
        None,
        None,
        None,
    )
    assert delivered(group, START, date(2026, 1, 27), 5).planned == Span(6, 6)


@pytest.mark.requirement("R096")
def test_the_study_dose_is_24_sessions_in_8_weeks_and_done_is_held_against_planned() -> None:
    study = programme("four-by-four-study")
    assert (study.weeks, study.sessions, study.total_sessions) == (8, Span(24, 24), 24)
    assert study.ends_on(START) == date(2026, 3, 1)
    found = delivered(study, START, date(2026, 2, 2), 9)
    assert (found.planned, found.done, found.share) == (Span(12, 12), 9, 0.75)
    assert delivered(study, START, date(2026, 12, 1), 24).share == 1
    assert delivered(study, START, START, 0).share is None
    with pytest.raises(InvalidValue, match="done_negative"):
        delivered(study, START, START, -1)


@pytest.mark.requirement("R108")
def test_walk_run_is_four_weeks_of_bootcamp_ten_of_running_and_a_closing_race() -> None:
    found = programme("walk-run-14")
    assert [(one.key, one.weeks, one.per_week) for one in found.phases] == [
        ("bootcamp", 4, Span(2, 2)),
        ("running", 10, Span(2, 2)),
    ]
    assert found.closing_event == "closing-race"
    for day, expected in [
        (START, (1, "bootcamp")),
        (date(2026, 2, 2), (5, "running")),
        (date(2026, 4, 12), (14, "running")),
    ]:
        week = found.week_of(START, day)
        assert week is not None
        assert (week[0], week[1].key) == expected
    assert found.week_of(START, date(2026, 4, 13)) is None
    assert found.week_of(START, date(2026, 1, 4)) is None


@pytest.mark.requirement("R109")
def test_live_fitness_is_12_weeks_of_5_hours_of_which_two_are_theory() -> None:
    found, plans = programme("live-fitness-12"), session_plans()
    assert (found.weeks, found.sessions) == (12, Span(60, 60))
    week = found.phases[0].sessions
    assert sum(one.per_week.low for one in week) == 5
    assert {plans[one.plan].total_seconds for one in week} == {3600}
    theory = [one for one in week if plans[one.plan].blocks[0].kind is BlockKind.THEORY]
    assert [one.per_week.low for one in theory] == [2]


@pytest.mark.requirement("R111")
@pytest.mark.parametrize("weeks", [12, 6])
def test_moderate_3_times_30_minutes(weeks: int) -> None:
    found, plans = programme(f"moderate-3x30-{weeks}"), session_plans()
    assert (found.weeks, found.sessions) == (weeks, Span(3 * weeks, 3 * weeks))
    assert plans[found.plan_keys[0]].total_seconds == 1800
    assert found.intensity_class(plans) is IntensityClass.MODERATE


@pytest.mark.requirement("R100", "R101", "R104")
@pytest.mark.parametrize(
    ("key", "per_week"),
    [
        ("general-strength", Span(2, 3)),
        ("general-endurance", Span(3, 5)),
        ("thirty-minutes-a-day", Span(7, 7)),
    ],
)
def test_general_advice_has_no_end(key: str, per_week: Span) -> None:
    found = programme(key)
    assert found.weeks is None
    assert found.weekly[0].per_week == per_week


@pytest.mark.requirement("R105")
def test_withdrawal_holds_light_activity_only_and_strength_by_choice() -> None:
    found, plans = programme("withdrawal-light"), session_plans()
    assert {plans[key].intensity_class for key in found.plan_keys} == {IntensityClass.LIGHT}
    assert [one.optional for one in found.weekly] == [False, True, True]
    assert all(block.target_low_pct is None for key in found.plan_keys for block in plans[key].blocks)
    assert delivered(found, START, date(2026, 1, 12), 4).planned == Span(4, 14)


def test_optional_sessions_and_the_closing_event_do_not_set_the_class() -> None:
    plans = session_plans()
    assert programme("walk-run-14").intensity_class(plans) is IntensityClass.MODERATE
    mixed = Programme(
        "p",
        1,
        (
            Phase(
                "p",
                1,
                (PlannedSession("yoga-60", Span(1, 1)), PlannedSession("four-by-four", Span(1, 1), True)),
            ),
        ),
    )
    assert mixed.intensity_class(plans) is IntensityClass.LIGHT
    with pytest.raises(InvalidValue, match="unknown_plan"):
        mixed.intensity_class({})


@pytest.mark.requirement("R106", "R250")
def test_no_hard_programme_says_that_it_fits_everyone() -> None:
    plans = session_plans()
    for key, file in programme_files().items():
        if file.programme(key).intensity_class(plans) is IntensityClass.HIGH:
            assert "alle" not in file.for_whom.nb or "ikke for alle" in file.for_whom.nb
            assert "klarer" in file.for_whom.nb
    assert "ikke for alle" in programme_file("four-by-four-group").for_whom.nb
