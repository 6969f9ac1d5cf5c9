"""Everything is handed to the patient as one file that opens without us."""

from __future__ import annotations

import base64
import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts import step_up
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.patients import services
from medgang.web.patients.models import EventRow
from tests.support import people
from tests.support.resolver import MARKUP

pytestmark = [pytest.mark.django_db, pytest.mark.page]


class Ward:
    """A nurse who has just signed in with password and code, and a patient."""

    def __init__(self) -> None:
        self.house = people.house()
        self.nurse = people.person("Alice Prøve", Role.NURSE, self.house.ward)
        by = people.actor(self.nurse, Role.NURSE, self.house.ward)
        at = timezone.now() - timedelta(days=3)
        self.patient = services.register(
            full_name=f"Kåre {MARKUP}", born=date(1990, 5, 4), sex="m", national_id="", by=by, now=at
        )
        services.admit(patient=self.patient, phase=Phase.ASSESSMENT, occurred=at, by=by, now=at)
        self.page = people.signed_in(self.nurse)
        self.ward = f"/enhet/{self.house.ward.uid}/pasienter/"
        self.url = f"{self.ward}{self.patient.uid}/innsyn/alt/"


@pytest.fixture
def confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Password and code were given a moment ago; how that is done is tried by the tests of sign-in."""
    monkeypatch.setattr(step_up, "did_recently_reauthenticate", lambda request: True)


def test_a_fresh_proof_is_asked_for_first() -> None:
    ward = Ward()
    answer = ward.page.get(ward.url)
    assert (answer.status_code, answer["Location"].startswith("/bekreft/?next=")) == (302, True)
    assert ward.page.post(ward.url, {"language": "nb", "reason": "pasienten"}).status_code == 302
    assert not AccessLogEntry.objects.filter(what="patients:export_all", action="write").exists()


@pytest.mark.requirement("R218")
@pytest.mark.requirement("R241")
def test_the_file_holds_everything_and_needs_nothing(confirmed: None) -> None:
    ward = Ward()
    ward.page.post(f"{ward.ward}finn/", {"text": "kåre"})  # a list in which the patient stands
    assert "Alt til pasienten" in ward.page.get(ward.url).content.decode()
    answer = ward.page.post(ward.url, {"language": "nb", "reason": "pasienten selv, på papir"})
    assert answer["Content-Disposition"].startswith('attachment; filename="innsyn-')
    assert "Kåre" not in answer["Content-Disposition"]
    text = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    # It opens by itself: no script, no address outside, and what is planted stays text.
    assert not re.search(r"<script|https?://|src=", text)
    assert "&lt;script&gt;alert(1)" in text
    for said in (
        "Innlagt",
        "4. mai 1990",
        "Alice Prøve, sykepleier",
        "Prøvesykehuset",
        "pasienten selv, på papir",
    ):
        assert said in text
    for law in ("§ 5-1", "§ 22 a", "§ 42", "§ 43", "§ 44", "§ 29", "statsforvalteren"):
        assert law in text
    data = json.loads(base64.b64decode(re.search(r"base64,([^\"]+)", text)[1]))  # type: ignore[index]
    assert len(data["events"]) == EventRow.objects.filter(patient=ward.patient).count() > 0
    what = [line["what"] for line in data["access_log"]]
    assert {"patients:find", "patients:export_all", "patient:register"} <= set(what)
    told = AccessLogEntry.objects.get(what="patients:export_all", action="write")
    assert (told.purpose, told.reason) == (Purpose.PATIENT_ACCESS.value, "pasienten selv, på papir")


@pytest.mark.parametrize(("lang", "title"), [("nn", "Rettane dine"), ("en", "Your rights")])
def test_in_the_language_the_patient_reads(confirmed: None, lang: str, title: str) -> None:
    ward = Ward()
    text = ward.page.post(ward.url, {"language": lang, "reason": "pasienten"}).content.decode()
    assert f'<html lang="{lang}">' in text
    assert title in text


def test_without_a_reason_there_is_no_file(confirmed: None) -> None:
    ward = Ward()
    answer = ward.page.post(ward.url, {"language": "nb", "reason": ""})
    assert answer.status_code == 200
    assert "Content-Disposition" not in answer
