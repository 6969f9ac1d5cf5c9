"""Builds the demo clinic, story by story."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from medgang.web.accounts.models import OrgUnit
from medgang.web.config.demo import care, evidence, gym, portal, procedures, stays
from medgang.web.config.demo import clinic as clinic_story
from medgang.web.config.demo.clinic import Clinic

SEED = 4 * 4

STORIES: tuple[Callable[[Clinic], None], ...] = (
    clinic_story.tell,
    procedures.tell,
    stays.tell,
    care.tell,
    gym.tell,
    evidence.tell,
    portal.tell,
)


def is_built() -> bool:
    """Whether there is a clinic already."""
    return OrgUnit.objects.exists()


@transaction.atomic
def build(*, now: datetime, seed: int = SEED, small: bool = False) -> Clinic:
    """Tell every story, or none of them. `small` is for tests."""
    clinic = Clinic(today=now, random=random.Random(seed), small=small)  # noqa: S311 - made-up people, no secrets
    for tell in STORIES:
        tell(clinic)
    return clinic
