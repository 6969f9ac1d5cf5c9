"""Checks the locks: every dependency has its reason and is locked, with hashes and without any address.

python tools/locks.py
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
_ADDRESS = re.compile(r"[a-z]+://|^--(?:extra-)?index|^--find-links|@ ", re.MULTILINE)


def normal(name: str) -> str:
    """A package's name as it is compared: lower case, with one hyphen."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(file: Path) -> dict[str, str]:
    """What one .in file asks for, and the reason beside it; files it includes are left to themselves."""
    asked: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        name = _NAME.match(line)
        if name:
            asked[normal(name[1])] = line.partition("#")[2].strip()
    return asked


def locked(file: Path) -> dict[str, int]:
    """What one lock holds, with the number of hashes of each."""
    held: dict[str, int] = {}
    current = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        name = _NAME.match(line)
        if name and "==" in line:
            current = normal(name[1])
            held[current] = 0
        if current:
            held[current] += line.count("--hash=sha256:")
    return held


def faults(root: Path) -> list[str]:
    """What is wrong with the locks of the project at `root`."""
    wrong: list[str] = []
    for source in sorted((root / "requirements").glob("*.in")):
        lock = source.with_suffix(".txt")
        held = locked(lock)
        wrong += [f"{source.name}: {name} has no reason" for name, why in wanted(source).items() if not why]
        wrong += [
            f"{lock.name}: {name} is not locked; run `make lock`"
            for name in wanted(source)
            if name not in held
        ]
        wrong += [f"{lock.name}: {name} has no hash" for name, hashes in held.items() if not hashes]
        if _ADDRESS.search(lock.read_text(encoding="utf-8")):
            wrong.append(f"{lock.name}: holds an address")
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        if "resolved" in package:
            wrong.append(f"package-lock.json: {name} holds an address")
        if name and "integrity" not in package:
            wrong.append(f"package-lock.json: {name} has no hash")
    return wrong


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
