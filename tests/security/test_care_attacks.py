"""The clinical forms under attack: other units' ids, forms of other roles, forged fields, endless text, markup."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django import forms as django_forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import StepDone
from medgang.core.timeline.details_plan import GoalSet, GoalSize
from medgang.core.timeline.details_safety import Cleared, LevelDecision, Outcome
from medgang.core.timeline.levels import Level
from medgang.web.accounts.models import OrgUnit
from medgang.web.patients import selectors
from medgang.web.patients.care import FORMS, services
from medgang.web.patients.models import EventRow, Patient
from tests.support import people, resolver
from tests.support.resolver import MARKUP, Places

pytestmark = [pytest.mark.django_db, pytest.mark.page]

INSTRUMENT, TEST = "own-week", "six-minute-walk"
ASKS = {"measure": INSTRUMENT, "test": TEST}
"""Forms that are about one of several, and the one that is tried."""


@pytest.fixture
def places() -> Places:
    return resolver.places()


@pytest.fixture
def everyone(places: Places) -> Client:
    """Somebody with every role in the ward, so that every form opens."""
    someone = people.person("Alle Prøve", Role.NURSE, places.house.ward)
    for role in Role:
        if role is not Role.NURSE:
            people.member(someone, role, places.house.ward)
    # What some forms ask about: a goal, and a decision that waits for a physician.
    nurse = people.actor(someone, Role.NURSE, places.house.ward)
    now = timezone.now()
    day = timezone.localdate(now)
    cleared = Cleared(
        tuple(LevelDecision(level, Outcome.CLEARED) for level in Level),
        decided_by="Lege",
        decided_on=day,
        expires=day.replace(year=day.year + 1),
        confirmed=False,
    )
    for kind, detail in (
        (EventKind.GOAL_SET, GoalSet(goal=uuid4(), text="et mål", size=GoalSize.SMALL)),
        (EventKind.CLEARED, cleared),
    ):
        services.note(patient=places.patient, kind=kind, detail=detail, occurred=now, by=nurse, now=now)
    return people.signed_in(someone)


def url(form: str, unit: OrgUnit, patient: Patient) -> str:
    return reverse("patients:do", kwargs={"unit": unit.uid, "patient": patient.uid, "form": form})


def events(patient: Patient) -> int:
    return EventRow.objects.filter(patient=patient).count()


def filled(client: Client, address: str, code: str, text: str = "ord") -> dict[str, Any]:
    """The form as a person would fill it in: every field answered, the first choice where there are choices."""
    asks = {"skjema": ASKS[code]} if code in ASKS else {}
    form = client.get(address, asks).context["form"]
    data: dict[str, Any] = {**asks, "steg": "talk" if code != "talk-today" else ""}
    for name, each in form.fields.items():
        shown = form[name].value()
        choices = [str(value) for value, _label in getattr(each, "choices", []) if str(value)]
        if isinstance(each.widget, django_forms.CheckboxInput):
            data[name] = "on"
        elif choices:
            many = isinstance(each.widget, django_forms.CheckboxSelectMultiple)
            data[name] = choices if many else choices[0]
        elif shown not in (None, "", []):
            data[name] = str(shown)
        elif hasattr(each, "numbers"):
            data[name] = str(each.numbers.start)
        elif type(each).__name__ == "NumberField":
            data[name] = str(int(each.low or 0) + 1)
        elif type(each).__name__ == "DateField":
            data[name] = timezone.localdate().isoformat()
        elif type(each).__name__ == "TimeField":
            data[name] = "12:00"
        else:
            data[name] = text
    return data | EXCEPTIONS.get(code, {})


EXCEPTIONS: dict[str, dict[str, Any]] = {
    "measure": {"missing": ""},
    "vitals": {"systolic": "120", "diastolic": "80", "resting": "60", "temperature": "37"},
    "medical-assessment": {"systolic": "120", "diastolic": "80", "qtc_ms": "420"},
    "clearance": {"expires": "2099-01-01", "conditions": "rolig"},
    "continuation": {"municipality": "4003"},
    "discharge": {"rest_not_reached": ""},
    "plan": {
        "begins": timezone.localdate().isoformat(),
        "ends": "",
        "review_on": "",
        "reasoning": "fordi",
    },
}
"""What the first choice and the lowest number do not answer."""
ALL = sorted(FORMS)


@pytest.mark.parametrize("code", ALL)
def test_each_form_can_be_filled_in_and_a_double_press_stores_once(
    code: str, places: Places, everyone: Client
) -> None:
    address = url(code, places.house.ward, places.patient)
    data = filled(everyone, address, code)
    before = events(places.patient)
    answer = everyone.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    once = events(places.patient)
    assert once > before
    again = everyone.post(address, data)
    assert again.status_code in (200, 302)
    assert events(places.patient) == once


@pytest.mark.parametrize("code", ALL)
def test_other_units_are_not_found(code: str, places: Places, everyone: Client) -> None:
    address = url(code, places.house.ward, places.patient)
    data = filled(everyone, address, code)
    stranger = places.stranger_patient
    before = events(places.patient), events(stranger)
    for unit, patient in (
        (places.house.ward, stranger),
        (places.house.stranger_ward, stranger),
        (places.house.stranger_ward, places.patient),
        (places.house.detox, places.patient),
    ):
        assert everyone.get(url(code, unit, patient)).status_code == 404
        assert everyone.post(url(code, unit, patient), data).status_code == 404
    assert (events(places.patient), events(stranger)) == before


@pytest.mark.parametrize("code", [code for code in ALL if FORMS[code].roles < set(Role)])
def test_a_form_of_another_role_is_refused(code: str, places: Places, everyone: Client) -> None:
    address = url(code, places.house.ward, places.patient)
    data = filled(everyone, address, code)
    before = events(places.patient)
    for role in set(Role) - FORMS[code].roles:
        other = people.signed_in(people.person("Uten Rolle", role, places.house.ward))
        assert other.get(address).status_code in (403, 404)
        assert other.post(address, data).status_code in (403, 404)
    assert events(places.patient) == before


@pytest.mark.parametrize("code", ALL)
def test_the_key_of_another_patients_event_is_refused(code: str, places: Places, everyone: Client) -> None:
    address = url(code, places.house.ward, places.patient)
    foreign = EventRow.objects.filter(patient=places.stranger_patient).values_list("uid", flat=True)[0]
    data = filled(everyone, address, code) | {"key": str(foreign)}
    before = events(places.patient), events(places.stranger_patient)
    answer = everyone.post(address, data)
    assert answer.status_code == 200
    assert "Skjemaet er allerede brukt til noe annet" in answer.content.decode()
    assert (events(places.patient), events(places.stranger_patient)) == before


FAR = "https://ond.example/", "//ond.example/", "/\\ond.example", "javascript:alert(1)", "\r\nSet-Cookie: a=b"


@pytest.mark.parametrize("til", FAR)
def test_no_form_leads_out_of_the_house(til: str, places: Places, everyone: Client) -> None:
    address = url("victory", places.house.ward, places.patient)
    page = everyone.get(address, {"til": til}).content.decode()
    assert f'href="{til}"' not in page
    assert f'name="til" value="{til}"' not in page
    answer = everyone.post(address, filled(everyone, address, "victory") | {"til": til})
    assert answer.status_code == 302
    led = urlsplit(answer["Location"])
    assert (led.scheme, led.netloc) == ("", "")
    assert led.path.startswith("/enhet/")


def test_what_is_chosen_must_be_on_the_list(places: Places, everyone: Client) -> None:
    stranger = people.person("Fremmed Prøve", Role.NURSE, places.house.stranger_ward)
    goal = GoalSet(goal=uuid4(), text="en annens mål", size=GoalSize.SMALL)
    now = timezone.now()
    by = people.actor(stranger, Role.NURSE, places.house.stranger_ward)
    services.note(
        patient=places.stranger_patient, kind=EventKind.GOAL_SET, detail=goal, occurred=now, by=by, now=now
    )
    before = events(places.patient)
    for code, field, value in (
        ("continuation", "owner", str(stranger.uid)),
        ("goal-review", "goal", str(goal.goal)),
        ("plan", "activity_1", "<script>"),
        ("plan", "days_1", "9"),
        ("light-activity", "activity", "crossfit"),
        ("contact", "point", "month_99"),
        ("measure", "i_sleep", "11"),
        ("measure", "i_sleep", "9" * 5000),
        ("talk", "importance", "9" * 5000),
        ("vitals", "systolic", "NaN"),
        ("vitals", "systolic", "1e400"),
        ("vitals", "day", "0001-01-01"),
        ("vitals", "day", "9999-12-31"),
        ("lesson", "attended", "true"),
    ):
        address = url(code, places.house.ward, places.patient)
        answer = everyone.post(address, filled(everyone, address, code) | {field: value})
        assert answer.status_code == 200, (code, field)
        assert answer.context["form"].errors, (code, field)
    assert events(places.patient) == before


@pytest.mark.parametrize("code", ["measure", "test"])
@pytest.mark.parametrize("asked", ["../../etc/passwd", "<script>", "x" * 5000, "\x00"])
def test_what_does_not_exist_is_not_found(code: str, asked: str, places: Places, everyone: Client) -> None:
    address = url(code, places.house.ward, places.patient)
    assert everyone.get(address, {"skjema": asked}).status_code in (200, 404)
    before = events(places.patient)
    assert everyone.post(address, {"skjema": asked}).status_code in (200, 404)
    assert events(places.patient) == before


def test_a_held_talk_completes_no_other_step(places: Places, everyone: Client) -> None:
    address = url("talk-today", places.house.ward, places.patient)
    for step in ("medical-assessment", "see-red-flag", "clearance"):
        everyone.post(address, filled(everyone, address, "talk-today") | {"steg": step, "key": str(uuid4())})
    done = selectors.timeline(places.patient).details(EventKind.STEP_DONE, StepDone)
    assert {detail.step for _event, detail in done} == {"last-item-above-zero"}


@pytest.mark.parametrize("code", ["see-record", "waive"])
@pytest.mark.parametrize("step", ["", MARKUP, "\x00", "x" * 5000, "to ord"])
def test_a_step_without_a_name_is_no_step(code: str, step: str, places: Places, everyone: Client) -> None:
    address = url(code, places.house.ward, places.patient)
    before = events(places.patient)
    answer = everyone.post(address, filled(everyone, address, code) | {"steg": step})
    assert answer.status_code == 200
    assert events(places.patient) == before


@pytest.mark.parametrize("code", ALL)
def test_endless_text_is_an_error_and_no_fault(code: str, places: Places, everyone: Client) -> None:
    address = url(code, places.house.ward, places.patient)
    data = filled(everyone, address, code, "å" * 20_000)
    before = events(places.patient)
    answer = everyone.post(address, data)
    if any(isinstance(value, str) and len(value) > 10_000 for value in data.values()):
        assert answer.status_code == 200
        assert events(places.patient) == before
        data = filled(everyone, address, code, "a\x00b")
        assert everyone.post(address, data).status_code == 200
        assert events(places.patient) == before


def test_markup_in_every_field_stays_text_on_every_page(places: Places, everyone: Client) -> None:
    ward, patient = places.house.ward, places.patient
    for code in ALL:
        address = url(code, ward, patient)
        everyone.post(address, filled(everyone, address, code, MARKUP))
    unit, uid = ward.uid, patient.uid
    base = f"/enhet/{unit}/pasienter/{uid}/"
    pages = [f"/enhet/{unit}/i-dag/", f"/enhet/{unit}/pasienter/", base]
    pages += [base + rest for rest in ("tidslinje/", "plan/", "malinger/", "sammendrag/", "innsyn/")]
    pages += [url(code, ward, patient) for code in ALL]
    for page in pages:
        shown = everyone.get(page)
        assert shown.status_code in (200, 302), page
        body = shown.content.decode()
        assert "<script>alert" not in body, page
        assert not re.search(r"<[a-z][^>]*[\s\"']onx=", body), page
