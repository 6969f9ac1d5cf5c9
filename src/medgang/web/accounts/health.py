"""Whether the parts the site rests on answer."""

from __future__ import annotations

import logging
import time
from typing import Final

from django.core.cache import cache
from django.db import DatabaseError, connection

log = logging.getLogger("medgang.web.health")

WORKER_KEY: Final = "medgang.worker.seen"
WORKER_SILENCE: Final = 180.0
"""Seconds without a sign of life after which the worker counts as dead."""


def database_answers() -> bool:
    """One question to the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        log.exception("health.database")
        return False


def worker_seen() -> None:
    """The worker is alive: its parent says so every few seconds."""
    cache.set(WORKER_KEY, time.time(), timeout=None)


def worker_is_alive() -> bool:
    """A sign of life within the last minutes."""
    seen = cache.get(WORKER_KEY)
    return isinstance(seen, float) and time.time() - seen < WORKER_SILENCE


def is_fine() -> bool:
    """Both."""
    return database_answers() and worker_is_alive()
