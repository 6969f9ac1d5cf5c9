"""The roster: everybody expected, one press each, nothing twice, and what it gave."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.states import Presence
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_background import Flag
from medgang.core.timeline.details_sessions import Attendance, Reason, Trained
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.gym import selectors, services
from medgang.web.gym.models import Seat
from medgang.web.patients import selectors as patients
from medgang.web.patients import services as patient_services
from medgang.web.patients.models import EventRow, Patient
from tests.support import people
from tests.web.gym.conftest import Gym, a_session
from tests.web.patients.conftest import admit
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page


def opened(gym: Gym) -> None:
    gym.page.post(f"{gym.url}apne/")


def trained(patient: Patient) -> list[Trained]:
    return [detail for _event, detail in patients.timeline(patient).details(EventKind.TRAINED, Trained)]


def post(gym: Gym, **values: object) -> int:
    answer = gym.page.post(
        f"{gym.url}foring/", json.dumps(gym.entry(**values)), content_type="application/json"
    )
    return answer.status_code


@pytest.mark.requirement("R134", "R135")
def test_everybody_expected_is_there_and_one_press_each_is_enough(gym: Gym) -> None:
    shown = text(gym.page.get(gym.url))
    assert "8 personer ventes" in shown
    opened(gym)
    assert Seat.objects.count() == 8
    for number in range(1, 9):
        answer = gym.page.post(
            f"{gym.url}foring/",
            gym.entry(what="mark", number=number, attendance="trained"),
            headers={"HX-Request": "true"},
        )
        assert f'id="plass-{number}"' in answer.content.decode()
        assert "Trente" in text(answer)
    assert [detail.attendance for patient in gym.patients for detail in trained(patient)] == [
        Attendance.TRAINED
    ] * 8
    detail = trained(gym.patients[0])[0]
    assert (detail.minutes, detail.moderate_minutes, detail.vigorous_minutes) == (35.0, 15.0, 16.0)
    assert detail.session == gym.session.uid


@pytest.mark.requirement("R110", "R135")
def test_each_way_of_being_there_and_why_somebody_was_not(gym: Gym) -> None:
    opened(gym)
    assert post(gym, what="mark", number=1, attendance="lighter") == 200
    assert post(gym, what="mark", number=2, attendance="stopped", after_bout=2) == 200
    assert post(gym, what="mark", number=3, attendance="watched") == 200
    assert post(gym, what="mark", number=4, attendance="absent", reason="slept") == 200
    assert post(gym, what="mark", number=5, attendance="declined") == 200
    shown = text(gym.page.get(gym.url))
    for words in ("Trente lettere", "Stoppet etter drag 2", "Kom og så på", "Borte: sov", "Takket nei"):
        assert words in shown
    lighter, stopped = trained(gym.patients[0])[0], trained(gym.patients[1])[0]
    assert (lighter.moderate_minutes, lighter.vigorous_minutes) == (16.0, 0.0)
    assert (stopped.moderate_minutes, stopped.vigorous_minutes) == (9.0, 8.0)
    assert trained(gym.patients[3])[0].reason is Reason.SLEPT
    assert trained(gym.patients[3])[0].minutes is None


def test_a_double_press_counts_once_and_a_new_press_corrects(gym: Gym) -> None:
    opened(gym)
    entry = gym.entry(what="mark", number=1, attendance="trained")
    for _ in range(2):
        answer = gym.page.post(f"{gym.url}foring/", json.dumps(entry), content_type="application/json")
        assert answer.json() == {"stored": True, "key": entry["key"], "number": 1}
    assert EventRow.objects.filter(kind="trained").count() == 1
    assert post(gym, what="mark", number=1, attendance="watched") == 200
    # A tablet that comes back on the network with the old press changes nothing.
    gym.page.post(f"{gym.url}foring/", json.dumps(entry), content_type="application/json")
    assert [detail.attendance for detail in trained(gym.patients[0])] == [Attendance.WATCHED]
    assert EventRow.objects.filter(kind="trained").count() == 2


def test_what_cannot_be_read_is_said_and_nothing_is_stored(gym: Gym) -> None:
    opened(gym)
    for body in ("{", "[]", "{}", json.dumps({"what": "mark", "key": "x", "number": 1})):
        answer = gym.page.post(f"{gym.url}foring/", body, content_type="application/json")
        assert answer.status_code == 422
        assert answer.json()["why"] == "Trykket kunne ikke leses. Last siden på nytt og prøv igjen."
    assert post(gym, what="mark", number=99, attendance="trained") == 404
    assert post(gym, what="dance", number=1) == 422
    used = gym.entry(what="ready", number=1, readiness="light")
    assert gym.page.post(f"{gym.url}foring/", json.dumps(used), content_type="application/json").json()
    other = json.dumps({**used, "what": "late", "from_bout": 2})
    answer = gym.page.post(f"{gym.url}foring/", other, content_type="application/json")
    assert "allerede brukt" in answer.json()["why"]
    refused = gym.page.post(f"{gym.url}foring/", {"what": "mark"}, follow=True)
    assert "kunne ikke leses" in text(refused)
    assert EventRow.objects.filter(kind="trained").count() == 0


def test_the_group_is_asked_once_and_each_is_ready_or_not(gym: Gym) -> None:
    opened(gym)
    shown = text(gym.page.get(gym.url))
    assert "Spør gruppa én gang" in shown
    assert "ikke åpen for høy: lettere i dag" in shown
    assert post(gym, what="ready", number=1, readiness="light") == 200
    assert post(gym, what="ready", number=2, readiness="not_today") == 200
    gym.page.post(f"{gym.url}foring/", gym.entry(what="asked"))
    assert "Spør gruppa én gang" not in text(gym.page.get(gym.url))
    gym.page.post(f"{gym.url}foring/", gym.entry(what="rest"))
    assert trained(gym.patients[0])[0].attendance is Attendance.LIGHTER
    assert trained(gym.patients[1]) == []
    assert trained(gym.patients[2])[0].attendance is Attendance.TRAINED


def test_cautions_stand_on_the_card(gym: Gym) -> None:
    opened(gym)
    patient_services.set_flag(
        patient=gym.patients[0],
        flag=Flag.WITHDRAWAL_OR_TAPER,
        on=True,
        note="",
        occurred=gym.now,
        by=gym.by,
        now=gym.now,
    )
    assert "abstinens eller nedtrapping pågår" in text(gym.page.get(gym.url))


def test_a_light_session_asks_nobody(gym: Gym) -> None:
    walk = a_session(gym.by, gym.now, plan="walk-easy-15")
    services.open_roster(session=walk, by=gym.by, now=gym.now)
    assert "Spør gruppa" not in text(gym.page.get(f"{gym.base}{walk.uid}/"))


def test_who_is_away_is_not_expected_and_who_comes_is_put_on_the_list(gym: Gym) -> None:
    stay = patients.latest_stay(gym.patients[0])
    assert stay is not None
    stay.presence = Presence.ON_LEAVE.value
    stay.save()
    assert "7 personer ventes" in text(gym.page.get(gym.url))
    opened(gym)
    nurse = people.person("Ny Prøve", Role.NURSE, gym.house.ward)
    admit(people.actor(nurse, Role.NURSE, gym.house.ward), "Aase Nyprøve")
    assert "1 person til er kommet til enheten" in text(gym.page.get(gym.url))
    opened(gym)
    # Numbers that were given stay given.
    assert list(Seat.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]
    last = Seat.objects.get(number=8)
    assert last.patient.full_name == "Aase Nyprøve"


def test_a_late_starter_and_a_nickname(gym: Gym) -> None:
    opened(gym)
    assert post(gym, what="late", number=1, from_bout=3) == 200
    assert post(gym, what="nickname", number=1, nickname=" Ørn ") == 200
    assert post(gym, what="mark", number=1, attendance="trained") == 200
    shown = text(gym.page.get(gym.url))
    assert "fra drag 3" in shown
    assert "«Ørn»" in shown
    assert trained(gym.patients[0])[0].vigorous_minutes == 8.0


@pytest.mark.requirement("R137", "R140", "R191")
def test_what_it_gave_with_what_is_missing(gym: Gym) -> None:
    opened(gym)
    post(gym, what="mark", number=1, attendance="trained")
    post(gym, what="mark", number=2, attendance="absent", reason="ill")
    answer = gym.page.post(
        f"{gym.url}ferdig/", {"staff_along": "Alma Prøve, Nils Prøve", "guests": "3"}, follow=True
    )
    shown = text(answer)
    assert "Økta er ferdig" in shown
    assert "av 8 på lista var med" in shown
    assert "15 moderate og 16 harde minutter i snitt, n = 1" in shown
    assert "Borte, syk: 1" in shown
    assert "Ikke ført: 6" in shown
    assert "Alma Prøve, Nils Prøve" in shown
    assert "Svar før og etter er ikke ført" in shown
    wrong = gym.page.post(f"{gym.url}ferdig/", {"guests": "mange"}, follow=True)
    assert "Gjester skal være et helt tall" in text(wrong)


def test_reading_the_roster_leaves_a_trace_and_another_unit_sees_nothing(gym: Gym) -> None:
    opened(gym)
    gym.page.get(gym.url)
    row = AccessLogEntry.objects.filter(what="gym:session").latest("at")
    assert str(gym.patients[0].uid) in row.details["shown"]
    stranger = people.person("Mallory", Role.NURSE, gym.house.stranger_ward)
    page = people.signed_in(stranger)
    assert page.get(gym.url).status_code == 404
    here = f"/enhet/{gym.house.stranger_ward.uid}/okter/{gym.session.uid}/"
    assert page.get(here).status_code == 404
    assert page.post(f"{here}foring/", gym.entry(what="rest")).status_code == 404


def test_what_is_not_opened_takes_no_marks_and_what_is_cancelled_does_not_open(gym: Gym) -> None:
    assert post(gym, what="mark", number=1, attendance="trained") == 422
    gym.page.post(f"{gym.url}avlys/", {"reason": "busy"})
    refused = gym.page.post(f"{gym.url}apne/", follow=True)
    assert "Økta er avlyst" in text(refused)
    tomorrow = a_session(gym.by, gym.now + timedelta(days=1))
    refused = gym.page.post(f"{gym.base}{tomorrow.uid}/apne/", follow=True)
    assert "åpner tre timer før" in text(refused)
    assert "Deltakerlista åpner tre timer før" in text(gym.page.get(f"{gym.base}{tomorrow.uid}/"))
    refused = gym.page.post(f"{gym.base}{tomorrow.uid}/ferdig/", {"guests": ""}, follow=True)
    assert "Åpne deltakerlista først" in text(refused)


def test_a_mark_corrected_on_the_patients_page_is_what_the_roster_shows(gym: Gym) -> None:
    opened(gym)
    post(gym, what="mark", number=1, attendance="trained")
    done = selectors.taken(patients.timeline(gym.patients[0]), gym.session.uid)
    assert done is not None
    patient_services.withdraw(
        patient=gym.patients[0], event=done.event, reason="feil person", by=gym.by, now=timezone.now()
    )
    assert post(gym, what="mark", number=1, attendance="watched") == 200
    assert [one.attendance for one in trained(gym.patients[0])] == [Attendance.WATCHED]


def test_women_only_and_former_patients(gym: Gym) -> None:
    Patient.objects.filter(pk=gym.patients[0].pk).update(sex="m")
    women = a_session(gym.by, gym.now, women_only=True, formers=True, own_pace=True)
    assert gym.patients[0] not in selectors.expected(women, gym.now)
    stay = patients.latest_stay(gym.patients[1])
    assert stay is not None
    nurse = people.person("Leda Prøve", Role.SECTION_LEADER, gym.house.ward)
    patient_services.discharge(
        stay=stay,
        occurred=gym.now - timedelta(hours=1),
        by=people.actor(nurse, Role.SECTION_LEADER, gym.house.ward),
        now=gym.now,
    )
    assert gym.patients[1] in selectors.expected(women, gym.now)
    assert gym.patients[1] not in selectors.expected(gym.session, gym.now)
    shown = text(gym.page.get(f"{gym.base}{women.uid}/"))
    assert "bare kvinner" in shown
    assert "eget tempo" in shown
    assert "også tidligere pasienter" in shown


def test_saying_the_same_twice_with_new_keys_changes_nothing(gym: Gym) -> None:
    opened(gym)
    for _ in range(2):
        assert post(gym, what="mark", number=1, attendance="trained") == 200
        gym.page.post(f"{gym.url}foring/", gym.entry(what="asked"))
    assert EventRow.objects.filter(kind="trained").count() == 1
    for entry in (
        gym.entry(what="ready", number=1, readiness="light"),
        gym.entry(what="late", number=1, from_bout=2),
        gym.entry(what="nickname", number=1, nickname="Ørn"),
    ):
        for _ in range(2):
            body = json.dumps(entry)
            answer = gym.page.post(f"{gym.url}foring/", body, content_type="application/json")
            assert answer.status_code == 200
    seat = Seat.objects.get(number=1)
    assert (seat.readiness, seat.from_bout, seat.nickname) == ("light", 2, "Ørn")
    assert [str(one) for one in (seat, seat.session)] == [f"seat {seat.pk}", f"session {seat.session.pk}"]
