"""What the commands that need the site share: starting Django, and running the server with its worker."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from medgang.cli.options import Refused, words

RESTART_PAUSE = 2.0
"""Seconds before a worker that has died is started again."""


def start_django(lang: str) -> None:
    """Settings read and apps loaded, or one sentence about what is missing."""
    _ = words(lang)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgang.web.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        # These sentences are about settings, never about people.
        raise Refused(_("Innstillingene er ikke i orden: %(what)s") % {"what": str(error)}) from None
    except OSError as error:
        what = error.filename or error.strerror or ""
        raise Refused(_("Kan ikke lese innstillingene: %(what)s") % {"what": str(what)}) from None


@contextmanager
def database(lang: str) -> Iterator[None]:
    """A database that cannot be reached is one sentence."""
    from django.db import DatabaseError

    _ = words(lang)
    try:
        yield
    except DatabaseError:
        raise Refused(
            _(
                "Databasen svarer ikke, eller nøkkelen er feil. Sjekk DATABASE_URL eller MEDGANG_DATA og nøkkelen."
            )
        ) from None


def refuse_unmigrated(lang: str) -> None:
    """The database must have the shape the program expects."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    _ = words(lang)
    with database(lang):
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind:
        raise Refused(_("Databasen er ikke oppdatert. Kjør «medgang migrate» først."))


def refuse_unsafe(lang: str) -> None:
    """Django's system checks and our own; in production the deployment checks too."""
    from django.conf import settings
    from django.core.checks import ERROR, WARNING, run_checks

    _ = words(lang)
    production = settings.MEDGANG_PROFILE == "production"
    level = WARNING if production else ERROR
    found = [
        problem
        for problem in run_checks(include_deployment_checks=production)
        if problem.level >= level and not problem.is_silenced()
    ]
    if found:
        listed = "\n".join(f"  {problem.id}: {problem.msg}" for problem in found)
        raise Refused(_("Dette må rettes før nettstedet kan starte:") + "\n" + listed)


def refuse_taken(host: str, port: int, lang: str) -> None:
    """Somebody else may listen there already, perhaps a Medgang that still runs."""
    _ = words(lang)
    try:
        socket.create_server((host, port)).close()
    except OSError:
        raise Refused(
            _("Ingen kan lytte på %(host)s:%(port)s nå: porten er opptatt. Velg en annen med --port.")
            % {"host": host, "port": port}
        ) from None


def gather_static() -> None:
    """Style sheets and scripts, hashed and compressed, where they have not been gathered yet."""
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command

    hashed = "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]
    if hashed and not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        call_command("collectstatic", verbosity=0, interactive=False)


class Worker:
    """The child process that runs jobs. Started again when it dies; ended by closing its standard input."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    @staticmethod
    def _start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "medgang.web.config.worker", str(os.getpid())]
        return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def _watch(self) -> None:
        while not self._stopping.is_set():
            self._process.wait()
            if self._stopping.wait(RESTART_PAUSE):
                return
            self._process = self._start()

    def stop(self, patience: float = 20.0) -> None:
        """Let it finish what it is doing, and end it when that takes too long."""
        self._stopping.set()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait()


def run_server(*, host: str, port: int, workers: int, ready: Callable[[], None] | None = None) -> None:
    """Granian with the site, and the worker beside it; both end together."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    connections.close_all()  # the processes that follow open their own
    worker = Worker()
    server = Granian(
        "medgang.web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    if ready is not None:
        server.on_startup(ready)
    try:
        server.serve()
    finally:
        worker.stop()


def password_lines(name: str, password: str, lang: str) -> str:
    """A handed-over password, as the terminal shows it once."""
    _ = words(lang)
    return _(
        "%(name)s: passordet er %(password)s. Det virker i sju dager og byttes ved første innlogging."
    ) % {
        "name": name,
        "password": password,
    }


def done(text: str) -> None:
    """One line on standard output."""
    click.echo(text)
