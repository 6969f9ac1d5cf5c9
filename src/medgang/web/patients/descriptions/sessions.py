"""What was done, offered, declined, seen and recorded."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline.details_after import DiaryShared
from medgang.core.timeline.details_measures import Observed
from medgang.core.timeline.details_sessions import (
    ActivityOffered,
    Attendance,
    Declined,
    Reason,
    Recorded,
    Trained,
)
from medgang.web.design import dates
from medgang.web.patients.care import labels, menu
from medgang.web.patients.care.words import LEVELS
from medgang.web.patients.describe import UnitNames, describes
from medgang.web.patients.reasons import lang

ATTENDANCE = {
    Attendance.TRAINED: gettext_lazy("trente"),
    Attendance.LIGHTER: gettext_lazy("lettere i dag"),
    Attendance.STOPPED: gettext_lazy("stoppet underveis"),
    Attendance.WATCHED: gettext_lazy("kom og så på"),
    Attendance.ABSENT: gettext_lazy("var ikke der"),
    Attendance.DECLINED: gettext_lazy("takket nei"),
}


@describes(
    EventKind.TRAINED,
    EventKind.ACTIVITY_OFFERED,
    EventKind.DECLINED,
    EventKind.OBSERVED,
    EventKind.RECORDED,
    EventKind.DIARY_SHARED,
)
def _session(detail: Detail, _units: UnitNames) -> list[str]:
    match detail:
        case Trained():
            return _trained(detail)
        case ActivityOffered(activity=activity, accepted=accepted, note=note):
            answer = {True: _("sa ja"), False: _("sa nei"), None: ""}[accepted]
            return [", ".join(part for part in (menu.activity_name(activity), answer) if part), note]
        case Declined(activity=activity, reason=reason, note=note):
            why = "" if reason is Reason.NOT_SAID else str(labels.REASONS[reason])
            return [menu.activity_name(activity), why, note]
        case Observed(managed=managed, limits=limits, with_others=others):
            return [managed, limits, others]
        case Recorded(seconds=seconds):
            return [_("%(minutes)s min") % {"minutes": round(seconds / 60)}]
        case DiaryShared(day=day, activity=activity, minutes=minutes, felt=felt, text=text):
            length = _("%(minutes)s min") % {"minutes": minutes} if minutes is not None else ""
            what = ", ".join(part for part in (menu.activity_name(activity), length) if part)
            felt_so = _("kjentes som %(felt)s av 10") % {"felt": felt} if felt is not None else ""
            return [dates.day(day, lang()), what, felt_so, text]
        case _:
            return []


def _trained(trained: Trained) -> list[str]:
    minutes = _("%(minutes)s min") % {"minutes": round(trained.minutes)} if trained.minutes else ""
    parts = (
        str(ATTENDANCE[trained.attendance]),
        menu.activity_name(trained.activity),
        str(LEVELS[trained.level]) if trained.level else "",
        minutes,
        str(labels.REASONS[trained.reason]) if trained.reason else "",
    )
    return [", ".join(part for part in parts if part), trained.note]
