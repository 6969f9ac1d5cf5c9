"""A ward with a 4×4 today and eight people on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.models import Person
from medgang.web.gym import planning, selectors
from medgang.web.gym.models import Session
from medgang.web.patients.models import Patient
from tests.support import people
from tests.web.patients.conftest import admit


@dataclass
class Gym:
    """What most tests of the sessions need."""

    house: people.House
    leader: Person
    by: Actor
    page: Client
    patients: list[Patient]
    session: Session
    now: datetime

    @property
    def base(self) -> str:
        return f"/enhet/{self.house.ward.uid}/okter/"

    @property
    def url(self) -> str:
        return f"{self.base}{self.session.uid}/"

    def fresh(self) -> Session:
        """The session as it stands now."""
        return selectors.session(self.house.ward.pk, self.session.uid, timezone.localdate(self.now))

    def entry(self, **values: object) -> dict[str, object]:
        """One entry as the roster posts it."""
        return {"key": str(uuid4()), **values}


def a_session(by: Actor, starts: datetime, plan: str = "four-by-four", **values: object) -> Session:
    """A session that happens once."""
    what = planning.What(plan=plan, place="Treningssalen", **values)  # type: ignore[arg-type]
    return planning.add_session(what=what, starts=starts, by=by, now=starts, uid=uuid4())


@pytest.fixture
def gym(db: None) -> Gym:
    house = people.house()
    leader = people.person("Alma Prøve", Role.ACTIVITY_LEADER, house.ward)
    nurse = people.person("Nils Prøve", Role.NURSE, house.ward)
    by = people.actor(leader, Role.ACTIVITY_LEADER, house.ward)
    names = ("Ada", "Bo", "Cato", "Dina", "Eli", "Finn", "Gro", "Hans")
    patients = [
        admit(people.actor(nurse, Role.NURSE, house.ward), f"{name} Prøvepasient", phase=Phase.TREATMENT)
        for name in names
    ]
    now = timezone.now()
    return Gym(
        house=house,
        leader=leader,
        by=by,
        page=people.signed_in(leader),
        patients=patients,
        session=a_session(by, now - timedelta(minutes=5), leader=leader),
        now=now,
    )
