"""Opening in an emergency: reason first, told to the leaders, looked at afterwards; and the control of the log."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import Role
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.models import AccessLogEntry, Person
from medgang.web.messages import fakes, jobs
from medgang.web.patients import selectors, services
from medgang.web.patients.models import AccessGrant, EmergencyReview, Patient
from medgang.web.patients.oversight import control, emergency
from tests.support import people

pytestmark = [pytest.mark.django_db, pytest.mark.page, pytest.mark.requirement("R241")]

BORN = date(1990, 5, 4)
WHY = "Pasienten er falt om i gangen"


class House:
    """A patient in the detox unit, a nurse in the ward, and a leader in each."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.house = people.house()
        self.nurse = people.person("Alice Prøve", Role.NURSE, self.house.ward)
        self.leader = self._leader("Lise Leder", self.house.detox)
        self.own_leader = self._leader("Ola Leder", self.house.ward)
        self.by = people.actor(self.nurse, Role.NURSE, self.house.ward)
        self.patient = self.admitted("Kåre Ukjent Prøvepasient")
        self.page = people.signed_in(self.nurse)

    def _leader(self, name: str, unit: object) -> Person:
        someone = people.person(name, Role.SECTION_LEADER, unit)  # type: ignore[arg-type]
        someone.email = f"{name.split(maxsplit=1)[0].lower()}@example.invalid"
        someone.save(update_fields=["email"])
        return someone

    def admitted(self, name: str, *, here: bool = False) -> Patient:
        unit = self.house.ward if here else self.house.detox
        at = self.now - timedelta(days=3)
        by = people.actor(self.leader, Role.NURSE, unit)
        made = services.register(full_name=name, born=BORN, sex="", national_id="", by=by, now=at)
        services.admit(patient=made, phase=Phase.ASSESSMENT, occurred=at, by=by, now=at)
        return made

    def url(self, rest: str, unit: object = None) -> str:
        return f"/enhet/{(unit or self.house.ward).uid}/{rest}"  # type: ignore[attr-defined]

    def open_(self, **changed: str) -> object:
        said = {
            "reason": WHY,
            "full_name": "Kåre Ukjent Prøvepasient",
            "born": "04.05.1990",
            "national_id": "",
            **changed,
        }
        return self.page.post(self.url("pasienter/nodsituasjon/"), said)


@pytest.fixture
def house() -> House:
    return House()


def test_reason_first_then_the_page_opens_and_everybody_is_told(house: House) -> None:
    patient_page = house.url(f"pasienter/{house.patient.uid}/")
    assert house.page.get(patient_page).status_code == 404
    with fakes.captured() as letters:
        answer = house.open_()
        assert (answer.status_code, answer["Location"]) == (302, patient_page)  # type: ignore[attr-defined,index]
        jobs.deliver_due(timezone.now() + timedelta(days=1))
    assert sorted(letter.address for letter in letters) == ["lise@example.invalid", "ola@example.invalid"]
    assert not any("Kåre" in letter.body or "Alice" in letter.body for letter in letters)
    assert house.page.get(patient_page).status_code == 200
    opened = AccessLogEntry.objects.filter(patient=house.patient.uid, action="read").latest("id")
    assert (opened.purpose, opened.reason, opened.person) == (
        Purpose.EMERGENCY.value,
        WHY,
        house.nurse.uid,
    )
    # A colleague of the same unit has not stated anything, and sees nothing.
    bob = people.signed_in(people.person("Bob", Role.NURSE, house.house.ward))
    assert bob.get(patient_page).status_code == 404
    # Pressed twice it is one opening.
    house.open_()
    assert AccessGrant.objects.count() == 1


def test_it_holds_for_one_shift(house: House) -> None:
    house.open_()
    AccessGrant.objects.update(ends=timezone.now() - timedelta(minutes=1))
    assert house.page.get(house.url(f"pasienter/{house.patient.uid}/")).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": "haster"}, "Skriv hvorfor det haster"),
        ({"reason": ""}, "Hvorfor må du åpne nå"),
        ({"full_name": "Kåre"}, "Fant ingen pasient"),
        ({"born": "05.05.1990"}, "Fant ingen pasient"),
        ({"full_name": "", "born": ""}, "Skriv fødselsnummeret, eller hele navnet"),
    ],
)
def test_what_is_missing_opens_nothing(house: House, changed: dict[str, str], said: str) -> None:
    answer = house.open_(**changed)
    assert said in answer.content.decode()  # type: ignore[attr-defined]
    assert not AccessGrant.objects.exists()


def test_another_legal_entitys_patient_is_nobody(house: House) -> None:
    stranger = people.person("Charlie", Role.NURSE, house.house.stranger_ward)
    by = people.actor(stranger, Role.NURSE, house.house.stranger_ward)
    with pytest.raises(InvalidValue) as refused:
        tried(by, house, "Kåre Ukjent Prøvepasient")
    assert refused.value.code == "patients.nobody_found"


def tried(by: Actor, house: House, name: str, national_id: str = "") -> Patient:
    return emergency.open_in_emergency(
        national_id=national_id, full_name=name, born=BORN, reason=WHY, by=by, now=timezone.now()
    )


def test_it_is_for_opening_not_for_searching(house: House) -> None:
    for number in range(emergency.TRIES):
        with pytest.raises(InvalidValue):
            tried(house.by, house, f"Prøver Seg {number}")
    with pytest.raises(NotAllowed):
        tried(house.by, house, "Kåre Ukjent Prøvepasient")
    assert AccessLogEntry.objects.filter(action="refused", what="patients:emergency").count() == 5


def test_two_of_the_same_name_and_date_need_the_number(house: House) -> None:
    house.admitted("Kåre Ukjent Prøvepasient")
    with pytest.raises(InvalidValue):
        tried(house.by, house, "Kåre Ukjent Prøvepasient")
    with pytest.raises(InvalidValue):
        tried(house.by, house, "", national_id="12345678901")


def test_ones_own_patient_needs_no_emergency(house: House) -> None:
    own = house.admitted("Egen Pasient", here=True)
    assert tried(house.by, house, "Egen Pasient") == own
    assert not AccessGrant.objects.exists()
    assert selectors.has_been_here(house.by, own.uid)


def test_a_patient_who_has_left_is_reported_to_where_they_were(house: House) -> None:
    at = house.now - timedelta(days=1)
    by = people.actor(house.leader, Role.PHYSICIAN, house.house.detox)
    stay = selectors.latest_stay(house.patient)
    assert stay is not None
    services.register_death(stay=stay, occurred=at, by=by, now=at)
    tried(house.by, house, "Kåre Ukjent Prøvepasient")
    assert emergency.to_review(house.house.detox.pk, house.leader.pk) == 1


def seen(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_leader_sees_it_on_today_and_judges_it(house: House) -> None:
    house.open_()
    leader = people.signed_in(house.leader)
    assert "1 pasient er åpnet i en nødssituasjon" in seen(leader, house.url("i-dag/", house.house.detox))
    page = house.url("etterkontroll/", house.house.detox)
    shown = seen(leader, page)
    assert WHY in shown
    assert "Kåre Ukjent Prøvepasient" in shown
    grant = str(AccessGrant.objects.get().uid)
    assert (
        "Skriv hvorfor" in leader.post(page, {"grant": grant, "verdict": "no"}, follow=True).content.decode()
    )
    said = leader.post(page, {"grant": grant, "verdict": "in_order"}, follow=True).content.decode()
    assert "Etterkontrollen er ført" in said
    assert "Lise Leder" in said
    # Once: what the other leader says a moment later changes nothing.
    emergency.review(
        grant=AccessGrant.objects.get().uid,
        in_order=False,
        note="nei",
        by=people.actor(house.own_leader, Role.SECTION_LEADER, house.house.ward),
        now=timezone.now(),
    )
    assert EmergencyReview.objects.get().in_order
    assert emergency.to_review(house.house.detox.pk, house.leader.pk) == 0
    told = AccessLogEntry.objects.filter(what="patients:reviews", action="write").latest("id")
    assert (told.patient, told.purpose) == (house.patient.uid, Purpose.INTERNAL_CONTROL.value)


def test_nobody_judges_their_own_or_what_is_not_theirs(house: House) -> None:
    people.member(house.nurse, Role.SECTION_LEADER, house.house.ward)
    house.open_()
    page = house.url("etterkontroll/")
    assert "Din egen åpning ser en annen på" in seen(house.page, page)
    grant = str(AccessGrant.objects.get().uid)
    assert house.page.post(page, {"grant": grant, "verdict": "in_order"}).status_code == 403
    stranger = people.person("Eva Leder", Role.SECTION_LEADER, house.house.stranger_ward)
    there = house.url("etterkontroll/", house.house.stranger_ward)
    client = people.signed_in(stranger)
    for value in (grant, str(uuid4()), "tull"):
        assert client.post(there, {"grant": value, "verdict": "in_order"}).status_code == 404
    assert not EmergencyReview.objects.exists()


def test_the_control_shows_where_to_ask(house: House) -> None:
    for name in ("Alice Prøve", "Berit Prøve", "Ola Leder", "Helt Annen"):
        patient = house.admitted(name, here=True)
        assert house.page.get(house.url(f"pasienter/{patient.uid}/")).status_code == 200
    house.open_()
    house.page.get(house.url(f"pasienter/{house.patient.uid}/"))
    house.page.get(house.url(f"pasienter/{uuid4()}/"))
    leader = people.signed_in(house.own_leader)
    shown = seen(leader, house.url("loggkontroll/?dager=7"))
    assert "samme navn som en selv" in shown
    assert "samme etternavn som en selv" in shown
    assert "samme navn som en kollega" in shown
    assert "Helt Annen" not in shown
    found = control.look(control.under(house.house.ward.pk), house.now - timedelta(days=1))
    alice = next(one for one in found.openers if one.name == "Alice Prøve")
    assert (alice.patients, alice.refused, alice.stated >= 2) == (5, 1, True)
    told = AccessLogEntry.objects.filter(what="patients:log_control").latest("id")
    assert (told.purpose, len(told.details["shown"])) == (Purpose.INTERNAL_CONTROL.value, 3)


def test_an_administrator_controls_all_units_of_the_trust(house: House) -> None:
    boss = people.person("Admin", Role.ADMINISTRATOR, house.house.trust)
    house.page.get(house.url("pasienter/"))
    shown = seen(people.signed_in(boss), house.url("loggkontroll/", house.house.trust))
    assert "Alice Prøve, sykepleier" in shown
    assert "Ingen har åpnet en pasient med sitt eget" in shown
    assert control.under(house.house.trust.pk) >= {house.house.ward.uid, house.house.detox.uid}
    assert house.house.stranger_ward.uid not in control.under(house.house.trust.pk)


def test_nobody_has_opened_in_an_emergency(house: House) -> None:
    assert "Ingen har åpnet" in seen(
        people.signed_in(house.leader), house.url("etterkontroll/", house.house.detox)
    )
