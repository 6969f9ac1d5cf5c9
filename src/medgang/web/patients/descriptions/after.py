"""The way out and the months after: plans, support, items of discharge, contacts, consents, steps."""

from __future__ import annotations

from django.utils.translation import gettext as _

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline.details_after import (
    Consent,
    Contacted,
    ContactTried,
    ContinuationPlanned,
    DischargeItemDone,
    DoneHow,
    StepDone,
    StepWaived,
    SupportArranged,
)
from medgang.web.design import dates
from medgang.web.patients.care import labels, menu, words
from medgang.web.patients.describe import UnitNames, describes
from medgang.web.patients.reasons import lang


@describes(
    EventKind.CONTINUATION_PLANNED,
    EventKind.SUPPORT_ARRANGED,
    EventKind.DISCHARGE_ITEM_DONE,
    EventKind.CONTACTED,
    EventKind.CONTACT_TRIED,
    EventKind.CONSENT_GIVEN,
    EventKind.CONSENT_WITHDRAWN,
    EventKind.STEP_DONE,
    EventKind.STEP_WAIVED,
)
def _after(detail: Detail, _units: UnitNames) -> list[str]:  # noqa: PLR0911 - one return per kind
    match detail:
        case ContinuationPlanned():
            return _continuation(detail)
        case SupportArranged(kind=kind, state=state, note=note):
            return [f"{labels.SUPPORT[kind]}: {labels.SUPPORT_STATES[state]}", note]
        case DischargeItemDone(item=item, outcome=outcome, on=day, note=note):
            when = dates.day(day, lang(), with_year=True) if day else ""
            return [f"{labels.DISCHARGE_ITEMS[item]}: {labels.OUTCOMES[outcome]}", when, note]
        case Contacted():
            return _contacted(detail)
        case ContactTried(point=point, way=way, note=note):
            return [f"{labels.POINTS[point]}, {labels.WAYS[way]}", note]
        case Consent(purpose=purpose, guardian=guardian):
            return [str(labels.PURPOSES[purpose]), _("gitt av foresatt eller verge") if guardian else ""]
        case StepDone(step=step, how=how, where=where):
            place = _("står i journalen: %(where)s") % {"where": where} if how is DoneHow.RECORD else where
            return [step_name(step), place]
        case StepWaived(step=step, reason=reason, until=until, note=note):
            again = _("spør igjen %(day)s") % {"day": dates.day(until, lang())} if until else ""
            return [f"{step_name(step)}: {words.WAIVE_REASONS[reason]}", again, note]
        case _:
            return []


def step_name(step: str) -> str:
    """The step's title in the shipped procedures; a clinic's own step is shown by its code."""
    for loaded in shipped_procedures().values():
        for found in loaded.procedure.steps:
            if found.id == step:
                return found.title.in_(lang())
    return step


def _continuation(plan: ContinuationPlanned) -> list[str]:
    what = ", ".join(
        part for part in (menu.activity_name(plan.activity), plan.offer, plan.place, plan.with_whom) if part
    )
    first = plan.first_date
    return [
        what,
        _("første gang %(day)s") % {"day": dates.day(first, lang(), with_year=True)} if first else "",
        plan.note,
    ]


def _contacted(contact: Contacted) -> list[str]:
    active = {True: _("er i aktivitet"), False: _("er ikke i aktivitet nå"), None: ""}[contact.still_active]
    # An answer about relapse is kept for the outcomes; it is never read out on the timeline.
    return [
        f"{labels.POINTS[contact.point]}, {labels.WAYS[contact.way]}",
        active,
        _("ønsker: %(what)s") % {"what": contact.wishes} if contact.wishes else "",
        contact.note,
    ]
