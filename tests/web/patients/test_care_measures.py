"""Questionnaires, single items, tests and light activity: raw answers, nothing filled in, safety first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from medgang.core.people import Role
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import StepDone
from medgang.core.timeline.details_measures import (
    Answer,
    Channel,
    Measured,
    Missing,
    Moment,
    Tested,
    Visibility,
)
from medgang.core.timeline.details_safety import RedFlag, RedFlagRaised
from medgang.core.timeline.details_sessions import ActivityOffered, Declined, Reason, Trained
from medgang.core.timeline.levels import Level
from medgang.web.patients.care import services
from tests.web.patients.caring import colleague, how_many, said, send, stored, the_nurse, timeline_text
from tests.web.patients.conftest import World
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page


def ask(world: World, instrument: str, answers: dict[str, str] | None = None) -> object:
    return send(world, "measure", {"skjema": instrument, "channel": "staff", **(answers or {})})


def note(world: World, detail: Measured, days_ago: float = 0) -> None:
    at = world.now - timedelta(days=days_ago)
    services.note(
        patient=world.patient, kind=EventKind.MEASURED, detail=detail, occurred=at, by=world.alice, now=at
    )


@pytest.mark.requirement("R168", "R170", "R172", "R173")
def test_the_weeks_questions_keep_zero_and_skipped_apart(world: World) -> None:
    ask(world, "own-week", {"i_sleep": "0", "i_mood": "skip", "i_energy": "7"})
    measured = stored(world, EventKind.MEASURED, Measured)
    given = {answer.item: answer.value for answer in measured.answers}
    assert given["sleep"] == 0.0
    assert given["mood"] is None
    assert given["pain"] is None
    assert given["energy"] == 7.0
    # In the order they were asked, in the version and language that was shown.
    assert [answer.item for answer in measured.answers][:3] == ["sleep", "craving-week", "mood"]
    assert (measured.version, measured.language, measured.channel) == ("1", "nb", Channel.STAFF)
    shown = text(world.page.get(world.url("malinger/")))
    assert "Besvart 1 gang" in shown
    assert "ikke besvart" in shown
    assert "2 av 7 spørsmål" in shown


@pytest.mark.requirement("R142", "R143", "R144")
def test_before_and_after_something_the_moment_is_asked(world: World) -> None:
    assert "Velg ett av alternativene" in said(
        world, "measure", {"skjema": "own-before-after-long", "channel": "staff", "i_craving": "6"}
    )
    answers = {"moment": "before", "i_craving": "6", "i_valence": "-3", "i_self_esteem": "4", "i_mood": "5"}
    ask(world, "own-before-after-long", answers)
    measured = stored(world, EventKind.MEASURED, Measured)
    assert measured.moment is Moment.BEFORE
    assert {answer.item: answer.value for answer in measured.answers}["valence"] == -3.0
    assert "Velg et tall" in said(
        world,
        "measure",
        {"skjema": "own-before-after-long", "channel": "staff", "moment": "after", "i_valence": "-9"},
    )


@pytest.mark.requirement("R080")
def test_ticks_in_withdrawal_before_and_after(world: World) -> None:
    page = text(world.page.get(world.url("gjor/measure/?skjema=own-withdrawal")))
    assert "før aktivitet" in page
    ask(world, "own-withdrawal", {"moment": "after", "i_shaking": "1"})
    assert stored(world, EventKind.MEASURED, Measured).moment is Moment.AFTER


@pytest.mark.requirement("R177")
def test_movement_is_scored_where_it_is_answered(world: World) -> None:
    ask(world, "evs", {"i_evs_days": "3", "i_evs_minutes": "20"})
    shown = text(world.page.get(world.url("malinger/")))
    assert "60 minutter i uka" in shown
    ask(world, "evs", {"i_evs_days": "3"})
    assert "For få svar til en skåre: 1 av 2" in text(world.page.get(world.url("malinger/")))
    assert "Velg et tall fra 0 til 7" in said(
        world, "measure", {"skjema": "evs", "channel": "staff", "i_evs_days": "9"}
    )


def test_no_answer_says_why_and_answers_need_no_excuse(world: World) -> None:
    assert "Ingen spørsmål er besvart" in said(world, "measure", {"skjema": "own-week", "channel": "staff"})
    wrong = {"skjema": "own-week", "channel": "staff", "i_sleep": "3", "missing": "asleep"}
    assert "La dette feltet stå tomt" in said(world, "measure", wrong)
    ask(world, "own-week", {"missing": "declined"})
    measured = stored(world, EventKind.MEASURED, Measured)
    assert (measured.missing, measured.answers) == (Missing.DECLINED, ())
    shown = text(world.page.get(world.url("malinger/")))
    assert "1 gang uten svar" in shown
    assert "Ville ikke svare" in shown
    assert "uten svar: ville ikke svare" in timeline_text(world)


def test_without_a_name_the_page_lists_what_there_is(world: World) -> None:
    page = text(world.page.get(world.url("gjor/measure/")))
    assert "Ukas spørsmål" in page
    assert "Fra klinikkens papir PHQ-9" in page.replace("Teksten følger ikke med.", "") or "PHQ-9" in page
    assert "Velg et skjema fra listen" in said(world, "measure")
    assert world.page.get(world.url("gjor/measure/?skjema=finnes-ikke")).status_code == 404


@pytest.mark.requirement("R169", "R171")
def test_phq_9_has_a_named_receiver_and_leads_to_a_talk_the_same_day(world: World) -> None:
    page = text(world.page.get(world.url("gjor/measure/?skjema=phq-9")))
    assert "Klinikken har ikke lagt inn teksten" in page
    assert "Spørsmål 9" in page
    numbers = {f"i_phq9_{number}": "1" for number in range(1, 10)}
    assert "Hvem ser svarene i dag? Velg" in said(world, "measure", {"skjema": "phq-9", **numbers})
    receiver = the_nurse(world)
    response = send(world, "measure", {"skjema": "phq-9", "receiver": str(receiver.uid), **numbers})
    assert response["Location"].endswith("/gjor/talk-today/")
    measured = stored(world, EventKind.MEASURED, Measured)
    assert (measured.receiver, measured.channel) == (receiver.uid, Channel.PAPER)
    today = text(world.page.get(response["Location"]))
    assert "116 117" in today
    assert "Gjelder PHQ-9" in today
    send(world, "talk-today", {"where": "journalnotat i dag"})
    assert stored(world, EventKind.STEP_DONE, StepDone).step == "last-item-above-zero"
    shown = text(world.page.get(world.url("malinger/")))
    assert "9 av 27: mild (CamCOPS" in shown


def test_phq_9_with_the_last_item_at_zero_leads_back(world: World) -> None:
    receiver = the_nurse(world)
    answers = {"skjema": "phq-9", "receiver": str(receiver.uid), "i_phq9_1": "2", "i_phq9_9": "0"}
    assert "talk-today" not in send(world, "measure", answers)["Location"]
    assert "Gjelder" not in text(world.page.get(world.url("gjor/talk-today/")))


def test_an_instrument_that_may_only_be_named_takes_the_total(world: World) -> None:
    send(world, "measure", {"skjema": "hads", "i_total": "14"})
    assert stored(world, EventKind.MEASURED, Measured).answers == (Answer("total", 14.0),)
    assert "Samlet 14" in text(world.page.get(world.url("malinger/")))


@pytest.mark.requirement("R179")
def test_what_the_patient_keeps_is_neither_asked_nor_shown(world: World) -> None:
    page = text(world.page.get(world.url("gjor/measure/?skjema=own-follow-up")))
    assert "spørsmål står bare på pasientens egen side" in page
    private = Measured(
        instrument="own-follow-up",
        version="1",
        answers=(Answer("days-of-use", 3.0),),
        visibility=Visibility.PATIENT,
    )
    note(world, private)
    assert "Ingen svar ennå" in text(world.page.get(world.url("malinger/")))
    assert "bare pasienten ser svarene" in timeline_text(world)


@pytest.mark.requirement("R162", "R163", "R164", "R176")
def test_a_course_over_time_with_its_table_and_its_gaps(world: World) -> None:
    for days_ago, value in ((21, 3.0), (14, None), (7, 6.0)):
        answers = (
            Answer("health", value),
            Answer("belonging", 5.0),
            Answer("distance", 4.0),
            Answer("smoking", 1.0),
        )
        note(world, Measured(instrument="own-follow-up", version="1", answers=answers), days_ago)
    page = world.page.get(world.url("malinger/")).content.decode()
    assert 'class="mg-figure"' in page
    assert "linjen er brutt der" in page
    assert "besvart 3 ganger" in page
    old = Measured(instrument="evs", version="0", answers=(Answer("evs-days", 3.0),))
    note(world, old)
    gone = Measured(instrument="finnes-ikke-mer", version="1", answers=(Answer("total", 3.0),))
    note(world, gone, 1)
    note(world, gone, 2)
    many = Measured(
        instrument="ipaq-sf",
        version="1",
        answers=tuple(
            Answer(item, value)
            for kind in ("vigorous", "moderate", "walking")
            for item, value in ((f"{kind}-days", 7.0), (f"{kind}-minutes", 600.0))
        ),
    )
    note(world, many, 3)
    shown = text(world.page.get(world.url("malinger/")))
    assert "annen versjon, ikke regnet ut" in shown
    assert "finnes-ikke-mer" in shown


def test_light_activity_done_agreed_or_no(world: World) -> None:
    assert "Velg hva dere gjorde" in said(world, "light-activity", {"answer": "did"})
    send(world, "light-activity", {"answer": "did", "activity": "walking", "minutes": "20"})
    trained = stored(world, EventKind.TRAINED, Trained)
    assert (trained.activity, trained.level, trained.minutes) == ("walking", Level.LIGHT, 20.0)
    send(world, "light-activity", {"answer": "yes"})
    assert stored(world, EventKind.ACTIVITY_OFFERED, ActivityOffered).accepted
    send(world, "light-activity", {"answer": "no", "reason": "slept"})
    assert stored(world, EventKind.DECLINED, Declined).reason is Reason.SLEPT
    send(world, "light-activity", {"answer": "no"})
    assert stored(world, EventKind.DECLINED, Declined).reason is Reason.NOT_SAID
    assert "Gåtur" in timeline_text(world)


@pytest.mark.requirement("R073")
def test_a_red_flag_closes_even_light_activity(world: World) -> None:
    services.note(
        patient=world.patient,
        kind=EventKind.RED_FLAG_RAISED,
        detail=RedFlagRaised(RedFlag.CHEST_PAIN),
        occurred=world.now,
        by=world.alice,
        now=world.now,
    )
    assert "All aktivitet venter" in said(world, "light-activity", {"answer": "yes"})
    # What has already happened can always be written down.
    assert send(world, "light-activity", {"answer": "did", "activity": "walking"}).status_code == 302


@pytest.mark.requirement("R079")
def test_in_withdrawal_the_menu_is_light(world: World) -> None:
    page = world.page.get(world.url("gjor/light-activity/")).content.decode()
    assert 'value="walking"' in page
    assert 'value="crossfit"' not in page
    assert 'value="bootcamp"' not in page


def test_a_fitness_test_from_paper(world: World) -> None:
    listed = text(world.page.get(world.url("gjor/test/")))
    assert "6-minutters gangtest (lett)" in listed
    assert "Velg en test fra listen" in said(world, "test")
    assert world.page.get(world.url("gjor/test/?skjema=finnes-ikke")).status_code == 404
    page = text(world.page.get(world.url("gjor/test/?skjema=six-minute-walk")))
    assert "Seks minutter: lengde etter 6.00 min" in page
    assert "Skriv minst én avlesning" in said(world, "test", {"skjema": "six-minute-walk"})
    send(
        world,
        "test",
        {
            "skjema": "six-minute-walk",
            "r1_distance_360": "452,5",
            "r1_heart_rate_360": "124",
            "r1_borg_360": "13",
            "stopped": "vondt i kneet",
        },
    )
    tested = stored(world, EventKind.TESTED, Tested)
    assert (tested.readings[0].value, tested.readings[0].unit) == (452.5, "m")
    assert (tested.stages[0].bpm, tested.stages[0].effort) == (124, 13)
    assert "stoppet før tiden: vondt i kneet" in timeline_text(world)
    assert "Sist ble det brukt 6-minutters gangtest" in text(world.page.get(world.url("gjor/test/")))


@pytest.mark.parametrize("code", ["modified-balke", "ymca-cycle", "submaximal-treadmill-13", "stairs"])
def test_every_sort_of_test_can_be_written_in(world: World, code: str) -> None:
    page = world.page.get(world.url(f"gjor/test/?skjema={code}"))
    assert "ikke åpent i dag" in text(page) or code == "stairs"
    form = page.context["form"]
    answers = {}
    for name, field in form.fields.items():
        if name.startswith("r1_"):
            answers[name] = "talks_freely" if "talk_test" in name else str(getattr(field, "low", None) or 20)
    assert send(world, "test", {"skjema": code, **answers}).status_code == 302
    tested = stored(world, EventKind.TESTED, Tested)
    assert tested.test == code
    assert tested.stages or tested.readings


def test_the_talk_today_is_not_for_everybody(world: World) -> None:
    assert colleague(world, Role.ACTIVITY_LEADER).get(world.url("gjor/talk-today/")).status_code == 403
    assert how_many(world, EventKind.STEP_DONE) == 0
