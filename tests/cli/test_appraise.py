"""`medgang appraise`: forms, RoB 2, drawings, GRADE and the summary of findings."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main

pytestmark = pytest.mark.command

HEAD = "study,1.1,1.2,1.3,2.1,2.2,2.6,3.1,4.1,4.2,4.3,5.1,5.2,5.3"
FINE = "Y,Y,N,N,N,Y,Y,N,N,N,Y,N,N"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["appraise", *arguments])


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def made(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return made


def as_json(result: Result) -> Any:
    return json.loads(result.stdout)


@pytest.mark.requirement("R023", "R024")
def test_the_form_follows_the_design_of_the_study() -> None:
    found = as_json(run("forms", "--design", "qualitative", "--json"))
    assert [one["name"] for one in found] == ["casp-qualitative", "sjekkliste-kvalitativ"]
    trials = as_json(run("forms", "--design", "crossover", "--json"))
    assert {one["name"] for one in trials} == {"casp-rct", "sjekkliste-rct"}
    assert "casp-review" in run("forms").stdout


@pytest.mark.requirement("R023")
def test_the_qualitative_form_has_ten_items_and_the_last_is_free_text() -> None:
    items = as_json(run("form", "casp-qualitative", "--json"))["items"]
    assert [item["id"] for item in items] == [str(i) for i in range(1, 11)]
    assert [item["id"] for item in items if item["free_text"]] == ["10"]
    assert [item["id"] for item in items if item["screening"]] == ["1", "2"]
    assert "Is the aim clearly stated?" in run("form", "casp-qualitative", "--lang", "en").stdout
    unknown = run("form", "casp-poem")
    assert unknown.exit_code == 2
    assert unknown.stderr.strip() == "Det finnes ikke noe skjema som heter casp-poem."


def reading(appraiser: str, **changes: str) -> str:
    answers = {str(i): {"answer": changes.get(f"q{i}", "yes")} for i in range(1, 10)}
    return json.dumps(
        {
            "form": "casp-qualitative",
            "study": "dai-2020",
            "appraiser": appraiser,
            "answers": {**answers, "10": {"answer": "Bra"}},
        }
    )


@pytest.mark.requirement("R023")
def test_two_readings_are_checked_and_compared(write: Any) -> None:
    first, second = write("a.json", reading("anna")), write("b.json", reading("berit", q6="unclear"))
    found = as_json(run("check", first, second, "--json"))
    assert [one["without_reason"] for one in found["readings"]] == [True, False]
    assert found["differences"] == [{"item": "6", "first": "yes", "second": "unclear"}]
    text = run("check", first, second).stdout
    assert "uten begrunnelse" in text
    assert "6: yes / unclear" in text
    same = run("check", first, write("c.json", reading("anna")))
    assert (same.exit_code, same.stderr.strip()) == (2, "De to vurderingene er gjort av samme person.")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"form": "casp-poem"}',
        '{"form": "casp-rct", "study": "A b", "appraiser": "x", "answers": {}}',
        '{"form": "casp-rct", "study": "a", "appraiser": "x", "answers": {"99": {"answer": "yes"}}}',
        "",
    ],
)
def test_readings_that_cannot_be_read_are_one_sentence(write: Any, text: str) -> None:
    result = run("check", write("a.json", text))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


def test_rob2_proposes_and_draws(write: Any, tmp_path: Path) -> None:
    data = write("rob2.csv", f"{HEAD},S,S reason\nA,{FINE},,\nB,Y,N,N\nC,{FINE},low,Two weeks between\n")
    lights, summary = tmp_path / "lights.svg", tmp_path / "summary.svg"
    result = run(
        "rob2", data, "--effect", "assignment", "--svg", str(lights), "--summary", str(summary), "--json"
    )
    assert result.exit_code == 0, result.stderr
    found = as_json(result)["results"]
    assert [one["overall"] for one in found] == ["low", "high", "low"]
    assert found[1]["domains"]["D2"] == {"judgement": None, "proposed": None, "next": "2.1"}
    assert found[2]["variant"] == "crossover"
    for path in (lights, summary):
        ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own drawing
    text = run("rob2", data, "--effect", "assignment").stdout
    assert "Neste spørsmål i Avvik fra tiltaket: 2.1" in text


def test_the_questions_of_rob2_are_shown_for_effect_and_variant() -> None:
    found = as_json(run("rob2-form", "--effect", "adhering", "--crossover", "--json"))
    assert [one["domain"] for one in found] == ["D1", "S", "D2", "D3", "D4", "D5"]
    assert [item["id"] for item in found[2]["items"]] == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]
    text = run("rob2-form", "--effect", "assignment", "--lang", "en").stdout
    assert "2.7  Could the wrong group in the analysis matter much?" in text
    assert "5.4" not in text


def test_a_domain_that_only_persons_judge_says_so(write: Any) -> None:
    data = write("x.csv", f"{HEAD},5.4\nA,{FINE},N\n")
    assert (
        "Periode- og overføringseffekter vurderes av personer"
        in run("rob2", data, "--effect", "assignment").stdout
    )


def test_adhering_needs_its_deviations(write: Any) -> None:
    data = write("x.csv", f"{HEAD},2.4,2.5\nA,{FINE},N,N\n")
    without = run("rob2", data, "--effect", "adhering")
    assert without.exit_code == 2
    assert "hvilke avvik" in without.stderr
    found = as_json(run("rob2", data, "--effect", "adhering", "--deviation", "non-adherence", "--json"))
    assert found["results"][0]["overall"] == "low"
    assert run("rob2", data).exit_code == 2


def test_judgements_of_another_tool_are_drawn(write: Any, tmp_path: Path) -> None:
    data = write(
        "x.csv",
        "Study,Confounding,D2,Overall\nA,Serious,Low,Serious\nB,Critical,Moderate,Critical\nC,odd,Low,Low\n",
    )
    drawn = tmp_path / "x.svg"
    result = run("plot", data, "--svg", str(drawn), "--summary", str(tmp_path / "y.svg"))
    assert result.exit_code == 2
    assert "A: serious, low, serious" in result.stdout
    assert result.stderr.strip() == "Linje 4: «odd» er ikke en kjent vurdering. Raden er utelatt."
    assert "Confounding" in drawn.read_text(encoding="utf-8")
    nowhere = run("plot", data, "--svg", str(tmp_path / "no" / "where.svg"))
    assert (nowhere.exit_code, nowhere.stderr.count("\n")) == (2, 1)
    nothing = run("plot", write("z.csv", "study,D1\nA,odd\n"), "--svg", str(tmp_path / "none.svg"))
    assert nothing.exit_code == 2
    assert not (tmp_path / "none.svg").exists()


@pytest.mark.parametrize("command", [("plot",), ("sof",), ("rob2", "--effect", "assignment")])
def test_empty_files_and_missing_columns(write: Any, command: tuple[str, ...]) -> None:
    empty = run(command[0], write("e.csv", ""), *command[1:])
    assert (empty.exit_code, empty.stderr.strip()) == (2, "Filen er tom.")
    bare = run(command[0], write("b.csv", "x,y\n1,2\n"), *command[1:])
    assert bare.exit_code == 2
    assert "mangler kolonnene" in bare.stderr


def test_persons_of_a_thousand(write: Any) -> None:
    head = "outcome,measure,effect,ci_low,ci_high,baseline,source\n"
    data = write(
        "s.csv", head + "DVT,rr,0.45,0.18,1.13,0.013,trials\nA,or,0.5,0.4,0.7,0.2,trials\nB,rr,1,1,1,0.2,t\n"
    )
    rows = as_json(run("sof", data, "--json"))["rows"]
    assert rows[0]["with_per_1000"] == [6, 2, 15]
    assert rows[0]["nnt_interval"] is None
    text = run("sof", data).stdout
    assert "DVT: 13 → 6 (2–15); 7 færre av 1000" in text
    assert "uten intervall" in text
    assert "ingen forskjell av 1000" in text
    assert "flere av 1000" in run("sof", write("m.csv", head + "A,rr,2,1.5,3,0.1,t\n")).stdout
    wrong = run("sof", write("w.csv", head + "A,rr,2,3,4,0.1,t\nB,rr,x,3,4,0.1,t\n"))
    assert wrong.exit_code == 2
    assert "Linje 2 er utelatt: Anslaget ligger ikke inne i intervallet." in wrong.stderr


def grade_file(*outcomes: dict[str, Any]) -> str:
    return json.dumps({"outcomes": outcomes})


def test_certainty_per_outcome_and_the_lowest_of_the_critical(write: Any) -> None:
    steps = [{"factor": "imprecision", "levels": 1, "reason": "Few persons"}]
    up = [{"factor": "large-effect", "levels": 1, "reason": "RR 3"}]
    data = write(
        "g.json",
        grade_file(
            {"outcome": "craving", "importance": "critical", "start": "randomised", "steps": steps},
            {"outcome": "mood", "importance": "important", "start": "non-randomised", "steps": up},
        ),
    )
    found = as_json(run("grade", data, "--json"))
    assert [one["level"] for one in found["outcomes"]] == ["moderate", "moderate"]
    assert found["overall"] == "moderate"
    assert "risk-of-bias" in found["outcomes"][0]["not_considered"]
    assert "Samlet: Moderat tillit" in run("grade", data).stdout


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[1",
        grade_file({"outcome": "x", "importance": "huge", "start": "randomised", "steps": []}),
        grade_file(
            {
                "outcome": "x",
                "importance": "critical",
                "start": "randomised",
                "steps": [{"factor": "imprecision", "levels": 1}],
            }
        ),
        grade_file(
            {
                "outcome": "x",
                "importance": "critical",
                "start": "randomised",
                "steps": [{"factor": "imprecision", "levels": 1.5, "reason": None}],
            }
        ),
    ],
)
def test_certainty_without_reasons_or_sense_is_refused(write: Any, text: str) -> None:
    result = run("grade", write("g.json", text))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_no_critical_outcome_gives_no_overall(write: Any) -> None:
    data = write(
        "g.json", grade_file({"outcome": "x", "importance": "limited", "start": "randomised", "steps": []})
    )
    assert as_json(run("grade", data, "--json"))["overall"] is None
    assert "Samlet" not in run("grade", data).stdout
