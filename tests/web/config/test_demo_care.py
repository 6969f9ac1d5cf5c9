"""The demo's patients are cared for, and the ward's ordinary day fits on one page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.procedures import Place, rows
from medgang.core.timeline import DETAILS, EventKind
from medgang.web.config.demo.build import build
from medgang.web.patients.models import EventRow
from medgang.web.ward.board import Board
from tests.support import people

pytestmark = pytest.mark.django_db

MOST_ROWS = 12
"""What one page of Today holds on a unit of twelve beds."""


@pytest.mark.page
def test_the_wards_ordinary_day_is_at_most_twelve_rows() -> None:
    told = build(now=timezone.now())
    ward = told.units["ward"]
    nurse = people.person("Nina Prøve", Role.NURSE, ward)
    page = people.signed_in(nurse).get(f"/enhet/{ward.uid}/i-dag/")
    assert 0 < page.context["row_count"] <= MOST_ROWS
    # Nor does it depend on which day of the month the demo is opened.
    tomorrow = Board.of(ward.id, timezone.localdate() + timedelta(days=1))
    assert len(rows(tomorrow.due, Place.WARD)) <= MOST_ROWS
    kinds = set(EventRow.objects.values_list("kind", flat=True))
    told_here = {
        EventKind.ASSESSED,
        EventKind.CLEARED,
        EventKind.TALKED,
        EventKind.PLANNED,
        EventKind.PLAN_REVIEWED,
        EventKind.GOAL_SET,
        EventKind.GOAL_REVIEWED,
        EventKind.VICTORY_NOTED,
        EventKind.LESSON_HELD,
        EventKind.TRAINED,
        EventKind.DECLINED,
        EventKind.MEASURED,
        EventKind.TESTED,
        EventKind.CONTINUATION_PLANNED,
        EventKind.SUPPORT_ARRANGED,
        EventKind.DISCHARGE_ITEM_DONE,
        EventKind.CONTACTED,
        EventKind.CONTACT_TRIED,
    }
    assert told_here <= kinds <= set(DETAILS)
