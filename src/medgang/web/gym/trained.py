"""What the sessions gave one person: every session, the weeks, a text for three months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from medgang.content.schemas.reference import NATIONAL_ADVICE, national_advice
from medgang.core.physiology.dose import Week, week_against
from medgang.core.timeline import EventKind, Timeline
from medgang.core.timeline.details_sessions import Trained
from medgang.web.design import dates
from medgang.web.gym import describe
from medgang.web.gym.describe import lang


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One session in a person's list."""

    when: datetime
    title: str
    did: str
    minutes: str
    bouts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week's dose against the national advice."""

    label: str
    sessions: int
    moderate: str
    vigorous: str
    counted: str


MONTHS_BACK = timedelta(days=91)


def training(timeline: Timeline, today: date) -> dict[str, object]:
    """A person's sessions: newest first, week by week, and a text for the last three months."""
    events = [
        (timezone.localtime(event.occurred), detail)
        for event, detail in timeline.details(EventKind.TRAINED, Trained)
    ]
    lines = [
        TrainingLine(
            when,
            describe.activity_name(detail),
            describe.attendance_text(detail),
            describe.minutes_text(detail),
            tuple(map(describe.bout_text, detail.bouts)),
        )
        for when, detail in reversed(events)
    ]
    recent = [detail for when, detail in events if when.date() > today - MONTHS_BACK]
    return {
        "lines": lines,
        "weeks": _weeks(events, today),
        "note": _months_note(recent, today),
        "recent": len(recent),
    }


def _weeks(events: Sequence[tuple[datetime, Trained]], today: date) -> list[WeekLine]:
    found = []
    for back in range(12):
        monday = today - timedelta(days=today.weekday(), weeks=back)
        week = [one for when, one in events if monday <= when.date() < monday + timedelta(days=7)]
        if not week:
            continue
        moderate = sum(one.moderate_minutes or 0 for one in week)
        vigorous = sum(one.vigorous_minutes or 0 for one in week)
        against = week_against(Week(moderate, vigorous, 0), national_advice().advice(NATIONAL_ADVICE))
        found.append(
            WeekLine(
                label=_("uke %(n)s") % {"n": monday.isocalendar().week},
                sessions=sum(one.attendance.was_active for one in week),
                moderate=describe.number(moderate),
                vigorous=describe.number(vigorous),
                counted=_("%(done)s av %(goal)s minutter")
                % {
                    "done": describe.number(against.equivalent),
                    "goal": describe.number(against.advice.moderate_low),
                },
            )
        )
    return found


def _months_note(recent: Sequence[Trained], today: date) -> str:
    if not recent:
        return ""
    active = [one for one in recent if one.attendance.was_active]
    lines = [
        _("De siste tre månedene til og med %(day)s: med på %(active)s av %(all)s økter som er ført.")
        % {
            "day": dates.day(today, lang(), with_year=True),
            "active": len(active),
            "all": len(recent),
        }
    ]
    if active:
        lines.append(
            _("Til sammen %(moderate)s moderate og %(vigorous)s harde minutter, regnet etter øktplanene.")
            % {
                "moderate": describe.number(sum(one.moderate_minutes or 0 for one in active)),
                "vigorous": describe.number(sum(one.vigorous_minutes or 0 for one in active)),
            }
        )
    away = sum(not one.attendance.was_there for one in recent)
    lines.append(_("Borte eller takket nei: %(n)s.") % {"n": away})
    return "\n".join(lines)
