"""`medgang fitness-test`: every test through the command, with its error, and refusals in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from medgang.cli.main import main

pytestmark = pytest.mark.command

WHO = ("--age", "35", "--sex", "m")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["fitness-test", *arguments])


def as_json(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.requirement("R124")
@pytest.mark.parametrize(
    ("arguments", "vo2", "error"),
    [
        (("ebbeling", *WHO, "--speed", "5.632704", "--hr", "120"), 47.09, 4.85),
        (("ebbeling", "--age", "35", "--sex", "k", "--speed", "5.632704", "--hr", "135"), 38.85, 4.85),
        (("hunt3", *WHO, "--speed", "5", "--incline", "5", "--weight", "85", "--hr", "130"), 38.04, 6.24),
        (("balke", *WHO, "--speed", "5.3", "--incline", "15"), 31.38, 4.8),
        (("balke", *WHO, "--speed", "5.3", "--incline", "15", "--handrail"), 28.44, 4.4),
        (
            ("ymca", *WHO, "--stage", "49.0196", "112", "--stage", "98.0392", "140", "--weight", "80"),
            32.22,
            4.83,
        ),
        (
            (
                "cycle",
                *WHO,
                "--stage",
                "50",
                "120",
                "--stage",
                "100",
                "150",
                "--weight",
                "80",
                "--hr-max",
                "185",
            ),
            28.38,
            5.68,
        ),
        (
            ("astrand", *WHO, "--watts", "100", "--hr", "142", "--hr-minute-5", "138", "--weight", "80"),
            29.34,
            6.0,
        ),
        (("friend", *WHO, "--weight", "80", "--height", "180"), 43.32, 6.6),
        (("friend", "--age", "40", "--sex", "m", "--weight", "80"), 41.9, 7.2),
        (("cycle-peak", *WHO, "--watts", "200", "--weight", "80"), 30.12, None),
        (
            (
                "questionnaire",
                *WHO,
                "--waist",
                "95",
                "--resting-hr",
                "70",
                "--how-often",
                "never",
                "--how-hard",
                "easy",
                "--how-long",
                "under_15",
            ),
            44.01,
            5.7,
        ),
        (
            (
                "questionnaire",
                *WHO,
                "--weight",
                "80",
                "--height",
                "180",
                "--resting-hr",
                "60",
                "--how-often",
                "two_or_three",
                "--how-hard",
                "sweating",
                "--how-long",
                "from_30",
            ),
            51.41,
            5.8,
        ),
    ],
)
def test_every_estimate_has_its_error_or_says_that_none_is_known(
    arguments: tuple[str, ...], vo2: float, error: float | None
) -> None:
    found = as_json(*arguments)
    assert found["estimate"]["vo2"] == pytest.approx(vo2, abs=0.02)
    assert found["estimate"]["error"] == (None if error is None else pytest.approx(error, abs=0.01))
    assert found["estimate"]["source"]
    assert found["assumes"]
    text = run(*arguments).output
    assert "Oksygenopptak" in text
    assert ("±" in text) is (error is not None)


@pytest.mark.requirement("R124")
def test_the_13_minute_test_runs_by_its_clock_and_gives_an_estimate_with_error() -> None:
    found = as_json("show", "submaximal-treadmill-13", "--speed", "5")
    assert found["seconds"] == 780
    assert [step["incline_pct"] for step in found["steps"]] == [0, 4, 7, 10]
    assert {read["what"] for step in found["steps"] for read in step["reads"]} == {"heart_rate", "borg"}
    assert len(found["stop"]) >= 6
    estimate = as_json(
        "treadmill", *WHO, "--stage", "5", "4", "118", "--stage", "5", "7", "136", "--stage", "5", "10", "152"
    )
    assert estimate["estimate"]["error"] == pytest.approx(0.2 * estimate["estimate"]["vo2"], abs=0.01)


@pytest.mark.requirement("R126", "R127")
def test_the_uptake_comes_first_then_the_reference_then_an_age_as_an_interval() -> None:
    text = run("ebbeling", *WHO, "--speed", "5.6", "--hr", "120").output
    order = [
        text.index(word)
        for word in ("Ved denne belastningen", "Oksygenopptak", "Ventet i HUNT3", "Kondisjonsalder", "hopper")
    ]
    assert order == sorted(order)
    found = as_json("ebbeling", *WHO, "--speed", "5.6", "--hr", "120")
    assert found["reference"]["expected"] == 49.1
    assert found["fitness_age"]["older"] - found["fitness_age"]["younger"] > 20


@pytest.mark.requirement("R126", "R128")
def test_reference_by_sex_and_decade_with_percent_percentile_and_groups_in_treatment() -> None:
    found = as_json("reference", *WHO, "--vo2", "40")
    assert found["reference"]["pct_of_expected"] == 81.5
    assert found["reference"]["difference"] == -9.1
    assert 0 < found["reference"]["percentile"] < 50
    assert {group["n"] for group in found["treatment_groups"]} == {31, 34}
    text = run("reference", *WHO, "--vo2", "40").output
    assert "I behandling (flemmen-wang-2015, n = 31)" in text
    assert "Kondisjonsalder: fra" in text


def test_without_a_row_in_the_reference_the_estimate_stands_alone() -> None:
    found = as_json("cycle-peak", "--age", "18", "--sex", "m", "--watts", "200", "--weight", "80")
    assert found["reference"] is None
    assert found["fitness_age"] is None
    assert (
        "feilen er ikke kjent"
        in run("cycle-peak", "--age", "18", "--sex", "m", "--watts", "200", "--weight", "80").output
    )


def test_an_age_at_the_limit_says_so() -> None:
    found = as_json(
        "cycle", "--age", "70", "--sex", "f", "--stage", "50", "112", "--stage", "75", "130", "--weight", "90"
    )
    assert "physiology.fitness_age_at_limit" in [one["code"] for one in found["notices"]]


def test_a_beta_blocker_leaves_the_pulse_alone() -> None:
    arguments = ("ebbeling", *WHO, "--speed", "5.6", "--hr", "100", "--drug", "beta-blocker")
    assert as_json(*arguments)["estimate"] is None
    assert "puls 100, anstrengelse ikke lest" in run(*arguments).output
    answers = (
        "--how-often",
        "never",
        "--how-hard",
        "easy",
        "--how-long",
        "under_15",
        "--drug",
        "beta-blocker",
    )
    text = run("questionnaire", *WHO, "--waist", "95", "--resting-hr", "55", *answers).output
    assert "Ved denne belastningen" not in text
    assert "Betablokker" in text
    unsure = as_json("ebbeling", *WHO, "--speed", "5.6", "--hr", "120", "--drug", "other")
    assert "physiology.heart_rate_unsure" in [one["code"] for one in unsure["notices"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ebbeling", "--age", "61", "--sex", "m", "--speed", "5.6", "--hr", "120"), "fra 20 til 59 år"),
        (("ebbeling", *WHO, "--speed", "5.6", "--hr", "170"), "Puls 170 er utenfor testen"),
        (("ymca", *WHO, "--stage", "50", "112", "--weight", "80"), "minst to trinn"),
        (
            (
                "hunt3",
                "--age",
                "35",
                "--sex",
                "f",
                "--speed",
                "5",
                "--incline",
                "5",
                "--weight",
                "70",
                "--hr",
                "130",
            ),
            "Ligningen for kvinner er ikke lest",
        ),
        (("treadmill", *WHO, "--stage", "5", "4", "118"), "minst to trinn"),
        (("stand", *WHO, "--times", "90"), "90 ganger kan ikke stemme"),
        (("strength", "--load", "80", "--repetitions", "15"), "fra 1 til 10"),
        (("show", "none"), "fitness_tests/none.yaml"),
        (("show", "ebbeling", "--speed", "9"), "Fart 9 km/t"),
        (("change", "--test", "walk", "--before", "-1", "--after", "5"), "--test"),
        (
            (
                "questionnaire",
                *WHO,
                "--resting-hr",
                "70",
                "--how-often",
                "never",
                "--how-hard",
                "easy",
                "--how-long",
                "under_15",
            ),
            "--waist",
        ),
    ],
)
def test_outside_its_range_a_test_is_refused_in_a_sentence(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.requirement("R127")
@pytest.mark.parametrize(
    ("test", "before", "after", "verdict"),
    [
        ("six-minute-walk", "420", "480", "better"),
        ("six-minute-walk", "420", "440", "within_error"),
        ("stairs", "38", "48", "worse"),
        ("lab", "42.3", "48.7", "within_error"),
        ("ebbeling", "38", "48", "cannot_tell"),
    ],
)
def test_a_change_is_beyond_the_retest_error_or_cannot_be_told(
    test: str, before: str, after: str, verdict: str
) -> None:
    found = as_json("change", "--test", test, "--before", before, "--after", after)
    assert found["verdict"] == verdict
    assert (found["needed"] is None) is (verdict == "cannot_tell")
    assert (found["source"] is None) is (verdict == "cannot_tell")
    assert found["text"] in run("change", "--test", test, "--before", before, "--after", after).output


def test_pulse_and_effort_at_the_same_load_as_last_time() -> None:
    stages = (
        "--before",
        "5",
        "5",
        "140",
        "14",
        "--before",
        "5",
        "10",
        "160",
        "16",
        "--after",
        "5",
        "5",
        "130",
        "12",
    )
    assert as_json("same-load", *stages) == [
        {
            "speed_kmh": 5,
            "incline_pct": 5,
            "pulse_before": 140,
            "pulse_after": 130,
            "needed": 8,
            "verdict": "better",
            "borg_before": 14,
            "borg_after": 12,
        }
    ]
    text = run("same-load", *stages).output
    assert "5,0 km/t, 5,0 %: puls 140 → 130, anstrengelse 14 → 12." in text
    assert "Bedre enn sist, mer enn måleusikkerheten." in text
    assert as_json("same-load", *stages, "--first-ever")[0]["verdict"] == "within_error"
    other = run("same-load", "--before", "5", "5", "140", "14", "--after", "6", "5", "140", "14")
    assert other.output == "Ingen belastning er lik i de to testene.\n"
    wrong = run("same-load", "--before", "5", "5", "140", "4", "--after", "6", "5", "140", "14")
    assert wrong.exit_code == 2


def test_fitness_age_never_stands_without_a_load() -> None:
    """Pulse and effort at a load stand before it, read or not; without any load there is no such age."""
    told = run("ebbeling", *WHO, "--speed", "5.6", "--hr", "120", "--borg", "12").output
    assert "Ved denne belastningen: puls 120, anstrengelse 12." in told
    assert as_json("ebbeling", *WHO, "--speed", "5.6", "--hr", "120", "--borg", "12")["inputs"]["borg"] == 12
    assert "puls ikke lest" in run("reference", *WHO, "--vo2", "40").output
    answers = ("--how-often", "never", "--how-hard", "easy", "--how-long", "under_15")
    found = as_json("questionnaire", *WHO, "--waist", "95", "--resting-hr", "70", *answers)
    assert found["fitness_age"] is None
    assert "physiology.fitness_age_needs_test" in [one["code"] for one in found["notices"]]
    assert run("ebbeling", *WHO, "--speed", "5.6", "--hr", "120", "--borg", "5").exit_code == 2


def test_a_reference_equation_is_not_held_against_a_reference() -> None:
    found = as_json("friend", *WHO, "--weight", "80", "--height", "180")
    assert (found["reference"], found["fitness_age"]) == (None, None)


def test_running_stages_cost_what_running_costs() -> None:
    stages = ("--stage", "8", "0", "140", "--stage", "9", "0", "155", "--hr-max", "190")
    assert run("treadmill", *WHO, *stages).exit_code == 2
    assert as_json("treadmill", *WHO, *stages, "--running")["estimate"]["vo2"] == pytest.approx(
        41.28, abs=0.05
    )


def test_field_tests_beside_their_norm() -> None:
    found = as_json("stairs", "--age", "35", "--sex", "f", "--seconds", "40")
    assert (found["norm"]["mean"], found["change_needed"]) == (34, 8)
    assert "118 %" in run("stairs", "--age", "35", "--sex", "f", "--seconds", "40").output
    none = as_json("stand", "--age", "60", "--sex", "m", "--times", "14")
    assert none["norm"] is None
    assert "Ingen norm er lest" in run("stand", "--age", "60", "--sex", "m", "--times", "14").output
    assert as_json("walk", *WHO, "--metres", "520")["norm"] is None


def test_the_walk_with_its_expected_distance() -> None:
    arguments = ("walk", *WHO, "--metres", "620", "--weight", "80", "--height", "180")
    found = as_json(*arguments)
    assert (found["expected"], found["extrapolated"], found["change_needed"]) == (737.1, True, 50)
    assert "her er den strukket" in run(*arguments).output
    older = ("walk", "--age", "50", "--sex", "m", "--metres", "520", "--weight", "80", "--height", "180")
    assert "strukket" not in run(*older).output


@pytest.mark.requirement("R099", "R129")
def test_strength_load_from_four_lifts_and_a_maximum_from_more() -> None:
    four = as_json("strength", "--load", "80", "--repetitions", "4")
    assert four["four_by_four"] == {"low_kg": 80, "high_kg": 80, "needs_maximum": False}
    assert "Ingen makstest trengs." in run("strength", "--load", "80", "--repetitions", "4").output
    ten = as_json("strength", "--load", "60", "--repetitions", "10", "--formula", "epley")
    assert ten["one_rep_max"]["kg"] == 80
    assert ten["four_by_four"] == {"low_kg": 68, "high_kg": 72, "needs_maximum": True}
    assert "85–90 % av 1RM" in run("strength", "--load", "60", "--repetitions", "10").output
    once = as_json("strength", "--load", "100", "--repetitions", "1", "--formula", "epley")
    assert once["one_rep_max"] == {
        "kg": 100,
        "low": 100,
        "high": 100,
        "formula": "epley",
        "lifted_once": True,
    }
    assert "løftet én gang" in run("strength", "--load", "100", "--repetitions", "1").output


@pytest.mark.requirement("R123", "R131")
def test_the_list_has_every_test_with_its_class_and_marks_what_is_for_research() -> None:
    found = {one["key"]: one for one in as_json("list")}
    assert {
        "ebbeling",
        "submaximal-walk-8",
        "modified-balke",
        "submaximal-treadmill-13",
        "ymca-cycle",
        "astrand-cycle",
        "six-minute-walk",
        "sit-to-stand-30",
        "stairs",
    } <= set(found)
    assert [key for key, one in found.items() if one["research_only"]] == ["cycle-stroop-research"]
    assert found["six-minute-walk"]["needs_clearance"] is False
    assert found["ebbeling"]["needs_clearance"] is True
    assert "Trappetest" in run("list").output
    shown = as_json("show", "cycle-stroop-research")
    assert {read["what"] for read in shown["steps"][0]["reads"]} >= {"oxygen_uptake", "stroop_errors"}


@pytest.mark.parametrize("key", ["modified-balke", "ymca-cycle", "sit-to-stand-30", "ebbeling"])
@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_kind_of_test_is_shown_stage_by_stage(key: str, lang: str) -> None:
    result = run("show", key, "--lang", lang)
    assert result.exit_code == 0
    assert {"nb": "Kilde:", "nn": "Kjelde:", "en": "Source:"}[lang] in result.output


@pytest.mark.requirement("R116")
def test_maximal_heart_rate_by_every_formula_with_its_error() -> None:
    found = as_json("hr-max", "--age", "40")
    assert found[0] == {"bpm": 185.4, "source": "predicted_nes", "error": 10.8, "date": None}
    assert all(one["error"] for one in found)
    assert len(run("hr-max", "--age", "40").output.splitlines()) == len(found)
