"""A ward with a nurse and two patients, one with a link and a telephone of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline import Detail, EventKind, Timeline
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.actors import Actor
from medgang.web.patients import selectors, services
from medgang.web.patients.care.services import note
from medgang.web.patients.models import Patient
from medgang.web.portal import services as portal
from medgang.web.portal.models import LinkKind
from medgang.web.portal.services import Handover, Wanted
from tests.support import people


@dataclass
class Ward:
    """What the tests of the portal stand on."""

    house: people.House
    nurse: Actor
    staff: Client
    kare: Patient
    mona: Patient
    now: datetime = field(default_factory=timezone.now)

    def make(self, patient: Patient | None = None, **wanted: object) -> Handover:
        """A link, with its first code."""
        made = Wanted(**{"kind": LinkKind.PATIENT, **wanted})  # type: ignore[arg-type]
        return portal.make_link(patient=patient or self.kare, wanted=made, by=self.nurse, now=timezone.now())

    def enter(self, made: Handover, phone: Client | None = None) -> Client:
        """A telephone on which the code has been written."""
        phone = phone or Client()
        answer = phone.post(path(made), {"code": made.code})
        assert answer.status_code == 302, answer.content.decode()
        return phone

    def phone(self, patient: Patient | None = None) -> Client:
        """The patient's own telephone, inside."""
        return self.enter(self.make(patient))

    def happened(self, kind: EventKind, detail: Detail, *, days_ago: float = 0) -> None:
        """Something in Kåre's timeline."""
        at = timezone.now() - timedelta(days=days_ago)
        note(patient=self.kare, kind=kind, detail=detail, occurred=at, by=self.nurse, now=timezone.now())

    def known(self, patient: Patient | None = None) -> Timeline:
        """What the team knows."""
        return selectors.timeline(patient or self.kare)

    def url(self, rest: str = "", patient: Patient | None = None) -> str:
        return f"/enhet/{self.house.ward.uid}/pasienter/{(patient or self.kare).uid}/lenker/{rest}"


def path(made: Handover) -> str:
    """The address without its host."""
    return urlsplit(made.address).path


def text(answer: object) -> str:
    """What the page says."""
    found: str = answer.content.decode()  # type: ignore[attr-defined]
    return found


def admitted(by: Actor, name: str) -> Patient:
    at = timezone.now() - timedelta(days=30)
    patient = services.register(full_name=name, born=None, sex="", national_id="", by=by, now=at)
    services.admit(patient=patient, phase=Phase.TREATMENT, occurred=at, by=by, now=at)
    return patient


@pytest.fixture
def ward(db: None) -> Ward:
    house = people.house()
    someone = people.person("Alice Prøve", Role.NURSE, house.ward)
    nurse = people.actor(someone, Role.NURSE, house.ward)
    return Ward(
        house=house,
        nurse=nurse,
        staff=people.signed_in(someone),
        kare=admitted(nurse, "Kåre Prøvepasient"),
        mona=admitted(nurse, "Mona Annenpasient"),
    )
