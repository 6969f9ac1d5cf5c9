"""Writing the access log. Every read of a patient, every clinical write and every refusal passes here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.models import AccessLogEntry


def _write(
    *,
    action: str,
    by: Actor,
    now: datetime,
    what: str,
    purpose: Purpose,
    patient: UUID | None,
    details: Mapping[str, object] | None,
    reason: str,
) -> AccessLogEntry:
    return AccessLogEntry.objects.create(
        at=now,
        action=action,
        person=by.uid,
        person_name=by.name,
        role=by.role.value if by.role else "",
        unit=by.unit.uid if by.unit else None,
        unit_name=by.unit.name if by.unit else "",
        organisation=by.unit.organisation if by.unit else "",
        patient=patient,
        purpose=purpose.value,
        reason=reason,
        what=what,
        details=dict(details or {}),
        request_id=by.request_id,
    )


def log_read(
    *,
    by: Actor,
    now: datetime,
    what: str,
    purpose: Purpose,
    patient: UUID | None = None,
    details: Mapping[str, object] | None = None,
    reason: str = "",
) -> AccessLogEntry:
    """Something was shown. `what` is the route or command, `details` which sections and rows."""
    return _write(
        action="read",
        by=by,
        now=now,
        what=what,
        purpose=purpose,
        patient=patient,
        details=details,
        reason=reason,
    )


def log_write(
    *,
    by: Actor,
    now: datetime,
    what: str,
    purpose: Purpose,
    patient: UUID | None = None,
    details: Mapping[str, object] | None = None,
    reason: str = "",
) -> AccessLogEntry:
    """Something was changed; call it inside the transaction that changes it."""
    return _write(
        action="write",
        by=by,
        now=now,
        what=what,
        purpose=purpose,
        patient=patient,
        details=details,
        reason=reason,
    )


def log_refusal(
    *,
    by: Actor,
    now: datetime,
    what: str,
    patient: UUID | None = None,
    reason: str,
    details: Mapping[str, object],
) -> AccessLogEntry:
    """Somebody asked for what they may not see, or for what is not there."""
    return _write(
        action="refused",
        by=by,
        now=now,
        what=what,
        purpose=Purpose.CARE,
        patient=patient,
        details=details,
        reason=reason,
    )


def of_patient(patient: UUID) -> QuerySet[AccessLogEntry]:
    """Every row about one patient, newest first: for the page where the log is shown to the patient."""
    return AccessLogEntry.objects.filter(patient=patient).order_by("-at", "-id")
