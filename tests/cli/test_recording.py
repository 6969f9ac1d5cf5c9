"""`medgang recording`: one file in words and in JSON, many files in rows, and files that cannot be read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from medgang.charts.recording import session_figure
from medgang.cli import recording as module
from medgang.cli.main import main
from tests.core.recordings.fit_writer import session
from tests.core.recordings.shapes import FOUR, pulse

DOCS = Path(__file__).resolve().parents[2] / "docs" / "commands" / "recording.md"
PULSES = [int(bpm) for bpm in pulse(FOUR, 2160, low=118, high=178)]


@pytest.fixture
def four(tmp_path: Path) -> Path:
    path = tmp_path / "okt.fit"
    path.write_bytes(session(PULSES).bytes_())
    return path


@pytest.fixture
def folder(tmp_path: Path, four: Path) -> Path:
    (tmp_path / "steady.fit").write_bytes(session([int(bpm) for bpm in pulse((), 1200)]).bytes_())
    (tmp_path / "broken.fit").write_bytes(session(PULSES).bytes_()[:9000])
    (tmp_path / "notes.txt").write_text("buy bread", encoding="utf-8")
    inside = tmp_path / "more"
    inside.mkdir()
    (inside / "again.fit").write_bytes(four.read_bytes())
    (tmp_path / ".hidden").write_bytes(four.read_bytes())
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x.fit").write_bytes(four.read_bytes())
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["recording", *map(str, arguments)])


def schema() -> Any:
    """The schema printed on the page about the command."""
    found = re.search(r"```json schema\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.command
@pytest.mark.requirement("R122", "R254")
def test_json_of_one_file_is_as_documented(four: Path) -> None:
    result = run(four, "--age", 38, "--plan", "four-by-four", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    jsonschema.validate(found, schema())
    assert found["samples"] == 2160
    assert found["seconds"] == 2160
    assert found["hr_max"] == {"bpm": 186.7, "source": "predicted_nes", "error": 10.8, "date": None}
    assert [round(one["start_s"], -1) for one in found["intervals"]] == [360, 780, 1200, 1620]
    assert {one["source"] for one in found["intervals"]} == {"plan"}
    assert found["fidelity"]["verdict"] == "as_planned"
    assert found["quality"]["missing_s"] == 0
    assert found["warnings"][0]["code"] == "hr_max_predicted"


@pytest.mark.command
@pytest.mark.parametrize(
    ("plan", "bouts", "source"), [(None, 4, "heart_rate"), ("none", 0, None), ("3x240/180", 4, "plan")]
)
def test_the_ways_to_give_a_plan(four: Path, plan: str | None, bouts: int, source: str | None) -> None:
    result = run(four, "--age", 38, "--json", *(["--plan", plan] if plan else []))
    found = json.loads(result.stdout)
    jsonschema.validate(found, schema())
    assert len(found["intervals"]) == bouts
    assert {one["source"] for one in found["intervals"]} <= {source}
    if source == "heart_rate":
        assert found["intervals"][0]["seconds_in_target"] is None


@pytest.mark.command
@pytest.mark.requirement("R121", "R122")
def test_text_that_a_clinician_can_read(four: Path) -> None:
    result = run(four, "--hr-max", 190, "--plan", "four-by-four")
    assert result.exit_code == 0
    text = result.stdout
    assert "Økt på 36:00" in text
    assert "Makspuls 190 (± ikke kjent), målt." in text
    assert "I-5" in text
    assert "Gjennomført som planlagt." in text
    assert "Drag: 4 av 4." in text
    assert "Pause etter" in text


@pytest.mark.command
@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_language(four: Path, lang: str) -> None:
    for plan in ("four-by-four", "none"):
        result = run(four, "--age", 38, "--plan", plan, "--lang", lang)
        assert result.exit_code == 0
    assert run(four, "--age", 38, "--lang", lang).exit_code == 0


@pytest.mark.command
def test_english_is_english(four: Path) -> None:
    text = run(four, "--age", 38, "--plan", "four-by-four", "--lang", "en").stdout
    assert "Done as planned." in text
    assert "Recovery" in text


@pytest.mark.command
def test_a_short_bout_has_no_third_minute_and_damage_is_said(tmp_path: Path) -> None:
    work = tuple((300 + 180 * number, 390 + 180 * number) for number in range(6))
    path = tmp_path / "short.fit"
    data = session([int(bpm) for bpm in pulse(work, 1500, low=80, high=185)]).bytes_()
    path.write_bytes(data[:-2])
    text = run(path, "--hr-max", 190, "--plan", "6x90/90").stdout
    assert "Drag: 6 av 6." in text
    assert "Filen slutter 2 byte for tidlig" in text


@pytest.mark.command
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen er tom."),
        (b"buy bread", "Filen er ikke et opptak vi kjenner (FIT, TCX, GPX, PWX, HRM eller CSV)."),
        (session([0, 255]).bytes_(), "Filen har ingen puls."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_2(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = run(path, "--age", 38)
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (2, "", sentence)


@pytest.mark.command
def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    result = run(tmp_path / "away.fit", "--age", 38)
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (2, "", "Filen kan ikke åpnes.")


@pytest.mark.command
@pytest.mark.parametrize(
    "arguments", [["--age", 38, "--plan", "often"], ["--age", 3], [], ["--age", 38, "--scale", "none"]]
)
def test_arguments_that_cannot_stand(four: Path, arguments: list[object]) -> None:
    result = run(four, *arguments)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.command
@pytest.mark.parametrize("cores", [1, 2])
def test_a_folder_is_a_row_for_each_and_one_bad_file_never_stops_the_rest(
    folder: Path, cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: cores)
    monkeypatch.setattr(module, "_FILES_AT_A_TIME", 1)
    result = run(folder, "--age", 38, "--plan", "four-by-four")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == [
        "Fil", "broken.fit", "notes.txt", "okt.fit", "steady.fit", "again.fit",
    ]  # fmt: skip
    assert "skadet fil" in lines[1]
    assert "Filen er ikke et opptak" in lines[2]
    assert "4/4" in lines[3]
    assert "0/4" in lines[4]
    assert "planen ikke funnet" in lines[4]


@pytest.mark.command
def test_many_files_as_json_and_as_pictures(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "pictures"
    result = run(
        folder / "okt.fit", folder / "notes.txt", folder / "more", "--age", 38, "--json", "--svg", out
    )
    found = json.loads(result.stdout)
    assert [one["file"] for one in found] == ["okt.fit", "notes.txt", "again.fit"]
    assert found[1]["error"]["code"] == "recordings.unknown_format"
    for one in (found[0], found[2]):
        jsonschema.validate(one, schema())
    assert sorted(path.name for path in out.iterdir()) == ["again.fit.svg", "okt.fit.svg"]


@pytest.mark.command
def test_no_files_and_only_bad_files(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(empty, "--age", 38).exit_code == 2
    (empty / "a.txt").write_text("a", encoding="utf-8")
    result = run(empty, "--age", 38)
    assert result.exit_code == 2
    assert result.stderr.strip() == "Ingen av filene kunne leses."


@pytest.mark.command
def test_the_curve_is_written_where_it_was_asked_for(four: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "curve.svg"
    assert run(four, "--age", 38, "--svg", target).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<svg")
    refused = run(four, "--age", 38, "--svg", tmp_path)
    assert refused.exit_code == 2
    assert "Kurven kan ikke skrives" in refused.stderr


def test_the_command_never_imports_django(four: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from medgang.cli.main import main; "
        f"r = CliRunner().invoke(main, ['recording', {str(four)!r}, '--age', '38']); "
        "assert r.exit_code == 0, r.output; "
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_chart_module_is_used_only_when_asked_for() -> None:
    assert session_figure.__module__ == "medgang.charts.recording"
