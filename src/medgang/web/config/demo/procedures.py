"""Both units have followed their procedure since they opened; the ward does two things its own way."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from medgang.core.procedures import changed
from medgang.web.config.demo.clinic import Clinic
from medgang.web.procedures import selectors, services
from medgang.web.procedures.models import ProcedureVersion

WARD = "tsb-physical-activity"
DETOX = "withdrawal-light-activity"


def tell(clinic: Clinic) -> None:
    """Store the shipped procedures and put them in force."""
    opened = clinic.at(490, 9)
    leader, detox_leader = clinic.by("eik", "ward"), clinic.by("or", "detox")
    stored = {version.procedure: version for version in services.store_shipped(by=leader, now=opened)}
    day = timezone.localdate(opened)
    services.put_in_force(version=stored[DETOX], begins=day, by=detox_leader, now=opened, today=day)
    services.put_in_force(version=stored[WARD], begins=day, by=leader, now=opened, today=day)
    if not clinic.small:
        _differ(clinic, stored[WARD])


def _differ(clinic: Clinic, version: ProcedureVersion) -> None:
    leader = clinic.by("eik", "ward")
    decided = clinic.at(200, 13)
    base = selectors.procedure_of(version)
    overlay = services.store_overlay(
        parent=version,
        changes=[
            changed(base, "limits.systolic_mmhg", 180, "Enheten har mange med hjerte- og karsykdom."),
            changed(base, "steps.blood-pressure.on", True, "Blodtrykk måles hos alle ved innkomst."),
        ],
        by=leader,
        now=decided,
    )
    begins = timezone.localdate(decided) + timedelta(days=1)
    services.put_in_force(
        version=version,
        overlay=overlay,
        begins=begins,
        by=leader,
        now=decided,
        today=timezone.localdate(decided),
    )
