"""The environment of the tests. Loaded by pytest before Django's settings are read (`-p` in pyproject.toml).

The tests use the embedded database, or the PostgreSQL that `TEST_DATABASE_URL` points at. `DATABASE_URL` is left out
of it, so that no test run can ever touch a database somebody works in.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

os.environ["MEDGANG_PROFILE"] = "test"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
# Workers inherit the folder from the process that started them, which alone removes it.
_OURS = "PYTEST_XDIST_WORKER" not in os.environ
if _OURS:
    os.environ["MEDGANG_DATA"] = tempfile.mkdtemp(prefix="medgang-test-")
    # Static files come straight from their sources; WhiteNoise only wants to see that the folder exists.
    os.environ["MEDGANG_STATIC"] = tempfile.mkdtemp(prefix="static-", dir=os.environ["MEDGANG_DATA"])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what the tests stored."""
    if _OURS:
        shutil.rmtree(Path(os.environ["MEDGANG_DATA"]), ignore_errors=True)
