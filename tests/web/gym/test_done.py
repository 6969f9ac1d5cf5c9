"""What was done: figures per bout, how it went, the note, the card on paper, a person's training."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_background import BackgroundNoted, MedicineFlag
from medgang.core.timeline.details_measures import Observed, Quantity, Tested
from medgang.core.timeline.details_sessions import Attendance, Bout, Setting, Trained
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.gym import describe, services
from medgang.web.patients import selectors as patients
from medgang.web.patients import services as patient_services
from medgang.web.patients.models import EventRow
from tests.web.gym.conftest import Gym, a_session
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page


def figures(**values: str) -> dict[str, str]:
    return {"key": str(uuid4()), "talk_test": "", **values}


@pytest.mark.requirement("R156")
def test_speed_incline_pulse_and_effort_per_bout_and_the_note(gym: Gym) -> None:
    gym.page.post(f"{gym.url}apne/")
    url = f"{gym.url}plass/1/"
    assert "Oppmøtet er ikke ført ennå" in text(gym.page.get(url))
    data = figures(
        speed_1="7,5",
        incline_1="5",
        pulse_1="160",
        effort_1="16",
        load_2="120",
        effort="15",
        talk_test="few_words",
        managed="Holdt ut alle dragene",
        with_others="Heiet på de andre",
    )
    for _ in range(2):
        answer = gym.page.post(url, data, follow=True)
    shown = text(answer)
    assert "drag 1, 7,5 km/t, 5 % stigning, puls 160 i minutt 3, anstrengelse 16 (6–20)" in shown.lower()
    assert "Ingen målt makspuls" in shown
    note = answer.context["note"]
    assert "Pasienten trente." in note
    assert "35 min, av dem 15 moderat og 16 høy." in note
    assert "Samlet anstrengelse 15 (6–20)." in note
    assert "Holdt ut alle dragene" in note
    assert EventRow.objects.filter(kind="trained").count() == 1
    assert EventRow.objects.filter(kind="observed").count() == 1
    assert AccessLogEntry.objects.filter(what="gym:seat", patient=gym.patients[0].uid).exists()


def test_a_number_that_cannot_be_is_said_at_its_field(gym: Gym) -> None:
    gym.page.post(f"{gym.url}apne/")
    answer = gym.page.post(f"{gym.url}plass/1/", figures(pulse_1="400"))
    assert "mellom 20 og 240" in text(answer)
    assert EventRow.objects.filter(kind="trained").count() == 0
    assert gym.page.get(f"{gym.url}plass/77/").status_code == 404
    # A form that was used for something else is said on top.
    used = figures(effort="12")
    gym.page.post(f"{gym.url}plass/1/", used)
    answer = gym.page.post(f"{gym.url}plass/2/", {**used, "effort": "", "managed": "x"})
    assert EventRow.objects.filter(kind="observed").count() in {0, 1}
    answer = gym.page.post(f"{gym.base}{a_opened(gym)}/plass/1/", used)
    assert "allerede brukt" in text(answer)


def a_opened(gym: Gym) -> str:
    other = a_session(gym.by, gym.now)
    services.open_roster(session=other, by=gym.by, now=gym.now)
    return str(other.uid)


def test_last_times_load_stands_ready_but_not_the_pulse(gym: Gym) -> None:
    before = a_session(gym.by, gym.now - timedelta(days=3))
    services.open_roster(session=before, by=gym.by, now=gym.now)
    services.enter_bouts(
        session=before,
        number=1,
        bouts=(Bout(number=1, speed_kmh=8.0, minute3_bpm=150, effort=15),),
        key=uuid4(),
        by=gym.by,
        now=gym.now - timedelta(days=3),
    )
    gym.page.post(f"{gym.url}apne/")
    page = gym.page.get(f"{gym.url}plass/1/")
    assert "Belastningen fra sist står klar" in text(page)
    initial = page.context["form"].initial
    assert initial["speed_1"] == "8"
    assert "pulse_1" not in initial
    card = text(gym.page.get(f"{gym.url}oktkort/"))
    assert "1. Ada Prøvepasient" in card
    assert "Sist: drag 1, 8 km/t, puls 150 i minutt 3" in card


@pytest.mark.requirement("R157")
def test_the_card_on_paper_has_a_line_per_bout_for_each(gym: Gym) -> None:
    assert "Åpne deltakerlista" in text(gym.page.get(f"{gym.url}oktkort/"))
    gym.page.post(f"{gym.url}apne/")
    page = gym.page.get(f"{gym.url}oktkort/").content.decode()
    assert page.count('mg-oktkort"') == 8
    assert page.count('<th scope="row">') == 8 * 4


def test_whoever_has_figures_was_there(gym: Gym) -> None:
    gym.page.post(f"{gym.url}apne/")
    services.mark(
        session=gym.session,
        number=1,
        mark=services.Mark(Attendance.ABSENT),
        key=uuid4(),
        by=gym.by,
        now=gym.now,
    )
    services.enter_bouts(
        session=gym.session, number=1, bouts=(), effort=12, key=uuid4(), by=gym.by, now=gym.now
    )
    found = patients.timeline(gym.patients[0]).details(EventKind.TRAINED, Trained)
    assert [one.attendance for _event, one in found] == [Attendance.TRAINED]


def test_under_in_and_over_the_target_where_a_maximum_was_measured(gym: Gym) -> None:
    patient_services.record(
        patient=gym.patients[0],
        kind=EventKind.TESTED,
        detail=Tested(test="hr-max", results=(Quantity("hr_max", 200, "bpm"),)),
        occurred=gym.now,
        by=gym.by,
        now=gym.now,
    )
    gym.page.post(f"{gym.url}apne/")
    answer = gym.page.post(
        f"{gym.url}plass/1/", figures(pulse_1="150", pulse_2="180", pulse_3="195", speed_4="8"), follow=True
    )
    shown = text(answer)
    for verdict in ("under målet", "i målet", "over målet"):
        assert verdict in shown
    assert "Ingen målt makspuls" not in shown
    patient_services.note_background(
        patient=gym.patients[0],
        background=BackgroundNoted(medicines=(MedicineFlag.BETA_BLOCKER,)),
        occurred=gym.now,
        by=gym.by,
        now=gym.now,
    )
    shown = text(gym.page.get(f"{gym.url}plass/1/"))
    assert "under målet" not in shown
    assert "Ingen målt makspuls" in shown


@pytest.mark.requirement("R096", "R156", "R157")
def test_a_persons_training_week_by_week_and_a_text_for_three_months(gym: Gym) -> None:
    url = f"/enhet/{gym.house.ward.uid}/pasienter/{gym.patients[0].uid}/trening/"
    assert "Ingen økter er ført ennå" in text(gym.page.get(url))
    gym.page.post(f"{gym.url}apne/")
    gym.page.post(f"{gym.url}plass/1/", figures(speed_1="7"))
    other = a_session(gym.by, gym.now - timedelta(hours=3), plan="strength-four-by-four")
    services.open_roster(session=other, by=gym.by, now=gym.now)
    services.mark(
        session=other,
        number=1,
        mark=services.Mark(Attendance.DECLINED),
        key=uuid4(),
        by=gym.by,
        now=gym.now,
    )
    shown = text(gym.page.get(url))
    assert "4×4 på 35 minutter" in shown
    assert "47 av 150 minutter" in shown
    assert "med på 1 av 2 økter som er ført" in shown
    assert "Borte eller takket nei: 1." in shown


def test_old_sessions_only_stand_in_the_list(gym: Gym) -> None:
    at = gym.now - timedelta(days=9)
    patient_services.record(
        patient=gym.patients[0],
        kind=EventKind.TRAINED,
        detail=Trained(attendance=Attendance.ABSENT, setting=Setting.OWN, activity="walking"),
        occurred=at,
        by=gym.by,
        now=at,
    )
    url = f"/enhet/{gym.house.ward.uid}/pasienter/{gym.patients[0].uid}/trening/"
    shown = text(gym.page.get(url))
    assert "med på 0 av 1 økter" in shown
    assert describe.activity_name(Trained(attendance=Attendance.TRAINED)) == ""


@pytest.mark.requirement("R099")
def test_strength_is_counted_as_strength(gym: Gym) -> None:
    strength = a_session(gym.by, gym.now, plan="strength-four-by-four")
    services.open_roster(session=strength, by=gym.by, now=gym.now)
    services.mark(
        session=strength,
        number=1,
        mark=services.Mark(Attendance.TRAINED),
        key=uuid4(),
        by=gym.by,
        now=gym.now,
    )
    found = patients.timeline(gym.patients[0]).details(EventKind.TRAINED, Trained)
    assert found[0][1].strength is True
    assert "Styrke 4×4" in text(gym.page.get(f"{gym.base}{strength.uid}/"))
    services.observe(
        session=strength,
        number=1,
        observed=Observed(managed="Godt"),
        key=uuid4(),
        by=gym.by,
        now=gym.now,
    )
    page = gym.page.get(f"{gym.base}{strength.uid}/plass/1/")
    assert "Godt" in page.context["note"]


def test_a_note_before_anything_is_known(gym: Gym) -> None:
    gym.page.post(f"{gym.url}apne/")
    note = gym.page.get(f"{gym.url}plass/2/").context["note"]
    assert "Oppmøte er ikke ført." in note
    assert "Ledet av Alma Prøve." in note


def test_the_timeline_tells_what_was_done(gym: Gym) -> None:
    gym.page.post(f"{gym.url}apne/")
    gym.page.post(f"{gym.url}plass/1/", figures(speed_1="7,5", load_1="90"))
    url = f"/enhet/{gym.house.ward.uid}/pasienter/{gym.patients[0].uid}/tidslinje/"
    shown = text(gym.page.get(url))
    assert "4×4 på 35 minutter: trente" in shown
    assert "drag 1, 7,5 km/t, 90 W" in shown


def test_what_a_session_is_called_where_nothing_is_known(gym: Gym) -> None:
    theory = a_session(gym.by, gym.now, plan="live-fitness-theory-60", setting=Setting.THEORY)
    services.open_roster(session=theory, by=gym.by, now=gym.now)
    services.mark(
        session=theory,
        number=1,
        mark=services.Mark(Attendance.WATCHED),
        key=uuid4(),
        by=gym.by,
        now=gym.now,
    )
    page = gym.page.get(f"{gym.base}{theory.uid}/plass/1/")
    assert "Pasienten kom og så på." in page.context["note"]
    assert "min, av dem" not in page.context["note"]
    assert "Ledet av" not in page.context["note"]
    shown = text(gym.page.get(f"{gym.base}{theory.uid}/"))
    assert "teori" in shown
    assert "Spør gruppa" not in shown
