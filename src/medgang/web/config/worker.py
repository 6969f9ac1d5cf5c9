"""The one worker beside the web processes: runs jobs, sends what is due, seals the log, tidies, says that it is alive.

    python -m medgang.web.config.worker [the parent's process id]

Started by `medgang serve`, which ends it by closing its standard input; the worker then finishes what it is doing. A
server that was killed cannot do that, so the worker also looks whether its parent is still there.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from datetime import timedelta
from typing import Final

HEARTBEAT: Final = 10.0
SENDS_EVERY: Final = 30.0
TIDIES_EVERY: Final = 3600.0
SEALS_EVERY: Final = 30.0
PAUSE: Final = 1.0
KEEP_RESULTS: Final = timedelta(days=14)

log = logging.getLogger("medgang.web.worker")


class Every:
    """Says yes at most once per `seconds`; the first time at once."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last = -seconds

    def due(self, at: float) -> bool:
        """Whether it is time again."""
        if at - self._last < self._seconds:
            return False
        self._last = at
        return True


class Rounds:
    """What the worker does, one round at a time."""

    def __init__(self) -> None:
        from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
        from django_tasks_db.management.commands.db_worker import Worker

        # In batch mode it runs what waits and comes back, so that one loop serves jobs, messages and heartbeat.
        self._worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"worker-{os.getpid()}",
            excluded_queue_names=[],
        )
        self._heartbeat = Every(HEARTBEAT)
        self._sends = Every(SENDS_EVERY)
        self._seals = Every(SEALS_EVERY)
        self._tidies = Every(TIDIES_EVERY)

    def once(self, at: float) -> None:
        """One round. A fault in one part is logged and does not stop the others, or the next round."""
        parts = (
            (self._heartbeat.due(at), _say_alive),
            (True, self._worker.run),
            (self._sends.due(at), _send_due),
            (self._seals.due(at), _seal_log),
            (self._tidies.due(at), _tidy),
        )
        for wanted, part in parts:
            if not wanted:
                continue
            try:
                part()
            except Exception:
                log.exception("worker.part_failed")


def _say_alive() -> None:
    from medgang.web.accounts.health import worker_seen

    worker_seen()


def _send_due() -> None:
    from django.utils import timezone

    from medgang.web.messages.jobs import deliver_due

    deliver_due(timezone.now())


def _seal_log() -> None:
    from django.utils import timezone

    from medgang.web.accounts import seal

    seal.seal(now=timezone.now())


def _tidy() -> None:
    """Sessions that are over, results of old jobs, which may hold traces, and log rows an ordinary round passed by."""
    from django.core.management import call_command
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from medgang.web.accounts import seal

    seal.seal(now=timezone.now(), everything=True)
    call_command("clearsessions", verbosity=0)
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_RESULTS).delete()


def _stop_when_parent_ends(stop: threading.Event) -> None:
    while os.read(0, 1024):  # not sys.stdin, whose lock would be held while the interpreter ends
        pass
    stop.set()


def main() -> None:
    """Round after round, until the parent ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgang.web.config.settings")
    import django

    django.setup()
    for name in ("django_tasks", "django_tasks_db"):
        logging.getLogger(name).setLevel(logging.WARNING)
    stop = threading.Event()
    threading.Thread(target=_stop_when_parent_ends, args=(stop,), daemon=True).start()
    parent = int(sys.argv[1]) if len(sys.argv) > 1 else os.getppid()
    rounds = Rounds()
    log.info("worker.started")
    while not stop.is_set() and os.getppid() == parent:
        rounds.once(time.monotonic())
        stop.wait(PAUSE)
    log.info("worker.stopped")


if __name__ == "__main__":
    main()
