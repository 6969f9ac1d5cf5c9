"""`medgang literature flow` through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["literature", "flow", *map(str, arguments)])


@pytest.mark.command
@pytest.mark.requirement("R009", "R244")
def test_a_worked_review_with_its_contradictions(tmp_path: Path) -> None:
    out = tmp_path / "flow.svg"
    shown = run("trening-og-russug", "--svg", out)
    assert "487 − 12 gir 475, men det står 465" in shown.stderr
    assert "ikke oppgitt" in shown.stdout
    svg = out.read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "var(" not in svg
    found = json.loads(run("opplevelse-av-aktivitet", "--json").stdout)
    assert found["databases"]["identified"]["value"] == 212
    assert found["databases"]["excluded"] == {"value": 168, "derived": True, "place": ""}


@pytest.mark.command
@pytest.mark.requirement("R009", "R016")
def test_counts_from_a_table_of_states(tmp_path: Path) -> None:
    table = tmp_path / "states.csv"
    table.write_text(
        "id,source,state,reason,route\n1,Medline,duplicate,,\n2,Medline,excluded-title,,\n3,Embase,excluded-full-text,design,\n"
        "4,Embase,included,,\n5,lists,included,,citation\n",
        encoding="utf-8",
    )
    found = json.loads(run(table, "--json").stdout)
    assert found["databases"]["identified"]["value"] == 4
    assert found["databases"]["reasons"] == {"design": {"value": 1, "derived": False, "place": ""}}
    assert found["other"]["identified"]["value"] == 1
    assert found["studies"]["value"] == 2
    assert found["contradictions"] == []


@pytest.mark.command
@pytest.mark.requirement("R019")
def test_an_update_from_a_document(tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    path.write_text(
        json.dumps(
            {
                "previous": {"studies": 20, "reports": 22},
                "records": [{"state": "included", "id": "a", "source": "x"}, 3],
            }
        ),
        encoding="utf-8",
    )
    found = json.loads(run(path, "--json").stdout)
    assert found["previous_studies"]["value"] == 20
    reported = tmp_path / "reported.yaml"
    reported.write_text(
        "sources: {A: {value: 10}}\nboxes: {identified: {value: 12}, duplicates: {value: 1}}\n",
        encoding="utf-8",
    )
    assert "Summen stemmer ikke: 10 gir 10" in run(reported).stderr


@pytest.mark.command
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "id,source\n1,x\n"),
        ("e.csv", ""),
        ("b.csv", "id,state\n1,lost\n"),
        ("c.csv", "id,state\n1,excluded-full-text\n"),
        ("d.csv", "id,state\n1,included\n1,included\n"),
        ("a.yaml", "boxes: {nothing: {value: 1}}\n"),
        ("b.yaml", "boxes: {identified: {value: x}}\n"),
        ("c.yaml", "a: [\n"),
        ("d.yaml", "just text\n"),
        ("e.json", '{"records": [{"state": "included", "route": "?"}]}'),
    ],
)
def test_what_is_no_review_is_one_sentence(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    result = run(path)
    assert result.exit_code == 2, result.output
    assert result.stderr.strip()
    assert "Traceback" not in result.output


@pytest.mark.command
def test_an_unknown_name_and_a_broken_content_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("nothing").exit_code == 2
    from medgang.content import ContentError
    from medgang.content.schemas import literature

    def broken(name: str) -> None:
        raise ContentError(name, 7, "x")

    monkeypatch.setattr(literature, "review", broken)
    assert "linje 7" in run("nothing").stderr
