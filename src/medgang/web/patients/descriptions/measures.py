"""Questionnaires, vitals and tests. Scores stand on the page of measures; here is what was answered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline.details_measures import Measured, Tested, Visibility, VitalsTaken
from medgang.web.design import dates
from medgang.web.patients import library
from medgang.web.patients.care import labels, menu
from medgang.web.patients.describe import UnitNames, describes
from medgang.web.patients.reasons import lang


@describes(EventKind.MEASURED, EventKind.VITALS_TAKEN, EventKind.TESTED)
def _measures(detail: Detail, _units: UnitNames) -> list[str]:
    match detail:
        case Measured():
            return _measured(detail)
        case VitalsTaken():
            return [", ".join(part for part in _vitals(detail) if part), detail.note]
        case Tested(test=test, stopped=stopped, note=note):
            why = _("stoppet før tiden: %(why)s") % {"why": stopped} if stopped else ""
            return [menu.test_name(test), why, note]
        case _:
            return []


def _measured(measured: Measured) -> list[str]:
    instrument = library.instruments().get(measured.instrument)
    name = instrument.title.in_(lang()) if instrument else measured.instrument
    if measured.visibility is Visibility.PATIENT:
        return [_("bare pasienten ser svarene")]
    if measured.missing is not None:
        return [name, _("uten svar: %(why)s") % {"why": labels.MISSINGS[measured.missing]}]
    given = sum(answer.value is not None for answer in measured.answers)
    counted = _("%(given)s av %(asked)s spørsmål") % {"given": given, "asked": len(measured.answers)}
    return [f"{name}, {counted}"]


def _vitals(vitals: VitalsTaken) -> list[str]:
    pressure = ""
    if vitals.systolic_mmhg is not None and vitals.diastolic_mmhg is not None:
        pressure = _("blodtrykk %(high)s/%(low)s mmHg") % {
            "high": vitals.systolic_mmhg,
            "low": vitals.diastolic_mmhg,
        }
    pulse = (
        _("hvilepuls %(bpm)s per minutt") % {"bpm": vitals.resting_bpm}
        if vitals.resting_bpm is not None
        else ""
    )
    warm = (
        _("temperatur %(degrees)s °C") % {"degrees": dates.number(vitals.temperature_c, lang(), 1)}
        if vitals.temperature_c is not None
        else ""
    )
    # Weight and waist are never read out on a timeline that others look at over one's shoulder.
    return [pressure, pulse, warm]
