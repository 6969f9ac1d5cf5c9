"""Gathers the fragments in changelog.d into CHANGELOG.md, under a version.

    python tools/changelog.py 0.2.0 [2027-01-31]

A fragment is `<area>.<kind>.md`: one or a few lines, in the words of those who use what changed.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = {
    "added": "Added",
    "changed": "Changed",
    "fixed": "Fixed",
    "security": "Security",
    "removed": "Removed",
}
_ABOVE = "<!-- the newest version stands below this line -->"


def fragments(folder: Path) -> dict[str, list[Path]]:
    """The fragments of each kind, in the order of their names; a file of no known kind raises ValueError."""
    found: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        kind = path.stem.rpartition(".")[2]
        if kind not in found or "." not in path.stem:
            raise ValueError(
                f"{path.name}: a fragment is named <area>.<kind>.md, kind one of {', '.join(KINDS)}"
            )
        found[kind].append(path)
    return found


def section(found: dict[str, list[Path]], version: str, day: date) -> str:
    """The new version's part of the changelog."""
    lines = [f"## {version} ({day.isoformat()})", ""]
    for kind, title in KINDS.items():
        texts = [path.read_text(encoding="utf-8").strip() for path in found[kind]]
        if texts:
            lines += [f"### {title}", "", *(_as_item(text) for text in texts), ""]
    return "\n".join(lines)


def _as_item(text: str) -> str:
    return text if text.startswith("- ") else "- " + text.replace("\n", "\n  ")


def gather(root: Path, version: str, day: date) -> None:
    """Write the version into CHANGELOG.md and remove its fragments."""
    found = fragments(root / "changelog.d")
    file = root / "CHANGELOG.md"
    head, above, rest = file.read_text(encoding="utf-8").partition(_ABOVE)
    if not above:
        raise ValueError(f"CHANGELOG.md has lost its line {_ABOVE}")
    file.write_text(f"{head}{above}\n\n{section(found, version, day)}{rest.lstrip()}", encoding="utf-8")
    for path in (path for paths in found.values() for path in paths):
        path.unlink()


def main(arguments: list[str]) -> int:
    """Exit 2 when it was not understood."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    if not re.fullmatch(r"\d+(\.\d+)+", arguments[0]):
        print(f"A version is numbers with points between, not «{arguments[0]}».", file=sys.stderr)
        return 2
    day = date.fromisoformat(arguments[1]) if arguments[1:] else datetime.now(UTC).date()
    try:
        gather(ROOT, arguments[0], day)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
