"""The patient pages through the browser's door: what is shown, what is stored, what is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.states import StayState
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_background import BackgroundNoted, Substance, UsePattern
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts import append_only
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.patients import histories, selectors, services
from medgang.web.patients.models import EventRow, Patient
from tests.support import people
from tests.web.patients.conftest import World, admit

pytestmark = pytest.mark.page


def text(response: object) -> str:
    content: bytes = response.content  # type: ignore[attr-defined]
    without_tags = re.sub(r"<[^>]+>", " ", content.decode())
    return " ".join(without_tags.split())


def when(world: World) -> dict[str, str]:
    local = timezone.localtime(world.now)
    day, at = local.date().isoformat(), local.strftime("%H:%M")
    return {"day": day, "at": at, "opened": f"{day} {at}", "key": str(uuid4())}


def patients_url(world: World, rest: str = "") -> str:
    return f"/enhet/{world.house.ward.uid}/pasienter/{rest}"


@pytest.mark.requirement("R219", "R220")
def test_the_units_list(world: World) -> None:
    admit(world.alice, "Åse Prøvepasient", days_ago=3, phase=Phase.TREATMENT)
    response = world.page.get(patients_url(world))
    shown = text(response)
    assert "2 pasienter har plass på enheten nå" in shown
    assert shown.index("Kåre Prøvepasient") < shown.index("Åse Prøvepasient")
    assert "utredning" in shown
    assert "dag 4" in shown
    entry = AccessLogEntry.objects.latest("id")
    assert entry.what == "patients:list"
    assert str(world.patient.uid) in entry.details["shown"]
    assert len(entry.details["shown"]) == 2


def test_an_empty_unit_says_what_will_stand_here(world: World) -> None:
    someone = people.person("Bob Prøve", Role.NURSE, world.house.detox)
    response = people.signed_in(someone).get(f"/enhet/{world.house.detox.uid}/pasienter/")
    assert "Ingen pasienter nå" in text(response)


def test_finding_by_name_leaves_the_name_in_no_address(world: World) -> None:
    response = world.page.post(patients_url(world, "finn/"), {"text": "kåre"})
    assert "1 treff" in text(response)
    entry = AccessLogEntry.objects.latest("id")
    assert entry.details == {"shown": [str(world.patient.uid)]}
    assert (
        "ingen på denne enheten"
        in text(world.page.post(patients_url(world, "finn/"), {"text": "zz"})).lower()
    )
    assert "Fyll ut dette feltet" in text(world.page.post(patients_url(world, "finn/"), {"text": ""}))


@pytest.mark.requirement("R221")
def test_a_new_patient(world: World) -> None:
    form = {
        "full_name": "Nora Prøvepasient",
        "phase": "withdrawal",
        "national_id": "",
        "born": "",
        **when(world),
    }
    response = world.page.post(patients_url(world, "ny/"), form)
    patient = Patient.objects.get(full_name="Nora Prøvepasient")
    assert response["Location"].endswith(f"/pasienter/{patient.uid}/")
    # A double click stores once.
    world.page.post(patients_url(world, "ny/"), form)
    assert Patient.objects.filter(full_name="Nora Prøvepasient").count() == 1
    assert EventRow.objects.filter(patient=patient).count() == 1


def test_an_error_is_a_sentence_at_the_field_and_nothing_typed_is_lost(world: World) -> None:
    form = {
        "full_name": "Nora Prøvepasient",
        "national_id": "12345678901",
        "born": "31.02.1980",
        **when(world),
    }
    response = world.page.post(patients_url(world, "ny/"), form)
    shown = text(response)
    assert "Velg ett av alternativene" in shown
    assert "Kontrollsifrene stemmer ikke" in shown
    assert "Skriv dagen som dag.måned.år" in shown
    page = response.content.decode()
    assert 'value="Nora Prøvepasient"' in page
    assert "31.02.1980" in page
    assert page.index("<title>Feil:") > 0
    assert not Patient.objects.filter(full_name="Nora Prøvepasient").exists()


def test_a_known_number_brings_the_known_patient_back(world: World) -> None:
    number = "13116900216"
    known = services.register(
        full_name="Kjent Prøvepasient", born=None, sex="", national_id=number, by=world.alice, now=world.now
    )
    form = {"full_name": "Noe annet", "phase": "withdrawal", "national_id": number, **when(world)}
    response = world.page.post(patients_url(world, "ny/"), form)
    assert response["Location"].endswith(f"/pasienter/{known.uid}/")
    assert not Patient.objects.filter(full_name="Noe annet").exists()
    again = world.page.post(patients_url(world, "ny/"), {**form, "key": str(uuid4())})
    assert "Pasienten er allerede innlagt" in text(again)


@pytest.mark.requirement("R076", "R077", "R078")
def test_background_from_form_to_page(world: World) -> None:
    form = {
        "substance_1": "F10",
        "pattern_1": "dependence",
        "years_1": "12",
        "comorbidity": ["mental_disorder"],
        "medicines": ["beta_blocker"],
        "medicines_checked_today": "on",
        **when(world),
    }
    assert world.page.get(world.url("bakgrunn/")).status_code == 200
    response = world.page.post(world.url("bakgrunn/"), form)
    assert response.status_code == 302
    noted = selectors.timeline(world.patient).last(EventKind.BACKGROUND_NOTED)
    assert noted is not None
    assert isinstance(noted.detail, BackgroundNoted)
    (use,) = noted.detail.substances
    assert (use.substance, use.pattern, use.years) == (Substance.F10, UsePattern.DEPENDENCE, 12)
    shown = text(world.page.get(world.url()))
    assert "F10 alkohol, avhengighet, 12 år" in shown
    assert "psykisk lidelse" in shown
    assert "betablokker: beregnet puls gjelder ikke" in shown
    # What was noted stands in the form the next time.
    assert 'value="12"' in world.page.get(world.url("bakgrunn/")).content.decode()


def test_background_that_says_too_little_or_too_much(world: World) -> None:
    form = {"pattern_1": "dependence", "substance_2": "F11", "substance_3": "F11", **when(world)}
    response = world.page.post(world.url("bakgrunn/"), form)
    assert "Velg hvilket rusmiddel det gjelder" in text(response)
    assert "Dette rusmiddelet står allerede over" in text(response)


def test_medicines_that_nobody_has_checked_for_long_are_said(world: World) -> None:
    old = world.now - timedelta(days=20)
    noted = {"medicines": ["beta_blocker"], "medicines_checked_today": "on", **when(world)}
    world.page.post(world.url("bakgrunn/"), noted)
    row = EventRow.objects.get(kind="background_noted")
    append_only.remove()  # what is written cannot be changed; only time could make it old
    EventRow.objects.filter(pk=row.pk).update(
        detail={**row.detail, "medicines_checked": timezone.localdate(old).isoformat()}
    )
    histories.forget_everything()
    assert "medisiner sjekket for 20 dager siden" in text(world.page.get(world.url()))


STEPS = [
    ("fase", {"to": "treatment"}, StayState.TREATMENT, "Fasen er endret"),
    ("permisjon", {"expected_back": ""}, StayState.ASSESSMENT, "Permisjonen er registrert"),
    ("utskriv", {}, StayState.AFTER, "Oppfølgingen har begynt"),
    ("avbrudd", {"reason": "against_advice"}, StayState.AFTER, "Avbruddet er registrert"),
    ("annet-foretak", {"receiver": "Nabosykehuset"}, StayState.MOVED, ""),
    ("dod", {}, StayState.DEAD, ""),
]


@pytest.mark.parametrize(("verb", "fields", "state", "said"), STEPS, ids=[step[0] for step in STEPS])
def test_each_step_of_the_stay(
    world: World, verb: str, fields: dict[str, str], state: StayState, said: str
) -> None:
    overview = text(world.page.get(world.url("opphold/")))
    assert "Ny fase" in overview
    assert world.page.get(world.url(f"opphold/{verb}/")).status_code == 200
    response = world.page.post(world.url(f"opphold/{verb}/"), {**fields, **when(world)}, follow=True)
    assert world.stay.state == state
    assert said in text(response)


def test_leave_and_back(world: World) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    world.page.post(world.url("opphold/permisjon/"), {"expected_back": tomorrow, **when(world)})
    assert "permisjon" in text(world.page.get(patients_url(world)))
    world.page.post(world.url("opphold/tilbake/"), when(world))
    assert world.stay.presence == "present"


def test_transfer_to_a_unit_of_the_same_entity(world: World) -> None:
    page = world.page.get(world.url("opphold/flytt/")).content.decode()
    assert "Avrusning" in page
    assert "Døgn B" not in page
    world.page.post(world.url("opphold/flytt/"), {"to": str(world.house.detox.uid), **when(world)})
    # The old unit's door is now one for past patients.
    response = world.page.get(world.url())
    assert response["Location"].startswith(world.url("grunnlag/"))


def test_a_past_patient_is_opened_by_saying_why_and_the_patient_can_read_it(world: World) -> None:
    world.page.post(world.url("opphold/annet-foretak/"), {"receiver": "Nabo", **when(world)})
    asked = world.page.get(world.url("tidslinje/"))["Location"]
    assert "Hvorfor åpner du?" in text(world.page.get(asked))
    assert "Velg ett av alternativene" in text(world.page.post(world.url("grunnlag/"), {"reason": "x"}))
    back = world.url("tidslinje/")
    opened = world.page.post(
        world.url("grunnlag/"), {"purpose": "own_learning", "reason": "lære av forløpet", "til": back}
    )
    assert opened["Location"] == back
    log = text(world.page.get(world.url("innsyn/")))
    assert "egen læring: lære av forløpet" in log
    away = world.page.post(
        world.url("grunnlag/"), {"purpose": "care", "reason": "", "til": "https://example.invalid/"}
    )
    assert away["Location"] == world.url()


def test_the_timeline_as_it_was_known(world: World) -> None:
    event = services.change_phase(
        stay=world.stay,
        to=Phase.TREATMENT,
        occurred=world.now - timedelta(days=4),
        by=world.alice,
        now=world.now - timedelta(days=4),
    )
    services.withdraw(
        patient=world.patient, event=event.uid, reason="gjaldt en annen", by=world.alice, now=world.now
    )
    now_known = text(world.page.get(world.url("tidslinje/")))
    assert "Ny fase" not in now_known
    two_days_ago = (timezone.localdate() - timedelta(days=2)).isoformat()
    then = text(world.page.get(world.url("tidslinje/"), {"kjent": two_days_ago}))
    assert "Ny fase" in then
    assert "slik det var kjent" in then
    corrections = text(world.page.get(world.url("tidslinje/"), {"rettelser": "1"}))
    assert "gjaldt en annen" in corrections
    assert "rettet" in corrections
    assert "Ingenting var kjent den dagen" in text(
        world.page.get(world.url("tidslinje/"), {"kjent": "2001-01-01"})
    )
    assert "Velg en dag fra kalenderen" in text(
        world.page.get(world.url("tidslinje/"), {"kjent": "i forgårs"})
    )


def test_correcting_and_withdrawing(world: World) -> None:
    event = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "Ny fase" in text(world.page.get(world.url(f"tidslinje/{event.uid}/rett/")))
    world.page.post(
        world.url(f"tidslinje/{event.uid}/rett/"),
        {"day": yesterday.isoformat(), "at": "08:00", "key": str(uuid4())},
    )
    assert timezone.localdate(world.stay.phase_since) == yesterday
    again = world.page.post(
        world.url(f"tidslinje/{event.uid}/rett/"),
        {"day": yesterday.isoformat(), "at": "09:00", "key": str(uuid4())},
    )
    assert "allerede rettet" in text(again)
    newest = EventRow.objects.get(replaces=event.uid)
    world.page.post(
        world.url(f"tidslinje/{newest.uid}/feil/"), {"reason": "skjedde ikke", "key": str(uuid4())}
    )
    assert world.stay.state == StayState.ASSESSMENT
    assert world.page.get(world.url(f"tidslinje/{uuid4()}/rett/")).status_code == 404


def test_withdrawal_or_taper_is_a_mark_of_its_own(world: World) -> None:
    world.page.post(world.url("merke/"), {"on": "yes", "note": "", **when(world)})
    assert "abstinens eller nedtrapping pågår" in text(world.page.get(world.url()))
    assert world.stay.state == StayState.ASSESSMENT
    world.page.post(world.url("merke/"), {"on": "no", "note": "", **when(world)})
    assert not world.stay.withdrawal_or_taper


def test_readmission(world: World) -> None:
    world.page.post(world.url("opphold/utskriv/"), when(world))
    assert world.page.get(world.url("innlegg-igjen/")).status_code == 200
    world.page.post(world.url("innlegg-igjen/"), {"phase": "withdrawal", **when(world)})
    assert world.stay.readmission_of is not None
    assert "Innlagt på nytt" in text(world.page.get(world.url("tidslinje/")))


def test_a_step_that_is_not_possible_leads_back(world: World) -> None:
    response = world.page.get(world.url("opphold/avslutt/"), follow=True)
    assert "Det steget er ikke mulig nå" in text(response)
    assert world.page.get(world.url("opphold/finnes-ikke/")).status_code == 404
    refused = world.page.post(world.url("opphold/tilbake/"), when(world))
    assert "Det går ikke nå" in text(refused)


def test_nothing_in_the_future(world: World) -> None:
    later = timezone.localdate() + timedelta(days=3)
    sent = {"day": later.isoformat(), "at": "08:00", "key": str(uuid4())}
    assert "Dagen kan ikke være etter" in text(world.page.post(world.url("opphold/utskriv/"), sent))
    assert world.stay.state == StayState.ASSESSMENT


def test_the_log_tells_who_where_what_and_why(world: World) -> None:
    bob = people.person("Bob Prøve", Role.PHYSICIAN, world.house.ward)
    people.signed_in(bob).get(world.url())
    shown = text(world.page.get(world.url("innsyn/")))
    assert "Bob Prøve, lege" in shown
    assert "Døgn A, Prøvesykehuset" in shown
    assert "så hovedsiden" in shown
    assert "gir helsehjelp" in shown
    assert "skrev Innlagt" in shown


@pytest.mark.requirement("R241")
def test_alice_bob_and_charlie(world: World) -> None:
    """A colleague of the unit may; somebody without care duties may not; a stranger finds nothing there."""
    bob = people.signed_in(people.person("Bob Prøve", Role.PHYSIOTHERAPIST, world.house.ward))
    librarian = people.signed_in(people.person("Liv Prøve", Role.LIBRARIAN, world.house.ward))
    charlie = people.signed_in(people.person("Charlie Prøve", Role.NURSE, world.house.stranger_ward))
    neighbour = people.signed_in(people.person("Dina Prøve", Role.NURSE, world.house.detox))
    for rest in ("", "tidslinje/", "bakgrunn/", "opphold/", "innsyn/"):
        assert bob.get(world.url(rest)).status_code == 200
        assert librarian.get(world.url(rest)).status_code == 403
        assert charlie.get(world.url(rest)).status_code == 404
        assert neighbour.get(world.url(rest)).status_code == 404
        through_own_unit = world.url(rest).replace(str(world.house.ward.uid), str(world.house.detox.uid))
        assert neighbour.get(through_own_unit).status_code == 404
        anonymous = Client().get(world.url(rest))
        assert anonymous.status_code == 302
        assert anonymous["Location"].startswith("/logg-inn/")
    refused = AccessLogEntry.objects.filter(action="refused", patient=world.patient.uid)
    assert {entry.person_name for entry in refused} == {"Liv Prøve", "Charlie Prøve", "Dina Prøve"}


def test_two_tabs_two_patients(world: World) -> None:
    """The patient is in the address: what another tab shows changes nothing here."""
    other = admit(world.alice, "Berit Prøvepasient")
    world.page.get(world.url())
    world.page.get(world.url().replace(str(world.patient.uid), str(other.uid)))
    world.page.post(world.url("merke/"), {"on": "yes", "note": "", **when(world)})
    assert selectors.timeline(world.patient).of_kind(EventKind.FLAG_SET)
    assert not selectors.timeline(other).of_kind(EventKind.FLAG_SET)


def test_an_event_of_another_patient_is_not_reached_through_mine(world: World) -> None:
    other = admit(world.alice, "Berit Prøvepasient")
    stranger = EventRow.objects.get(patient=other)
    assert world.page.get(world.url(f"tidslinje/{stranger.uid}/rett/")).status_code == 404
    assert (
        world.page.post(
            world.url(f"tidslinje/{stranger.uid}/feil/"), {"reason": "x", "key": str(uuid4())}
        ).status_code
        == 404
    )


def test_pages_ask_few_questions_of_the_database(world: World, django_assert_max_num_queries: object) -> None:
    for rest in ("", "tidslinje/", "innsyn/"):
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            assert world.page.get(world.url(rest)).status_code == 200
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        world.page.get(patients_url(world))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        world.page.get(f"/enhet/{world.house.ward.uid}/i-dag/")
