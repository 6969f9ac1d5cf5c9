"""Assessments, red flags, the physician's decision, what went wrong."""

from __future__ import annotations

from django.utils.translation import gettext as _

from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline.details_safety import (
    AdverseEvent,
    Assessed,
    ClearanceSuspended,
    Cleared,
    RedFlagCleared,
    RedFlagRaised,
)
from medgang.web.design import dates
from medgang.web.patients.care import words
from medgang.web.patients.describe import UnitNames, describes
from medgang.web.patients.reasons import lang


@describes(
    EventKind.ASSESSED,
    EventKind.RED_FLAG_RAISED,
    EventKind.RED_FLAG_CLEARED,
    EventKind.CLEARED,
    EventKind.CLEARANCE_SUSPENDED,
    EventKind.ADVERSE_EVENT,
)
def _safety(detail: Detail, _units: UnitNames) -> list[str]:
    match detail:
        case Assessed(kind=kind, outcome=outcome, assessed_by=who, cautions=cautions):
            line = f"{words.ASSESSMENTS[kind]}: {words.ASSESSMENT_OUTCOMES[outcome]}"
            by = _("vurdert av %(who)s") % {"who": who} if who else ""
            return [line, by, "; ".join(cautions)]
        case RedFlagRaised(flag=flag, note=note):
            return [str(words.RED_FLAGS[flag]), note]
        case RedFlagCleared(seen_by=who, note=note):
            return [_("sett av %(who)s") % {"who": who}, note]
        case Cleared():
            return _cleared(detail)
        case ClearanceSuspended(reason=why, note=note):
            return [str(words.SUSPENSIONS[why]), note]
        case AdverseEvent(kind=what, severity=severity, action=action, deviation=number):
            line = f"{words.ADVERSE[what]}, {words.SEVERITIES[severity]}"
            return [line, action, _("avvik %(number)s") % {"number": number} if number else ""]
        case _:
            return []


def _cleared(decision: Cleared) -> list[str]:
    levels = ", ".join(
        f"{words.LEVELS[one.level]}: {words.OUTCOMES[one.outcome]}" for one in decision.decisions
    )
    until = _("bestemt av %(who)s, gjelder til %(day)s") % {
        "who": decision.decided_by,
        "day": dates.day(decision.expires, lang(), with_year=True),
    }
    conditions = "; ".join(one.conditions for one in decision.decisions if one.conditions)
    waits = "" if decision.confirmed else _("skal bekreftes av lege")
    return [levels, until, conditions, waits]
