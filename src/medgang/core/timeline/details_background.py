"""Details of what a patient brings along: substances, comorbidity, medicines that change training, dated flags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.timeline.checks import check_given
from medgang.core.timeline.details import Detail, detail_of
from medgang.core.timeline.kinds import EventKind


class Substance(StrEnum):
    """ICD-10 F10–F19: which substance the disorder is about."""

    F10 = "F10"  # alcohol
    F11 = "F11"  # opioids
    F12 = "F12"  # cannabinoids
    F13 = "F13"  # sedatives and hypnotics
    F14 = "F14"  # cocaine
    F15 = "F15"  # other stimulants
    F16 = "F16"  # hallucinogens
    F17 = "F17"  # tobacco
    F18 = "F18"  # volatile solvents
    F19 = "F19"  # several substances


class UsePattern(StrEnum):
    """The fourth character that matters here: harmful use (.1) or dependence (.2)."""

    HARMFUL_USE = "harmful_use"
    DEPENDENCE = "dependence"


class MedicineFlag(StrEnum):
    """Medicines that change how training can be steered. A flag, not a medication list."""

    BETA_BLOCKER = "beta_blocker"
    OTHER_HEART_RATE = "other_heart_rate"  # marks heart rate as unsure, nothing more
    OPIOID_AGONIST = "opioid_agonist"
    QT_PROLONGING = "qt_prolonging"
    SEDATIVE_TAPER = "sedative_taper"
    GLUCOSE_LOWERING = "glucose_lowering"
    ANTICOAGULANT = "anticoagulant"
    BLOOD_PRESSURE = "blood_pressure"  # lowers blood pressure
    DIURETIC = "diuretic"
    ANABOLIC_STEROIDS = "anabolic_steroids"  # not prescribed; asked about


HEART_AFFECTING = frozenset(
    {
        MedicineFlag.BETA_BLOCKER,
        MedicineFlag.OTHER_HEART_RATE,
        MedicineFlag.OPIOID_AGONIST,
        MedicineFlag.QT_PROLONGING,
        MedicineFlag.BLOOD_PRESSURE,
        MedicineFlag.ANABOLIC_STEROIDS,
    }
)
"""A new one of these sends the clearance back to the physician."""


class Change(StrEnum):
    """What happened to a medicine."""

    STARTED = "started"
    STOPPED = "stopped"
    INCREASED = "increased"
    REDUCED = "reduced"


class ComorbidityFlag(StrEnum):
    """Groups of conditions that call for individual adaptation. A flag, not a diagnosis list."""

    MENTAL_DISORDER = "mental_disorder"
    HEART_OR_VESSEL = "heart_or_vessel"
    LUNG = "lung"
    DIABETES = "diabetes"
    LIVER = "liver"
    INFECTION = "infection"
    MUSCLE_OR_JOINT = "muscle_or_joint"
    SEIZURES = "seizures"
    PREGNANCY = "pregnancy"
    EATING_DISORDER = "eating_disorder"
    COMPULSIVE_EXERCISE = "compulsive_exercise"


class Flag(StrEnum):
    """Dated flags that stand apart from the phase."""

    WITHDRAWAL_OR_TAPER = "withdrawal_or_taper"


@dataclass(frozen=True, slots=True)
class SubstanceUse:
    """One substance, how it is used, and for how many years (None: not asked or not answered)."""

    substance: Substance
    pattern: UsePattern | None = None
    years: int | None = None

    def __post_init__(self) -> None:
        if self.years is not None and not 0 <= self.years <= 90:
            raise InvalidValue("timeline.years_of_use", years=self.years)


@dataclass(frozen=True, slots=True)
class MedicineChange:
    """A change the physician decided; `decided_by` is the physician's name, since training never decides it."""

    medicine: MedicineFlag
    change: Change
    decided_by: str
    on: date | None = None

    def __post_init__(self) -> None:
        check_given("decided_by", self.decided_by)


@detail_of(EventKind.BACKGROUND_NOTED)
@dataclass(frozen=True, slots=True)
class BackgroundNoted(Detail):
    """The whole background as it is known now; the latest one holds. `medicines_checked` is "sist sjekket".

    `medicine_changes` are what the physician changed since the note before, kept as an outcome of its own.
    """

    substances: tuple[SubstanceUse, ...] = ()
    medicines: tuple[MedicineFlag, ...] = ()
    medicines_checked: date | None = None
    comorbidity: tuple[ComorbidityFlag, ...] = ()
    medicine_changes: tuple[MedicineChange, ...] = ()


@detail_of(EventKind.FLAG_SET, EventKind.FLAG_CLEARED)
@dataclass(frozen=True, slots=True)
class FlagChanged(Detail):
    """A dated flag is set or cleared; `note` is why, in the writer's words."""

    flag: Flag
    note: str = ""
