"""Password and code, who is let in, who is not, and what is said to each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from medgang.core.people import Role
from medgang.web.accounts import services
from medgang.web.accounts.actors import SYSTEM
from medgang.web.accounts.models import AccessLogEntry, Person
from tests.support import people

pytestmark = [pytest.mark.django_db, pytest.mark.page]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SIGN_IN = "/logg-inn/"
CODE = "/logg-inn/kode/"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
    cache.clear()


@pytest.fixture
def house(clock: time_machine.Traveller) -> people.House:
    return people.house()


@pytest.fixture
def kari(house: people.House) -> Person:
    return people.person("Kari", Role.NURSE, house.ward)


def password(client: Client, username: str, word: str = people.PASSWORD, **extra: str) -> str:
    answer = client.post(SIGN_IN, {"login": username, "password": word, **extra})
    return str(answer.get("Location") or answer.content.decode())


def signed_in(client: Client) -> bool:
    return client.get("/meg/").status_code == 200


def test_password_then_code_and_in(kari: Person, clock: time_machine.Traveller) -> None:
    client = Client()
    assert password(client, kari.username, next="/meg/") == CODE
    assert not signed_in(client)
    answer = client.post(CODE, {"code": people.code_at(NOW)})
    assert answer["Location"] == "/meg/"
    assert signed_in(client)
    row = AccessLogEntry.objects.get(what="accounts:signed_in")
    assert (row.person, row.action) == (kari.uid, "write")


def test_a_wrong_code_does_not_open(kari: Person, clock: time_machine.Traveller) -> None:
    client = Client()
    password(client, kari.username)
    right = people.code_at(NOW)
    page = client.post(CODE, {"code": f"{(int(right) + 1) % 1_000_000:06d}"})
    assert "Koden stemmer ikke" in page.content.decode()
    assert not signed_in(client)


def test_a_code_opens_once_even_while_it_still_shows(kari: Person, clock: time_machine.Traveller) -> None:
    code = people.code_at(NOW)
    first = Client()
    password(first, kari.username)
    first.post(CODE, {"code": code})
    assert signed_in(first)
    # The library forgets a used code after half a minute, but takes it for a minute and a half.
    for seconds in (0, 31, 40):
        clock.move_to(NOW + timedelta(seconds=seconds))
        second = Client()
        password(second, kari.username)
        page = second.post(CODE, {"code": code})
        assert page.status_code == 200
        assert "Koden stemmer ikke" in page.content.decode()
        assert not signed_in(second)
    fresh = Client()
    password(fresh, kari.username)
    fresh.post(CODE, {"code": people.code_at(NOW + timedelta(seconds=40))})
    assert signed_in(fresh)


def test_an_older_code_does_not_open_after_a_newer_one(kari: Person, clock: time_machine.Traveller) -> None:
    before, after = people.code_at(NOW), people.code_at(NOW + timedelta(seconds=30))
    clock.move_to(NOW + timedelta(seconds=30))
    first = Client()
    password(first, kari.username)
    first.post(CODE, {"code": after})
    assert signed_in(first)
    second = Client()
    password(second, kari.username)
    second.post(CODE, {"code": before})
    assert not signed_in(second)


def test_a_spare_code_opens_once(kari: Person, clock: time_machine.Traveller) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    spare = RecoveryCodes.activate(kari).get_unused_codes()[0]
    for opens in (True, False):
        client = Client()
        password(client, kari.username)
        client.post(CODE, {"code": spare})
        assert signed_in(client) is opens


def test_the_first_time_one_chooses_a_password_sets_up_the_app_and_keeps_spare_codes(
    house: people.House, clock: time_machine.Traveller
) -> None:
    ny, handed_over = services.create_person(username="ny", full_name="Ny Nes", by=SYSTEM, now=NOW)
    people.member(ny, Role.NURSE, house.ward, now=NOW)
    client = Client()
    password(client, "ny", handed_over)
    for page in ("/", "/meg/", "/meg/reservekoder/", f"/enhet/{house.ward.uid}/folk/"):
        assert client.get(page)["Location"] == "/meg/passord/"
    chosen = "gule hester spiser natt"
    answer = client.post(
        "/meg/passord/", {"oldpassword": handed_over, "password1": chosen, "password2": chosen}
    )
    assert answer.status_code == 302, answer.content.decode()
    for page in ("/", "/meg/", f"/enhet/{house.ward.uid}/folk/"):
        assert client.get(page)["Location"] == "/meg/kodeapp/"
    shown = client.get("/meg/kodeapp/")
    secret = shown.context["form"].secret
    assert shown.context["secret_in_groups"].replace(" ", "") == secret
    assert "data:image/svg+xml;base64," in shown.content.decode()
    answer = client.post("/meg/kodeapp/", {"code": people.code_at(NOW, secret)})
    assert answer["Location"] == "/meg/reservekoder/"
    codes = client.get("/meg/reservekoder/")
    assert len(codes.context["unused_codes"]) == 10
    stored = Authenticator.objects.get(user=ny, type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    assert client.get("/").status_code == 302
    assert (
        client.get("/")["Location"] == f"/enhet/{house.ward.uid}/folk/"
        or "i-dag" in client.get("/")["Location"]
    )
    ny.refresh_from_db()
    assert ny.temporary_until is None


def test_a_handed_over_password_runs_out(house: people.House, clock: time_machine.Traveller) -> None:
    _, handed_over = services.create_person(username="ny", full_name="Ny", by=SYSTEM, now=NOW)
    clock.move_to(NOW + timedelta(days=7, minutes=1))
    client = Client()
    assert "stemmer ikke" in password(client, "ny", handed_over)
    assert not signed_in(client)


def test_the_answer_is_the_same_for_known_unknown_and_closed(
    kari: Person, clock: time_machine.Traveller
) -> None:
    services.close_person(person=(closed := people.person("Ola")), by=SYSTEM, now=NOW)
    said = []
    for username, word in (
        (kari.username, "feil passord helt sikkert"),
        ("finnes-ikke", people.PASSWORD),
        (closed.username, people.PASSWORD),
    ):
        answer = Client().post(SIGN_IN, {"login": username, "password": word})
        said.append((answer.status_code, [str(e) for e in answer.context["form"].non_field_errors()]))
    assert said[0] == said[1] == said[2]
    refused = AccessLogEntry.objects.filter(action="refused", what="accounts:sign_in")
    assert [row.person for row in refused] == [kari.uid, None, closed.uid]


def test_the_sixth_try_on_a_name_is_refused_known_or_not(kari: Person, clock: time_machine.Traveller) -> None:
    for username in (kari.username, "finnes-ikke"):
        for attempt in range(5):
            address = f"10.0.{attempt}.1"  # from everywhere: the name is what counts
            page = Client(REMOTE_ADDR=address).post(SIGN_IN, {"login": username, "password": "feil"})
            assert "stemmer ikke" in page.content.decode()
        page = Client(REMOTE_ADDR="10.0.9.1").post(SIGN_IN, {"login": username, "password": people.PASSWORD})
        assert "Det ble for mange forsøk" in page.content.decode()
    clock.move_to(NOW + timedelta(minutes=5, seconds=1))
    client = Client()
    assert password(client, kari.username) == CODE


def test_many_wrong_codes_are_refused_too(kari: Person, clock: time_machine.Traveller) -> None:
    client = Client()
    password(client, kari.username)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    page = client.post(CODE, {"code": people.code_at(NOW)})
    assert "Det ble for mange forsøk" in page.content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize(
    "target",
    ["https://ond.example/", "//ond.example", "javascript:alert(1)", "/\\ond.example", "http:///ond"],
)
def test_nobody_is_sent_off_the_site(kari: Person, clock: time_machine.Traveller, target: str) -> None:
    client = Client()
    password(client, kari.username, next=target)
    answer = client.post(CODE, {"code": people.code_at(NOW)})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "word",
    [
        "kortogenkelt",  # too short
        "sykehus-sykehus-1",
        "123456789012345",
        "qwertyuiopasdfgh",
        "abababababababab",
        "Medgang2026Medgang",
        "passordpassord2026",
        "aaaaaaaaaaaaaaaaaaa",
    ],
)
def test_easy_passwords_are_refused_with_a_sentence(
    kari: Person, clock: time_machine.Traveller, word: str
) -> None:
    client = people.signed_in(kari)
    page = client.post(
        "/meg/passord/", {"oldpassword": people.PASSWORD, "password1": word, "password2": word}
    )
    assert page.status_code == 200
    assert page.context["form"].errors["password1"]


def test_a_stolen_password_on_the_machines_list_is_refused(tmp_path: object) -> None:
    import hashlib
    from pathlib import Path

    from django.core.exceptions import ImproperlyConfigured, ValidationError

    from medgang.web.accounts.passwords import BreachedListValidator

    folder = Path(str(tmp_path))
    stolen = [f"stjålet passord nummer {number}" for number in range(57)]
    lines = sorted(hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in stolen)
    (folder / "liste.txt").write_text("".join(f"{line}:{index}\n" for index, line in enumerate(lines)))
    validator = BreachedListValidator(str(folder / "liste.txt"))
    for word in stolen:
        with pytest.raises(ValidationError, match="stjålet"):
            validator.validate(word)
    for number in range(57, 90):
        validator.validate(f"stjålet passord nummer {number}")
    BreachedListValidator("").validate(stolen[0])
    with pytest.raises(ImproperlyConfigured):
        BreachedListValidator(str(folder / "borte.txt"))


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(
    kari: Person, clock: time_machine.Traveller
) -> None:
    here, there = people.signed_in(kari), people.signed_in(kari)
    chosen = "gule hester spiser natt"
    here.post("/meg/passord/", {"oldpassword": people.PASSWORD, "password1": chosen, "password2": chosen})
    assert signed_in(here)
    assert not signed_in(there)


def test_a_new_phone_ends_the_old_app_and_nothing_opens_until_the_new_one_is_set_up(
    kari: Person, clock: time_machine.Traveller
) -> None:
    client = people.signed_in(kari)
    asked = client.post("/meg/kodeapp/ny/")
    assert asked["Location"].startswith("/bekreft/")
    client.post("/bekreft/", {"password": people.PASSWORD})
    assert client.post("/meg/kodeapp/ny/")["Location"] == "/meg/kodeapp/"
    assert client.get("/meg/")["Location"] == "/meg/kodeapp/"
    assert not Authenticator.objects.filter(user=kari).exists()


def test_spare_codes_are_shown_only_to_who_has_just_proved_who_they_are(
    kari: Person, clock: time_machine.Traveller
) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    before = RecoveryCodes.activate(kari).get_unused_codes()
    client = people.signed_in(kari)
    assert client.get("/meg/reservekoder/")["Location"].startswith("/bekreft/")
    wrong = client.post("/bekreft/", {"password": "feil passord"})
    assert "Passordet stemmer ikke" in wrong.content.decode()
    client.post("/bekreft/", {"password": people.PASSWORD})
    shown = client.get("/meg/reservekoder/")
    assert shown.context["unused_codes"] == before
    client.post("/meg/reservekoder/")
    assert set(client.get("/meg/reservekoder/").context["unused_codes"]).isdisjoint(before)
    clock.move_to(NOW + timedelta(minutes=10, seconds=1))
    assert client.get("/meg/reservekoder/")["Location"].startswith("/bekreft/")


def test_signing_out_is_a_post_and_empties_the_browsers_cache(
    kari: Person, clock: time_machine.Traveller
) -> None:
    client = people.signed_in(kari)
    assert client.get("/logg-ut/").status_code == 405
    answer = client.post("/logg-ut/")
    assert answer["Location"] == SIGN_IN
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not signed_in(client)
