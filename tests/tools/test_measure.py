"""Where measured tables are put."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import measure


def test_a_table_is_put_in_its_place_only(tmp_path: Path) -> None:
    page = tmp_path / "pool.md"
    page.write_text("# Pool\n\n<!-- measured -->\nold\n<!-- /measured -->\n\nWords.\n", encoding="utf-8")
    measure.put(page, "| a |\n|---|\n| 1\\2 |\n")
    text = page.read_text(encoding="utf-8")
    assert text == "# Pool\n\n<!-- measured -->\n| a |\n|---|\n| 1\\2 |\n<!-- /measured -->\n\nWords.\n"
    measure.put(tmp_path / "none.md", "| a |")
    assert not (tmp_path / "none.md").exists()


def test_bad_requests_are_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main([]) == 2
    assert measure.main(["accuracy", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.endswith(f"There is no folder {tmp_path / 'none'}\n")
