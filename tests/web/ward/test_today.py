"""Today: what is due and why, who is here, what has happened since yesterday."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_background import Flag
from medgang.core.timeline.details_safety import AdverseEvent, AdverseKind, Severity
from medgang.core.timeline.details_sessions import ActivityOffered, Attendance, Trained
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.patients import selectors, services
from medgang.web.patients.care import services as care
from medgang.web.procedures import services as procedures
from tests.support import people
from tests.web.patients.conftest import World, admit, world  # noqa: F401 - a fixture
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page


def url(world: World, rest: str = "") -> str:  # noqa: F811
    return f"/enhet/{world.house.ward.uid}/i-dag/{rest}"


def today(world: World) -> str:  # noqa: F811
    return text(world.page.get(url(world)))


def follow(world: World) -> None:  # noqa: F811
    """The ward follows the shipped procedure from a month ago."""
    leader = people.person("Lea Prøve", Role.SECTION_LEADER, world.house.ward)
    by = people.actor(leader, Role.SECTION_LEADER, world.house.ward)
    at = world.now - timedelta(days=30)
    stored = {version.procedure: version for version in procedures.store_shipped(by=by, now=at)}
    day = timezone.localdate(at)
    procedures.put_in_force(version=stored["tsb-physical-activity"], begins=day, by=by, now=at, today=day)


def test_a_unit_without_a_procedure_is_told_what_will_stand_here(world: World) -> None:  # noqa: F811
    shown = today(world)
    assert "1 pasient på enheten: 1 i utredning." in shown
    assert "Enheten følger ingen prosedyre ennå" in shown
    assert "Ingenting nytt er ført det siste døgnet" in shown


def test_what_is_due_why_and_the_press_that_does_it(world: World) -> None:  # noqa: F811
    follow(world)
    response = world.page.get(url(world))
    shown = text(response)
    assert "Blodtrykk" not in shown  # off until a unit turns it on
    assert "Psykologisk vurdering" in shown
    assert "dager over fristen" in shown
    page = response.content.decode()
    assert (
        f"/pasienter/{world.patient.uid}/gjor/psychological-assessment/?steg=psychological-assessment" in page
    )
    assert "Venter på lege" in shown


def test_done_is_gone_and_the_record_completes_a_step(world: World) -> None:  # noqa: F811
    follow(world)
    assert "Kartleggingssamtale" in today(world)
    local = timezone.localtime(world.now)
    done = world.page.post(
        world.url("gjor/see-record/"),
        {
            "steg": "talk",
            "prosedyre": "tsb-physical-activity",
            "versjon": "1",
            "where": "innkomstnotat",
            "day": local.date().isoformat(),
            "at": local.strftime("%H:%M"),
            "opened": f"{local.date()} {local:%H:%M}",
            "key": "11111111-1111-4111-8111-111111111111",
            "til": url(world),
        },
    )
    assert done["Location"] == url(world)
    attention = today(world)
    assert "Kartleggingssamtale" not in attention[: attention.index("Siden i går")]


def test_a_step_is_left_out_with_a_reason(world: World) -> None:  # noqa: F811
    follow(world)
    local = timezone.localtime(world.now)
    sent = {
        "steg": "vital-sign",
        "prosedyre": "tsb-physical-activity",
        "reason": "not_now",
        "day": local.date().isoformat(),
        "at": local.strftime("%H:%M"),
        "key": "22222222-2222-4222-8222-222222222222",
    }
    refused = world.page.post(world.url("gjor/waive/"), sent)
    assert "Velg når det skal tas opp igjen" in text(refused)
    world.page.post(world.url("gjor/waive/"), {**sent, "reason": "not_wished"})
    shown = today(world)
    assert "Spørsmål om bevegelse" not in shown[: shown.index("Siden i går")]


def test_an_offer_to_several_is_one_row_and_one_press_each(world: World) -> None:  # noqa: F811
    follow(world)
    other = admit(world.alice, "Berit Prøvepasient")
    for patient in (world.patient, other):
        services.set_flag(
            patient=patient,
            flag=Flag.WITHDRAWAL_OR_TAPER,
            on=True,
            note="",
            occurred=world.now,
            by=world.alice,
            now=world.now,
        )
    assert "2 pasienter Tilby lett aktivitet" in today(world)
    page = text(world.page.get(url(world, "tilbud/light-daily-taper/")))
    assert "Berit Prøvepasient" in page
    world.page.post(
        url(world, "tilbud/light-daily-taper/"),
        {f"answer_{world.patient.uid}": "yes", f"answer_{other.uid}": "no"},
    )
    offered = selectors.timeline(world.patient).details(EventKind.ACTIVITY_OFFERED, ActivityOffered)
    assert [detail.accepted for _event, detail in offered] == [True]
    assert selectors.timeline(other).last(EventKind.DECLINED) is not None
    assert "Tilby lett aktivitet" not in today(world).split("Siden i går")[0]
    again = world.page.get(url(world, "tilbud/light-daily-taper/"), follow=True)
    assert "Alle har fått tilbudet i dag" in text(again)
    assert world.page.get(url(world, "tilbud/talk/")).status_code == 404


def test_who_is_expected_back_from_leave(world: World) -> None:  # noqa: F811
    away = admit(world.alice, "Berit Prøvepasient")
    stay = selectors.latest_stay(away)
    assert stay is not None
    at = world.now - timedelta(days=3)
    services.start_leave(
        stay=stay,
        expected_back=timezone.localdate() - timedelta(days=1),
        occurred=at,
        by=world.alice,
        now=at,
    )
    assert "Ventes tilbake fra permisjon Berit Prøvepasient 1 dag siden" in today(world)


def test_since_yesterday_and_what_was_corrected_away(world: World) -> None:  # noqa: F811
    event = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now
    )
    shown = today(world)
    assert "Kåre Prøvepasient : Ny fase fra utredning til behandling" in shown
    assert "Alice Prøve, sykepleier" in shown
    services.withdraw(patient=world.patient, event=event.uid, reason="feil", by=world.alice, now=world.now)
    assert "Ny fase" not in today(world)


def test_today_leaves_one_log_row_that_names_whom_it_showed(world: World) -> None:  # noqa: F811
    today(world)
    entry = AccessLogEntry.objects.latest("id")
    assert (entry.what, entry.details) == ("ward:today", {"shown": [str(world.patient.uid)]})


@pytest.mark.requirement("R081")
def test_adverse_events_are_counted_per_thousand_person_sessions(world: World) -> None:  # noqa: F811
    place = f"/enhet/{world.house.ward.uid}/uonskede-hendelser/"
    assert "vi kan ikke si hvor ofte" in text(world.page.get(place))

    def trained(attendance: Attendance) -> None:
        care.note(
            patient=world.patient,
            kind=EventKind.TRAINED,
            detail=Trained(attendance),
            occurred=world.now,
            by=world.alice,
            now=world.now,
        )

    for attendance in (Attendance.TRAINED, Attendance.WATCHED, Attendance.ABSENT):
        trained(attendance)
    for _ in range(2):
        event = care.note(
            patient=world.patient,
            kind=EventKind.ADVERSE_EVENT,
            detail=AdverseEvent(AdverseKind.FALL, Severity.MILD),
            occurred=world.now,
            by=world.alice,
            now=world.now,
        )
    services.withdraw(
        patient=world.patient, event=event.uid, reason="to ganger", by=world.alice, now=world.now
    )
    shown = text(world.page.get(place))
    assert "1 hendelser på 2 oppmøter det siste året: 500,0 per 1000 oppmøter" in shown
    assert "Kåre Prøvepasient" in shown
