"""The clock's page and its presses."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from medgang.core.programmes import Press
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_sessions import Attendance, Trained
from medgang.web.gym import planning, plans, services
from medgang.web.gym.models import ClockPress
from medgang.web.patients import selectors as patients
from tests.web.gym.conftest import Gym, a_session
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page


def send(gym: Gym, press: str, seconds: float, uid: str = "") -> int:
    at = gym.now - timedelta(hours=1) + timedelta(seconds=seconds)
    body = json.dumps({"press": press, "at": at.isoformat(), "uid": uid or str(uuid4())})
    return gym.page.post(f"{gym.url}klokke/trykk/", body, content_type="application/json").status_code


@pytest.mark.requirement("R097", "R098")
def test_the_page_holds_the_whole_session_and_what_to_do_when_something_happens(gym: Gym) -> None:
    planning.set_place(defibrillator="Ved resepsjonen", by=gym.by, now=gym.now)
    page = gym.page.get(f"{gym.url}klokke/")
    shown = text(page)
    assert "Stopp – hendelse" in shown
    assert "Ring 113" in shown
    assert "Ved resepsjonen" in shown
    assert "Pasienten ber om å stoppe." in shown
    assert len(page.context["data"]["blocks"]) == 9
    assert page.context["data"]["presses"] == []
    for patient in gym.patients:
        assert patient.full_name not in page.content.decode()


def test_presses_are_kept_once_and_come_back_on_a_reload(gym: Gym) -> None:
    uid = str(uuid4())
    assert send(gym, "start", 0, uid) == 200
    assert send(gym, "start", 0, uid) == 200
    assert ClockPress.objects.count() == 1
    data = gym.page.get(f"{gym.url}klokke/").context["data"]
    assert [one["uid"] for one in data["presses"]] == [uid]
    other = a_session(gym.by, gym.now)
    body = json.dumps({"press": "start", "at": gym.now.isoformat(), "uid": uid})
    answer = gym.page.post(f"{gym.base}{other.uid}/klokke/trykk/", body, content_type="application/json")
    assert answer.status_code == 422


def test_a_press_from_tomorrow_or_without_sense_is_refused(gym: Gym) -> None:
    assert send(gym, "start", 9 * 3600) == 422
    assert send(gym, "dance", 0) == 422
    for body in ("{", "[]", '{"press": "start", "uid": "x"}'):
        answer = gym.page.post(f"{gym.url}klokke/trykk/", body, content_type="application/json")
        assert answer.status_code == 422
    naive = json.dumps({"press": "start", "uid": str(uuid4()), "at": "2026-01-01T10:00:00"})
    answer = gym.page.post(f"{gym.url}klokke/trykk/", naive, content_type="application/json")
    assert answer.json()["stored"] is False
    assert ClockPress.objects.count() == 0


@pytest.mark.requirement("R098")
def test_the_times_as_they_became_are_the_sessions_own_plan_and_count(gym: Gym) -> None:
    gym.page.post(f"{gym.url}apne/")
    services.mark(
        session=gym.session,
        number=1,
        mark=services.Mark(Attendance.TRAINED),
        key=uuid4(),
        by=gym.by,
        now=gym.now,
    )
    services.mark(
        session=gym.session,
        number=2,
        mark=services.Mark(Attendance.WATCHED),
        key=uuid4(),
        by=gym.by,
        now=gym.now,
    )
    send(gym, "start", 0)
    send(gym, "skip", 120)
    send(gym, "end", 120 + 240)
    session = gym.fresh()
    assert [block.seconds for block in plans.plan_of(session).blocks] == [120, 240]
    assert session.ended is not None
    found = patients.timeline(gym.patients[0]).details(EventKind.TRAINED, Trained)
    assert [(one.minutes, one.vigorous_minutes) for _event, one in found] == [(6.0, 4.0)]
    shown = text(gym.page.get(gym.url))
    assert "Slik ble tidene" in shown
    assert "Hva økta ga" in shown
    services.finish(session=session, staff_along=[], guests=0, by=gym.by, now=gym.now)
    assert gym.fresh().ended == session.ended


def test_a_session_ended_by_clock_before_anybody_was_marked(gym: Gym) -> None:
    services.press(session=gym.session, press=Press.START, at=gym.now, uid=uuid4(), by=gym.by, now=gym.now)
    services.press(session=gym.session, press=Press.END, at=gym.now, uid=uuid4(), by=gym.by, now=gym.now)
    assert "Hva økta ga" in text(gym.page.get(gym.url))
