"""The talk, the plan, goals, victories, lessons, motivation: a line or two, the rest stands on its own page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline.details_plan import (
    GoalReviewed,
    GoalSet,
    LessonHeld,
    MotivationNoted,
    Planned,
    PlanReviewed,
    Resource,
    Talked,
    VictoryNoted,
    Weight,
)
from medgang.web.design import dates
from medgang.web.patients.care import labels, menu
from medgang.web.patients.care.lessons import LESSONS
from medgang.web.patients.describe import UnitNames, describes
from medgang.web.patients.reasons import lang


@describes(
    EventKind.TALKED,
    EventKind.PLANNED,
    EventKind.PLAN_REVIEWED,
    EventKind.GOAL_SET,
    EventKind.GOAL_REVIEWED,
    EventKind.VICTORY_NOTED,
    EventKind.LESSON_HELD,
    EventKind.MOTIVATION_NOTED,
)
def _plan(detail: Detail, _units: UnitNames) -> list[str]:  # noqa: PLR0911 - one return per kind
    match detail:
        case Talked():
            return _talked(detail)
        case Planned():
            return _planned(detail)
        case PlanReviewed(outcome=outcome, at_end=at_end, expectations_met=met, note=note):
            ended = _("sluttevaluering") if at_end else ""
            return [", ".join(part for part in (str(labels.REVIEWS[outcome]), ended) if part), met, note]
        case GoalSet(text=text, by_when=day):
            return [f"«{text}»", _("innen %(day)s") % {"day": dates.day(day, lang())} if day else ""]
        case GoalReviewed(state=state, feeling=feeling, note=note):
            felt = _("kjennes %(feeling)s av 10") % {"feeling": feeling} if feeling is not None else ""
            return [str(labels.GOAL_STATES[state]), felt, note]
        case VictoryNoted(text=text, quote=quote, may_be_shown=shown):
            return [f"«{text}»" if quote else text, _("kan vises til andre, uten navn") if shown else ""]
        case LessonHeld(lesson=lesson, attended=attended, version=version):
            came = _("var med") if attended else _("fikk tilbud, var ikke med")
            name = LESSONS.get(lesson, lesson)
            return [
                _("%(name)s (versjon %(version)s): %(came)s")
                % {"name": name, "version": version, "came": came}
            ]
        case MotivationNoted():
            return _motivation(detail)
        case _:
            return []


def _talked(talk: Talked) -> list[str]:
    liked = ", ".join(menu.activity_name(code) for code in talk.preferences)
    return [
        "" if talk.finished else _("ikke ferdig"),
        _("to spørsmål") if talk.short else "",
        _("har lyst til: %(what)s") % {"what": liked} if liked else "",
        *resource_lines(talk.resources),
        ruler(talk.importance, talk.confidence),
    ]


def resource_lines(resources: tuple[Resource, ...]) -> list[str]:
    """What carries first, then what is missing."""
    carries = ", ".join(str(labels.AREAS[one.area]) for one in resources if one.weight is Weight.RESOURCE)
    lacks = ", ".join(str(labels.AREAS[one.area]) for one in resources if one.weight is Weight.DEFICIT)
    return [
        _("bærer: %(what)s") % {"what": carries} if carries else "",
        _("mangler: %(what)s") % {"what": lacks} if lacks else "",
    ]


def ruler(importance: int | None, confidence: int | None) -> str:
    """How important and how possible, where it was answered."""
    parts = []
    if importance is not None:
        parts.append(_("viktig: %(value)s av 10") % {"value": importance})
    if confidence is not None:
        parts.append(_("tro på det: %(value)s av 10") % {"value": confidence})
    return ", ".join(parts)


def _planned(plan: Planned) -> list[str]:
    activities = dict.fromkeys(menu.activity_name(line.activity) for line in plan.week)
    days = len({line.weekday for line in plan.week})
    review = plan.review_on
    return [
        menu.programme_name(plan.programme) if plan.programme else "",
        ", ".join(activities),
        ngettext("%(days)s dag i uka", "%(days)s dager i uka", days) % {"days": days} if days else "",
        _("evalueres %(day)s") % {"day": dates.day(review, lang(), with_year=True)} if review else "",
        "" if plan.agreed_with_patient else _("ikke gått gjennom med pasienten ennå"),
    ]


def _motivation(noted: MotivationNoted) -> list[str]:
    return [
        str(labels.STAGES[noted.stage]) if noted.stage else "",
        ruler(noted.importance, noted.confidence),
        *resource_lines(noted.resources),
        _("neste lille steg: %(what)s") % {"what": noted.next_step} if noted.next_step else "",
        noted.note,
    ]
