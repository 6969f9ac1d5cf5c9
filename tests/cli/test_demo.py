"""`medgang demo` makes its clinic once, keeps it, starts over when asked, and stays away from real databases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.command


def demo(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MEDGANG_")},
        "MEDGANG_DATA": str(folder),
        **more,
    }
    if "DATABASE_URL" not in more:
        environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "medgang.cli", "demo", "--only-fill", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_filled_once_and_kept(tmp_path: Path) -> None:
    first = demo(tmp_path)
    assert first.returncode == 0, first.stderr
    assert "Lager en oppdiktet klinikk" in first.stdout
    second = demo(tmp_path)
    assert second.stdout == "Klinikken er klar.\n"
    again = demo(tmp_path, "--reset")
    assert "Lager en oppdiktet klinikk" in again.stdout


def test_never_a_real_database(tmp_path: Path) -> None:
    refused = demo(tmp_path, DATABASE_URL="postgresql://nobody@localhost/real")
    assert refused.returncode == 2
    assert "DATABASE_URL er satt" in refused.stderr
    assert "Traceback" not in refused.stderr
