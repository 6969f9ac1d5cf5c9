"""Kills the site at random while it is written to, and proves that nothing acknowledged is lost or stands twice.

    python tools/survival.py --kills 200
    python tools/with_postgres.py python tools/survival.py --kills 200

A kennel process loads the site once and forks the process that serves it, so that a new one stands in a blink after
each SIGKILL. Several clients post a form over HTTP, each with its own idempotency key, and send again whatever was not
answered; beside them the sealer works on the log in the same process, and dies with it. Afterwards every key that was
acknowledged must stand exactly once, with exactly one row in the access log, and the log's chain must be whole.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0
"""Seconds a client goes on sending one form."""


@dataclass
class Outcome:
    """What a run found."""

    kills: int = 0
    acknowledged: int = 0
    sent_again: int = 0
    lost: int = 0
    twice: int = 0
    without_log: int = 0
    log_whole: bool = False
    sealed: int = 0
    database_sound: bool = False
    gave_up: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)

    @property
    def survived(self) -> bool:
        """Nothing is lost, nothing stands twice, the log is whole, and everybody was answered in the end."""
        wrong = self.lost + self.twice + self.without_log + self.gave_up + len(self.faults)
        return not wrong and self.log_whole and self.database_sound and self.acknowledged > 0


# --- the kennel: a process of its own, without threads until it has forked -----------------------------------------


def kennel() -> None:
    """Set up a small house, then serve, kill and judge as told on standard input."""
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    import logging
    import socket

    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    told = _house()
    application = get_wsgi_application()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    told["port"] = listener.getsockname()[1]
    _tell(told)
    child = 0
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            child = 0
        connections.close_all()
        if command == "serve":
            child = os.fork()
            if not child:
                _serve(listener, application)
            _tell({})
        else:
            listener.close()
            _tell(_judge(json.loads(Path(rest).read_text(encoding="utf-8"))))
            return


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _house() -> dict[str, Any]:
    from django.utils import timezone

    from medgang.core.people import Role
    from medgang.core.timeline.details_stay import Phase
    from medgang.web.patients import services
    from tests.support import people

    house = people.house()
    nurse = people.person("Alice Prøve", Role.NURSE, house.ward)
    by = people.actor(nurse, Role.NURSE, house.ward)
    at = timezone.now() - timedelta(days=3)
    patient = services.register(
        full_name="Kåre Prøvepasient", born=None, sex="", national_id="", by=by, now=at
    )
    services.admit(patient=patient, phase=Phase.ASSESSMENT, occurred=at, by=by, now=at)
    page = people.signed_in(nurse)
    path = f"/enhet/{house.ward.uid}/pasienter/{patient.uid}/bakgrunn/"
    # What is loaded by the first page is loaded before the first fork.
    if page.get(path).status_code != 200 or page.post(path, {}).status_code != 200:
        raise RuntimeError("the form does not open")
    return {
        "session": page.cookies["sessionid"].value,
        "path": path,
        "day": f"{timezone.localdate():%d.%m.%Y}",
    }


def _serve(listener: Any, application: Any) -> None:
    import socketserver
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

    from django.db import connections
    from django.utils import timezone

    from medgang.web.accounts import seal

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the library
            return

        def address_string(self) -> str:
            return "127.0.0.1"

    class Server(socketserver.ThreadingMixIn, WSGIServer):
        daemon_threads = True

        def finish_request(self, request: Any, client_address: Any) -> None:
            try:
                super().finish_request(request, client_address)
            finally:
                connections.close_all()

    def keep_sealing() -> None:
        while True:
            try:
                seal.seal(now=timezone.now())
            finally:
                time.sleep(0.02)

    server = Server(("127.0.0.1", 0), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    server.server_name, server.server_port = "localhost", listener.getsockname()[1]
    server.setup_environ()
    server.set_app(application)
    threading.Thread(target=keep_sealing, daemon=True).start()
    server.serve_forever(poll_interval=0.05)
    os._exit(0)


def _judge(said: dict[str, list[str]]) -> dict[str, Any]:
    from django.db import connection
    from django.utils import timezone

    from medgang.core.timeline import EventKind
    from medgang.web.accounts import seal
    from medgang.web.accounts.models import AccessLogEntry
    from medgang.web.patients.models import EventRow

    rows = [
        str(uid)
        for uid in EventRow.objects.filter(kind=EventKind.BACKGROUND_NOTED).values_list("uid", flat=True)
    ]
    logged: dict[str, int] = {}
    for details in AccessLogEntry.objects.filter(what="event:background_noted").values_list(
        "details", flat=True
    ):
        logged[details["event"]] = logged.get(details["event"], 0) + 1
    seal.seal(now=timezone.now(), everything=True)
    verdict = seal.verify()
    sound = True
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            sound = cursor.fetchall() == [("ok",)]
    return {
        "lost": len(set(said["acknowledged"]) - set(rows)),
        "twice": len(rows) - len(set(rows)) + len(set(rows) - set(said["sent"])),
        "without_log": sum(logged.get(uid) != 1 for uid in rows) + len(set(logged) - set(rows)),
        "log_whole": verdict.whole and not verdict.unsealed,
        "sealed": verdict.sealed,
        "database_sound": sound,
    }


# --- the clients, and the one who kills -----------------------------------------------------------------------------


class Clients:
    """Several people at their forms."""

    def __init__(self, told: dict[str, Any], number: int, outcome: Outcome) -> None:
        self.sent: list[str] = []
        self.acknowledged: list[str] = []
        self._told = told
        self._outcome = outcome
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._work) for _ in range(number)]
        for one in self._threads:
            one.start()

    def stop(self) -> None:
        """Let each finish the form it is at."""
        self._stop.set()
        for one in self._threads:
            one.join()

    def _work(self) -> None:
        while not self._stop.is_set():
            key = str(uuid.uuid4())
            with self._lock:
                self.sent.append(key)
            until = time.monotonic() + PATIENCE
            tries = 0
            status = 0
            while status != 302 and time.monotonic() < until:
                tries += 1
                status = self._post(key)
                if status not in {0, 302, 503}:
                    with self._lock:
                        self._outcome.faults.append(f"answer {status}")
                    return
            with self._lock:
                self._outcome.sent_again += tries - 1
                if status == 302:
                    self.acknowledged.append(key)
                else:
                    self._outcome.gave_up += 1

    def _post(self, key: str) -> int:
        token = secrets.token_hex(16)
        form = {
            "csrfmiddlewaretoken": token,
            "key": key,
            "day": self._told["day"],
            "at": "00.01",
            "opened": "",
            "medicines": "beta_blocker",
            "medicines_checked_today": "on",
        }
        headers = {
            "Cookie": f"sessionid={self._told['session']}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self._told["port"], timeout=10)
        try:
            connection.request("POST", self._told["path"], urlencode(form), headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.01)
            return 0
        else:
            return answer.status
        finally:
            connection.close()


def survive(*, kills: int, clients: int = 4, database_url: str = "", seed: int = 1) -> Outcome:
    """One run: so many kills, at random moments. `database_url` is an empty PostgreSQL database; without it SQLite."""
    began = time.monotonic()
    outcome = Outcome()
    chance = random.Random(seed)  # noqa: S311 - when to kill
    with tempfile.TemporaryDirectory(prefix="medgang-survival-") as folder:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MEDGANG_", "DATABASE_"))
        }
        kept |= {
            "MEDGANG_PROFILE": "test",
            "MEDGANG_DATA": folder,
            "MEDGANG_STATIC": folder,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "medgang.web.config.settings",
        }
        command = [sys.executable, str(Path(__file__).resolve()), "--kennel"]
        with subprocess.Popen(
            command, env=kept, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:

            def ask(what: str = "") -> dict[str, Any]:
                if process.stdin is None or process.stdout is None:
                    raise RuntimeError("the kennel has no pipes")
                if what:
                    process.stdin.write(f"{what}\n")
                    process.stdin.flush()
                found: dict[str, Any] = json.loads(process.stdout.readline())
                return found

            told = ask()
            ask("serve")
            working = Clients(told, clients, outcome)
            try:
                while outcome.kills < kills:
                    before = len(working.acknowledged)
                    time.sleep(chance.uniform(0.05, 0.4))
                    # Now and then wait until something has come through, so that it is not all beginnings.
                    while (
                        chance.random() < 0.7 and len(working.acknowledged) == before and not outcome.faults
                    ):
                        time.sleep(0.02)
                    ask("serve")
                    outcome.kills += 1
            finally:
                working.stop()
            said = Path(folder) / "said.json"
            said.write_text(json.dumps({"sent": working.sent, "acknowledged": working.acknowledged}))
            for name, value in ask(f"judge {said}").items():
                setattr(outcome, name, value)
            outcome.acknowledged = len(working.acknowledged)
    outcome.seconds = round(time.monotonic() - began, 1)
    return outcome


class OwnDatabase:
    """A database of its own on a PostgreSQL server, gone afterwards."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._name = f"medgang_survival_{os.getpid()}"

    def _run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement)

    def __enter__(self) -> str:
        self._run(f'CREATE DATABASE "{self._name}"')
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{self._name}"))

    def __exit__(self, *error: object) -> None:
        self._run(f'DROP DATABASE "{self._name}" WITH (FORCE)')


def main() -> int:
    """Run, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kennel", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    said = parser.parse_args()
    if said.kennel:
        kennel()
        return 0
    url = os.environ.get("TEST_DATABASE_URL", "")
    if url:
        with OwnDatabase(url) as own:
            outcome = survive(kills=said.kills, database_url=own, seed=said.seed)
    else:
        outcome = survive(kills=said.kills, seed=said.seed)
    print(f"{'PostgreSQL' if url else 'SQLite'}, seed {said.seed}: {outcome}")
    print("survived" if outcome.survived else "DID NOT SURVIVE")
    return 0 if outcome.survived else 1


if __name__ == "__main__":
    raise SystemExit(main())
