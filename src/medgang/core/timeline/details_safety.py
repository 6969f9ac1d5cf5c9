"""Details of what opens and closes activity: assessments, red flags, clearance, adverse events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from medgang.core.errors import InvalidValue
from medgang.core.timeline.checks import check_given, check_range
from medgang.core.timeline.details import Detail, detail_of
from medgang.core.timeline.details_background import MedicineFlag
from medgang.core.timeline.kinds import EventKind
from medgang.core.timeline.levels import Level


class AssessmentKind(StrEnum):
    """The two assessments the national guideline requires before systematic training."""

    MEDICAL = "medical"
    PSYCHOLOGICAL = "psychological"


class AssessmentOutcome(StrEnum):
    """What the assessment came to. Only `NOTHING_AGAINST` and `WITH_CARE` open the moderate level."""

    NOTHING_AGAINST = "nothing_against"
    WITH_CARE = "with_care"  # may train, with the cautions noted
    AGAINST = "against"  # not for now
    INCOMPLETE = "incomplete"  # begun; something is still missing


class Known(StrEnum):
    """An answer to a question about history. `NOT_ASKED` is not the same as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


class RedFlag(StrEnum):
    """What closes even light activity until a clinician has seen the person."""

    CHEST_PAIN = "chest_pain"
    FAINTING = "fainting"
    FEVER = "fever"
    SEIZURE = "seizure"
    DELIRIUM = "delirium"
    INTOXICATED = "intoxicated"
    BLOOD_PRESSURE = "blood_pressure"  # above the limit the unit's procedure sets
    OTHER = "other"


class Outcome(StrEnum):
    """The physician's decision for one level."""

    CLEARED = "cleared"
    ADAPTED = "adapted"
    WAIT = "wait"


class SuspensionReason(StrEnum):
    """Why a clearance no longer holds."""

    RELAPSE = "relapse"
    FAINTING = "fainting"
    CHEST_PAIN = "chest_pain"
    NEW_HEART_MEDICINE = "new_heart_medicine"
    READMISSION = "readmission"
    ADVERSE_EVENT = "adverse_event"
    PHYSICIAN = "physician"  # another reason, in the note


class AdverseKind(StrEnum):
    """What happened to the person during or after activity."""

    INJURY = "injury"
    FALL = "fall"
    FAINTING = "fainting"
    CHEST_PAIN = "chest_pain"
    SEIZURE = "seizure"
    BREATHLESS = "breathless"
    LOW_BLOOD_SUGAR = "low_blood_sugar"
    DISTRESS = "distress"  # fear, panic, a bad memory
    OTHER = "other"


class Severity(StrEnum):
    """How serious an adverse event was."""

    MILD = "mild"  # no care needed
    MODERATE = "moderate"  # cared for on the unit
    SERIOUS = "serious"  # emergency care, hospital, lasting harm


@dataclass(frozen=True, slots=True)
class PromptAnswer:
    """The answer to one of the unit's own-worded safety questions, by the code of the question."""

    prompt: str
    answer: Known
    note: str = ""

    def __post_init__(self) -> None:
        check_given("prompt", self.prompt)


@dataclass(frozen=True, slots=True)
class MedicalFindings:
    """What the physician's page holds; every field may stand unanswered.

    `agonist_mg` is the daily dose of the opioid agonist in milligrams; `qtc_ms` the corrected QT time in
    milliseconds of the ECG of `ecg_on`; blood pressure in mmHg.
    """

    last_use: date | None = None
    agonist: str = ""
    agonist_mg: float | None = None
    ecg_on: date | None = None
    qtc_ms: int | None = None
    anabolic_steroids: Known = Known.NOT_ASKED
    seizures: Known = Known.NOT_ASKED
    delirium: Known = Known.NOT_ASKED
    pregnancy: Known = Known.NOT_ASKED
    injection_infection: Known = Known.NOT_ASKED
    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    heart_medicines: tuple[MedicineFlag, ...] = ()
    medicines_checked: date | None = None

    def __post_init__(self) -> None:
        check_range("agonist_mg", self.agonist_mg, 0, 1000)
        check_range("qtc_ms", self.qtc_ms, 200, 800)
        check_range("systolic_mmhg", self.systolic_mmhg, 40, 320)
        check_range("diastolic_mmhg", self.diastolic_mmhg, 20, 220)


@detail_of(EventKind.ASSESSED)
@dataclass(frozen=True, slots=True)
class Assessed(Detail):
    """One of the two assessments, by whom (in words: the assessor may work in another system) and where it stands."""

    kind: AssessmentKind
    outcome: AssessmentOutcome
    assessed_by: str = ""
    documented_where: str = ""
    answers: tuple[PromptAnswer, ...] = ()
    findings: MedicalFindings | None = None
    cautions: tuple[str, ...] = ()
    note: str = ""


@detail_of(EventKind.RED_FLAG_RAISED)
@dataclass(frozen=True, slots=True)
class RedFlagRaised(Detail):
    """Someone saw or heard a red flag; `session` is where, when it came up at a session."""

    flag: RedFlag
    session: UUID | None = None
    note: str = ""


@detail_of(EventKind.RED_FLAG_CLEARED)
@dataclass(frozen=True, slots=True)
class RedFlagCleared(Detail):
    """A clinician has seen the person; `flag` None: all that were raised."""

    seen_by: str
    flag: RedFlag | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_given("seen_by", self.seen_by)


@dataclass(frozen=True, slots=True)
class LevelDecision:
    """The decision for one level; `conditions` say what adapted means."""

    level: Level
    outcome: Outcome
    conditions: str = ""


@detail_of(EventKind.CLEARED)
@dataclass(frozen=True, slots=True)
class Cleared(Detail):
    """A physician's decision per level, with name, date, expiry.

    `confirmed` is False where somebody else recorded it for the physician: it holds, and is shown as to be confirmed.
    `despite_withdrawal` is the physician's own release of the high level while withdrawal or taper is ongoing.
    """

    decisions: tuple[LevelDecision, ...]
    decided_by: str
    decided_on: date
    expires: date
    confirmed: bool = True
    documented_where: str = ""
    despite_withdrawal: bool = False
    findings: MedicalFindings | None = None
    cautions: tuple[str, ...] = ()
    ring: str = ""

    def __post_init__(self) -> None:
        check_given("decided_by", self.decided_by)
        levels = [decision.level for decision in self.decisions]
        if not levels or len(set(levels)) != len(levels):
            raise InvalidValue("timeline.decision_per_level")
        if self.expires < self.decided_on:
            raise InvalidValue("timeline.wrong_order", field="expires")


@detail_of(EventKind.CLEARANCE_CONFIRMED)
@dataclass(frozen=True, slots=True)
class ClearanceConfirmed(Detail):
    """The physician confirms a decision that somebody else recorded; `clearance` is the uid of that event."""

    clearance: UUID


@detail_of(EventKind.CLEARANCE_SUSPENDED)
@dataclass(frozen=True, slots=True)
class ClearanceSuspended(Detail):
    """What was cleared waits for a new decision."""

    reason: SuspensionReason
    session: UUID | None = None
    note: str = ""


@detail_of(EventKind.ADVERSE_EVENT)
@dataclass(frozen=True, slots=True)
class AdverseEvent(Detail):
    """Something went wrong; `deviation` is its number in the organisation's own deviation system."""

    kind: AdverseKind
    severity: Severity
    session: UUID | None = None
    bout: int | None = None
    level: Level | None = None
    action: str = ""
    deviation: str = ""

    def __post_init__(self) -> None:
        check_range("bout", self.bout, 0, 99)
