"""The pages about people, places and one's own account."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medgang.core.people import Role
from medgang.web.accounts import ready, services
from medgang.web.accounts.actors import SYSTEM
from medgang.web.accounts.models import AccessLogEntry, Membership, OrgUnit, Person
from tests.support import people

pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture
def house() -> people.House:
    return people.house()


@pytest.fixture
def admin(house: people.House) -> Client:
    return people.signed_in(people.person("Admin Sen", Role.ADMINISTRATOR, house.trust))


def confirm(client: Client, someone: Person) -> None:
    """Prove once more who one is, as the page asks."""
    answer = client.post(reverse("accounts:confirm"), {"password": people.PASSWORD})
    assert answer.status_code == 302, answer.content


@pytest.mark.requirement("R219", "R220")
def test_the_administrator_builds_the_tree_makes_a_person_and_gives_a_role(
    house: people.House, admin: Client
) -> None:
    page = admin.get(reverse("accounts:organisation"))
    assert "Klinikk for rus" in page.content.decode()
    made = admin.post(
        reverse("accounts:place_new"),
        {
            "name": "Poliklinikken",
            "level": "unit",
            "parent": str(house.clinic.uid),
            "setting": "outpatient",
            "beds": "",
        },
    )
    assert made.status_code == 302
    unit = OrgUnit.objects.get(name="Poliklinikken")
    assert unit.trust == house.trust
    shown = admin.post(
        reverse("accounts:person_new"), {"full_name": "Ny Person", "username": "ny", "email": ""}
    )
    person = Person.objects.get(username="ny")
    assert shown.context["password"] in shown.content.decode()
    assert person.check_password(shown.context["password"])
    give = reverse("accounts:membership_give", kwargs={"person": person.uid})
    asked = admin.get(give)
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("accounts:confirm"))
    confirm(admin, person)
    answer = admin.post(
        give, {"unit": str(unit.uid), "role": "nurse", "starts": timezone.localdate().isoformat(), "ends": ""}
    )
    assert answer.status_code == 302, answer.content.decode()
    given = Membership.objects.get(person=person)
    assert (given.unit, given.role) == (unit, "nurse")
    answer = admin.post(reverse("accounts:membership_end", kwargs={"membership": given.uid}))
    given.refresh_from_db()
    assert given.ends is not None
    assert AccessLogEntry.objects.filter(what="accounts:membership_ended").count() == 1


def test_what_is_wrong_stands_at_the_field(house: people.House, admin: Client) -> None:
    page = admin.post(reverse("accounts:place_new"), {"name": "", "level": "unit", "parent": ""})
    assert "Dette må rettes før det kan lagres" in page.content.decode()
    page = admin.post(
        reverse("accounts:place_new"), {"name": "Galt", "level": "clinic", "parent": "", "setting": ""}
    )
    assert "Stedet kan ikke ligge der" in page.content.decode()
    services.create_person(username="opptatt", full_name="En", by=SYSTEM, now=timezone.now())
    page = admin.post(reverse("accounts:person_new"), {"full_name": "To", "username": "opptatt"})
    assert "Brukernavnet er i bruk" in page.content.decode()


def test_a_place_is_renamed_and_closed(house: people.House, admin: Client) -> None:
    edit = reverse("accounts:place_edit", kwargs={"place": house.ward.uid})
    admin.post(edit, {"name": "Døgn Vest", "beds": "10", "closed": "on"})
    house.ward.refresh_from_db()
    assert (house.ward.name, house.ward.beds) == ("Døgn Vest", 10)
    assert house.ward.closed_on is not None


def test_a_person_is_found_by_name_closed_opened_and_reset(house: people.House, admin: Client) -> None:
    kari = people.person("Kari Åsbø", Role.NURSE, house.ward)
    hers = people.signed_in(kari)
    found = admin.post(reverse("accounts:people"), {"text": "åsbø"})
    assert "Kari Åsbø" in found.content.decode()
    where = {"person": kari.uid}
    admin.post(reverse("accounts:person_close", kwargs=where))
    kari.refresh_from_db()
    assert not kari.is_active
    assert hers.get(reverse("accounts:profile")).status_code == 302
    admin.post(reverse("accounts:person_open", kwargs=where))
    kari.refresh_from_db()
    assert kari.is_active
    asked = admin.post(reverse("accounts:person_reset", kwargs=where))
    assert asked["Location"].startswith(reverse("accounts:confirm"))
    confirm(admin, kari)
    page = admin.post(reverse("accounts:person_reset", kwargs=where))
    kari.refresh_from_db()
    assert kari.check_password(page.context["password"])
    assert not ready.has_code_app(kari)
    shown = admin.get(reverse("accounts:person", kwargs=where)).content.decode()
    assert "Har et utlevert passord" in shown


def test_a_shift_leader_lets_a_temp_in_with_one_press(house: people.House) -> None:
    leader = people.person("Vakt Leder", Role.NURSE, house.ward, leads_shifts=True)
    temp = people.person("Vikar Viken", None)
    client = people.signed_in(leader)
    find = reverse("accounts:temp_find", kwargs={"unit": house.ward.uid})
    found = client.post(find, {"text": "viken", "role": "nurse"})
    assert "Slipp inn Vikar Viken" in found.content.decode()
    press = reverse("accounts:temp_give", kwargs={"unit": house.ward.uid})
    page = client.post(press, {"person": str(temp.uid), "role": "nurse"}, follow=True)
    assert "Vikar Viken er inne som sykepleier til kl." in page.content.decode()
    inside = people.signed_in(temp)
    assert inside.get(reverse("accounts:unit_people", kwargs={"unit": house.ward.uid})).status_code == 200
    assert client.post(press, {"person": "nobody", "role": "nurse"}).status_code == 404
    refused = client.post(press, {"person": str(temp.uid), "role": "section_leader"})
    assert refused.status_code == 403
    assert "En vikar kan bare få en rolle i behandlingen" in refused.content.decode()


def test_an_ordinary_nurse_sees_the_people_but_lets_nobody_in(house: people.House) -> None:
    client = people.signed_in(people.person("Kari", Role.NURSE, house.ward))
    page = client.get(reverse("accounts:unit_people", kwargs={"unit": house.ward.uid})).content.decode()
    assert "Slipp inn en vikar" not in page
    assert client.get(reverse("accounts:temp_find", kwargs={"unit": house.ward.uid})).status_code == 403


def test_a_section_leader_gives_and_ends_a_role(house: people.House) -> None:
    leader = people.person("Leder", Role.SECTION_LEADER, house.ward)
    kari = people.person("Kari Åsbø", None)
    client = people.signed_in(leader)
    here = {"unit": house.ward.uid}
    answer = client.post(reverse("accounts:person_search", kwargs=here), {"text": "åsb"})
    assert answer.json()["results"][0]["label"] == "Kari Åsbø"
    give = reverse("accounts:unit_membership_give", kwargs=here)
    assert client.get(give).status_code == 200
    answer = client.post(
        give,
        {
            "person": "Kari Åsbø",
            "person_value": str(kari.uid),
            "role": "nurse",
            "starts": timezone.localdate().isoformat(),
            "leads_shifts": "on",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    given = Membership.objects.get(person=kari)
    assert given.leads_shifts
    page = client.get(reverse("accounts:unit_people", kwargs=here)).content.decode()
    assert "vaktansvarlig" in page
    elsewhere = Membership.objects.create(person=kari, unit=house.detox, role="nurse", starts=timezone.now())
    end = "accounts:unit_membership_end"
    assert client.post(reverse(end, kwargs={**here, "membership": elsewhere.uid})).status_code == 404
    assert client.post(reverse(end, kwargs={**here, "membership": given.uid})).status_code == 302
    given.refresh_from_db()
    assert given.ends is not None


def test_language_and_look_are_the_persons_own(house: people.House) -> None:
    kari = people.person("Kari", Role.NURSE, house.ward)
    client = people.signed_in(kari)
    profile = reverse("accounts:profile")
    client.post(profile, {"language": "en", "theme": "dark", "email": "kari@example.org"})
    kari.refresh_from_db()
    assert (kari.language, kari.theme, kari.email) == ("en", "dark", "kari@example.org")
    page = client.get(profile)
    assert page["Content-Language"] == "en"
    assert 'lang="en"' in page.content.decode()
    wrong = client.post(profile, {"language": "en", "theme": "", "email": "ikke en adresse"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors["email"]


def test_signing_out_elsewhere_keeps_this_session(house: people.House) -> None:
    kari = people.person("Kari", Role.NURSE, house.ward)
    here, there = people.signed_in(kari), people.signed_in(kari)
    confirm(here, kari)
    assert here.post(reverse("accounts:end_other_sessions")).status_code == 302
    assert here.get(reverse("accounts:profile")).status_code == 200
    gone = there.get(reverse("accounts:profile"))
    assert "ended=revoked" in gone["Location"]


def test_home_leads_to_the_only_unit_and_offers_the_choice_when_there_are_several(
    house: people.House,
) -> None:
    kari = people.person("Kari", Role.NURSE, house.ward)
    client = people.signed_in(kari)
    home = client.get(reverse("accounts:home"))
    assert str(house.ward.uid) in home["Location"]
    people.member(kari, Role.ACTIVITY_LEADER, house.detox)
    page = client.get(reverse("accounts:home")).content.decode()
    assert "Avrusning" in page
    assert "aktivitetsleder" in page
    nobody = people.signed_in(people.person("Ny", None))
    assert "Du har ingen rolle noe sted nå" in nobody.get(reverse("accounts:home")).content.decode()
    admin = people.signed_in(people.person("Admin", Role.ADMINISTRATOR, house.trust))
    assert reverse("accounts:people") in admin.get(reverse("accounts:home")).content.decode()


def test_what_cannot_be_done_is_said_on_the_page(house: people.House) -> None:
    someone = people.person("Admin", Role.ADMINISTRATOR, house.trust)
    client = people.signed_in(someone)
    confirm(client, someone)
    own = {"person": someone.uid}
    for route in ("accounts:person_close", "accounts:person_reset"):
        page = client.post(reverse(route, kwargs=own), follow=True)
        assert "Dette kan du ikke gjøre med deg selv" in page.content.decode()
    own_role = Membership.objects.get(person=someone)
    page = client.post(reverse("accounts:membership_end", kwargs={"membership": own_role.uid}), follow=True)
    assert "Dette kan du ikke gjøre med deg selv" in page.content.decode()
    today = timezone.localdate().isoformat()
    asked = {"unit": str(house.ward.uid), "role": "nurse", "starts": today}
    page = client.post(reverse("accounts:membership_give", kwargs=own), asked)
    assert "Dette kan du ikke gjøre med deg selv" in page.content.decode()
    page = client.post(reverse("accounts:membership_give", kwargs=own), {**asked, "ends": "2020-01-01"})
    assert "Slutten må være etter starten" in page.content.decode()
    page = client.post(reverse("accounts:person_new"), {"full_name": " ", "username": "x"})
    assert page.context["form"].errors["full_name"]


@pytest.mark.parametrize(
    "route", ["accounts:person", "accounts:membership_give", "accounts:person_close", "accounts:person_open"]
)
def test_a_person_who_is_not_there_is_not_found(house: people.House, admin: Client, route: str) -> None:
    url = reverse(route, kwargs={"person": uuid4()})
    answer = admin.post(url) if route.endswith(("close", "open")) else admin.get(url)
    assert answer.status_code in {302, 404}
    missing = admin.post(reverse("accounts:membership_end", kwargs={"membership": uuid4()}))
    assert missing.status_code == 404
    assert admin.get(reverse("accounts:place_edit", kwargs={"place": uuid4()})).status_code == 404


def test_an_administrator_ends_somebodys_sessions(house: people.House, admin: Client) -> None:
    kari = people.person("Kari", Role.NURSE, house.ward)
    hers = people.signed_in(kari)
    admin.post(reverse("accounts:person_end_sessions", kwargs={"person": kari.uid}))
    assert "ended=revoked" in hers.get(reverse("accounts:profile"))["Location"]


def test_a_section_leaders_form_says_what_is_wrong(house: people.House) -> None:
    leader = people.person("Leder", Role.SECTION_LEADER, house.ward)
    client = people.signed_in(leader)
    give = reverse("accounts:unit_membership_give", kwargs={"unit": house.ward.uid})
    sent = {"role": "nurse", "starts": timezone.localdate().isoformat()}
    for value, text, said in (
        (str(leader.uid), "Leder", "Dette kan du ikke gjøre med deg selv"),
        (str(uuid4()), "Ingen", "finnes ikke lenger"),
        ("tull", "Ingen", "finnes ikke lenger"),
    ):
        page = client.post(give, {**sent, "person": text, "person_value": value})
        assert said in page.content.decode()
    people.person("Vikar Viken", None)
    press = reverse("accounts:temp_give", kwargs={"unit": house.ward.uid})
    page = client.post(press, {"person": str(leader.uid), "role": "nurse"}, follow=True)
    assert "Dette kan du ikke gjøre med deg selv" in page.content.decode()


def test_a_temp_who_has_been_here_before_is_one_press_away(house: people.House) -> None:
    leader = people.person("Leder", Role.SECTION_LEADER, house.ward)
    temp = people.person("Vikar Viken", None)
    past = timezone.now() - timedelta(days=3)
    people.member(temp, Role.NURSE, house.ward, now=past, ends=past + timedelta(hours=8))
    page = people.signed_in(leader).get(reverse("accounts:unit_people", kwargs={"unit": house.ward.uid}))
    assert [each["person"] for each in page.context["temps"]] == [temp]
    assert "Vikar Viken" in page.content.decode()


def test_former_patients_and_sponsors_stand_in_no_list_for_the_ward(house: people.House) -> None:
    alumnus = people.person("Alf Alumn", Role.ALUMNUS, house.ward)
    both = people.person("Berit Alumn", Role.ALUMNUS, house.detox)
    people.member(both, Role.MILIEU_THERAPIST, house.detox)
    client = people.signed_in(people.person("Leder", Role.SECTION_LEADER, house.ward))
    here = {"unit": house.ward.uid}
    assert alumnus.full_name not in client.get(reverse("accounts:unit_people", kwargs=here)).content.decode()
    found = client.post(reverse("accounts:temp_find", kwargs=here), {"text": "alumn", "role": "nurse"})
    assert [one.full_name for one in found.context["found"]] == [both.full_name]
    searched = client.post(reverse("accounts:person_search", kwargs=here), {"text": "alumn"}).json()
    assert [one["label"] for one in searched["results"]] == [both.full_name]


@pytest.mark.parametrize("role", list(Role))
def test_home_sends_nobody_to_a_page_that_is_shut(house: people.House, role: Role) -> None:
    client = people.signed_in(people.person("Noen", role, house.ward))
    page = client.get(reverse("accounts:home"), follow=True)
    assert page.status_code == 200
