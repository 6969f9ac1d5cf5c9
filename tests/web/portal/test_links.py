"""The door of a personal link: what opens it, what does not, and when it closes."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medgang.core.errors import NotAllowed
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.accounts.routes import Action, Door
from medgang.web.messages import services as messages
from medgang.web.messages.fakes import captured
from medgang.web.messages.jobs import deliver_due
from medgang.web.messages.types import Channel, StopReason
from medgang.web.patients import selectors as selectors_of_patients
from medgang.web.patients import services as patients
from medgang.web.portal import keys, selectors
from medgang.web.portal import services as portal
from medgang.web.portal.models import LinkKind, OneTimeCode, PersonalLink, PortalSession
from medgang.web.portal.permissions import ROUTES
from medgang.web.portal.services.links import new_code
from tests.support import resolver
from tests.web.portal.conftest import Ward, path, text

pytestmark = [pytest.mark.django_db, pytest.mark.page]

OWN = [
    route
    for route in ROUTES
    if route.door is Door.LINK
    and route.name not in {"portal:open", "portal:send_code", "portal:closed", "portal:leave"}
]
HELPERS = {"portal:follow", "portal:meeting"}


def address(name: str) -> str:
    """The page's address; where it names an entry or a link, one that is not there."""
    wanted = {one.name: one.parameters for one in resolver.addresses()}[name]
    return reverse(name, kwargs={parameter: uuid4() for parameter in wanted})


def test_a_link_and_its_code_open_the_patients_own_pages(ward: Ward) -> None:
    made = ward.make()
    phone = Client()
    page = phone.get(path(made))
    assert page.status_code == 200
    assert "Kåre" not in text(page), "nothing says whose it is before the code"
    assert phone.get("/mitt/").status_code == 302
    ward.enter(made, phone)
    assert "Uka mi" in text(phone.get("/mitt/"))


@pytest.mark.requirement("R222")
def test_every_own_page_opens_for_the_patient_and_says_whom_to_ring(ward: Ward) -> None:
    phone = ward.phone()
    for route in OWN:
        if route.action is Action.WRITE or route.name in HELPERS:
            continue
        url = address(route.name)
        answer = phone.get(url)
        if route.name in {"portal:diary_entry", "portal:helper_share"}:
            assert answer.status_code == 404, route.name
            continue
        assert answer.status_code == 200, route.name
        assert "116 117" in text(answer), route.name
        if route.name != "portal:file":
            assert "Ingen leser dette nå" in text(answer), route.name


def test_nobody_without_a_visit_comes_in(ward: Ward) -> None:
    ward.make()
    for route in OWN:
        url = address(route.name)
        for client in (Client(), ward.staff):
            answer = client.post(url) if route.action is Action.WRITE else client.get(url)
            assert (answer.status_code, answer["Location"]) == (302, "/mitt/lukket/"), route.name


def test_a_helper_comes_to_none_of_the_patients_pages_and_the_patient_not_to_theirs(ward: Ward) -> None:
    helper = ward.enter(ward.make(kind=LinkKind.FITNESS_SPONSOR, name="Siv Fadder"))
    patient = ward.phone()
    for route in OWN:
        client = patient if route.name in HELPERS else helper
        url = address(route.name)
        answer = client.post(url) if route.action is Action.WRITE else client.get(url)
        assert answer.status_code == 404, route.name


def test_a_wrong_code_says_so_and_five_spend_it(ward: Ward) -> None:
    made = ward.make()
    phone = Client()
    wrong = "000000" if made.code != "000000" else "111111"
    for _ in range(keys.TRIES):
        answer = phone.post(path(made), {"code": wrong})
        assert answer.status_code == 200
        assert "Koden virker ikke" in text(answer)
    # The right one comes too late.
    assert phone.post(path(made), {"code": made.code}).status_code == 200
    assert not PortalSession.objects.exists()


def test_a_link_rests_after_ten_wrong_codes_until_an_hour_has_gone(ward: Ward) -> None:
    made = ward.make()
    now = timezone.now()

    def enter(code: str, at: object) -> object:
        return portal.enter(token=path(made).split("/")[2], code=code, device_key="", now=at)  # type: ignore[arg-type]

    for _ in range(keys.WRONG_A_LINK // keys.TRIES):
        for _ in range(keys.TRIES):
            assert enter("x", now) is None
        code, _until = new_code(made.link, sent=False, now=now)
    assert enter(code, now) is None
    assert enter(code, now + keys.REST) is not None
    # A code from the unit's hand ends the rest.
    for _ in range(keys.WRONG_A_LINK):
        assert enter("x", now + keys.REST) is None
    handed = portal.hand_code(link=made.link, by=ward.nurse, now=now + keys.REST)
    assert enter(handed.code, now + keys.REST) is not None


def test_a_code_is_good_once_and_a_newer_one_spends_it(ward: Ward) -> None:
    made = ward.make()
    ward.enter(made)
    assert Client().post(path(made), {"code": made.code}).status_code == 200
    first = portal.hand_code(link=made.link, by=ward.nurse, now=timezone.now())
    second = portal.hand_code(link=made.link, by=ward.nurse, now=timezone.now())
    if first.code != second.code:
        assert Client().post(path(made), {"code": first.code}).status_code == 200
    assert Client().post(path(made), {"code": f" {second.code[:3]} {second.code[3:]} "}).status_code == 302


def test_an_old_code_does_not_open(ward: Ward) -> None:
    made = ward.make()
    OneTimeCode.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().post(path(made), {"code": made.code}).status_code == 200


def test_one_persons_code_does_not_open_anothers_link(ward: Ward) -> None:
    kare, mona = ward.make(), ward.make(ward.mona)
    if kare.code != mona.code:
        assert Client().post(path(mona), {"code": kare.code}).status_code == 200


def test_a_known_device_needs_one_press_and_looking_opens_nothing(ward: Ward) -> None:
    made = ward.make()
    phone = ward.enter(made)
    phone.post("/mitt/ut/")
    assert phone.get("/mitt/").status_code == 302
    assert "Vi kjenner igjen" in text(phone.get(path(made)))
    assert phone.get("/mitt/").status_code == 302
    assert phone.post(path(made)).status_code == 302
    assert phone.get("/mitt/").status_code == 200
    # A new device asks for a code.
    answer = Client().post(path(made))
    assert "Fyll ut dette feltet" in text(answer)
    assert portal.enter(token=path(made).split("/")[2], code="", device_key="x", now=timezone.now()) is None


def test_a_visit_ends_by_itself_and_by_a_press(ward: Ward) -> None:
    phone = ward.phone()
    key = phone.cookies["my_visit"].value
    patient = frozenset({LinkKind.PATIENT})
    now = timezone.now()
    assert selectors.visit(key, patient, now) is not None
    assert selectors.visit(key, patient, now + keys.IDLE) is None
    PortalSession.objects.update(seen=now + keys.LONGEST)
    assert selectors.visit(key, patient, now + keys.LONGEST) is None
    PortalSession.objects.update(seen=now)
    phone.post("/mitt/ut/")
    assert selectors.visit(key, patient, now) is None
    assert Client().post("/mitt/ut/").status_code == 302


def test_a_visit_in_use_goes_on(ward: Ward) -> None:
    phone = ward.phone()
    before = timezone.now() - timedelta(minutes=15)
    PortalSession.objects.update(seen=before)
    assert phone.get("/mitt/").status_code == 200
    assert PortalSession.objects.get().seen > before


def test_a_new_link_from_the_unit_kills_the_lost_one_at_once(ward: Ward) -> None:
    lost = ward.make()
    phone = ward.enter(lost)
    answer = ward.staff.post(ward.url(f"{lost.link.uid}/ny/"))
    assert answer.status_code == 200
    assert phone.get("/mitt/").status_code == 302
    assert phone.post(path(lost)).status_code == 200
    made = re.search(r"<code>http://[^<]*(/l/[^<]+)</code>", text(answer))
    code = re.search(r'mp-code">(\d{6})<', text(answer))
    assert made is not None
    assert code is not None
    assert Client().post(made[1], {"code": code[1]}).status_code == 302
    assert PersonalLink.objects.filter(patient=ward.kare, ended__isnull=True).count() == 1


def test_the_unit_ends_a_link(ward: Ward) -> None:
    made = ward.make()
    phone = ward.enter(made)
    assert ward.staff.post(ward.url(f"{made.link.uid}/avslutt/")).status_code == 302
    assert phone.get("/mitt/").status_code == 302
    assert "avsluttet" in text(ward.staff.get(ward.url()))
    assert ward.staff.post(ward.url(f"{made.link.uid}/kode/")).status_code == 404
    # A second press changes nothing.
    portal.end_link(link=made.link, by=ward.nurse, now=timezone.now())
    assert AccessLogEntry.objects.filter(what="portal:link_end", action="write").count() == 1


@pytest.mark.parametrize("why", ["death", "do not contact"])
def test_a_death_or_a_wish_closes_every_door_at_once(ward: Ward, why: str) -> None:
    made = ward.make()
    phone = ward.enter(made)
    helper = ward.enter(ward.make(kind=LinkKind.ALUMNUS, name="Arne Alumnus"))
    now = timezone.now()
    if why == "death":
        stay = selectors_of_patients.current_stay(ward.kare)
        assert stay is not None
        patients.register_death(stay=stay, occurred=now, by=ward.nurse, now=now)
        ward.kare.refresh_from_db()
    else:
        messages.stop_all(recipient=ward.kare.uid, reason=StopReason.DO_NOT_CONTACT, by=ward.nurse, now=now)
    assert phone.get("/mitt/").status_code == 302
    assert helper.get("/folge/").status_code == 302
    assert phone.post(path(made)).status_code == 200
    with pytest.raises(NotAllowed):
        ward.make()
    if why != "death":  # the dead are past patients, and opened only for a stated ground
        answer = ward.staff.post(ward.url("ny/"), {"kind": "patient", "channel": "paper", "language": "nb"})
        assert answer.status_code == 200
        assert "Det kan ikke lages lenke" in text(answer)


def test_a_helper_who_wants_no_contact_gets_no_link(ward: Ward) -> None:
    made = ward.make(kind=LinkKind.FITNESS_SPONSOR, name="Siv Fadder")
    now = timezone.now()
    messages.stop_all(recipient=made.link.holder, reason=StopReason.DO_NOT_CONTACT, by=ward.nurse, now=now)
    with pytest.raises(NotAllowed):
        portal.renew_link(link=made.link, by=ward.nurse, now=now)


def test_link_and_code_by_message_say_nothing_of_health_or_names(ward: Ward) -> None:
    form = {"kind": "patient", "channel": "sms", "address": "999 99 999", "agreed_to": "on", "language": "nn"}
    with captured() as letters:
        assert ward.staff.post(ward.url("ny/"), form).status_code == 200
        deliver_due(timezone.now() + timedelta(days=1))
        link = PersonalLink.objects.get()
        found = re.search(r"/l/[\w-]+/", letters[0].body)
        assert found is not None
        for _ in range(keys.SENT_AN_HOUR + 2):
            answer = Client().post(f"{found[0]}kode/")
            assert answer.status_code == 302
        deliver_due(timezone.now() + timedelta(days=1))
    assert [letter.address for letter in letters] == ["+4799999999"] * (1 + keys.SENT_AN_HOUR)
    for letter in letters:
        for word in ("Kåre", "pasient", "rus", "behandling", "trening", "Døgn"):
            assert word.casefold() not in (letter.subject + letter.body).casefold()
    codes = re.findall(r"\b\d{6}\b", letters[-1].body)
    assert Client().post(found[0], {"code": codes[0]}).status_code == 302
    assert link.channel == Channel.SMS.value
    assert "99999999" not in link.sealed_address


def test_the_answer_about_codes_is_the_same_for_a_link_that_is_not_there(ward: Ward) -> None:
    made = ward.make()  # on paper: there is nowhere to send to
    answers = []
    for url in (path(made), "/l/finnes-ikke/"):
        client = Client()
        assert client.post(f"{url}kode/").status_code == 302
        answers.append(re.sub(r"csrf[^>]*>|/l/[\w-]+/|content=\"[^\"]*\"", "", text(client.get(url))))
    assert answers[0] == answers[1]
    assert not OneTimeCode.objects.filter(sent=True).exists()
    assert Client().post("/l/finnes-ikke/", {"code": "123456"}).status_code == 200


def test_the_keys_are_stored_as_hashes_only(ward: Ward) -> None:
    made = ward.make()
    phone = ward.enter(made)
    stored = str(list(PersonalLink.objects.values())) + str(list(PortalSession.objects.values()))
    stored += str(list(OneTimeCode.objects.values("code_hash")))
    for secret in (path(made).split("/")[2], phone.cookies["my_visit"].value, made.code):
        assert secret not in stored
    cookie = phone.cookies["my_visit"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert phone.cookies["my_device"]["path"] == path(made)


def test_the_form_asks_for_what_is_missing(ward: Ward) -> None:
    def said(**form: str) -> str:
        return text(ward.staff.post(ward.url("ny/"), {"language": "nb", **form}))

    assert "Skriv telefonnummeret eller e-posten" in said(kind="patient", channel="sms", address="12")
    assert "Spør først" in said(kind="patient", channel="email", address="a@b.no")
    assert "Skriv navnet" in said(kind="alumnus", channel="paper")
    assert not PersonalLink.objects.exists()


def test_staff_actions_are_logged_and_foreign_links_are_not_there(ward: Ward) -> None:
    mona = ward.make(ward.mona)
    ward.staff.post(ward.url("ny/"), {"kind": "patient", "channel": "paper", "language": "nb"})
    kare = PersonalLink.objects.get(patient=ward.kare)
    ward.staff.post(ward.url(f"{kare.uid}/kode/"))
    for verb in ("ny", "kode", "avslutt"):
        assert ward.staff.post(ward.url(f"{mona.link.uid}/{verb}/")).status_code == 404
    mona.link.refresh_from_db()
    assert mona.link.ended is None
    logged = set(AccessLogEntry.objects.filter(patient=ward.kare.uid).values_list("action", "what"))
    assert {("write", "portal:link_new"), ("write", "portal:link_code")} <= logged
    listed = text(ward.staff.get(ward.url()))
    assert "Kåre Prøvepasient" in listed
    assert "Mona" not in listed
    assert ward.staff.get(ward.url("ny/")).status_code == 200
