"""The demo's diary: three evenings, one of them shared."""

from __future__ import annotations

import pytest
from django.utils import timezone

from medgang.core.timeline import EventKind
from medgang.web.config.demo import build
from medgang.web.config.demo.portal import WRITER
from medgang.web.patients.selectors import timeline
from medgang.web.portal.models import DiaryEntry


@pytest.mark.django_db
def test_one_writes_for_themself_and_shares_one_evening() -> None:
    clinic = build(now=timezone.now(), small=True)
    patient = clinic.patients[WRITER]
    assert DiaryEntry.objects.filter(patient=patient).count() == 3
    assert len(timeline(patient).of_kind(EventKind.DIARY_SHARED)) == 1
