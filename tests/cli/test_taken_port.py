"""A port that somebody listens on already is one sentence, before anything is made."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.command


def test_demo_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            [sys.executable, "-m", "medgang.cli", "demo", "--port", port],
            env={**os.environ, "MEDGANG_DATA": str(tmp_path / "data"), "DATABASE_URL": ""},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 2
    assert (
        ran.stderr
        == f"Ingen kan lytte på 127.0.0.1:{port} nå: porten er opptatt. Velg en annen med --port.\n"
    )
    assert not (tmp_path / "data").exists()
