"""What a death, a refusal and a readmission do beyond the stay itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_plan import Planned, PlannedActivity
from medgang.core.timeline.details_stay import Phase
from medgang.core.timeline.levels import Level
from medgang.web.messages import selectors as messages
from medgang.web.patients import selectors, services
from medgang.web.patients.care import services as care
from tests.web.patients.conftest import World
from tests.web.patients.test_pages import text, when


def test_a_death_stops_every_message(world: World) -> None:
    assert not messages.is_stopped(world.patient.uid)
    services.register_death(stay=world.stay, occurred=world.now, by=world.alice, now=world.now)
    assert messages.is_stopped(world.patient.uid)


def test_do_not_contact_stops_every_message(world: World) -> None:
    services.refuse_contact(patient=world.patient, occurred=world.now, by=world.alice, now=world.now)
    assert messages.is_stopped(world.patient.uid)


def test_readmission_copies_the_plan_and_asks_for_agreement_anew(world: World) -> None:
    at = world.now - timedelta(days=5)
    plan = Planned(
        plan=uuid4(),
        starts=at.date(),
        review_on=at.date(),
        version=3,
        week=(PlannedActivity(weekday=1, activity="walk", level=Level.LIGHT),),
    )
    care.note(patient=world.patient, kind=EventKind.PLANNED, detail=plan, occurred=at, by=world.alice, now=at)
    services.discharge(stay=world.stay, occurred=world.now - timedelta(days=2), by=world.alice, now=world.now)
    services.admit(
        patient=world.patient, phase=Phase.WITHDRAWAL, occurred=world.now, by=world.alice, now=world.now
    )
    copied = selectors.timeline(world.patient).last(EventKind.PLANNED)
    assert copied is not None
    assert isinstance(copied.detail, Planned)
    assert copied.detail.week == plan.week
    assert (copied.detail.agreed_with_patient, copied.detail.review_on, copied.detail.version) == (
        False,
        None,
        1,
    )
    assert selectors.timeline(world.patient).last(EventKind.CLEARED) is None


@pytest.mark.page
def test_another_entity_gets_a_summary(world: World) -> None:
    world.page.post(world.url("bakgrunn/"), {"substance_1": "F10", "years_1": "7", **when(world)})
    shown = text(world.page.get(world.url("sammendrag/")))
    assert "Kåre Prøvepasient" in shown
    assert "F10 alkohol, 7 år" in shown
    assert "det går ingen kobling" in shown
