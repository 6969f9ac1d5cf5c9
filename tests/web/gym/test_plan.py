"""The week: fixed days, what happens once, equipment, the activity group, the calendar."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import Role
from medgang.core.timeline.details_sessions import Setting
from medgang.web.accounts.actors import SYSTEM
from medgang.web.gym import planning, policies, presenters, selectors, services
from medgang.web.gym.models import Fixture, Session
from medgang.web.gym.words import Cancelled
from tests.support import people
from tests.web.gym.conftest import Gym, a_session
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page


def a_fixture(gym: Gym, days_ago: int = 21, **values: object) -> Fixture:
    begins = timezone.localdate(gym.now) - timedelta(days=days_ago)
    what = planning.What(plan="walk-brisk-30", place="Ute", leader=gym.leader, **values)  # type: ignore[arg-type]
    return planning.add_fixture(
        what=what,
        weekday=begins.weekday(),
        at=time(0, 1),
        begins=begins,
        by=gym.by,
        now=gym.now,
        uid=uuid4(),
    )


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"?uke={year}-{week:02d}"


@pytest.mark.requirement("R095", "R132", "R136", "R180")
def test_a_fixed_day_is_there_every_week_with_its_people(gym: Gym) -> None:
    data = {
        "key": str(uuid4()),
        "plan": "four-by-four",
        "place": "Kjelleren",
        "setting": "group",
        "leader": str(gym.leader.uid),
        "weekday": "2",
        "at": "10:00",
        "begins": "2026-01-01",
    }
    for _ in range(2):
        answer = gym.page.post(f"{gym.base}oppsett/ny/fast-dag/", data, follow=True)
        assert "Lagret." in text(answer)
    assert Fixture.objects.count() == 1
    shown = text(answer)
    assert "Onsdag 10.00" in shown
    assert "leder: Alma Prøve" in shown
    for week in ("?uke=2026-03", "?uke=2026-20"):
        shown = text(gym.page.get(gym.base + week))
        assert "4×4 på 35 minutter" in shown
        assert "Kjelleren · Alma Prøve" in shown
    assert "Ingen økter denne uka" in text(gym.page.get(f"{gym.base}?uke=2025-50"))
    assert gym.page.get(f"{gym.base}?uke=tull").status_code == 200


def test_a_computed_session_gets_its_row_once_and_keeps_its_address(gym: Gym) -> None:
    fixture = a_fixture(gym, days_ago=7)
    day = timezone.localdate(gym.now)
    uid = selectors.uid_on(fixture, day)
    computed = selectors.session(gym.house.ward.pk, uid, day)
    assert computed.pk is None
    assert "8 personer ventes" in text(gym.page.get(f"{gym.base}{uid}/"))
    for _ in range(2):
        services.open_roster(session=computed, by=gym.by, now=gym.now)
    assert Session.objects.filter(uid=uid).count() == 1
    with pytest.raises(selectors.NoSuchSession):
        selectors.session(gym.house.ward.pk, uuid4(), day)


@pytest.mark.requirement("R133", "R138")
def test_cancelled_in_one_press_and_planned_against_delivered_is_kept(gym: Gym) -> None:
    fixture = a_fixture(gym, days_ago=21)
    days = [timezone.localdate(gym.now) - timedelta(days=back) for back in (21, 14, 7, 0)]
    held = selectors.session(gym.house.ward.pk, selectors.uid_on(fixture, days[0]), days[0])
    again = selectors.session(gym.house.ward.pk, selectors.uid_on(fixture, days[3]), days[3])
    for one in (held, again):
        services.open_roster(session=one, by=gym.by, now=gym.now)
    url = f"{gym.base}{selectors.uid_on(fixture, days[1])}/avlys/"
    answer = gym.page.post(url, {"reason": "busy"}, follow=True)
    assert "avlyst: travel dag på enheten" in text(answer)
    assert gym.page.post(url, {"reason": "busy"}).status_code == 302
    assert gym.page.post(url, {"reason": "tull"}).status_code == 404
    planning.end_fixture(fixture=fixture, today=timezone.localdate(gym.now), by=gym.by, now=gym.now)
    shown = text(gym.page.get(gym.base))
    assert "2 av 5 planlagte økter ble holdt, 1 ble avlyst" in shown
    assert "Travel dag på enheten: 1" in shown
    assert "Ikke ført: 2" in shown
    assert "Lengste opphold mellom to økter: 21 dager" in shown


def test_a_cancelled_session_can_be_held_after_all_but_a_held_one_not_cancelled(gym: Gym) -> None:
    gym.page.post(f"{gym.url}avlys/", {"reason": "no_leader"})
    refused = gym.page.post(f"{gym.url}avlys/", {"reason": "weather"}, follow=True)
    assert "Økta er avlyst" in text(refused)
    gym.page.post(f"{gym.url}avlys/")
    assert gym.fresh().cancelled is None
    gym.page.post(f"{gym.url}avlys/")
    gym.page.post(f"{gym.url}apne/")
    refused = gym.page.post(f"{gym.url}avlys/", {"reason": "busy"}, follow=True)
    assert "kan ikke avlyses" in text(refused)


@pytest.mark.requirement("R114")
def test_too_few_treadmills_are_flagged_and_become_two_waves(gym: Gym) -> None:
    gym.page.post(f"{gym.base}oppsett/ny/utstyr/", {"name": "tredemøller", "count": "5"})
    equipment = selectors.equipment(gym.house.ward.pk)[0]
    assert "tredemøller: 5" in text(gym.page.get(f"{gym.base}oppsett/"))
    short = a_session(gym.by, gym.now, equipment=equipment)
    url = f"{gym.base}{short.uid}/"
    assert "8 ventes, og det er 5 tredemøller: del i 2 puljer." in text(gym.page.get(url))
    gym.page.post(f"{url}apne/")
    shown = text(gym.page.get(url))
    assert shown.count("pulje 1") == 4
    assert shown.count("pulje 2") == 4
    planning.set_equipment(name="tredemøller", count=0, by=gym.by, now=gym.now)
    assert "Ingen tredemøller virker nå." in text(gym.page.get(url))
    planning.set_equipment(name="tredemøller", count=20, by=gym.by, now=gym.now)
    assert "puljer" not in text(gym.page.get(url))


@pytest.mark.requirement("R180")
def test_the_activity_group_with_first_aid_and_where_the_defibrillator_hangs(gym: Gym) -> None:
    url = f"{gym.base}oppsett/ny/gruppe/"
    answer = gym.page.post(
        url, {"person": str(gym.leader.uid), "part": "leader", "first_aid_on": "2026-05-04"}, follow=True
    )
    assert "førstehjelpskurs 4. mai 2026" in text(answer) or "førstehjelpskurs man. 4. mai 2026" in text(
        answer
    )
    assert "førstehjelpskurs" in text(gym.page.get(gym.url))
    old = gym.now.date() - timedelta(days=900)
    planning.put_in_group(
        person=gym.leader, part=planning.Part.BACKUP, first_aid_on=old, by=gym.by, now=gym.now
    )
    assert "gammelt" in text(gym.page.get(gym.url))
    gym.page.post(f"{gym.base}oppsett/ut/{gym.leader.uid}/")
    assert selectors.group(gym.house.ward.pk) == []
    assert "dato mangler" in text(gym.page.get(gym.url))
    gym.page.post(f"{gym.base}oppsett/ut/{gym.leader.uid}/")
    gym.page.post(f"{gym.base}oppsett/ny/hjertestarter/", {"defibrillator": "Ved resepsjonen"})
    assert "Ved resepsjonen" in text(gym.page.get(f"{gym.base}oppsett/"))
    assert "Ved resepsjonen" in gym.page.get(f"{gym.base}oppsett/ny/hjertestarter/").content.decode()
    assert gym.page.get(f"{gym.base}oppsett/ny/tull/").status_code == 404


@pytest.mark.requirement("R139", "R140")
def test_what_happens_once_and_who_is_invited(gym: Gym) -> None:
    day = timezone.localdate(gym.now) + timedelta(days=2)
    data = {
        "key": str(uuid4()),
        "title": "Aktivitetsdag",
        "day": day.isoformat(),
        "at": "12:00",
        "plan": "group-60",
        "place": "Parken",
        "setting": "event",
        "invited": [str(gym.house.detox.pk)],
        "open_event": "on",
    }
    for _ in range(2):
        answer = gym.page.post(f"{gym.base}ny/", data, follow=True)
        shown = text(answer)
        assert "Aktivitetsdag" in shown
        assert "åpent arrangement" in shown
    assert Session.objects.filter(title="Aktivitetsdag").count() == 1
    guest = people.person("Gry Prøve", Role.NURSE, gym.house.detox)
    other = people.signed_in(guest)
    shown = text(other.get(f"/enhet/{gym.house.detox.uid}/okter/{week_of(day)}"))
    assert "Aktivitetsdag" in shown
    assert "holdes av Døgn A" in shown
    made = Session.objects.get(title="Aktivitetsdag")
    assert other.get(f"/enhet/{gym.house.detox.uid}/okter/{made.uid}/").status_code == 404
    assert "Aktivitetsdag" in text(gym.page.get(gym.base + week_of(day)))
    wrong = gym.page.post(f"{gym.base}ny/", {**data, "place": ""})
    assert "Fyll ut dette feltet" in text(wrong)


def test_units_of_another_entity_cannot_be_invited(gym: Gym) -> None:
    made = a_session(
        gym.by, gym.now, invited=(gym.house.stranger_ward.pk, gym.house.detox.pk, gym.house.ward.pk)
    )
    assert made.invited == [gym.house.detox.pk]
    with pytest.raises(InvalidValue):
        planning.What(plan="no-such", place="")
    with pytest.raises(InvalidValue):
        planning.add_session(
            what=planning.What(plan="four-by-four", place=""),
            starts=gym.now,
            by=SYSTEM,
            now=gym.now,
            uid=uuid4(),
        )


def test_ending_a_fixed_day_keeps_what_was(gym: Gym) -> None:
    fixture = a_fixture(gym, days_ago=14)
    url = f"{gym.base}oppsett/slutt/{fixture.uid}/"
    assert "Det som har vært, står" in text(gym.page.post(url, follow=True))
    assert gym.page.post(url).status_code == 302
    assert gym.page.post(f"{gym.base}oppsett/slutt/{uuid4()}/").status_code == 404
    today = timezone.localdate(gym.now)
    ward = gym.house.ward.pk
    assert len(selectors.sessions(ward, today - timedelta(days=20), today - timedelta(days=1))) == 2
    assert selectors.sessions(ward, today + timedelta(days=1), today + timedelta(days=30)) == []


def test_the_calendar_says_when_where_and_what_and_names_nobody(gym: Gym) -> None:
    settings = planning.set_place(defibrillator="", by=gym.by, now=gym.now)
    long = a_session(gym.by, gym.now + timedelta(days=1), setting=Setting.GROUP)
    Session.objects.filter(pk=long.pk).update(place="Sal; nord, " + "ø" * 60, title="Bursdagen til Ada")
    services.cancel(session=long, reason=Cancelled.NO_ROOM, by=gym.by, now=gym.now)
    answer = gym.page.get(f"/kalender/{settings.calendar_token}.ics")
    body = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert body.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:4×4 på 35 minutter" in body
    assert "LOCATION:Sal\\; nord\\, ø" in body
    assert "STATUS:CANCELLED" in body
    assert all(len(line.encode()) <= 75 for line in body.split("\r\n"))
    for name in ("Alma", "Ada", "Bursdagen", "travel"):
        assert name not in body
    assert gym.page.get("/kalender/gjettet-adresse.ics").status_code == 404


def test_states_in_words(gym: Gym) -> None:
    later = a_session(gym.by, gym.now + timedelta(days=3))
    earlier = a_session(gym.by, gym.now - timedelta(days=3))
    ward = gym.house.ward.pk

    def state(one: Session) -> str:
        return presenters.card(one, gym.now, ward).state

    assert [state(later), state(earlier), state(gym.session)] == ["kommer", "ikke ført", "klar"]
    running = services.open_roster(session=gym.session, by=gym.by, now=gym.now)
    assert state(running) == "i gang"
    services.finish(session=running, staff_along=[], guests=0, by=gym.by, now=gym.now)
    assert state(gym.fresh()) == "holdt"
    with pytest.raises(NotAllowed):
        policies.check_can_open(later, gym.now)
