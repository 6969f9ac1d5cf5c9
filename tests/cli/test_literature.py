"""`medgang literature import` and `duplicates` through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main

RIS = "TY  - JOUR\nID  - r1\nTI  - Walking and craving in adults: a trial\nAU  - Lie, Per\nPY  - 2019\nJF  - J Inv\nVL  - 1\nSP  - 5\nER  - \n"  # noqa: E501 - as exported
CSV = 'id,title,authors,year,journal,volume,pages\nc1,Walking and craving in adults: a trial,"Lie, P",2019,J Inv,1,5-9\nc2,Something else,,2001,,,\n'  # noqa: E501 - as exported


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["literature", *map(str, arguments)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.ris", tmp_path / "other.csv"
    one.write_text(RIS, encoding="utf-8")
    other.write_text(CSV, encoding="utf-8")
    return one, other


@pytest.mark.command
@pytest.mark.requirement("R013", "R014")
def test_import_gives_csl_items_and_losses(files: tuple[Path, Path]) -> None:
    files[0].write_text(RIS + "stray\nTY  - JOUR\nTI  - B\n", encoding="utf-8")
    result = run("import", *files, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [item["id"] for item in found["records"]] == ["r1", "one.ris#1", "c1", "c2"]
    assert found["records"][0]["title"].startswith("Walking")
    assert found["losses"] == [
        {"file": "one.ris", "line": 10, "code": "not_in_record", "text": "stray"},
        {"file": "one.ris", "line": 11, "code": "unclosed_record", "text": ""},
    ]
    assert [one["format"] for one in found["files"]] == ["ris", "csv"]


@pytest.mark.command
@pytest.mark.parametrize("ending", [".ris", ".csv", ".json"])
def test_import_writes_records_that_can_be_read_again(
    files: tuple[Path, Path], tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"all{ending}"
    result = run("import", *files, "--to", out)
    assert result.exit_code == 0
    assert "one.ris: 1 poster (ris)" in result.stdout
    assert "Skrevet til" in result.stdout
    again = json.loads(run("import", out, "--json").stdout)
    assert [item["id"] for item in again["records"]] == ["r1", "c1", "c2"]


@pytest.mark.command
def test_what_cannot_be_read_is_a_sentence_and_the_rest_is_done(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.bin"
    bad.write_bytes(b"\x01\x02 nothing")
    result = run("import", files[0], bad, "--json")
    assert result.exit_code == 2
    assert "bad.bin" in result.stderr
    assert "Traceback" not in result.output
    assert len(json.loads(result.stdout)["records"]) == 1
    assert run("import", files[0], "--to", tmp_path / "x.docx").exit_code == 2
    many = tmp_path / "many.ris"
    many.write_text("".join(f"stray {n}\n" for n in range(30)) + RIS, encoding="utf-8")
    shown = run("import", many).stdout
    assert "og 10 til" in shown
    assert "linje 1:" in shown


@pytest.mark.command
@pytest.mark.requirement("R013")
def test_duplicates_across_files(files: tuple[Path, Path]) -> None:
    found = json.loads(run("duplicates", *files, "--json").stdout)
    assert set(found) == {"groups", "unsure", "seconds"}
    assert found["groups"] == [["r1", "c1"]]
    assert found["unsure"] == []
    assert found["seconds"] >= 0


@pytest.mark.command
def test_duplicates_in_words(tmp_path: Path) -> None:
    rows = "".join(f"f{n},Filler {n} with no likeness,,{1900 + n},,\n" for n in range(60))
    table = tmp_path / "t.csv"
    table.write_text(
        "id,title,authors,year,journal,volume\n"
        'a,Walking and craving in adults a trial,"Lie, Per; Dahl, K",2019,J Inv,1\n'
        'b,Walking and craving in adults a trial,"Lie, Per; Dahl, K",2019,J Inv,1\n'
        'c,Running and hunger in adults a trial,"Moe, A; Noe, B",2019,J Inv,1\n'
        'd,Running and hunger in adults a trial,"Moe, A; Noe, B",2018,Quite Another,\n'
        'e,Swimming and sleep in adults a trial,"Roe, A; Toe, B",2019,J Inv,1\n'
        'f,Swimming and sleep in adults a trial: study protocol,"Roe, A; Toe, B",2018,J Inv,2\n' + rows,
        encoding="utf-8",
    )
    result = run("duplicates", table)
    assert "1 grupper, 1 dubletter" in result.stdout
    assert "a = b" in result.stdout
    assert "c ? d" in result.stdout
    assert "tittel: lik" in result.stdout
    assert "samme studie: 1" in result.stdout


@pytest.mark.command
def test_the_subcommands_are_listed_and_unknown_ones_refused() -> None:
    shown = run("--help").stdout
    for name in ("duplicates", "flow", "import", "search", "simulate"):
        assert name in shown
    assert run("nothing").exit_code == 2
