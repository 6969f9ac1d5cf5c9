"""Details of activity: one person's part of one session, what was offered and declined, recordings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from medgang.core.errors import InvalidValue
from medgang.core.timeline.checks import check_given, check_range
from medgang.core.timeline.details import Detail, detail_of
from medgang.core.timeline.details_measures import Quantity
from medgang.core.timeline.kinds import EventKind
from medgang.core.timeline.levels import Level, TalkTest


class Attendance(StrEnum):
    """One press per person. "Lighter today" is never absence."""

    TRAINED = "trained"
    LIGHTER = "lighter"
    STOPPED = "stopped"  # after bout n
    WATCHED = "watched"  # came and watched
    ABSENT = "absent"
    DECLINED = "declined"

    @property
    def was_there(self) -> bool:
        """Came, whatever was done."""
        return self not in (Attendance.ABSENT, Attendance.DECLINED)

    @property
    def was_active(self) -> bool:
        """Did some of it."""
        return self in (Attendance.TRAINED, Attendance.LIGHTER, Attendance.STOPPED)


class Reason(StrEnum):
    """Why someone was not there, or said no."""

    ILL = "ill"
    PAIN = "pain"
    WITHDRAWAL = "withdrawal"
    SLEPT = "slept"
    LEAVE = "leave"
    OTHER_APPOINTMENT = "other_appointment"
    NOT_TODAY = "not_today"
    NO_CLOTHES_OR_SHOES = "no_clothes_or_shoes"
    GROUP = "group"  # the group, a person in it
    SAFETY = "safety"  # the leader or the rules said no
    OTHER = "other"
    NOT_SAID = "not_said"


class Setting(StrEnum):
    """What sort of session it was."""

    GROUP = "group"
    INDIVIDUAL = "individual"
    OWN = "own"  # alone, told afterwards
    QUIET_REST = "quiet_rest"
    THEORY = "theory"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Bout:
    """One bout (drag): minutes, speed km/h, incline %, load watt, pulse at minute 3 and highest, effort 6–20."""

    number: int
    minutes: float | None = None
    speed_kmh: float | None = None
    incline_percent: float | None = None
    load_watt: float | None = None
    minute3_bpm: int | None = None
    peak_bpm: int | None = None
    effort: int | None = None
    talk_test: TalkTest | None = None

    def __post_init__(self) -> None:
        check_range("number", self.number, 1, 99)
        check_range("minutes", self.minutes, 0, 600)
        check_range("speed_kmh", self.speed_kmh, 0, 40)
        check_range("incline_percent", self.incline_percent, -10, 40)
        check_range("load_watt", self.load_watt, 0, 1500)
        check_range("minute3_bpm", self.minute3_bpm, 20, 240)
        check_range("peak_bpm", self.peak_bpm, 20, 240)
        check_range("effort", self.effort, 6, 20)


@dataclass(frozen=True, slots=True)
class StrengthSet:
    """One set: exercise code, repetitions, load in kg, repetitions the person thinks were left."""

    exercise: str
    reps: int
    load_kg: float | None = None
    in_reserve: int | None = None

    def __post_init__(self) -> None:
        check_given("exercise", self.exercise)
        check_range("reps", self.reps, 0, 200)
        check_range("load_kg", self.load_kg, 0, 1000)
        check_range("in_reserve", self.in_reserve, 0, 20)


@detail_of(EventKind.TRAINED)
@dataclass(frozen=True, slots=True)
class Trained(Detail):
    """One person's part of one session, whatever it was, absence too.

    `level` is what was done and `planned_level` what was meant. `moderate_minutes` and `vigorous_minutes` are what
    counts towards the weekly dose; `minutes` the whole. `after_bout` belongs to `STOPPED` alone, `reason` to those
    who were not active or did less.
    """

    attendance: Attendance
    session: UUID | None = None
    setting: Setting = Setting.GROUP
    activity: str = ""
    programme: str = ""
    level: Level | None = None
    planned_level: Level | None = None
    minutes: float | None = None
    moderate_minutes: float | None = None
    vigorous_minutes: float | None = None
    strength: bool = False
    bouts: tuple[Bout, ...] = ()
    sets: tuple[StrengthSet, ...] = ()
    effort: int | None = None
    talk_test: TalkTest | None = None
    after_bout: int | None = None
    reason: Reason | None = None
    staff_present: bool | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for field, value in (
            ("minutes", self.minutes),
            ("moderate_minutes", self.moderate_minutes),
            ("vigorous_minutes", self.vigorous_minutes),
        ):
            check_range(field, value, 0, 1440)
        check_range("effort", self.effort, 6, 20)
        check_range("after_bout", self.after_bout, 0, 99)
        if self.after_bout is not None and self.attendance is not Attendance.STOPPED:
            raise InvalidValue("timeline.stopped_only")
        if not self.attendance.was_active and (self.bouts or self.sets or self.strength):
            raise InvalidValue("timeline.absent_with_dose")


@detail_of(EventKind.ACTIVITY_OFFERED)
@dataclass(frozen=True, slots=True)
class ActivityOffered(Detail):
    """Activity was offered; `accepted` None: not known yet."""

    activity: str = ""
    level: Level | None = None
    accepted: bool | None = None
    note: str = ""


@detail_of(EventKind.DECLINED)
@dataclass(frozen=True, slots=True)
class Declined(Detail):
    """The person said no to an activity that was offered. A no is respected, and asked again tomorrow."""

    activity: str = ""
    session: UUID | None = None
    reason: Reason = Reason.NOT_SAID
    note: str = ""


@detail_of(EventKind.RECORDED)
@dataclass(frozen=True, slots=True)
class Recorded(Detail):
    """A heart-rate file belongs to this patient: the file by its sha256, its span, and what was computed from it."""

    recording: UUID
    sha256: str
    started: datetime
    seconds: int
    session: UUID | None = None
    confirmed: bool = True
    figures: tuple[Quantity, ...] = ()

    def __post_init__(self) -> None:
        if len(self.sha256) != 64:
            raise InvalidValue("timeline.bad_sha256")
        if self.started.tzinfo is None:
            raise InvalidValue("timeline.naive_time", kind=str(EventKind.RECORDED))
        check_range("seconds", self.seconds, 0, 86_400)
