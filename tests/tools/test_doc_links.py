"""The check of links in the Markdown pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import doc_links


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a start page and one page under docs."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "use.md").write_text(
        "# Å bruke `medgang`\n\n## To ganger\n\n## To ganger\n", encoding="utf-8"
    )
    return tmp_path


def start_page(root: Path, text: str) -> list[str]:
    """What is wrong when README.md says `text`."""
    (root / "README.md").write_text(text, encoding="utf-8")
    return doc_links.faults(root)


def test_links_that_lead_somewhere(root: Path) -> None:
    text = "[use](docs/use.md#å-bruke-medgang) [again](docs/use.md#to-ganger-1) [web](https://example.org) [here](#top)"
    assert start_page(root, "# Top\n" + text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[gone](docs/gone.md)", "README.md: docs/gone.md leads nowhere"),
        ("![gone](docs/gone.png)", "README.md: docs/gone.png leads nowhere"),
        ("[part](docs/use.md#tre)", "README.md: docs/use.md#tre names a heading that is not there"),
        ("[part](#tre)", "README.md: #tre names a heading that is not there"),
        ("`tools/gone.py`", "README.md: `tools/gone.py` is not there"),
    ],
)
def test_links_that_lead_nowhere(root: Path, text: str, fault: str) -> None:
    assert fault in start_page(root, f"[use](docs/use.md)\n{text}\n")


@pytest.mark.parametrize(
    "text", ["```\n[gone](docs/gone.md)\n```", "`[gone](docs/gone.md)`", "`tools/<area>.py`"]
)
def test_code_is_no_link(root: Path, text: str) -> None:
    assert start_page(root, f"[use](docs/use.md)\n\n{text}\n") == []


def test_a_page_nothing_leads_to(root: Path) -> None:
    assert start_page(root, "# Medgang\n") == ["docs/use.md: no page leads here"]


def test_the_command(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(doc_links, "ROOT", root)
    assert doc_links.main(["x"]) == 2
    start_page(root, "[use](docs/use.md)")
    assert doc_links.main([]) == 0
    start_page(root, "[use](docs/us.md)")
    assert doc_links.main([]) == 1
    assert "docs/us.md leads nowhere" in capsys.readouterr().err
