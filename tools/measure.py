"""Runs what is measured rather than tested: accuracy against labelled data, and benchmarks.

    python tools/measure.py accuracy folder   runs main(folder) of each tools/accuracy/<area>.py
    python tools/measure.py bench             runs each tests/benchmarks/bench_<area>.py

An accuracy module returns a Markdown table. It is printed, and put between `<!-- measured -->` and
`<!-- /measured -->` in docs/accuracy/<area>.md where that page has such a place.
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a file, the project's folder is not on the path
    sys.path.insert(0, str(ROOT))
_PLACE = re.compile(r"(<!-- measured -->\n).*?(<!-- /measured -->)", re.DOTALL)


def put(page: Path, table: str) -> None:
    """Put a table in its place on a page, where the page has one."""
    if page.exists():
        text = page.read_text(encoding="utf-8")
        page.write_text(_PLACE.sub(lambda m: f"{m[1]}{table.strip()}\n{m[2]}", text), encoding="utf-8")


def accuracy(data: Path) -> int:
    """Every accuracy module over the labelled data under `data`."""
    for path in sorted((ROOT / "tools" / "accuracy").glob("*.py")):
        module = importlib.import_module(f"tools.accuracy.{path.stem}")
        if not hasattr(module, "main"):  # something the others share
            continue
        table = str(module.main(data))
        print(f"\n## {path.stem}\n\n{table}")
        put(ROOT / "docs" / "accuracy" / f"{path.stem.replace('_', '-')}.md", table)
    return 0


def bench() -> int:
    """Every benchmark, each in a process of its own so that one does not warm up the next."""
    worst = 0
    for path in sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py")):
        print(f"\n## {path.stem.removeprefix('bench_')}\n", flush=True)
        worst = max(worst, subprocess.call([sys.executable, "-m", f"tests.benchmarks.{path.stem}"], cwd=ROOT))
    return worst


def main(arguments: list[str]) -> int:
    """Exit 2 when it was not understood."""
    if len(arguments) == 2 and arguments[0] == "accuracy":
        data = Path(arguments[1])
        if not data.is_dir():
            print(f"There is no folder {data}", file=sys.stderr)
            return 2
        return accuracy(data.resolve())
    if arguments == ["bench"]:
        return bench()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
