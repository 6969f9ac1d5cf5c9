"""What the state of things permits."""

from __future__ import annotations

from datetime import date

from medgang.core.errors import NotAllowed
from medgang.web.procedures.models import InForceRow


def check_can_begin(unit_id: int, procedure: str, begins: date, today: date) -> None:
    """A version begins today or later, and after what has already been decided: a past day never changes."""
    if begins < today:
        raise NotAllowed("procedures.begins_in_past")
    later = InForceRow.objects.filter(unit_id=unit_id, procedure=procedure, begins__gte=begins).exists()
    if later:
        raise NotAllowed("procedures.already_decided")
