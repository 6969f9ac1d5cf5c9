"""Checks the Markdown pages: every link inside the project leads somewhere, and every page can be reached.

    python tools/doc_links.py

A path in `code` that begins with a folder of ours must exist too: a page that names a file goes stale otherwise.
Addresses on the web are not asked for.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[(?:[^\]\[]|\[[^\]]*\])*\]\(\s*<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_CODE = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_HTML_ID = re.compile(r"<[^>]+\bid=\"([^\"]+)\"")
_OURS = ("src/", "tests/", "tools/", "docs/", "requirements/", ".ci/", "changelog.d/")
_NOT_A_PATH = re.compile(r"[*<>{}$ …]|::")
_ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def pages(root: Path) -> list[Path]:
    """The pages people read: those at the top, and those under docs."""
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def anchors(text: str) -> set[str]:
    """What can stand after # in a link to this page, as the common forges make it from the headings."""
    found: set[str] = set(_HTML_ID.findall(text))
    seen: dict[str, int] = {}
    for heading in _HEADING.findall(_FENCE.sub("", text)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        slug = re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words))
        number = seen.get(slug, 0)
        seen[slug] = number + 1
        found.add(f"{slug}-{number}" if number else slug)
    return found


def faults(root: Path) -> list[str]:
    """Every link that leads nowhere, every path that is not there, every page nothing leads to."""
    texts = {page: page.read_text(encoding="utf-8") for page in pages(root)}
    wrong: list[str] = []
    reached: set[Path] = set()
    for page, text in texts.items():
        shown = page.relative_to(root)
        prose = _FENCE.sub("", text)
        for link in _LINK.findall(_CODE.sub("", prose)):
            if _ELSEWHERE.match(link):
                continue
            path, _, anchor = unquote(link).partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.exists():
                wrong.append(f"{shown}: {link} leads nowhere")
                continue
            if target != page:
                reached.add(target)
            if (
                anchor
                and target.suffix == ".md"
                and anchor not in anchors(texts.get(target) or target.read_text())
            ):
                wrong.append(f"{shown}: {link} names a heading that is not there")
        for code in _CODE.findall(prose):
            path = code.split(":", 1)[0].rstrip("/")
            if code.startswith(_OURS) and not _NOT_A_PATH.search(code) and not (root / path).exists():
                wrong.append(f"{shown}: `{code}` is not there")
    lonely = [p for p in texts if (root / "docs") in p.parents and p.resolve() not in reached]
    return wrong + [f"{page.relative_to(root)}: no page leads here" for page in lonely]


def main(arguments: list[str]) -> int:
    """Exit 1 when anything is wrong."""
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    wrong = faults(ROOT)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
