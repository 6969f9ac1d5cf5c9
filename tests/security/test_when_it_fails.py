"""A full disk, a locked database or a dead worker: a page in words, and nothing lost or stored twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection, connections
from django.test import Client
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts import health, seal
from medgang.web.accounts.actors import SYSTEM
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.messages import services as outbox
from medgang.web.messages.models import OutboxMessage
from medgang.web.messages.types import Channel, Recipient, State, TextKey
from medgang.web.patients import services
from medgang.web.patients.models import EventRow
from tests.support import people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.page]


class Nurse:
    """Somebody with a form in front of them."""

    def __init__(self) -> None:
        house = people.house()
        nurse = people.person("Alice Prøve", Role.NURSE, house.ward)
        by = people.actor(nurse, Role.NURSE, house.ward)
        at = timezone.now() - timedelta(days=3)
        patient = services.register(full_name="Kåre", born=None, sex="", national_id="", by=by, now=at)
        services.admit(patient=patient, phase=Phase.ASSESSMENT, occurred=at, by=by, now=at)
        self.page: Client = people.signed_in(nurse)
        self.page.raise_request_exception = False
        self.address = f"/enhet/{house.ward.uid}/pasienter/{patient.uid}/bakgrunn/"
        self.key: UUID = uuid4()

    def send(self) -> object:
        form = {
            "key": str(self.key),
            "day": f"{timezone.localdate():%d.%m.%Y}",
            "at": "00.01",
            "medicines": "beta_blocker",
        }
        return self.page.post(self.address, form)


@contextmanager
def full_disk() -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON patients_eventrow "
                "FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
            yield
            cursor.execute("DROP FUNCTION full_disk CASCADE")
            return
        cursor.execute("CREATE TABLE filling (x)")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 4}")
        # many, since earlier tests leave free pages in the file
        with pytest.raises(OperationalError, match="full"):
            cursor.executemany("INSERT INTO filling VALUES (randomblob(%s))", [(500,)] * 20_000)
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")
        cursor.execute("DROP TABLE filling")


@contextmanager
def locked_database() -> Iterator[None]:
    """Somebody else holds the lock, and we do not wait long."""
    holds, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("BEGIN; LOCK TABLE patients_eventrow IN ACCESS EXCLUSIVE MODE")
                else:
                    cursor.execute("BEGIN EXCLUSIVE")
                holds.set()
                let_go.wait(60)
                cursor.execute("ROLLBACK")
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    assert holds.wait(30)
    short, long = (
        ("SET lock_timeout = '200ms'", "SET lock_timeout = 0")
        if connection.vendor == "postgresql"
        else ("PRAGMA busy_timeout = 200", "PRAGMA busy_timeout = 20000")
    )
    with connection.cursor() as cursor:
        cursor.execute(short)
        yield
        let_go.set()
        thread.join()
        cursor.execute(long)


@pytest.mark.parametrize("trouble", [full_disk, locked_database])
def test_it_says_so_and_the_same_form_goes_through_afterwards(trouble: Callable[[], object]) -> None:
    nurse = Nurse()
    with trouble():  # type: ignore[attr-defined]
        saved = []
        # The pages of the database have a little room left: what is acknowledged until it is full, must stand.
        while (answer := nurse.send()).status_code == 302 and len(saved) < 100:  # type: ignore[attr-defined]
            saved.append(nurse.key)
            nurse.key = uuid4()
        assert answer.status_code == 503  # type: ignore[attr-defined]
        assert answer["Retry-After"] == "60"  # type: ignore[index]
        said = answer.content.decode()  # type: ignore[attr-defined]
        assert "får ikke lest eller lagret akkurat nå" in said
        assert "ingenting blir lagret to ganger" in said
    assert not EventRow.objects.filter(uid=nurse.key).exists()
    assert EventRow.objects.filter(uid__in=saved).count() == len(saved)
    assert AccessLogEntry.objects.filter(what="event:background_noted").count() == len(saved)
    for _ in range(2):
        assert nurse.send().status_code == 302  # type: ignore[attr-defined]
    assert EventRow.objects.filter(uid=nurse.key).count() == 1
    assert AccessLogEntry.objects.filter(what="event:background_noted").count() == len(saved) + 1
    seal.seal(now=timezone.now())
    assert not [one for one in seal.verify().findings if one.entry is None]


def test_a_dead_worker_is_seen_and_what_waits_is_kept() -> None:
    nurse = Nurse()
    cache.set(health.WORKER_KEY, 0.0)
    assert nurse.page.get("/health").status_code == 503
    assert nurse.send().status_code == 302  # type: ignore[attr-defined]
    message = outbox.send(
        to=Recipient(uid=uuid4(), channel=Channel.SMS, address="+4799999999"),
        text=TextKey.SOMETHING_TO_READ,
        context={},
        by=SYSTEM,
        now=timezone.now(),
        idempotency_key=uuid4(),
    )
    assert OutboxMessage.objects.get(pk=message.pk).state in {State.WAITING.value, State.SENT.value}
    assert seal.verify().unsealed > 0
    assert seal.seal(now=timezone.now(), everything=True) > 0
