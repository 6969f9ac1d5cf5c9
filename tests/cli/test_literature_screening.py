"""`medgang literature simulate` through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["literature", "simulate", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "review.csv"
    rows = [f"walking and craving {n},patients walked,1" for n in range(4)]
    rows += [f"beetles number {n},insects of the forest,0" for n in range(60)] + ["unlabelled,,"]
    path.write_text("title,abstract,label_included\n" + "\n".join(reversed(rows)) + "\n", encoding="utf-8")
    return path


@pytest.mark.command
@pytest.mark.requirement("R014")
def test_the_order_and_its_measures(table: Path) -> None:
    result = run(table, "--priors", "64,1", "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert set(found) == {"order", "wss95", "recall10", "loss", "first_relevant", "stopping"}
    assert set(found["order"][:3]) == {61, 62, 63}
    assert 0 not in found["order"]
    assert found["loss"] == 0
    assert {one["rule"] for one in found["stopping"]} == {"ranked_test", "consecutive_50", "consecutive_100"}
    assert "1 rader uten vurdering" in result.stderr


@pytest.mark.command
@pytest.mark.parametrize(
    "text", ["walking craving", '{"criteria": "walking craving", "doi": "x"}', '["walking craving"]']
)
def test_a_start_from_the_criteria(table: Path, tmp_path: Path, text: str) -> None:
    criteria = tmp_path / "criteria.txt"
    criteria.write_text(text, encoding="utf-8")
    result = run(table, "--criteria", criteria)
    assert "Første relevante post: nr. 1" in result.stdout
    assert "50 irrelevante på rad: stopp etter 54 poster" in result.stdout
    assert "100 irrelevante på rad: sa aldri stopp" in result.stdout


@pytest.mark.command
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--label-column", "nope"], "title, abstract, label_included"),
        (["--priors", "a,b"], "a,b"),
        (["--priors", "900"], "900"),
        (["--label-column", "title"], "verken ja eller nei"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(table: Path, arguments: list[str], said: str) -> None:
    result = run(table, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.command
def test_a_review_without_a_relevant_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("title,label_included\nA text,0\nB text,0\n", encoding="utf-8")
    result = run(path)
    assert result.exit_code == 2
    assert "relevante" in result.stderr


@pytest.mark.command
def test_a_terminal_shows_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from medgang.cli.literature_screening import _bar

    with _bar(500, "nb") as tell:
        assert tell is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with _bar(500, "en") as tell:
        assert tell is not None
        tell(500)
    with _bar(5, "nb") as tell:
        assert tell is None
