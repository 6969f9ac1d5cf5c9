"""`medgang serve`: several processes and a worker that start, count and end together."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from tests.cli.test_site_commands import RUN, medgang

pytestmark = pytest.mark.command


def wait_for(what: Callable[[], bool], seconds: float = 60) -> bool:
    """True as soon as `what` holds; generous, since a machine may be busy."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


def alive(pid: int) -> bool:
    """Whether a process with this id runs (and is not a zombie)."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def children(pid: int) -> dict[int, str]:
    """The processes started by `pid`, with their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = re.search(r"PPid:\t(\d+)", (folder / "status").read_text(encoding="utf-8"))
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if parent and int(parent[1]) == pid:
            found[int(folder.name)] = line
    return found


class Site:
    """A running site."""

    def __init__(self, data: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("MEDGANG_", "DJANGO_"))
        }
        kept |= {"MEDGANG_PROFILE": "test", "MEDGANG_DATA": str(data), "DATABASE_URL": ""}
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", "--port", str(self.port), "--workers", "2"],
            env=kept,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def health(self) -> dict[str, str]:
        """What /health says; empty while nobody answers."""
        try:
            with build_opener().open(f"http://127.0.0.1:{self.port}/health", timeout=5) as answer:
                return dict(json.load(answer))
        except HTTPError as error:
            with error:
                return dict(json.load(error))
        except (URLError, OSError):
            return {}

    def worker(self) -> int | None:
        """The worker's process id."""
        found = [pid for pid, line in children(self.process.pid).items() if "config.worker" in line]
        return found[0] if found else None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site")
    assert medgang("migrate", data=data).returncode == 0
    running = Site(data)
    try:
        fine = wait_for(lambda: running.health() == {"status": "ok"})
        assert fine, running.process.poll()
        yield running
    finally:
        if running.process.poll() is None:
            running.process.send_signal(signal.SIGINT)
        running.process.communicate(timeout=60)


def try_to_sign_in(opener: OpenerDirector, port: int, word: str) -> str:
    address = f"http://127.0.0.1:{port}/logg-inn/"
    page = opener.open(address, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    body = urlencode({"csrfmiddlewaretoken": token[1], "login": "finnes-ikke", "password": word}).encode()
    answer: bytes = opener.open(Request(address, data=body), timeout=30).read()
    return answer.decode()


def test_five_wrong_tries_are_counted_together_by_two_processes(site: Site) -> None:
    said = []
    for attempt in range(6):
        opener = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))  # a new connection each time
        said.append("for mange forsøk" in try_to_sign_in(opener, site.port, f"feil {attempt}"))
    assert said == [False] * 5 + [True]


def test_a_worker_that_dies_is_started_again(site: Site) -> None:
    before = site.worker()
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert wait_for(lambda: site.worker() not in {None, before})


def test_both_end_together(site: Site) -> None:
    worker = site.worker()
    assert worker is not None
    site.process.send_signal(signal.SIGTERM)
    output, _ = site.process.communicate(timeout=60)
    assert not alive(worker)
    assert "Traceback" not in output
    assert "finnes-ikke" not in output


def test_a_server_that_is_killed_takes_its_worker_along(tmp_path: Path) -> None:
    assert medgang("migrate", data=tmp_path).returncode == 0
    running = Site(tmp_path)
    assert wait_for(lambda: running.worker() is not None)
    worker = running.worker()
    assert worker is not None
    started = children(running.process.pid)
    running.process.kill()
    running.process.wait()
    assert wait_for(lambda: not alive(worker))
    for pid in started:
        if alive(pid):
            os.kill(pid, signal.SIGKILL)
    assert running.process.stdout is not None
    running.process.stdout.close()
