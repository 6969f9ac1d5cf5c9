"""Commands shown in the docs with what they print: run again, and held against the page."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from medgang.cli.main import main

DOCS = Path(__file__).resolve().parents[2] / "docs" / "commands"
_SHOWN = re.compile(
    r"^```(?:console|json)\n\$ medgang (?P<arguments>[^\n]*)\n(?P<output>.*?)^```", re.MULTILINE | re.DOTALL
)


def shown_on(page: str) -> list[tuple[str, str]]:
    """(arguments, printed) of every command shown on `docs/commands/<page>.md`."""
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    return [(match["arguments"], match["output"]) for match in _SHOWN.finditer(text)]


def printed(arguments: str) -> str:
    """What the command prints, on either stream."""
    import shlex

    return CliRunner().invoke(main, shlex.split(arguments), prog_name="medgang").output
