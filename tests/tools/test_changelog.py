"""Gathering the changelog's fragments."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import changelog

HEAD = "# Changelog\n\n<!-- the newest version stands below this line -->\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an empty changelog and two fragments."""
    monkeypatch.setattr(changelog, "ROOT", tmp_path)
    folder = tmp_path / "changelog.d"
    folder.mkdir()
    (folder / "README.md").write_text("how to", encoding="utf-8")
    (folder / "gym.added.md").write_text(
        "The clock fills the screen.\nNames only by choice.\n", encoding="utf-8"
    )
    (folder / "cli-pool.fixed.md").write_text("- One\n- Two\n", encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(HEAD, encoding="utf-8")
    return tmp_path


def test_fragments_become_a_version(root: Path) -> None:
    assert changelog.main(["0.1.0", "2026-11-20"]) == 0
    assert (root / "CHANGELOG.md").read_text(encoding="utf-8") == HEAD + (
        "\n## 0.1.0 (2026-11-20)\n\n### Added\n\n- The clock fills the screen.\n  Names only by choice.\n\n"
        "### Fixed\n\n- One\n- Two\n"
    )
    assert [path.name for path in (root / "changelog.d").iterdir()] == ["README.md"]


def test_the_newest_version_comes_first(root: Path) -> None:
    changelog.main(["0.1.0", "2026-11-20"])
    (root / "changelog.d" / "web.security.md").write_text("Shorter sessions.", encoding="utf-8")
    changelog.main(["0.2.0"])
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.index("## 0.2.0 (") < text.index("### Security") < text.index("## 0.1.0 (2026-11-20)")


def test_a_fragment_of_no_known_kind(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "changelog.d" / "gym.better.md").write_text("x", encoding="utf-8")
    assert changelog.main(["0.1.0"]) == 2
    assert capsys.readouterr().err.startswith("gym.better.md: a fragment is named <area>.<kind>.md")


def test_a_changelog_without_its_line(root: Path) -> None:
    (root / "CHANGELOG.md").write_text("# Changelog\n", encoding="utf-8")
    assert changelog.main(["0.1.0"]) == 2
    assert changelog.main([]) == 2


def test_our_own_fragments_are_well_named() -> None:
    changelog.fragments(Path(__file__).resolve().parents[2] / "changelog.d")


def test_a_word_is_no_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert changelog.main(["check"]) == 2
    assert "«check»" in capsys.readouterr().err
