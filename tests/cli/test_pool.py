"""`medgang pool` from files as people make them, good and bad."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main

pytestmark = pytest.mark.command

SMD = (
    "study,year,m1i,sd1i,n1i,m2i,sd2i,n2i,weeks,setting\n"
    "Ask,2014,12.1,4.0,20,14.9,4.4,21,4,ward\n"
    "Berg,2016,11.0,3.9,34,12.1,4.1,33,8,ward\n"
    "Dahl,2018,13.2,5.1,18,13.0,4.7,17,6,day\n"
    "Eide,2019,10.4,3.3,55,12.6,3.9,57,12,day\n"
    "Foss,2021,12.9,4.2,25,13.8,4.5,26,4,day\n"
    "Gran,2022,11.7,3.8,41,13.9,4.0,40,10,ward\n"
)
COUNTS = (
    "study,ai,n1i,ci,n2i\nAsk,4,60,9,60\nBerg,0,40,3,42\nDahl,7,55,8,50\nEide,2,80,5,79\nFoss,0,30,0,30\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Any:
    def call(text: str | bytes, *arguments: str) -> Result:
        path = tmp_path / "data.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(main, ["pool", str(path), *arguments])

    return call


def as_json(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


KEYS = {
    "k", "scale", "estimate", "se", "ci_low", "ci_high", "p", "tau2", "i2", "h2", "q", "q_p", "pi_low", "pi_high",
    "pi_method", "pi_df",
}  # fmt: skip


def test_the_json_has_every_promised_key(run: Any) -> None:
    result = run(SMD, "--measure", "smd", "--json")
    assert result.exit_code == 0, result.output
    found = as_json(result)
    assert set(found) >= KEYS
    assert found["k"] == 6
    assert found["scale"] == "identity"
    assert (found["pi_method"], found["pi_df"]) == ("t, k-2", 4)
    assert found["ci_low"] < found["estimate"] < found["ci_high"]
    assert [study["label"] for study in found["studies"]][:2] == ["Ask 2014", "Berg 2016"]
    assert result.stderr == ""


@pytest.mark.parametrize("method", ["common", "reml", "dl", "pm", "sj", "ml", "eb", "hs", "mh", "peto"])
@pytest.mark.parametrize("test", ["z", "hksj", "hksj-adhoc"])
def test_every_method_with_every_test(run: Any, method: str, test: str) -> None:
    found = as_json(run(COUNTS, "--measure", "or", "--method", method, "--test", test, "--json"))
    assert found["estimate"] < 0
    assert found["zero_rule"].startswith("synthesis.zero_rule_")
    assert found["scale"] == "log"
    assert found["natural"]["estimate"] < 1


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("md", SMD),
        ("rr", COUNTS),
        ("rd", COUNTS),
        ("cor", "ri,ni\n0.2,30\n0.4,50\n0.1,44\n"),
        ("prop", "xi,ni\n3,30\n8,50\n5,44\n"),
        ("given", "yi,vi\n0.1,0.02\n0.3,0.04\n0.2,0.05\n"),
    ],
)
def test_every_measure(run: Any, measure: str, text: str) -> None:
    assert as_json(run(text, "--measure", measure, "--json"))["headline"] is True


def test_all_diagnostics_at_once(run: Any) -> None:
    rows = "".join(f"s{i},{0.1 * i - 0.3},{0.02 + 0.01 * i}\n" for i in range(12))
    found = as_json(run("study,yi,vi\n" + rows, "--diagnostics", "--json"))
    assert len(found["leave_one_out"]) == len(found["influence"]) == len(found["cumulative"]) == 12
    assert found["funnel_tests"]["tests"][0]["test"] == "egger"
    assert found["trim_and_fill"]["added"] >= 0
    assert found["direction"]["benefit"] + found["direction"]["harm"] <= 12
    few = as_json(run(SMD, "--measure", "smd", "--funnel-tests", "--json"))
    assert few["funnel_tests"] == {"tests": [], "why_none": "synthesis.funnel_too_few", "begg": None}


def test_moderators_subgroups_and_levels(run: Any) -> None:
    found = as_json(
        run(
            SMD,
            "--measure",
            "smd",
            "--moderator",
            "weeks",
            "--subgroup",
            "setting",
            "--cluster",
            "setting",
            "--json",
        )
    )
    assert found["meta_regression"]["coefficients"][1]["name"] == "weeks"
    assert [group["group"] for group in found["subgroups"]["groups"]] == ["day", "ward"]
    assert found["three_level"] is None
    assert found["problems"][0]["code"] == "synthesis.too_few_clusters"
    text = "study,yi,vi,dose\n" + "".join(f"{'abcd'[i // 2]},{0.2 * i},0.05,{i}\n" for i in range(8))
    levels = as_json(run(text, "--cluster", "study", "--rho", "0.6", "--json"))["three_level"]
    assert (levels["clusters"], levels["r"]) == (4, 0.6)


@pytest.mark.requirement("R200")
def test_analysis_sets_stand_side_by_side(run: Any) -> None:
    rows = "".join(
        f"s{i},{yi},0.02,{group}\n" for group, yi in (("itt", -0.8), ("completers", -0.05)) for i in range(3)
    )
    text = "study,yi,vi,analysis_set\n" + rows
    found = as_json(run(text, "--json"))
    assert found["analysis_set"] == "itt"
    assert found["analysis_sets"]["agree"] is False
    assert [one["analysis_set"] for one in found["analysis_sets"]["sets"]] == ["itt", "completers"]
    shown = run(text)
    assert "De som fullførte" in shown.stdout
    assert "Svaret er ikke det samme" in shown.stdout


@pytest.mark.requirement("R205")
def test_two_studies_have_no_headline(run: Any) -> None:
    result = run("study,yi,vi\nA,0.1,0.1\nB,0.4,0.1\n", "--json")
    found = as_json(result)
    assert (result.exit_code, found["estimate"], found["headline"]) == (0, None, False)
    assert found["notes"][0]["code"] == "synthesis.two_studies"
    assert len(found["studies"]) == 2


def test_the_wider_interval_leads(run: Any) -> None:
    text = "yi,vi\n0.50,0.1\n0.51,0.2\n0.49,0.15\n0.50,0.1\n"
    by_default = as_json(run(text, "--json"))
    assert by_default["test"] == "z"
    assert by_default["other_interval"]["method"] == "hksj"
    named = as_json(run(text, "--test", "hksj", "--json"))
    assert named["test"] == "hksj"
    assert named["leading_interval"]["method"] == "z"
    assert "Også: Hartung–Knapp" in run(text).stdout


def test_the_forest_and_funnel_are_drawings_anyone_can_open(run: Any, tmp_path: Path) -> None:
    forest, funnel = tmp_path / "forest.svg", tmp_path / "funnel.svg"
    result = run(
        SMD,
        "--measure",
        "smd",
        "--forest",
        str(forest),
        "--funnel",
        str(funnel),
        "--trim-and-fill",
        "--subgroup",
        "setting",
    )
    assert result.exit_code == 0
    for path in (forest, funnel):
        text = path.read_text(encoding="utf-8")
        ET.fromstring(text)  # noqa: S314 - our own drawing
        assert "var(" not in text
    assert "Gran 2022" in forest.read_text(encoding="utf-8")
    directions = tmp_path / "directions.svg"
    assert run(SMD, "--measure", "smd", "--directions", str(directions), "--lower-is-better").exit_code == 0
    assert "Eide 2019 (n 112)" in directions.read_text(encoding="utf-8")
    run("yi,vi\n1,1\n2,1\n3,1\n", "--directions", str(directions))
    assert "(n ?)" in directions.read_text(encoding="utf-8")
    run(COUNTS, "--measure", "or", "--forest", str(forest), "--lang", "en")
    assert "Odds ratio" in forest.read_text(encoding="utf-8")
    run("xi,ni\n3,30\n8,50\n5,44\n", "--measure", "prop", "--forest", str(forest))
    assert "lavere" not in forest.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_text_is_whole_in_every_language(run: Any, lang: str) -> None:
    rows = "".join(
        f"s{i // 2},{0.3 * i - 0.3},{0.02 + 0.01 * (i % 3)},{i},{'ab'[i % 2]}\n" for i in range(12)
    )
    text = "study,yi,vi,weeks,where\n" + rows + "odd,9,0.02,1,a\n"
    result = run(
        text,
        "--diagnostics",
        "--moderator",
        "weeks",
        "--subgroup",
        "where",
        "--cluster",
        "study",
        "--lang",
        lang,
    )
    assert result.exit_code == 0, result.stderr
    expected = {"nb": "skiller seg ut", "nn": "skil seg ut", "en": "stands out"}[lang]
    assert expected in result.stdout
    assert "%(" not in result.stdout


def test_small_groups_and_few_studies_are_said_in_words(run: Any) -> None:
    text = "study,yi,vi,where\nA,0.1,0.1,a\nB,0.2,0.1,b\nC,0.3,0.2,\nD,0.1,0.1,a\nE,0.15,0.3,c\n"
    shown = run(text, "--subgroup", "where", "--funnel-tests", "--influence", "--moderator", "vi").stdout
    assert "Færre enn to undergrupper" in shown
    assert "Færre enn ti studier" in shown
    assert "Ingen studie skiller seg ut" in shown


@pytest.mark.parametrize(
    ("text", "arguments", "sentence"),
    [
        ("", (), "Filen er tom."),
        ("yi,vi\n", (), "Filen er tom."),
        ("study,yi\nA,1\n", (), "Filen mangler kolonnene vi."),
        (b"\x00\x01\x02", (), "Filen kan ikke leses som tekst."),
        (b"\xff\xfe\x00", (), "Filen kan ikke leses som tekst."),
        (b"yi,vi\n\x81,1\n", (), "Filen kan ikke leses som tekst."),
        (COUNTS, ("--measure", "rr", "--method", "peto"), "Petos metode gir oddsratio, ikke rr."),
        ("yi,vi\n1,1\n2,1\n3,1\n", ("--moderator", "weeks"), "Filen har ingen kolonne som heter weeks."),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(
    run: Any, text: str | bytes, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run(text, *arguments)
    assert result.exit_code == 2
    assert result.stderr.strip() == sentence
    assert "Traceback" not in result.output


def test_a_file_too_large_is_refused_before_it_is_read(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medgang.cli.pool.LARGEST", 10)
    assert "for stor" in run(SMD).stderr


def test_what_can_be_done_is_done(run: Any) -> None:
    """A zero SD and text among numbers are named; the other studies are pooled all the same."""
    text = SMD + "Hope,2023,12,0,20,13,4,20,4,ward\nIbsen,2024,about 12,4,20,13,4,20,4,ward\n"
    result = run(text, "--measure", "smd", "--json")
    assert result.exit_code == 2
    found = as_json(result)
    assert found["k"] == 6
    assert [row["label"] for row in found["left_out"]] == ["Hope 2023", "Ibsen 2024"]
    assert "Linje 8 er utelatt: Standardavviket «sd1i» er 0.0" in result.stderr
    assert "Linje 9: «about 12» i kolonnen m1i er ikke et tall." in result.stderr


def test_a_file_that_is_not_there_and_a_place_that_cannot_be_written(run: Any, tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["pool", str(tmp_path / "nothing.csv")])
    assert (missing.exit_code, missing.stderr.strip()) == (2, "Filen nothing.csv finnes ikke.")
    result = run(SMD, "--measure", "smd", "--forest", str(tmp_path / "no" / "where.svg"), "--json")
    assert result.exit_code == 2
    assert as_json(result)["k"] == 6
    assert result.stderr.startswith("Tegningen kan ikke lagres")


def test_one_study_is_shown_with_a_sentence(run: Any) -> None:
    result = run("study,yi,vi\nA,0.1,0.1\n", "--json")
    assert result.exit_code == 2
    assert as_json(result)["studies"][0]["yi"] == 0.1
    assert "Én studie" in result.stderr


def test_a_missing_cell_is_said_but_is_no_fault(run: Any) -> None:
    result = run("study,yi,vi\nA,0.1,0.1\nB,NA,0.1\nC,0.3,0.1\nD,0.2,0.1\n", "--json")
    assert result.exit_code == 0
    assert as_json(result)["k"] == 3
    assert "kolonnen yi er tom" in result.stderr


def test_a_file_with_nothing_usable_says_so(run: Any, tmp_path: Path) -> None:
    result = run("study,yi,vi,analysis_set\nA,x,0.1,itt\n", "--json", "--forest", str(tmp_path / "x.svg"))
    assert result.exit_code == 2
    assert as_json(result)["estimate"] is None
    assert "Det er ingen studier å slå sammen." in result.stderr
    assert not (tmp_path / "x.svg").exists()
    assert run("study,yi,vi\nA,x,0.1\n").exit_code == 2


def test_crossover_trials_keep_their_pairing_and_say_what_was_imputed(run: Any) -> None:
    head = "study,m1i,sd1i,m2i,sd2i,ni,sdi,ri,r_imputed,use\n"
    text = head + "A,7,2.38,6.5,2.21,10,2,,,\nB,8,2.4,6.9,2.2,14,,0.68,yes,\nC,7.5,2,7,2,12,,,,first-period\n"
    result = run(text, "--measure", "md", "--json")
    found = as_json(result)
    assert {"synthesis.r_imputed", "synthesis.crossover_first_period"} <= set(found["note_codes"])
    assert found["imputed_r"][0]["label"] == "r = 0"
    assert "Med r = 0.3: " in run(text, "--measure", "md").stdout


def test_change_and_final_values_never_meet_in_one_smd(run: Any) -> None:
    head, rest = SMD.split("\n", 1)
    rows = rest.strip().split("\n")
    text = (
        head
        + ",values\n"
        + "\n".join(f"{row},{'change' if i else 'final'}" for i, row in enumerate(rows))
        + "\n"
    )
    refused = run(text, "--measure", "smd", "--json")
    assert refused.exit_code == 2
    assert as_json(refused)["estimate"] is None
    assert "Endringsverdier og sluttverdier kan ikke stå" in refused.stderr
    noted = as_json(run(text, "--measure", "md", "--json"))
    assert "synthesis.change_and_final_md" in noted["note_codes"]


def test_spreadsheet_files_of_every_kind_are_read(run: Any) -> None:
    norwegian = "studie;yi;vi\nBjørk;0,1;0,2\nÅs;0,3;0,1\nØye;0,2;0,1\n"
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        found = as_json(run(norwegian.encode(encoding), "--json"))
        assert [study["label"] for study in found["studies"]] == ["Bjørk", "Ås", "Øye"]
