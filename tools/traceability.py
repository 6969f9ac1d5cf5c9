"""Which of the rows the product must do are done: docs/traceability.md, computed from the marks on the tests.

    python tools/traceability.py write    writes the page
    python tools/traceability.py check    exit 1 when the page is not what the tests say now

A row works when a journey, a page test or a command test carries its mark; partly, when only unit tests do. Whether
those tests pass is settled by running them: `make test` is red otherwise, and keeps a list of the failures
(build/traceability/failed.json), which count for nothing here until they have been mended and run again.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "docs" / "requirements.tsv"
PAGE = ROOT / "docs" / "traceability.md"
FAILED = ROOT / "build" / "traceability" / "failed.json"
WHOLE_WAY = frozenset({"journey", "page", "command"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One test's claim about rows, as tests/support/traceability.py gathers it."""

    test: str
    rows: tuple[str, ...]
    kind: str
    place: str


def requirements(file: Path = REQUIREMENTS) -> list[tuple[str, str]]:
    """Each row's id and its words."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [(row["id"], row["requirement"]) for row in csv.DictReader(lines, delimiter="\t")]


def collect() -> list[Claim]:
    """The claims of every test there is, without running any."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "claims.json"
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-q", "-p", "no:cacheprovider"]
        ran = subprocess.run(
            [*command, f"--traceability-to={target}"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise SystemExit(ran.stdout[-4000:] + ran.stderr[-4000:])
        gathered = json.loads(target.read_text(encoding="utf-8"))
    return [Claim(c["test"], tuple(c["rows"]), c["kind"], c["place"]) for c in gathered]


def failed(file: Path) -> frozenset[str]:
    """The tests whose last run failed."""
    return frozenset(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else frozenset()


def place_of(claim: Claim) -> str:
    """The page or command a test is about: what its mark names, else what its place in the tree says."""
    if claim.kind == "unit":
        return ""
    if claim.place:
        return f"`medgang {claim.place}`" if claim.kind == "command" else claim.place
    path = Path(claim.test.split("::", 1)[0])
    if claim.kind == "command":
        return f"`medgang {path.stem.removeprefix('test_').replace('_', '-')}`"
    parts = [part for part in path.parts[1:-1] if part not in {"web", "journeys"}]
    return "/".join([*parts, path.stem.removeprefix("test_")])


def state_of(claims: list[Claim]) -> str:
    """works, partly or not yet."""
    if any(claim.kind in WHOLE_WAY for claim in claims):
        return "works"
    return "partly" if claims else "not yet"


def page(rows: list[tuple[str, str]], claims: list[Claim]) -> str:
    """The whole page."""
    by_row: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for row in claim.rows:
            by_row[row].append(claim)
    counted: dict[str, int] = defaultdict(int)
    lines: list[str] = []
    for row, words in rows:
        proofs = by_row[row]
        state = state_of(proofs)
        counted[state] += 1
        files: dict[str, int] = defaultdict(int)
        for claim in proofs:
            files[claim.test.split("::", 1)[0]] += 1
        tests = "<br>".join(f"{file} ({number})" for file, number in sorted(files.items()))
        places = "<br>".join(sorted({place_of(claim) for claim in proofs} - {""}))
        shown = words.replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| {row} | {shown} | {state} | {tests} | {places} |")
    summary = (
        f"Of {len(rows)} rows, {counted['works']} work, {counted['partly']} are there in part, "
        f"{counted['not yet']} are not there yet."
    )
    return "\n".join(
        [
            "# Traceability",
            "",
            "Which of the rows in [requirements.tsv](requirements.tsv) are done. Made by `make traceability` from the",
            "marks on the tests, and held true by `make check`; nobody writes in it.",
            "",
            "- **works**: a journey in the browser, a test of a page or a test of a command shows it, and passes",
            "- **partly**: unit tests show a part of it",
            "- **not yet**: no test claims it",
            "",
            summary,
            "",
            "| row | requirement | state | tests | page or command |",
            "|---|---|---|---|---|",
            *lines,
            "",
        ]
    )


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is true."""
    if arguments not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    red = failed(FAILED)
    claims = [claim for claim in collect() if claim.test not in red]
    true = page(requirements(), claims)
    if arguments == ["write"]:
        PAGE.write_text(true, encoding="utf-8")
        return 0
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != true:
        print("docs/traceability.md is not what the tests say: run `make traceability`", file=sys.stderr)
        for test in sorted(red):
            print(f"  did not pass when it was last run: {test}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
