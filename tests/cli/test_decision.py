"""`medgang decision` and `medgang agree`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main
from tests.cli.documented import printed, shown_on

pytestmark = pytest.mark.command

MANUAL = "appraiser,1,2,3,overall,use\nA,5,6,6,5,yes\nB,6,6,7,,\nC,2,4,3,,\nD,3,3,2,,\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(("arguments", "output"), shown_on("decision"))
def test_the_page_shows_what_the_commands_print(arguments: str, output: str) -> None:
    assert printed(arguments) == output


@pytest.mark.requirement("R040")
def test_show_keeps_dont_know_beside_the_scale() -> None:
    found = json.loads(run("decision", "show", "systematic-training", "--json").stdout)
    beside = {row["criterion"]: row["beside_the_scale"] for row in found["judgements"]}
    assert {name for name, is_beside in beside.items() if is_beside} == {"equity", "feasibility"}
    assert found["adopted"]["unknown"] == ["confirmed_by", "voters", "dated", "evidence"]
    assert [one["mark"] for one in found["recommendations"]] == ["strong-intervention", None]
    (listed,) = json.loads(run("decision", "show", "--json").stdout)
    assert listed["name"] == "systematic-training"
    assert "Don't know" in run("decision", "show", "systematic-training", "--lang", "en").stdout


@pytest.mark.requirement("R257")
def test_check_asks_a_person_to_settle_the_mark() -> None:
    found = json.loads(run("decision", "check", "systematic-training", "--json").stdout)
    assert {"decisions.mark_not_sure", "decisions.mark_and_verb"} <= {one["code"] for one in found["remarks"]}
    assert found["open"] == ["equity", "feasibility"]
    text = run("decision", "check", "systematic-training", "--lang", "nn").stdout
    assert "kryssa av som sterk, men orda er svak" in text
    unknown = run("decision", "check", "poem")
    assert (unknown.exit_code, unknown.stderr.strip()) == (
        2,
        "Tabellen «poem» finnes ikke. Disse finnes: systematic-training",
    )


def test_a_table_with_an_unjudged_criterion(tmp_path: Path) -> None:
    folder = tmp_path / "decisions" / "tables"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        'source: s\nid: own\nversion: "1"\nframework: generic-8\nquestion: {nb: Q, nn: Q, en: Q}\n'
        "intervention: {nb: I, nn: I, en: I}\nalternative: {nb: A, nn: A, en: A}\njudgements: []\n",
        encoding="utf-8",
    )
    over = ("--content", str(tmp_path))
    assert "Verdier: –" in run("decision", "show", "own", *over).stdout
    assert "Verdier er ikke vurdert." in run("decision", "check", "own", *over).stdout
    assert json.loads(run("decision", "show", "own", "--json", *over).stdout)["adopted"] is None


@pytest.mark.requirement("R049")
def test_domain_scores_of_the_manuals_example(tmp_path: Path) -> None:
    data = tmp_path / "scores.csv"
    data.write_text(MANUAL, encoding="utf-8")
    found = json.loads(run("agree", "score", str(data), "--json").stdout)
    assert round(found["domains"][0]["percent"]) == 57
    assert found["use"] == ["yes", None, None, None]
    assert "total" not in found
    text = run("agree", "score", str(data), "--left-out", "22", "--left-out", "23").stdout
    assert "Avgrensning og formål: 57 % (53 av 84 poeng, n = 4)" in text
    assert "Redaksjonell uavhengighet: utelatt på forhånd" in text
    assert "mangler 32 svar" in text
    assert "(Hva prosedyren skal oppnå): 2 til 6" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "har ingen rader"),
        ("name,1\nA,5\n", "mangler kolonnen appraiser"),
        ("appraiser,1\nA,x\nB,1\n", "Linje 2: «x» er ikke en skår."),
        ("appraiser,use\nA,maybe\nB,\n", "«maybe» er ikke yes"),
        ("appraiser,1\nA,9\nB,1\n", "Punkt 1: 9 er ikke mellom 1 og 7."),
        ("appraiser,1\nA,5\n", "det må være minst 2"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    data = tmp_path / "scores.csv"
    data.write_text(text, encoding="utf-8")
    found = run("agree", "score", str(data))
    assert found.exit_code == 2
    assert said in found.stderr
    assert "Traceback" not in found.stderr
    assert run("agree", "score", str(tmp_path / "no.csv")).exit_code == 2
