"""The demo's one-press sign-in: only there, only as made-up people, and never when the site is served."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from medgang.core.people import Role
from medgang.web.accounts import checks, services
from medgang.web.accounts.actors import SYSTEM
from medgang.web.accounts.models import Person
from tests.support import people

pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture
def made_up() -> Person:
    house = people.house()
    now = timezone.now()
    someone, _ = services.create_person(
        username="demo.kari", full_name="Kari Oppdiktet", made_up=True, by=SYSTEM, now=now
    )
    people.member(someone, Role.NURSE, house.ward)
    people.person("Ekte Person", Role.NURSE, house.ward)
    return someone


def test_each_made_up_person_comes_in_by_one_press(made_up: Person, settings: Settings) -> None:
    settings.MEDGANG_DEMO_SIGN_IN = True
    client = Client()
    page = client.get("/logg-inn/").content.decode()
    assert "Kari Oppdiktet" in page
    assert "sykepleier · Døgn A" in page
    assert "Ekte Person" not in page
    answer = client.post("/logg-inn/demo/", {"person": str(made_up.uid), "next": "/meg/"})
    assert answer["Location"] == "/meg/"
    assert client.get("/meg/").status_code == 200
    away = Client().post("/logg-inn/demo/", {"person": str(made_up.uid), "next": "//ond.example"})
    assert away["Location"] == "/"


def test_a_real_person_never_comes_in_that_way(made_up: Person, settings: Settings) -> None:
    settings.MEDGANG_DEMO_SIGN_IN = True
    real = Person.objects.get(full_name="Ekte Person")
    for uid in (str(real.uid), "tull", ""):
        assert Client().post("/logg-inn/demo/", {"person": uid}).status_code == 404


def test_outside_the_demo_it_is_not_there(made_up: Person) -> None:
    assert "Kari Oppdiktet" not in Client().get("/logg-inn/").content.decode()
    assert Client().post("/logg-inn/demo/", {"person": str(made_up.uid)}).status_code == 404
    client = people.signed_in(made_up)
    assert client.get("/meg/")["Location"] == "/meg/kodeapp/"


def test_a_made_up_person_has_no_password(made_up: Person) -> None:
    assert not made_up.has_usable_password()
    assert made_up.temporary_until is None


def test_system_checks_stop_a_site_with_demo_sign_in(settings: Settings) -> None:
    settings.MEDGANG_DEMO_SIGN_IN = True
    assert [error.id for error in checks.demo_sign_in_is_for_the_demo()] == ["medgang.E001"]
    assert "medgang.E004" in [error.id for error in checks.what_production_needs()]
    settings.MEDGANG_PROFILE = "demo"
    assert checks.demo_sign_in_is_for_the_demo() == []


def test_system_checks_stop_a_site_without_keys(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDGANG_FIELD_KEY = "kort"
    database = settings.DATABASES["default"]
    monkeypatch.setitem(database, "ENGINE", "medgang.web.config.sqlcipher")
    monkeypatch.setitem(database, "OPTIONS", {"key": ""})
    assert [error.id for error in checks.what_production_needs()] == ["medgang.E002", "medgang.E003"]
