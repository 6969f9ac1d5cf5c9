"""The lists of pages in the docs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import doc_index

LIST = "# Docs\n\n<!-- pages in commands -->\n{}<!-- /pages -->\n\nMore.\n"


def test_lists_follow_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doc_index, "DOCS", tmp_path)
    (tmp_path / "commands").mkdir()
    (tmp_path / "commands" / "pool.md").write_text("Before\n\n# `medgang pool`\n", encoding="utf-8")
    (tmp_path / "commands" / "body.md").write_text("no heading\n", encoding="utf-8")
    page = tmp_path / "README.md"
    page.write_text(LIST.format("- old\n"), encoding="utf-8")
    assert doc_index.main([]) == 2
    assert doc_index.main(["check"]) == 1
    assert "docs/README.md: its list of pages is stale" in capsys.readouterr().err
    assert doc_index.main(["write"]) == 0
    expected = LIST.format("- [body](commands/body.md)\n- [`medgang pool`](commands/pool.md)\n")
    assert page.read_text(encoding="utf-8") == expected
    assert doc_index.main(["check"]) == 0
