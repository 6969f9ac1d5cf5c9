"""The words people read for states, events, substances and flags: one table each, bokmål msgids."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.core.states import Presence, StayState
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import CloseReason
from medgang.core.timeline.details_background import (
    ComorbidityFlag,
    Flag,
    MedicineFlag,
    Substance,
    UsePattern,
)
from medgang.core.timeline.details_stay import EndReason, Phase

STATES: Final[dict[StayState, Promise]] = {
    StayState.WITHDRAWAL: _("avrusning"),
    StayState.ASSESSMENT: _("utredning"),
    StayState.TREATMENT: _("behandling"),
    StayState.DISCHARGE: _("utskriving"),
    StayState.AFTER: _("oppfølging"),
    StayState.CLOSED: _("avsluttet"),
    StayState.MOVED: _("til et annet foretak"),
    StayState.DEAD: _("død"),
}

PHASES: Final[dict[Phase, Promise]] = {
    Phase.WITHDRAWAL: STATES[StayState.WITHDRAWAL],
    Phase.ASSESSMENT: STATES[StayState.ASSESSMENT],
    Phase.TREATMENT: STATES[StayState.TREATMENT],
    Phase.DISCHARGE: STATES[StayState.DISCHARGE],
    Phase.AFTER: STATES[StayState.AFTER],
}

PRESENCE: Final[dict[Presence, Promise]] = {
    Presence.PRESENT: _("til stede"),
    Presence.ON_LEAVE: _("på permisjon"),
}

END_REASONS: Final[dict[EndReason, Promise]] = {
    EndReason.AGAINST_ADVICE: _("skrev seg ut mot råd"),
    EndReason.SENT_HOME: _("ble skrevet ut av enheten"),
    EndReason.TRANSFERRED: _("flyttet til annen behandling"),
    EndReason.NOT_BACK_FROM_LEAVE: _("kom ikke tilbake fra permisjon"),
}

CLOSE_REASONS: Final[dict[CloseReason, Promise]] = {
    CloseReason.THREE_TRIES: _("ikke nådd etter tre forsøk"),
    CloseReason.ASKED_NOT_TO: _("vil ikke kontaktes"),
    CloseReason.BACK_IN_TREATMENT: _("tilbake i behandling"),
    CloseReason.FOLLOWED_ELSEWHERE: _("følges opp et annet sted"),
    CloseReason.MOVED: _("flyttet"),
    CloseReason.DIED: _("død"),
    CloseReason.COMPLETED: _("oppfølgingen er fullført"),
}

SUBSTANCES: Final[dict[Substance, Promise]] = {
    Substance.F10: _("alkohol"),
    Substance.F11: _("opioider"),
    Substance.F12: _("cannabis"),
    Substance.F13: _("beroligende og sovemidler"),
    Substance.F14: _("kokain"),
    Substance.F15: _("andre sentralstimulerende midler"),
    Substance.F16: _("hallusinogener"),
    Substance.F17: _("tobakk"),
    Substance.F18: _("løsemidler"),
    Substance.F19: _("flere stoffer"),
}

PATTERNS: Final[dict[UsePattern, Promise]] = {
    UsePattern.HARMFUL_USE: _("skadelig bruk"),
    UsePattern.DEPENDENCE: _("avhengighet"),
}

MEDICINES: Final[dict[MedicineFlag, Promise]] = {
    MedicineFlag.BETA_BLOCKER: _("betablokker"),
    MedicineFlag.OTHER_HEART_RATE: _("annet som påvirker pulsen"),
    MedicineFlag.OPIOID_AGONIST: _("LAR-medisin (opioidagonist)"),
    MedicineFlag.QT_PROLONGING: _("kan forlenge QT-tiden"),
    MedicineFlag.SEDATIVE_TAPER: _("nedtrapping av beroligende"),
    MedicineFlag.GLUCOSE_LOWERING: _("senker blodsukkeret"),
    MedicineFlag.ANTICOAGULANT: _("blodfortynnende"),
    MedicineFlag.ANABOLIC_STEROIDS: _("anabole steroider (ikke forskrevet)"),
}

COMORBIDITY: Final[dict[ComorbidityFlag, Promise]] = {
    ComorbidityFlag.MENTAL_DISORDER: _("psykisk lidelse"),
    ComorbidityFlag.HEART_OR_VESSEL: _("hjerte og kar"),
    ComorbidityFlag.LUNG: _("lunge"),
    ComorbidityFlag.DIABETES: _("diabetes"),
    ComorbidityFlag.LIVER: _("lever"),
    ComorbidityFlag.INFECTION: _("infeksjon"),
    ComorbidityFlag.MUSCLE_OR_JOINT: _("muskler og ledd"),
    ComorbidityFlag.SEIZURES: _("kramper"),
    ComorbidityFlag.PREGNANCY: _("graviditet"),
    ComorbidityFlag.EATING_DISORDER: _("spiseforstyrrelse"),
    ComorbidityFlag.COMPULSIVE_EXERCISE: _("tvangspreget trening"),
}

FLAGS: Final[dict[Flag, Promise]] = {
    Flag.WITHDRAWAL_OR_TAPER: _("abstinens eller nedtrapping pågår"),
}

KINDS: Final[dict[EventKind, Promise]] = {
    EventKind.ADMITTED: _("Innlagt"),
    EventKind.TRANSFERRED: _("Overflyttet"),
    EventKind.PHASE_CHANGED: _("Ny fase"),
    EventKind.LEAVE_STARTED: _("Ut på permisjon"),
    EventKind.LEAVE_ENDED: _("Tilbake fra permisjon"),
    EventKind.DISCHARGED: _("Utskrevet"),
    EventKind.UNPLANNED_END: _("Oppholdet ble avbrutt"),
    EventKind.MOVED_TO_OTHER_ENTITY: _("Til et annet foretak"),
    EventKind.DIED: _("Død"),
    EventKind.BACKGROUND_NOTED: _("Bakgrunn notert"),
    EventKind.FLAG_SET: _("Merket"),
    EventKind.FLAG_CLEARED: _("Merking fjernet"),
    EventKind.ASSESSED: _("Vurdert"),
    EventKind.RED_FLAG_RAISED: _("Rødt flagg"),
    EventKind.RED_FLAG_CLEARED: _("Rødt flagg opphevet"),
    EventKind.CLEARED: _("Legevurdering"),
    EventKind.CLEARANCE_CONFIRMED: _("Legevurdering bekreftet"),
    EventKind.CLEARANCE_SUSPENDED: _("Legevurdering satt på vent"),
    EventKind.ADVERSE_EVENT: _("Uønsket hendelse"),
    EventKind.TALKED: _("Kartleggingssamtale"),
    EventKind.PLANNED: _("Aktivitetsplan"),
    EventKind.PLAN_REVIEWED: _("Plan gjennomgått"),
    EventKind.GOAL_SET: _("Mål satt"),
    EventKind.GOAL_REVIEWED: _("Mål gjennomgått"),
    EventKind.VICTORY_NOTED: _("Seier"),
    EventKind.LESSON_HELD: _("Undervisning"),
    EventKind.MOTIVATION_NOTED: _("Motivasjon"),
    EventKind.TRAINED: _("Trente"),
    EventKind.DECLINED: _("Takket nei"),
    EventKind.ACTIVITY_OFFERED: _("Fikk tilbud om aktivitet"),
    EventKind.MEASURED: _("Svarte"),
    EventKind.VITALS_TAKEN: _("Målt"),
    EventKind.TESTED: _("Test"),
    EventKind.RECORDED: _("Pulsopptak"),
    EventKind.OBSERVED: _("Observasjon"),
    EventKind.CONTINUATION_PLANNED: _("Plan for tiden etter"),
    EventKind.SUPPORT_ARRANGED: _("Støtte avtalt"),
    EventKind.DISCHARGE_ITEM_DONE: _("Ved utskriving"),
    EventKind.CONTACTED: _("Kontakt"),
    EventKind.CONTACT_TRIED: _("Forsøk på kontakt"),
    EventKind.CONTACT_CLOSED: _("Oppfølging avsluttet"),
    EventKind.DIARY_SHARED: _("Delte fra dagboka"),
    EventKind.CONSENT_GIVEN: _("Samtykke gitt"),
    EventKind.CONSENT_WITHDRAWN: _("Samtykke trukket"),
    EventKind.CONTACT_REFUSED: _("Vil ikke kontaktes"),
    EventKind.STEP_DONE: _("Steg gjort"),
    EventKind.STEP_WAIVED: _("Steg utelatt"),
    EventKind.WITHDRAWN_AS_WRONG: _("Feilført"),
}
