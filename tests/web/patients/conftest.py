"""A small house with a nurse, a colleague without care duties, a stranger, and one admitted patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.actors import Actor
from medgang.web.patients import selectors, services
from medgang.web.patients.models import Patient, Stay
from tests.support import people


@dataclass
class World:
    """What most tests of the patient pages need."""

    house: people.House
    alice: Actor
    page: Client
    patient: Patient
    now: datetime

    @property
    def stay(self) -> Stay:
        found = selectors.latest_stay(self.patient)
        assert found is not None
        return found

    def url(self, rest: str = "") -> str:
        return f"/enhet/{self.house.ward.uid}/pasienter/{self.patient.uid}/{rest}"


def admit(
    by: Actor, name: str = "Kåre Prøvepasient", *, days_ago: float = 10, phase: Phase = Phase.ASSESSMENT
) -> Patient:
    """A new patient in the actor's unit."""
    at = timezone.now() - timedelta(days=days_ago)
    patient = services.register(full_name=name, born=None, sex="", national_id="", by=by, now=at)
    services.admit(patient=patient, phase=phase, occurred=at, by=by, now=at)
    return patient


@pytest.fixture
def world(db: None) -> World:
    house = people.house()
    someone = people.person("Alice Prøve", Role.NURSE, house.ward)
    alice = people.actor(someone, Role.NURSE, house.ward)
    return World(
        house=house,
        alice=alice,
        page=people.signed_in(someone),
        patient=admit(alice),
        now=timezone.now(),
    )
