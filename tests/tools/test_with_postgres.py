"""A PostgreSQL that lives as long as one command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import os, psycopg
connection = psycopg.connect(os.environ["TEST_DATABASE_URL"])
print(connection.execute("SHOW fsync").fetchone()[0], os.environ["TEST_DATABASE_URL"])
raise SystemExit(3)
"""


def run(*command: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command under tools/with_postgres.py."""
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "with_postgres.py"), *command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TEST_DATABASE_URL": url},
    )


def test_the_command_has_a_database_and_nothing_is_left() -> None:
    ran = run(sys.executable, "-c", ASK)
    assert ran.returncode == 3, ran.stderr
    fsync, url = ran.stdout.split()
    assert fsync == "off"
    folder = Path(url.partition("host=")[2])
    assert folder.name.startswith("medgang-postgres-")
    assert not folder.exists()


def test_a_database_of_ones_own_is_left_as_it_is() -> None:
    ran = run(
        sys.executable, "-c", "import os; print(os.environ['TEST_DATABASE_URL'])", url="postgresql://mine/db"
    )
    assert ran.stdout == "postgresql://mine/db\n"


def test_usage() -> None:
    assert run().returncode == 2
