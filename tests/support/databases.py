"""Which database the tests use, and which of the tests need one.

`--database-only` is for the run on PostgreSQL: what touches no database has been tested already, and a journey in the
browser runs on both only where it carries `postgres_too`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOM = 512 * 1024**2
"""Bytes that must be free in memory before a database is put there."""
_DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of ours."""
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only tests that touch the database, and of the journeys only those marked postgres_too",
    )


def touches_database(item: pytest.Item) -> bool:
    """Whether a test uses the database, by its mark or by a fixture."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not _DATABASE_FIXTURES.isdisjoint(fixtures)


def wanted(item: pytest.Item) -> bool:
    """Whether a test belongs to a run with `--database-only`."""
    if item.get_closest_marker("journey") is not None:
        return item.get_closest_marker("postgres_too") is not None
    return touches_database(item)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what need not run again, and put the browser last.

    Playwright keeps an event loop in the thread once it has started, and Django must then be told to allow the
    database beside it; with the journeys last, that holds for no other test.
    """
    if config.getoption("--database-only"):
        left_out = [item for item in items if not wanted(item)]
        items[:] = [item for item in items if wanted(item)]
        config.hook.pytest_deselected(items=left_out)
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


def _memory_folder() -> Path | None:
    """A folder in memory, where the machine has room in one: a database that is thrown away need not reach a disk."""
    folder = Path("/dev/shm")  # noqa: S108 - a fresh folder with a random name is made in it
    roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM
    return folder if roomy else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A file for each process: in memory, the browser's server and the test would share one connection."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "postgresql" in database["ENGINE"]:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        database.setdefault("TEST", {})["NAME"] = f"test_medgang_{worker}"
        yield
        return
    memory = _memory_folder()
    folder = (
        Path(tempfile.mkdtemp(prefix="medgang-", dir=memory))
        if memory
        else tmp_path_factory.mktemp("database")
    )
    database.setdefault("TEST", {})["NAME"] = str(folder / "medgang.sqlite3")
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def flush_may_empty_tables_written_once() -> Iterator[None]:
    """A test that commits is followed by a flush, which the triggers would refuse; they are put back after it."""
    from django.test import TransactionTestCase

    from medgang.web.accounts import append_only

    ordinary = TransactionTestCase._fixture_teardown

    def without_triggers(case: TransactionTestCase) -> None:
        append_only.remove()
        ordinary(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield
