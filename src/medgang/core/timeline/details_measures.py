"""Details of what is measured: questionnaires and single items, body, tests, what was observed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from medgang.core.errors import InvalidValue
from medgang.core.timeline.checks import check_given, check_range
from medgang.core.timeline.details import Detail, detail_of
from medgang.core.timeline.kinds import EventKind
from medgang.core.timeline.levels import TalkTest


class Moment(StrEnum):
    """When in relation to a session the question was put."""

    ROUTINE = "routine"  # no session
    BEFORE = "before"
    AFTER = "after"
    HOUR_1 = "hour_1"
    HOUR_2 = "hour_2"
    HOUR_4 = "hour_4"


class Channel(StrEnum):
    """How the answer came in."""

    TABLET = "tablet"
    LINK = "link"
    PAPER = "paper"
    STAFF = "staff"  # asked aloud, entered by staff


class Missing(StrEnum):
    """Why a measurement that was intended has no answers."""

    NOT_SHOWN = "not_shown"
    NOT_OPENED = "not_opened"
    DECLINED = "declined"
    LEFT_EARLY = "left_early"
    ASLEEP = "asleep"
    NO_NETWORK = "no_network"
    QUIET_HOURS = "quiet_hours"
    UNKNOWN = "unknown"


class Visibility(StrEnum):
    """Who sees the answers: the care team, or the patient alone until they share it."""

    TEAM = "team"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class Answer:
    """One raw answer, in the order it was shown. `value` None: shown and skipped, which is never zero."""

    item: str
    value: float | None = None
    text: str = ""

    def __post_init__(self) -> None:
        check_given("item", self.item)


@detail_of(EventKind.MEASURED)
@dataclass(frozen=True, slots=True)
class Measured(Detail):
    """Raw answers to one instrument or to single items; scores are computed, never stored here.

    `instrument` is its code and `version`, `language` what was shown; `frame` the time the question is about, where
    it can vary. `intended`, `shown`, `answered` are instants; with no answers, `missing` says why. `receiver` is
    the named person who sees the answers the same day, where the instrument asks for one.
    """

    instrument: str
    version: str
    language: str = "nb"
    answers: tuple[Answer, ...] = ()
    moment: Moment = Moment.ROUTINE
    session: UUID | None = None
    frame: str = ""
    channel: Channel = Channel.STAFF
    intended: datetime | None = None
    shown: datetime | None = None
    answered: datetime | None = None
    late: bool = False
    missing: Missing | None = None
    visibility: Visibility = Visibility.TEAM
    receiver: UUID | None = None

    def __post_init__(self) -> None:
        check_given("instrument", self.instrument)
        items = [answer.item for answer in self.answers]
        if len(set(items)) != len(items):
            raise InvalidValue("timeline.answered_twice", instrument=self.instrument)
        if self.answers and self.missing is not None:
            raise InvalidValue("timeline.missing_with_answers", instrument=self.instrument)
        for instant in (self.intended, self.shown, self.answered):
            if instant is not None and instant.tzinfo is None:
                raise InvalidValue("timeline.naive_time", kind=str(EventKind.MEASURED))


@detail_of(EventKind.VITALS_TAKEN)
@dataclass(frozen=True, slots=True)
class VitalsTaken(Detail):
    """Blood pressure (mmHg) and resting pulse (per minute). Weight (kg) and waist (cm) only where opted in."""

    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    resting_bpm: int | None = None
    temperature_c: float | None = None
    weight_kg: float | None = None
    waist_cm: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_range("systolic_mmhg", self.systolic_mmhg, 40, 320)
        check_range("diastolic_mmhg", self.diastolic_mmhg, 20, 220)
        check_range("resting_bpm", self.resting_bpm, 20, 240)
        check_range("temperature_c", self.temperature_c, 30, 44)
        check_range("weight_kg", self.weight_kg, 20, 400)
        check_range("waist_cm", self.waist_cm, 40, 250)


@dataclass(frozen=True, slots=True)
class TestStage:
    """One stage of a graded test: speed km/h, incline %, load watt, pulse at its end, effort 6–20."""

    __test__ = False  # not a test class, whatever its name

    number: int
    minutes: float
    speed_kmh: float | None = None
    incline_percent: float | None = None
    load_watt: float | None = None
    bpm: int | None = None
    effort: int | None = None
    talk_test: TalkTest | None = None

    def __post_init__(self) -> None:
        check_range("number", self.number, 1, 99)
        check_range("minutes", self.minutes, 0, 600)
        check_range("speed_kmh", self.speed_kmh, 0, 40)
        check_range("incline_percent", self.incline_percent, -10, 40)
        check_range("load_watt", self.load_watt, 0, 1500)
        check_range("bpm", self.bpm, 20, 240)
        check_range("effort", self.effort, 6, 20)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its code and unit, and the algorithm (with version) that gave it where it was computed."""

    code: str
    value: float
    unit: str
    algorithm: str = ""

    def __post_init__(self) -> None:
        check_given("code", self.code)


@detail_of(EventKind.TESTED)
@dataclass(frozen=True, slots=True)
class Tested(Detail):
    """A fitness or strength test: `test` is the protocol's code, raw stages and readings, then what was computed."""

    __test__ = False  # not a test class, whatever its name

    test: str
    version: str = ""
    stages: tuple[TestStage, ...] = ()
    readings: tuple[Quantity, ...] = ()
    results: tuple[Quantity, ...] = ()
    stopped: str = ""
    equipment: str = ""
    session: UUID | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_given("test", self.test)


@detail_of(EventKind.OBSERVED)
@dataclass(frozen=True, slots=True)
class Observed(Detail):
    """Two lines of how it went, to be read in the assessment."""

    managed: str = ""
    limits: str = ""
    with_others: str = ""
    session: UUID | None = None

    def __post_init__(self) -> None:
        check_given("managed", self.managed + self.limits + self.with_others)
