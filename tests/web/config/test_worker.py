"""The worker's rounds: heartbeat, jobs, messages, tidying; a fault in one does not stop the others."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from medgang.web.accounts import health
from medgang.web.accounts.actors import SYSTEM
from medgang.web.config import worker
from medgang.web.messages import fakes, services
from medgang.web.messages.types import Channel, Recipient, TextKey


@pytest.fixture(autouse=True)
def keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker closes connections that have grown old; the test's own must stay."""
    from django_tasks_db.management.commands import db_worker

    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def test_something_is_due_at_once_and_then_each_time_its_time_has_come() -> None:
    every = worker.Every(30)
    assert [every.due(at) for at in (0.0, 10.0, 29.9, 30.0, 31.0, 95.0)] == [
        True,
        False,
        False,
        True,
        False,
        True,
    ]


@pytest.mark.django_db
def test_a_round_says_alive_sends_what_is_due_and_tidies() -> None:
    cache.delete(health.WORKER_KEY)
    now = timezone.now()
    Session.objects.create(session_key="gammel", session_data="", expire_date=now - timedelta(days=1))
    with fakes.captured() as letters:
        services.send(
            to=Recipient(uid=uuid4(), channel=Channel.SMS, address="+4799999999"),
            text=TextKey.ONE_TIME_CODE,
            context={"code": "123456"},
            by=SYSTEM,
            now=now,
            idempotency_key=uuid4(),
        )
        rounds = worker.Rounds()
        rounds.once(0.0)
        assert len(letters) == 1
        rounds.once(1.0)
    assert health.worker_is_alive()
    assert not Session.objects.filter(session_key="gammel").exists()


@pytest.mark.django_db
def test_a_fault_in_one_part_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.delete(health.WORKER_KEY)

    def broken() -> None:
        raise ValueError("Kanarifugl")

    monkeypatch.setattr(worker, "_send_due", broken)
    tidied: list[bool] = []
    monkeypatch.setattr(worker, "_tidy", lambda: tidied.append(True))
    worker.Rounds().once(0.0)
    assert tidied == [True]
    assert health.worker_is_alive()


@pytest.mark.django_db
def test_a_worker_that_has_been_silent_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    health.worker_seen()
    assert health.is_fine()
    monkeypatch.setattr(health, "WORKER_SILENCE", -1.0)
    assert not health.is_fine()
