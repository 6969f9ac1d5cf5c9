"""Draws every state machine of the core from its table: docs/states.md.

python tools/states.py write
python tools/states.py check    exit 1 when the page is not what the tables say
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Any

import medgang.core
from medgang.core.states import StateTable, mermaid

PAGE = Path(__file__).resolve().parents[1] / "docs" / "states.md"


_HEAD = """# State machines

Drawn by `make pages` from the tables in `src/medgang/core`, and held true by `make check`; nobody draws in it. Who
may do what stands in the tables.
"""


def tables() -> list[StateTable[Any]]:
    """Every table that a module of the core holds, by name."""
    found: dict[str, StateTable[Any]] = {}
    for module in pkgutil.walk_packages(medgang.core.__path__, "medgang.core."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, StateTable):
                found[value.name] = value
    return [found[name] for name in sorted(found)]


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for table in tables():
        about = (table.states.__doc__ or "").strip().splitlines()[0]
        parts.append(f"## {table.name}\n\n{about}\n\n```mermaid\n{mermaid(table)}```\n")
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is true."""
    if arguments == ["write"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if arguments == ["check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        print("docs/states.md is not what the tables say: run `make pages`", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
