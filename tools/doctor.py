"""Which system packages Medgang uses, and whether this machine has them.

    python3 tools/doctor.py          a table; exit 1 when something needed to run is missing
    python3 tools/doctor.py table    the table of docs/system-packages.md

Needs nothing but Python itself, since it is asked when the environment cannot be made.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SYSTEM = Path(__file__).resolve().parent / "system.sh"


@dataclass(frozen=True)
class Package:
    """A package of Debian or Ubuntu, and what it is for."""

    name: str
    needed_for: str
    why: str


PACKAGES = (
    Package("make", "everything", "runs the commands of the Makefile"),
    Package("python3", "everything", "3.11 or newer; another one by `PYTHON=python3.12`"),
    Package("python3-venv", "everything", "makes the environment `.venv`"),
    Package("ca-certificates", "everything", "lets pip and npm trust the index they fetch from"),
    Package("chromium", "tests", "the journeys drive a real browser; another one by `CHROMIUM=path`"),
)


def found(package: Package) -> str:
    """What was found of a package, or nothing."""
    if package.name == "make":
        return shutil.which("make") or ""
    if package.name == "python3":
        return sys.version.split()[0] if sys.version_info >= (3, 11) else ""
    if package.name == "python3-venv":
        return "venv" if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip") else ""
    if package.name == "ca-certificates":
        import ssl

        places = ssl.get_default_verify_paths()
        return next((place for place in (places.cafile, places.capath) if place), "")
    ran = subprocess.run(
        ["sh", str(SYSTEM), "which-chromium"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return ran.stdout.decode().strip()


def table() -> str:
    """The packages as they stand in the docs."""
    rows = [f"| `{p.name}` | {p.needed_for} | {p.why} |" for p in PACKAGES]
    return "\n".join(["| package | needed for | why |", "|---|---|---|", *rows]) + "\n"


def main(arguments: list[str]) -> int:
    """Print what was asked for."""
    if arguments == ["table"]:
        print(table(), end="")
        return 0
    missing = False
    for package in PACKAGES:
        place = found(package)
        missing = missing or (not place and package.needed_for == "everything")
        print(f"{package.name:<16} {place or 'MISSING':<28} {package.needed_for}: {package.why}")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
