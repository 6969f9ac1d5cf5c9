"""`medgang literature search` through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main
from medgang.content.loader import content_files


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["literature", "search", *map(str, arguments)])


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.command
@pytest.mark.requirement("R004", "R246")
def test_a_pasted_history_is_checked(tmp_path: Path) -> None:
    path = write(
        tmp_path, "h.txt", "1  exercise.tw.  47\n2  craving.tw.  19\n3  1 not 2  11\n4  (1 or 9  5\n"
    )
    found = json.loads(run("lint", path, "--json").stdout)
    assert found["searches"] == [{"name": "h.txt", "database": "ovid", "lines": 4, "sum_of_line_hits": 82}]
    checks = {(one["line"], one["check"]) for one in found["findings"]}
    assert {("3", "not_out_of_range"), ("4", "unknown_line"), ("4", "unbalanced_brackets")} <= checks
    shown = run("lint", path).stdout
    assert "47 - 19 gir minst 28" in shown
    clean = write(tmp_path, "c.txt", "1  exercise.tw.\n2  craving.tw.\n3  1 and 2\n")
    assert "Ingen feil funnet i 1 søk" in run("lint", clean).stdout


@pytest.mark.command
@pytest.mark.requirement("R246", "R248")
def test_the_shipped_searches_are_checked(tmp_path: Path) -> None:
    path, _ = content_files("searches")["trening-og-russug"]
    found = json.loads(run("lint", path, "--json").stdout)
    assert ("Embase", "19", "not_out_of_range") in {
        (one["search"], one["line"], one["check"]) for one in found["findings"]
    }
    path, _ = content_files("searches")["opplevelse-av-aktivitet"]
    shown = run("lint", path, "--lang", "nb").stdout
    assert "11 åpnes og 12 lukkes" in shown
    assert "vedlegg 3" in shown


@pytest.mark.command
def test_json_in_any_arrangement_is_checked(tmp_path: Path) -> None:
    document = {
        "a": {
            "prisma": {"X": 10, "Y": 5, "total": 16, "duplicates": 2, "screened": 15},
            "lines": [{"n": "S1", "q": "walking", "hits": 5}, {"n": "S2", "q": "S1 AND S9", "hits": 3}],
        },
        "b": {
            "rows_printed": {
                "M": {"hits": 3, "read": 1},
                "E": {"hits": 4, "read": 2},
                "total": {"hits": 8, "read": 3},
            }
        },
        "c": {"prisma": {"included": 4}, "rows_printed": {"total": {"read": 0}}},
    }
    path = write(tmp_path, "d.json", json.dumps(document))
    found = json.loads(run("lint", path, "--json").stdout)
    assert found["searches"][0]["database"] == "ebsco"
    checks = {(one["search"], one["check"]) for one in found["findings"]}
    assert {
        ("a/lines", "unknown_line"),
        ("a/prisma", "flow_total"),
        ("a/prisma", "flow_difference"),
        ("b/rows_printed/hits", "flow_total"),
        ("b/rows_printed", "sum_of_line_hits"),
    } <= checks
    assert "10 + 5 gir 15" in run("lint", path).stdout
    strategies = write(
        tmp_path, "s.json", json.dumps([{"topic": "T", "query": "a[tiab] AND b[mesh]"}, {"query": ""}, 3])
    )
    listed = json.loads(run("lint", strategies, "--json").stdout)
    assert listed["searches"] == [{"name": "T", "database": "pubmed", "lines": 1, "sum_of_line_hits": 0}]
    plain = write(tmp_path, "p.json", json.dumps([{"q": "a.tw."}, {"q": "1 and b.tw.", "hits": "?"}]))
    assert json.loads(run("lint", plain, "--json").stdout)["searches"][0]["database"] == "ovid"


@pytest.mark.command
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("e.txt", "   \n"),
        ("e.json", '{"nothing": 1}'),
        ("b.yaml", "source: x\nsearches:\n  - {name: A}\n"),
        ("n.json", '[{"q": "a", "hits": -1}]'),
    ],
)
def test_what_is_no_search_is_one_sentence(tmp_path: Path, name: str, text: str) -> None:
    result = run("lint", write(tmp_path, name, text))
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output


@pytest.mark.command
@pytest.mark.parametrize("text", ["a or b and " * 300 + "c", "line\n" * 3500])
def test_what_no_librarian_wrote_is_refused_at_once(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "x.txt", text)
    for arguments in (("lint", path), ("render", path, "--database", "wos")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "Traceback" not in result.output


@pytest.mark.command
def test_text_that_only_looks_like_data_is_a_search(tmp_path: Path) -> None:
    for text in ("[a] and b", "{a: b: c", "searches: one\n", '{"a": 1, "a": 2}'):
        assert run("lint", write(tmp_path, "t.txt", text)).exit_code in {0, 2}
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    result = run("lint", large)
    assert result.exit_code == 2
    assert "for stor" in result.stderr


@pytest.mark.command
@pytest.mark.requirement("R004")
def test_a_search_is_written_for_another_database(tmp_path: Path) -> None:
    path = write(tmp_path, "h.txt", "exp Exercise/\ncrav$.ti,ab.\n1 and 2\n")
    found = json.loads(run("render", path, "--database", "pubmed", "--json").stdout)
    lines = found["searches"][0]["lines"]
    assert [line["text"] for line in lines] == ['"Exercise"[Mesh]', "crav*[tiab]", "#1 AND #2"]
    assert lines[0]["needs_person"][0]["code"] == "heading"
    shown = run("render", path, "--database", "scopus", "--from", "ovid")
    assert "TITLE-ABS-KEY(Exercise)" in shown.stdout
    assert "emneord" in shown.stderr
