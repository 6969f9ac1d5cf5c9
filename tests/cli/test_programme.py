"""`medgang programme`: sessions, programmes, ladder, menu, the week, and the next load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medgang.cli.main import main

pytestmark = pytest.mark.command


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["programme", *arguments])


def as_json(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.requirement("R097", "R098")
def test_the_35_minute_timetable() -> None:
    found = as_json("show", "four-by-four")
    assert (found["seconds"], found["pattern"]) == (2100, [4, 240, 180])
    assert [(part["kind"], part["start_s"]) for part in found["timetable"]][:3] == [
        ("warm_up", 0),
        ("work", 360),
        ("rest", 600),
    ]
    text = run("show", "four-by-four").output
    assert "6:00   4         drag             85–95 %" in text
    assert "35 minutter" in text


@pytest.mark.requirement("R095")
def test_the_group_twice_a_week() -> None:
    found = as_json("show", "four-by-four-group")
    assert found["weeks"] is None
    assert [(one["plan"], one["per_week"]) for one in found["weekly"]] == [("four-by-four", [2, 2])]
    text = run("show", "four-by-four-group").output
    assert "- 4×4 på 35 minutter × 2" in text
    assert "Passer ikke for alle." in text


@pytest.mark.requirement("R096")
def test_the_study_dose() -> None:
    found = as_json("show", "four-by-four-study")
    assert (found["weeks"], found["sessions"]) == (8, [24, 24])
    assert "8 uker, 24 økter" in run("show", "four-by-four-study").output


@pytest.mark.requirement("R099", "R100")
def test_strength_as_prescribed() -> None:
    assert as_json("show", "strength-general")["strength"] == {
        "exercises": [8, 10],
        "sets": None,
        "repetitions": [8, 12],
        "pct_1rm": [75, 75],
        "rest_s": None,
    }
    assert "8–10 øvelser, 8–12 løft, 75 % av 1RM" in run("show", "strength-general").output
    heavy = run("show", "strength-four-by-four").output
    assert "2 øvelser, 4 sett, 4–5 løft, 85–90 % av 1RM, 3 minutter pause" in heavy


@pytest.mark.requirement("R100", "R101", "R104")
@pytest.mark.parametrize(
    ("key", "per_week"),
    [("general-strength", [2, 3]), ("general-endurance", [3, 5]), ("thirty-minutes-a-day", [7, 7])],
)
def test_general_advice(key: str, per_week: list[int]) -> None:
    assert as_json("show", key)["weekly"][0]["per_week"] == per_week


@pytest.mark.requirement("R108")
def test_fourteen_weeks_and_a_closing_race() -> None:
    found = as_json("show", "walk-run-14")
    assert [(phase["key"], phase["weeks"]) for phase in found["phases"]] == [("bootcamp", 4), ("running", 10)]
    assert found["closing_event"] == "closing-race"
    assert "Til slutt: Avsluttende løp" in run("show", "walk-run-14").output


@pytest.mark.requirement("R109")
def test_live_fitness() -> None:
    found = as_json("show", "live-fitness-12")
    assert found["sessions"] == [60, 60]
    assert sum(one["per_week"][0] for one in found["phases"][0]["sessions"]) == 5
    theory = as_json("show", "live-fitness-theory-60")
    assert (theory["seconds"], theory["training_seconds"]) == (3600, 0)


@pytest.mark.requirement("R111")
@pytest.mark.parametrize("weeks", [12, 6])
def test_moderate_three_times_thirty(weeks: int) -> None:
    found = as_json("show", f"moderate-3x30-{weeks}")
    assert (found["weeks"], found["sessions"], found["intensity"]) == (
        weeks,
        [3 * weeks, 3 * weeks],
        "moderate",
    )


@pytest.mark.requirement("R105")
def test_withdrawal_is_light_and_strength_voluntary() -> None:
    found = as_json("show", "withdrawal-light")
    assert found["intensity"] == "light"
    assert "(kan velges bort)" in run("show", "withdrawal-light").output


@pytest.mark.requirement("R105", "R106", "R250")
def test_the_ladder_begins_light_and_never_says_that_intervals_fit_all() -> None:
    found = as_json("ladder")
    assert {option["intensity"] for option in found["rungs"][0]["options"]} == {"light"}
    for rung in found["rungs"]:
        assert any(option["intensity"] != "high" for option in rung["options"])
    claim = found["contested"][0]
    assert {side["strength"] for side in claim["sides"]} == {"assertion", "experience", "guideline"}
    text = run("ladder").output
    assert "Omstridt: Høyintensiv intervalltrening passer for alle pasienter." in text
    assert "Derfor: Intervalltrening er én av flere veier." in text


@pytest.mark.requirement("R107")
def test_the_menu_by_class_and_place() -> None:
    everything = as_json("activities")
    assert len(everything) == 16
    light = {one["key"] for one in as_json("activities", "--highest", "light")}
    assert "kayak" not in light
    assert "walking" in light
    water = as_json("activities", "--place", "water")
    assert [one["risks"] for one in water] == [["cold", "drowning"]]
    assert "Kajakk" in run("activities", "--place", "water").output


@pytest.mark.requirement("R107")
def test_a_clinics_own_activity_lies_beside_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "activities").mkdir()
    (tmp_path / "activities" / "sledding.yaml").write_text(
        "source: own\nname: {nb: Aking, nn: Aking, en: Sledding}\nintensity: light\nplaces: [outdoors]\n",
        encoding="utf-8",
    )
    found = as_json("activities", "--content", str(tmp_path))
    assert "sledding" in {one["key"] for one in found}


@pytest.mark.requirement("R103", "R258")
def test_a_week_by_one_rule_with_its_source() -> None:
    found = as_json("week", "--moderate", "86", "--vigorous", "32", "--strength-days", "2")
    assert (found["equivalent"], found["minutes_reached"], found["strength_reached"]) == (150, True, True)
    assert (found["vigorous_counts"], found["goal"]) == (2, 150)
    assert "«eller»" in found["source"]
    text = run("week", "--vigorous", "32").output
    assert "64 av 150 moderate minutter (0 + 2 × 32)." in text
    assert "150 minutter moderat eller 75 minutter høy intensitet" in text


@pytest.mark.requirement("R102")
def test_energy_is_shown_only_when_asked_for_and_as_at_least() -> None:
    assert as_json("week", "--moderate", "120", "--vigorous", "60")["energy"] is None
    found = as_json("week", "--moderate", "120", "--vigorous", "60", "--weight", "80")["energy"]
    assert (found["at_least_kcal"], found["goal"]) == (960, 1000)
    text = run("week", "--moderate", "120", "--vigorous", "60", "--weight", "80").output
    assert "Energi: minst 960 av 1000 kcal." in text
    assert "kcal" not in run("week", "--moderate", "120").output


@pytest.mark.requirement("R115")
def test_the_next_load_is_a_direction_and_a_clinicians_step() -> None:
    load = ("next-load", "--speed", "6", "--incline", "5")
    assert as_json(*load, "--pulse-pct", "82") == {
        "direction": "raise",
        "text": "Første drag lå under målet: øk belastningen litt.",
        "load": None,
    }
    assert "Hvor mye er det en kliniker som bestemmer." in run(*load, "--pulse-pct", "82").output
    found = as_json(*load, "--pulse-pct", "97", "--incline-step", "1")
    assert (found["direction"], found["load"]) == ("lower", {"speed_kmh": 6.0, "incline_pct": 4.0})
    assert "6,0 km/t, 4,0 %" in run(*load, "--pulse-pct", "97", "--incline-step", "1").output
    assert run(*load).output == "Kan ikke si: pulsen i minutt tre er ikke kjent.\n"


def test_the_list_has_programmes_and_sessions() -> None:
    found = as_json("list")
    assert {one["key"] for one in found["programmes"]} >= {"four-by-four-study", "withdrawal-light"}
    assert {one["key"] for one in found["session_plans"]} >= {"four-by-four", "one-by-four"}
    assert "4×4 i gruppe" in run("list").output


@pytest.mark.requirement("R247")
def test_a_programme_that_does_not_add_up_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    text = "{nb: a, nn: a, en: a}"
    (tmp_path / "programmes" / "own.yaml").write_text(
        f"source: x\nname: {text}\ntext: {text}\nfor_whom: {text}\nweeks: 14\nphases:\n"
        f"  - {{key: a, name: {text}, weeks: 13, sessions: [{{plan: four-by-four, per_week: 2}}]}}\n",
        encoding="utf-8",
    )
    result = run("list", "--content", str(tmp_path))
    assert result.exit_code == 2
    assert "programmes/own.yaml" in result.stderr
    assert "14" in result.stderr
    assert "13" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "none"), "«none» er verken et program eller en økt."),
        (("week", "--moderate", "-1"), "kan ikke stemme"),
        (("next-load", "--speed", "0", "--incline", "5"), "Farten eller stigningen kan ikke stemme."),
    ],
)
def test_what_cannot_be_is_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_ladder_that_names_a_missing_plan_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ladders").mkdir()
    text = "{nb: a, nn: a, en: a}"
    rungs = "".join(
        f"  - {{key: {key}, name: {text}, text: {text}, options: [{{plan: none, intensity: light}}]}}\n"
        for key in "ab"
    )
    (tmp_path / "ladders" / "towards-intervals.yaml").write_text(
        f"source: x\nname: {text}\ntext: {text}\nrungs:\n{rungs}", encoding="utf-8"
    )
    result = run("ladder", "--content", str(tmp_path))
    assert result.exit_code == 2
    assert "none" in result.stderr


@pytest.mark.parametrize("lang", ["nn", "en"])
@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "live-fitness-12"), ("ladder",), ("activities",), ("week",)]
)
def test_other_languages(arguments: tuple[str, ...], lang: str) -> None:
    ours, bokmal = run(*arguments, "--lang", lang), run(*arguments)
    assert ours.exit_code == 0
    assert ours.output != bokmal.output
