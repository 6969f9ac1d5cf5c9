"""Details of the talk, the plan, goals, victories, lessons and motivation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from medgang.core.errors import InvalidValue
from medgang.core.timeline.checks import check_clock, check_given, check_order, check_range
from medgang.core.timeline.details import Detail, detail_of
from medgang.core.timeline.kinds import EventKind
from medgang.core.timeline.levels import Level, TalkTest


class Coherence(StrEnum):
    """The three parts of the sense of coherence (opplevelse av sammenheng)."""

    COMPREHENSIBILITY = "comprehensibility"  # begripelighet
    MANAGEABILITY = "manageability"  # håndterbarhet
    MEANINGFULNESS = "meaningfulness"  # meningsfullhet


class ResourceArea(StrEnum):
    """Where resources and deficits are looked for in the resource map."""

    BODY = "body"
    ECONOMY = "economy"
    HOUSING = "housing"
    NETWORK = "network"
    FAMILY = "family"
    WORK_OR_SCHOOL = "work_or_school"
    KNOWLEDGE = "knowledge"
    EGO_STRENGTH = "ego_strength"
    FAITH_OR_MEANING = "faith_or_meaning"
    NATURE_OR_CULTURE = "nature_or_culture"
    OTHER = "other"


class Weight(StrEnum):
    """Whether something carries the person or holds them back; both may be true of one area."""

    RESOURCE = "resource"
    DEFICIT = "deficit"


class Escort(StrEnum):
    """What leave rules say about going out to train."""

    FREE = "free"
    WITH_STAFF = "with_staff"
    WITH_GROUP = "with_group"
    INDOORS = "indoors"


class Stage(StrEnum):
    """Where the person stands towards being active, in own words of the product."""

    NOT_NOW = "not_now"
    THINKING = "thinking"
    GETTING_READY = "getting_ready"
    DOING = "doing"
    KEEPING_UP = "keeping_up"


class GoalSize(StrEnum):
    """Small goals can be reached this week."""

    SMALL = "small"
    LARGE = "large"


class GoalState(StrEnum):
    """How it went with a goal. None of them is a failure."""

    REACHED = "reached"
    ON_THE_WAY = "on_the_way"
    CHANGED = "changed"
    LET_GO = "let_go"


class ReviewOutcome(StrEnum):
    """What a review of the plan came to."""

    GO_ON = "go_on"
    ADJUST = "adjust"
    END = "end"


class IntensitySource(StrEnum):
    """How intensity is set for this person."""

    TESTED = "tested"
    CALCULATED = "calculated"
    EFFORT = "effort"
    TALK_TEST = "talk_test"


@dataclass(frozen=True, slots=True)
class MaterialShown:
    """A piece of material and the version that was shown."""

    material: str
    version: str = ""

    def __post_init__(self) -> None:
        check_given("material", self.material)


@dataclass(frozen=True, slots=True)
class Resource:
    """One entry of the resource map."""

    area: ResourceArea
    weight: Weight
    note: str = ""


@detail_of(EventKind.TALKED)
@dataclass(frozen=True, slots=True)
class Talked(Detail):
    """The intake talk (kartleggingssamtale). Every question may stand unanswered; `skipped` names those passed over.

    `short` is the two questions asked in withdrawal. `finished` is False while the talk is saved under way.
    Activities, barriers, helps, adaptations and kinds of experience are codes of the content.
    """

    finished: bool = True
    short: bool = False
    experience: str = ""
    experience_kinds: tuple[str, ...] = ()
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    injuries: str = ""
    informed: bool = False
    materials: tuple[MaterialShown, ...] = ()
    expectations_patient: str = ""
    expectations_staff: str = ""
    adaptation: str = ""
    adaptations: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    limits: str = ""
    barriers: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    preferences: tuple[str, ...] = ()
    importance: int | None = None
    confidence: int | None = None
    food_and_training: str = ""
    escort: Escort | None = None
    leave_rules: str = ""
    after_place: str = ""
    after_money: str = ""
    after_company: str = ""
    skipped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_range("importance", self.importance, 0, 10)
        check_range("confidence", self.confidence, 0, 10)


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """One line of the week: ISO weekday (1 Monday … 7 Sunday), time of day, activity code, level, minutes."""

    weekday: int
    activity: str
    level: Level
    starts: str = ""
    minutes: int | None = None
    target: str = ""
    with_whom: str = ""

    def __post_init__(self) -> None:
        check_range("weekday", self.weekday, 1, 7)
        check_given("activity", self.activity)
        check_clock("starts", self.starts)
        check_range("minutes", self.minutes, 1, 600)


@detail_of(EventKind.PLANNED)
@dataclass(frozen=True, slots=True)
class Planned(Detail):
    """The individual plan, whole; a new version of the same `plan` takes the place of the one before.

    `step` is the rung of the ladder and `patient_chose_step` whether the person chose it; `reasoning` is why high
    intensity, or why not (it does not suit all).
    """

    plan: UUID
    starts: date
    ends: date | None = None
    review_on: date | None = None
    version: int = 1
    programme: str = ""
    week: tuple[PlannedActivity, ...] = ()
    rest_days: tuple[int, ...] = ()
    intensity: IntensitySource | None = None
    talk_test: TalkTest | None = None
    step: str = ""
    patient_chose_step: bool = False
    reasoning: str = ""
    adaptations: tuple[str, ...] = ()
    agreed_with_patient: bool = True

    def __post_init__(self) -> None:
        check_order("ends", self.starts, self.ends)
        check_order("review_on", self.starts, self.review_on)
        check_range("version", self.version, 1, 9999)
        for day in self.rest_days:
            check_range("rest_days", day, 1, 7)


@detail_of(EventKind.PLAN_REVIEWED)
@dataclass(frozen=True, slots=True)
class PlanReviewed(Detail):
    """The plan was looked at together with the patient; `at_end` marks the end review."""

    outcome: ReviewOutcome
    plan: UUID | None = None
    at_end: bool = False
    expectations_met: str = ""
    note: str = ""


@detail_of(EventKind.GOAL_SET)
@dataclass(frozen=True, slots=True)
class GoalSet(Detail):
    """A goal in the patient's words; `by_when` is their own deadline."""

    goal: UUID
    text: str
    size: GoalSize
    coherence: tuple[Coherence, ...] = ()
    by_when: date | None = None

    def __post_init__(self) -> None:
        check_given("text", self.text)


@detail_of(EventKind.GOAL_REVIEWED)
@dataclass(frozen=True, slots=True)
class GoalReviewed(Detail):
    """How it went; `feeling` 0–10 as the patient puts it."""

    goal: UUID
    state: GoalState
    feeling: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_range("feeling", self.feeling, 0, 10)


@detail_of(EventKind.VICTORY_NOTED)
@dataclass(frozen=True, slots=True)
class VictoryNoted(Detail):
    """A small victory. `quote` marks the patient's own words; they are shown to others only with consent."""

    text: str
    quote: bool = False
    may_be_shown: bool = False
    coherence: tuple[Coherence, ...] = ()

    def __post_init__(self) -> None:
        check_given("text", self.text)
        if self.may_be_shown and not self.quote:
            raise InvalidValue("timeline.shown_without_quote")


@detail_of(EventKind.LESSON_HELD)
@dataclass(frozen=True, slots=True)
class LessonHeld(Detail):
    """A lesson that was offered; `attended` is whether the person came."""

    lesson: str
    version: str
    attended: bool
    session: UUID | None = None

    def __post_init__(self) -> None:
        check_given("lesson", self.lesson)


@detail_of(EventKind.MOTIVATION_NOTED)
@dataclass(frozen=True, slots=True)
class MotivationNoted(Detail):
    """Where the person stands, how important and how possible it seems (0–10), and the next small step."""

    stage: Stage | None = None
    importance: int | None = None
    confidence: int | None = None
    next_step: str = ""
    note: str = ""
    resources: tuple[Resource, ...] = ()

    def __post_init__(self) -> None:
        check_range("importance", self.importance, 0, 10)
        check_range("confidence", self.confidence, 0, 10)
