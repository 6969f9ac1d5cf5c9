"""The traceability page is computed from the marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import traceability
from tools.traceability import Claim

ROWS = [("R001", "PICO form"), ("R002", "One | two"), ("R003", "Third")]


def line(row: str, claims: list[Claim]) -> str:
    """The page's line about one row."""
    return next(text for text in traceability.page(ROWS, claims).splitlines() if text.startswith(f"| {row} "))


def unit(name: str, *rows: str) -> Claim:
    """A unit test's claim."""
    return Claim(f"tests/core/pool/test_pool.py::{name}", rows, "unit", "")


def test_states() -> None:
    command = Claim("tests/cli/test_fit_read.py::test_reads", ("R001",), "command", "")
    page = Claim("tests/web/ward/test_today.py::test_due", ("R001", "R002"), "page", "")
    claims = [unit("test_a", "R001", "R002"), unit("test_b", "R001"), command, page]
    assert line("R001", claims) == (
        "| R001 | PICO form | works | tests/cli/test_fit_read.py (1)<br>tests/core/pool/test_pool.py (2)"
        "<br>tests/web/ward/test_today.py (1) | `medgang fit-read`<br>ward/today |"
    )
    assert line("R002", [unit("test_a", "R002")]) == (
        "| R002 | One \\| two | partly | tests/core/pool/test_pool.py (1) |  |"
    )
    assert line("R003", claims) == "| R003 | Third | not yet |  |  |"
    assert "Of 3 rows, 2 work, 0 are there in part, 1 are not there yet." in traceability.page(ROWS, claims)


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        (Claim("tests/cli/test_pool.py::t", (), "command", ""), "`medgang pool`"),
        (Claim("tests/core/test_x.py::t", (), "command", "pool run"), "`medgang pool run`"),
        (Claim("tests/journeys/ward/test_today.py::t", (), "journey", ""), "ward/today"),
        (Claim("tests/journeys/test_a_day.py::t", (), "journey", "I dag"), "I dag"),
        (Claim("tests/core/test_x.py::t", (), "unit", ""), ""),
    ],
)
def test_place(claim: Claim, place: str) -> None:
    assert traceability.place_of(claim) == place


def test_our_own_rows() -> None:
    rows = traceability.requirements()
    assert [row for row, _ in rows] == [f"R{number:03}" for number in range(1, 259)]


def test_write_then_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = [unit("test_a", "R001")]
    monkeypatch.setattr(traceability, "PAGE", tmp_path / "traceability.md")
    monkeypatch.setattr(traceability, "FAILED", tmp_path / "failed.json")
    monkeypatch.setattr(traceability, "collect", lambda: claims)
    assert traceability.main([]) == 2
    assert traceability.main(["check"]) == 1
    assert traceability.main(["write"]) == 0
    assert traceability.main(["check"]) == 0
    claims.append(unit("test_b", "R002"))
    assert traceability.main(["check"]) == 1
    assert traceability.main(["write"]) == 0
    # A test that did not pass proves nothing, and is named.
    (tmp_path / "failed.json").write_text(json.dumps([claims[0].test]), encoding="utf-8")
    capsys.readouterr()
    assert traceability.main(["check"]) == 1
    assert (
        "did not pass when it was last run: tests/core/pool/test_pool.py::test_a" in capsys.readouterr().err
    )
