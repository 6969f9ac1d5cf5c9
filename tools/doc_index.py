"""Keeps the lists of pages in the docs: each folder's pages by their headings.

    python tools/doc_index.py write
    python tools/doc_index.py check    exit 1 when a list is stale

A page that wants such a list holds `<!-- pages in commands -->` and `<!-- /pages -->`; the folder is meant from docs.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
_LIST = re.compile(r"(<!-- pages in (\S+) -->\n).*?(<!-- /pages -->)", re.DOTALL)


def heading(page: Path) -> str:
    """A page's first heading, or its name."""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return page.stem


def filled(docs: Path, page: Path) -> str:
    """The page with its lists as they should be."""

    def listed(match: re.Match[str]) -> str:
        folder = docs / match[2]
        lines = [
            f"- [{heading(one)}]({one.relative_to(page.parent).as_posix()})\n"
            for one in sorted(folder.glob("*.md"))
        ]
        return f"{match[1]}{''.join(lines)}{match[3]}"

    return _LIST.sub(listed, page.read_text(encoding="utf-8"))


def stale(docs: Path, *, write: bool) -> list[str]:
    """The pages whose lists are not what they should be, written anew when asked to."""
    found: list[str] = []
    for page in sorted(docs.glob("*.md")):
        true = filled(docs, page)
        if true != page.read_text(encoding="utf-8"):
            found.append(page.name)
            if write:
                page.write_text(true, encoding="utf-8")
    return found


def main(arguments: list[str]) -> int:
    """Write, or say what is stale."""
    if arguments == ["write"]:
        stale(DOCS, write=True)
        return 0
    if arguments == ["check"]:
        found = stale(DOCS, write=False)
        for name in found:
            print(f"docs/{name}: its list of pages is stale: run `make pages`", file=sys.stderr)
        return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
