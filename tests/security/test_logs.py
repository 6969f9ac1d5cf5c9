"""No log line ever holds a patient: a name is planted everywhere, errors are provoked, and everything is searched."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import DatabaseError
from django.test import Client

from medgang.core.people import Role
from medgang.web.accounts import health, logs
from medgang.web.patients import selectors
from tests.support import people, resolver

CANARY = "Kanarifugl Gulnebb"
pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """Everything any logger writes, as the site writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.StructuredFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


def lines(output: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_no_line_holds_the_canary(
    output: io.StringIO, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    places = resolver.places()
    patient = places.patient
    patient.full_name = CANARY
    patient.save()
    alice = people.person(CANARY, None)
    for role in Role:
        people.member(alice, role, places.house.ward)
    client = people.signed_in(alice)
    client.raise_request_exception = False
    for address in resolver.addresses():
        url = places.url(address)
        client.get(url)
        client.post(url, {"text": CANARY, "full_name": CANARY, "name": CANARY, "person": CANARY})
        client = people.signed_in(alice)
        client.raise_request_exception = False
    client.get(f"/{CANARY}/")
    client.get("/meg/", {"q": CANARY}, HTTP_HOST="kanarifugl-gulnebb.example")
    Client(raise_request_exception=False).post("/logg-inn/", {"login": CANARY, "password": CANARY})

    def broken(*_: object, **__: object) -> None:
        name = CANARY
        raise ValueError(f"no such patient: {name}")

    monkeypatch.setattr(selectors, "get_patient", broken)
    answer = client.get(f"/enhet/{places.house.ward.uid}/pasienter/{patient.uid}/")
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    found = [line for line in lines(output) if line.get("error") == "ValueError"]
    assert found
    assert "no such patient" not in json.dumps(found)
    captured = capfd.readouterr()
    everything = output.getvalue() + captured.out + captured.err
    for part in CANARY.casefold().split():
        assert part not in everything.casefold()
    assert str(patient.uid) not in output.getvalue()


def test_a_line_holds_allowed_fields_only(output: io.StringIO) -> None:
    log = logging.getLogger("medgang.web.tests")
    log.info("something_happened", extra={"count": 3, "patient": CANARY, "route": "x\nfake: line"})
    log.info(f"{CANARY} was here")
    log.info("%s was here", CANARY)
    logging.getLogger("library").warning(f"about {CANARY}")
    first, *others = lines(output)
    assert (first["event"], first["count"]) == ("something_happened", 3)
    assert "patient" not in first
    assert "route" not in first
    assert all("event" not in line for line in others)
    assert CANARY not in output.getvalue()


def test_each_request_has_one_line_with_its_own_id(output: io.StringIO) -> None:
    answer = Client().get("/logg-inn/", HTTP_X_REQUEST_ID="chosen-by-a-stranger")
    (line,) = [line for line in lines(output) if line.get("event") == "request"]
    assert line["request_id"] == answer["X-Request-ID"] != "chosen-by-a-stranger"
    assert (line["route"], line["method"], line["status"]) == ("accounts:sign_in", "GET", 200)


def test_health_says_one_word_and_is_not_logged_each_time(
    output: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    down = Client().get("/health")
    assert (down.status_code, down.json()) == (503, {"status": "down"})
    health.worker_seen()
    fine = Client().get("/health")
    assert (fine.status_code, fine.json()) == (200, {"status": "ok"})
    assert not [line for line in lines(output) if line.get("event") == "request"]

    def gone() -> None:
        raise DatabaseError(CANARY)

    monkeypatch.setattr(health.connection, "cursor", gone)
    assert Client().get("/health").status_code == 503
    assert CANARY not in output.getvalue()
