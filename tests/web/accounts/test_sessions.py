"""Idle and absolute time-outs, the way back, and sessions that are ended from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from medgang.core.people import Role
from medgang.web.accounts import services, sessions
from medgang.web.accounts.actors import SYSTEM
from medgang.web.accounts.models import Person
from tests.support import people

pytestmark = [pytest.mark.django_db, pytest.mark.page]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def kari(clock: time_machine.Traveller) -> Person:
    return people.person("Kari", Role.NURSE, people.house().ward)


@pytest.fixture
def client(kari: Person) -> Client:
    return people.signed_in(kari, now=NOW)


def test_fifteen_quiet_minutes_end_a_session_and_one_comes_back_to_where_one_was(
    client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(minutes=14, seconds=59))
    assert client.get("/meg/").status_code == 200
    clock.move_to(NOW + timedelta(minutes=29, seconds=59))
    answer = client.get("/meg/passord/?fra=meg")
    assert answer["Location"] == "/logg-inn/?next=%2Fmeg%2Fpassord%2F%3Ffra%3Dmeg&ended=idle"
    page = client.get(answer["Location"]).content.decode()
    assert "hadde stått stille i 15 minutter" in page
    assert "er ikke borte" in page
    assert 'value="/meg/passord/?fra=meg"' in page


def test_twelve_hours_end_a_session_however_busy(client: Client, clock: time_machine.Traveller) -> None:
    for minutes in range(10, 12 * 60, 10):
        clock.move_to(NOW + timedelta(minutes=minutes))
        assert client.get("/meg/").status_code == 200
    clock.move_to(NOW + timedelta(hours=12))
    assert client.get("/meg/")["Location"].endswith("ended=long")


def test_a_form_that_was_sent_too_late_leads_back_to_its_page(
    client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(minutes=16))
    answer = client.post("/meg/logg-ut-andre/", HTTP_REFERER="http://testserver/meg/?a=1")
    assert answer["Location"] == "/logg-inn/?next=%2Fmeg%2F%3Fa%3D1&ended=idle"


@pytest.mark.parametrize("referrer", ["https://ond.example/meg/", "", "javascript:alert(1)"])
def test_a_foreign_page_is_never_the_way_back(
    client: Client, clock: time_machine.Traveller, referrer: str
) -> None:
    clock.move_to(NOW + timedelta(minutes=16))
    answer = client.post("/meg/logg-ut-andre/", HTTP_REFERER=referrer)
    assert answer["Location"] == "/logg-inn/?next=%2F&ended=idle"


def test_a_fragment_is_not_replaced_by_a_sign_in_page(client: Client, clock: time_machine.Traveller) -> None:
    clock.move_to(NOW + timedelta(minutes=16))
    answer = client.get("/meg/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/meg/passord/")
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/logg-inn/?next=%2Fmeg%2Fpassord%2F&ended=idle"


def test_being_alive_is_written_at_most_once_a_minute(
    client: Client, clock: time_machine.Traveller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/meg/")
    first = client.session[sessions.SEEN]
    clock.move_to(NOW + timedelta(seconds=59))
    client.get("/meg/")
    assert client.session[sessions.SEEN] == first
    clock.move_to(NOW + timedelta(seconds=60))
    client.get("/meg/")
    assert client.session[sessions.SEEN] == (NOW + timedelta(seconds=60)).timestamp()


def test_ended_sessions_and_closed_accounts_stop_at_the_next_request(
    client: Client, kari: Person, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(minutes=1))
    services.end_sessions(person=kari, by=SYSTEM, now=NOW + timedelta(minutes=1))
    assert client.get("/meg/")["Location"].endswith("ended=revoked")
    again = people.signed_in(kari, now=NOW + timedelta(minutes=1))
    assert again.get("/meg/").status_code == 200
    services.close_person(person=kari, by=SYSTEM, now=NOW + timedelta(minutes=2))
    assert again.get("/meg/")["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("broken", [{}, {"started": "i går"}, {"started": None, "seen": 1}])
def test_a_session_we_did_not_begin_is_over(
    client: Client, clock: time_machine.Traveller, broken: dict[str, object]
) -> None:
    session = client.session
    for name in (sessions.STARTED, sessions.SEEN):
        session.pop(name)
    session.update(broken)
    session.save()
    assert client.get("/meg/")["Location"].endswith("ended=revoked")


def test_without_a_code_app_nothing_opens(clock: time_machine.Traveller, kari: Person) -> None:
    bare = people.person("Uten App", Role.NURSE, ready=False)
    bare.set_password(people.PASSWORD)
    bare.temporary_until = None
    bare.save()
    client = people.signed_in(bare, now=NOW)
    assert client.get("/meg/")["Location"] == "/meg/kodeapp/"
    # Long after the sign-in, whoever sits there must first show that they know the password.
    assert client.get("/meg/kodeapp/")["Location"] == "/bekreft/?next=%2Fmeg%2Fkodeapp%2F"
    client.post("/bekreft/", {"password": people.PASSWORD})
    assert client.get("/meg/kodeapp/").status_code == 200
