"""`medgang procedure` from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main
from medgang.core.procedures import procedure_from_json
from medgang.exchange.plan_definition_check import check_plan_definition
from tests.content.test_procedures import MINIMAL, clinic


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["procedure", *arguments])


@pytest.mark.command
@pytest.mark.requirement("R064")
def test_show_lists_and_shows():
    listed = run("show")
    assert listed.exit_code == 0
    assert "tsb-physical-activity" in listed.output
    shown = run("show", "tsb-physical-activity")
    assert "LEGENS UNDERSØKELSE" in shown.output
    assert "hver gang det er gått 3 md., regnet fra den første testen" in shown.output
    assert "(av til enheten velger det)" in shown.output
    assert "fra 14 dager før planlagt utskriving" in shown.output
    english = run("show", "withdrawal-light-activity", "--lang", "en")
    assert "Offer light activity: every day" in english.output
    assert "2 times a day" in english.output


@pytest.mark.command
def test_show_as_json_is_the_form_that_is_stored():
    document = json.loads(run("show", "tsb-physical-activity", "--json").output)
    sha256 = document.pop("sha256")
    assert procedure_from_json(document).sha256 == sha256
    summary = json.loads(run("show", "--json", "--lang", "nn").output)
    assert {one["name"] for one in summary} == {"tsb-physical-activity", "withdrawal-light-activity"}
    assert set(summary[0]) == {"name", "id", "version", "sha256", "shipped", "title", "steps"}


@pytest.mark.command
@pytest.mark.requirement("R217")
def test_check_says_how_far_the_grounds_reach():
    checked = run("check", "tsb-physical-activity")
    assert checked.exit_code == 0
    assert "mangler: " in checked.output
    everything = json.loads(run("check", "--json").output)
    assert len(everything) == 2
    clause = everything[0]["clauses"][0]
    assert set(clause) == {"id", "grounds", "missing", "gaps"}
    assert "local_data" in clause["missing"]


@pytest.mark.command
def test_check_of_a_clause_with_every_kind_of_ground(tmp_path: Path):
    kinds = ["research", "user_knowledge", "clinical_experience", "law_or_policy", "local_data"]
    grounds = ", ".join(f"{{kind: {kind}, source: src, says: {{nb: a, nn: a, en: a}}}}" for kind in kinds)
    whole = MINIMAL.replace("[{kind: research, source: src, says: {nb: a, nn: a, en: a}}]", f"[{grounds}]")
    weekly = whole.replace("{within: 3 days, after: admission}", "{each: week}")
    over = str(clinic(tmp_path, weekly)[0])
    checked = run("check", "own", "--content", over)
    assert "mangler" not in checked.output
    assert "hver uke" in run("show", "own", "--content", over).output


@pytest.mark.command
def test_an_anchor_the_clinic_has_named_itself(tmp_path: Path):
    text = MINIMAL.replace("after: admission", "after: our-own").replace(
        "steps:\n", "anchors: {our-own: {first: {kind: talked}}}\nsteps:\n"
    )
    over = str(clinic(tmp_path, text.replace("3 days", "1 month and 1 day"))[0])
    assert (
        "innen 1 md. 1 dag, regnet fra hendelsen det regnes fra"
        in run("show", "own", "--content", over).output
    )


@pytest.mark.command
def test_export_as_plan_definition_and_as_json(tmp_path: Path):
    assert check_plan_definition(json.loads(run("export", "tsb-physical-activity").output)) == ()
    out = tmp_path / "out.json"
    written = run("export", "tsb-physical-activity", "--format", "json", "--out", str(out))
    assert written.output == ""
    assert procedure_from_json(json.loads(out.read_text(encoding="utf-8"))).id == "tsb-physical-activity"


@pytest.mark.command
def test_what_cannot_be_done_is_one_sentence_and_exit_code_two(tmp_path: Path):
    unknown = run("show", "nothing")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert unknown.stderr.strip().startswith("Prosedyren «nothing» finnes ikke.")
    broken = str(clinic(tmp_path, MINIMAL.replace("[{kind: talked}]", "[{kind: walked}]"))[0])
    for command in (["show"], ["check"], ["export", "own"]):
        refused = run(*command, "--content", broken)
        assert refused.exit_code == 2
        assert "own.yaml" in refused.stderr
        assert len(refused.stderr.strip().splitlines()) == 1
    nowhere = run("export", "tsb-physical-activity", "--out", str(tmp_path / "no" / "such" / "file"))
    assert nowhere.exit_code == 2
    assert nowhere.stderr.strip() == "Kan ikke skrive til file."
