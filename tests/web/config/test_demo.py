"""The demo clinic is made by the same services as everything else, and looks like life."""

from __future__ import annotations

import pytest
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.states import StayState, stays
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_background import BackgroundNoted, MedicineFlag
from medgang.web.accounts.models import Membership, Person
from medgang.web.config.demo.build import build, is_built
from medgang.web.config.demo.stays import PEOPLE, READMITTED
from medgang.web.patients import selectors
from medgang.web.patients.models import EventRow, Patient, Stay

pytestmark = pytest.mark.django_db


@pytest.mark.requirement(
    "R219",
    "R220",
    "R222",
    "R223",
    "R224",
    "R225",
    "R226",
    "R227",
    "R228",
    "R229",
    "R230",
    "R231",
    "R232",
    "R233",
)
def test_the_whole_clinic() -> None:
    assert not is_built()
    now = timezone.now()
    told = build(now=now)
    assert is_built()
    # staff in every role
    assert set(Membership.objects.values_list("role", flat=True)) == {role.value for role in Role}
    assert all(person.made_up and person.full_name.endswith("prøve") for person in Person.objects.all())
    # twenty-four patients, in different phases
    assert Patient.objects.count() == len(PEOPLE) == 24
    states = set(Stay.objects.values_list("state", flat=True))
    assert {state.value for state in StayState} - states == {StayState.DEAD}
    # what the timeline says is what the lists say
    for patient in Patient.objects.all():
        timeline = selectors.timeline(patient)
        for uid, view in stays(timeline).items():
            stay = Stay.objects.get(uid=uid)
            assert (stay.state, stay.presence, stay.ended) == (view.state, view.presence, view.ended)
        assert all(event.occurred <= now and event.recorded <= now for event in timeline)
    kinds = set(EventRow.objects.values_list("kind", flat=True))
    assert {EventKind.UNPLANNED_END, EventKind.LEAVE_STARTED, EventKind.WITHDRAWN_AS_WRONG} <= kinds
    assert len(stays(selectors.timeline(told.patients[READMITTED]))) == 2
    (kyst,) = selectors.timeline(told.patients["kyst"]).details(EventKind.BACKGROUND_NOTED, BackgroundNoted)[
        -1:
    ]
    assert MedicineFlag.BETA_BLOCKER in kyst[1].medicines
    oldest = EventRow.objects.earliest("occurred")
    assert (now - oldest.occurred).days > 14 * 30 - 7


def test_a_small_clinic_for_tests() -> None:
    told = build(now=timezone.now(), small=True)
    assert len(told.patients) == Patient.objects.count() == 5
