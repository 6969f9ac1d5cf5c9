"""The words of the clinical forms, one table per enum."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline.details_after import WaiveReason
from medgang.core.timeline.details_safety import (
    AdverseKind,
    AssessmentKind,
    AssessmentOutcome,
    Known,
    Outcome,
    RedFlag,
    Severity,
    SuspensionReason,
)
from medgang.core.timeline.levels import Level

LEVELS: Final[dict[Level, Promise]] = {
    Level.LIGHT: _("lett"),
    Level.MODERATE: _("moderat"),
    Level.HIGH: _("høy"),
}

ASSESSMENTS: Final[dict[AssessmentKind, Promise]] = {
    AssessmentKind.MEDICAL: _("medisinsk vurdering"),
    AssessmentKind.PSYCHOLOGICAL: _("psykologisk vurdering"),
}

ASSESSMENT_OUTCOMES: Final[dict[AssessmentOutcome, Promise]] = {
    AssessmentOutcome.NOTHING_AGAINST: _("ingenting imot"),
    AssessmentOutcome.WITH_CARE: _("kan trene, med hensyn"),
    AssessmentOutcome.AGAINST: _("ikke nå"),
    AssessmentOutcome.INCOMPLETE: _("påbegynt, noe mangler"),
}

RED_FLAGS: Final[dict[RedFlag, Promise]] = {
    RedFlag.CHEST_PAIN: _("brystsmerter"),
    RedFlag.FAINTING: _("besvimelse"),
    RedFlag.FEVER: _("feber"),
    RedFlag.SEIZURE: _("krampeanfall"),
    RedFlag.DELIRIUM: _("delir"),
    RedFlag.INTOXICATED: _("ruspåvirket"),
    RedFlag.BLOOD_PRESSURE: _("blodtrykk over grensen"),
    RedFlag.OTHER: _("annet"),
}

OUTCOMES: Final[dict[Outcome, Promise]] = {
    Outcome.CLEARED: _("klarert"),
    Outcome.ADAPTED: _("tilpasset"),
    Outcome.WAIT: _("vent"),
}

SUSPENSIONS: Final[dict[SuspensionReason, Promise]] = {
    SuspensionReason.RELAPSE: _("tilbakefall"),
    SuspensionReason.FAINTING: _("besvimelse"),
    SuspensionReason.CHEST_PAIN: _("brystsmerter"),
    SuspensionReason.NEW_HEART_MEDICINE: _("ny medisin som virker på hjertet"),
    SuspensionReason.READMISSION: _("ny innleggelse"),
    SuspensionReason.ADVERSE_EVENT: _("uønsket hendelse"),
    SuspensionReason.PHYSICIAN: _("annet, se merknad"),
}

ADVERSE: Final[dict[AdverseKind, Promise]] = {
    AdverseKind.INJURY: _("skade"),
    AdverseKind.FALL: _("fall"),
    AdverseKind.FAINTING: _("besvimelse"),
    AdverseKind.CHEST_PAIN: _("brystsmerter"),
    AdverseKind.SEIZURE: _("krampeanfall"),
    AdverseKind.BREATHLESS: _("uvanlig tungpust"),
    AdverseKind.LOW_BLOOD_SUGAR: _("lavt blodsukker"),
    AdverseKind.DISTRESS: _("sterk uro eller redsel"),
    AdverseKind.OTHER: _("annet"),
}

SEVERITIES: Final[dict[Severity, Promise]] = {
    Severity.MILD: _("mild: trengte ingen hjelp"),
    Severity.MODERATE: _("moderat: fikk hjelp på enheten"),
    Severity.SERIOUS: _("alvorlig: akutt hjelp, sykehus eller varig mén"),
}

KNOWN: Final[dict[Known, Promise]] = {
    Known.YES: _("ja"),
    Known.NO: _("nei"),
    Known.UNKNOWN: _("vet ikke"),
    Known.NOT_ASKED: _("ikke spurt"),
}

WAIVE_REASONS: Final[dict[WaiveReason, Promise]] = {
    WaiveReason.NOT_WISHED: _("pasienten ønsker det ikke"),
    WaiveReason.NOT_RELEVANT: _("ikke aktuelt"),
    WaiveReason.NOT_NOW: _("ikke nå"),
    WaiveReason.HEALTH: _("helsen tillater det ikke"),
    WaiveReason.LEFT: _("pasienten har reist"),
    WaiveReason.DONE_ELSEWHERE: _("gjort et annet sted"),
    WaiveReason.OTHER: _("annet"),
}


E = TypeVar("E", bound=StrEnum)


def choices(labels: Mapping[E, Promise]) -> list[tuple[str, Promise]]:
    """A table as the choices of a field."""
    return [(member.value, label) for member, label in labels.items()]
