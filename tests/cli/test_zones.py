"""`medgang zones`: where the maximum comes from, its error, the zones, and what a beta-blocker turns off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medgang.cli.main import main

pytestmark = pytest.mark.command


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["zones", *arguments])


def as_json(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.requirement("R116", "R254")
def test_a_calculated_maximum_stands_with_source_and_error() -> None:
    found = as_json("--age", "38")
    assert found["hr_max"] == {"bpm": 186.7, "source": "predicted_nes", "error": 10.8, "date": None}
    assert "± 10,8" in run("--age", "38").output
    assert "211 − 0,64 × alder" in run("--age", "38").output


@pytest.mark.requirement("R116", "R117")
def test_a_measured_maximum_overrides_the_formula_and_carries_its_day() -> None:
    found = as_json(
        "--age", "38", "--hr-max", "181", "--hr-max-source", "measured", "--hr-max-on", "2026-03-02"
    )
    assert found["hr_max"] == {"bpm": 181, "source": "measured", "error": None, "date": "2026-03-02"}
    text = run("--hr-max", "181", "--hr-max-on", "2026-03-02", "--lang", "en").output
    assert "Maximal heart rate 181 (± not known), measured, 2026-03-02" in text


@pytest.mark.requirement("R117")
@pytest.mark.parametrize("formula", ["nes", "tanaka", "gellish", "gellish-unrounded", "gellish-curve"])
def test_the_formulas_by_name(formula: str) -> None:
    assert as_json("--age", "38", "--formula", formula)["hr_max"]["source"].endswith(
        formula.replace("-", "_")
    )


@pytest.mark.requirement("R254")
def test_the_target_of_the_bouts_is_shown_one_error_lower_and_higher() -> None:
    bouts = as_json("--age", "35")["bouts"]
    assert (bouts["low_bpm"], bouts["high_bpm"]) == (160, 179)
    assert bouts["if_maximum_is_lower"] == [151, 169]
    assert bouts["if_maximum_is_higher"] == [169, 189]
    assert as_json("--hr-max", "190")["bouts"]["if_maximum_is_lower"] is None


@pytest.mark.requirement("R119", "R120", "R121", "R253")
def test_five_zones_in_beats_with_effort_and_talk_test() -> None:
    found = as_json("--hr-max", "195")
    assert [(zone["key"], zone["low_bpm"], zone["high_bpm"]) for zone in found["zones"]] == [
        ("I-1", 107, 140),
        ("I-2", 141, 159),
        ("I-3", 160, 169),
        ("I-4", 170, 179),
        ("I-5", 180, 195),
    ]
    assert [(zone["borg_low"], zone["borg_high"]) for zone in found["zones"]][:2] == [(6, 10), (11, 12)]
    assert all(zone["talk"] for zone in found["zones"])
    assert "korte setninger" in run("--hr-max", "195").output


@pytest.mark.requirement("R119", "R253")
@pytest.mark.parametrize(
    ("question", "zones"),
    [
        (("--pct", "72"), ["I-2"]),
        (("--bpm", "144"), ["I-2"]),
        (("--borg", "14"), ["I-3"]),
        (("--pct", "50"), []),
    ],
)
def test_looking_up_both_ways(question: tuple[str, ...], zones: list[str]) -> None:
    assert as_json("--hr-max", "200", *question)["looked_up"] == zones
    text = run("--hr-max", "200", *question).output.splitlines()[-1]
    assert text.startswith("Sone: ") if zones else text == "Under den laveste sonen."


def test_a_beta_blocker_hides_every_target_unless_measured_on_it() -> None:
    found = as_json("--age", "38", "--hr-max", "181", "--hr-max-source", "measured", "--drug", "beta-blocker")
    assert found["hr_max"] is None
    assert found["bouts"] is None
    assert {zone["low_bpm"] for zone in found["zones"]} == {None}
    assert found["steering"] == ["talk_test", "effort"]
    assert "Betablokker" in run("--age", "38", "--drug", "beta-blocker").output
    kept = as_json("--hr-max", "150", "--hr-max-source", "measured_on_beta_blocker", "--drug", "beta-blocker")
    assert kept["hr_max"]["bpm"] == 150


@pytest.mark.requirement("R120")
def test_without_age_or_maximum_the_talk_test_is_usable_alone() -> None:
    result = run()
    assert result.exit_code == 0
    assert "Styr etter: prateprøven, opplevd anstrengelse." in result.output


@pytest.mark.requirement("R118")
def test_the_clinics_own_wording_of_the_effort_scale_is_shown(tmp_path: Path) -> None:
    assert as_json("--age", "38")["effort"] == []
    (tmp_path / "effort").mkdir()
    (tmp_path / "effort" / "borg-6-20.yaml").write_text(
        "source: own\nlicence: made up for this test\nanchors:\n"
        "  - {number: 6, nb: seks, en: six}\n  - {number: 20, nb: tjue}\n",
        encoding="utf-8",
    )
    found = as_json("--age", "38", "--content", str(tmp_path), "--lang", "en")["effort"]
    assert [one["number"] for one in found] == list(range(6, 21))
    assert (found[0]["text"], found[1]["text"], found[-1]["text"]) == ("six", None, "tjue")
    assert " 6  seks" in run("--age", "38", "--content", str(tmp_path)).output


def test_acsm_classes_as_an_alternative() -> None:
    found = as_json("--hr-max", "200", "--scale", "acsm-2018")
    assert [zone["key"] for zone in found["zones"]] == [
        "very_light",
        "light",
        "moderate",
        "vigorous",
        "near_maximal",
    ]
    assert "Moderat" in run("--hr-max", "200", "--scale", "acsm-2018").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--age", "12"), "Alder 12 er utenfor det dette gjelder: fra 16 til 90 år."),
        (("--hr-max", "300"), "Makspuls på 300 kan ikke stemme"),
        (("--age", "38", "--borg", "5"), "skalaen går fra 6 til 20"),
        (("--age", "38", "--scale", "none"), "zones/none.yaml"),
    ],
)
def test_what_cannot_be_is_one_sentence_on_stderr_and_exit_2(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_three_languages(lang: str) -> None:
    word = {"nb": "Drag i 4×4", "nn": "Du kan seie korte setningar.", "en": "Bouts in 4×4"}[lang]
    assert word in run("--age", "38", "--lang", lang).output
