"""Every state machine of the core is total, and drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from medgang.core.states import TABLES, StateTable
from tools import states


@pytest.mark.parametrize("table", states.tables(), ids=lambda table: table.name)
def test_every_table_is_total(table: StateTable[Any]) -> None:
    assert table.flaws() == []


def test_tables_are_found_by_themselves() -> None:
    assert {table.name for table in TABLES} <= {table.name for table in states.tables()}


def test_write_then_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(states, "PAGE", tmp_path / "states.md")
    assert states.main([]) == 2
    assert states.main(["check"]) == 1
    assert "run `make pages`" in capsys.readouterr().err
    assert states.main(["write"]) == 0
    assert states.main(["check"]) == 0
    assert "stateDiagram-v2" in (tmp_path / "states.md").read_text(encoding="utf-8")
