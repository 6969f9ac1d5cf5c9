"""Details of the way out and the months after: continuation, support, discharge items, contacts, consent, steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from medgang.core.timeline.checks import check_clock, check_given, check_range
from medgang.core.timeline.details import Detail, detail_of
from medgang.core.timeline.kinds import EventKind
from medgang.core.timeline.levels import Level


class SupportKind(StrEnum):
    """Who or what supports the person to go on."""

    TRAINING_CONTACT = "training_contact"  # treningskontakt
    FITNESS_SPONSOR = "fitness_sponsor"
    ALUMNI_GROUP = "alumni_group"
    SUPPORT_PERSON = "support_person"
    TWELVE_STEP = "twelve_step"
    OTHER = "other"


class SupportState(StrEnum):
    """How far it has come. The latest for a kind holds."""

    NOT_WISHED = "not_wished"
    WISHED = "wished"
    MATCHED = "matched"
    CONSENTED = "consented"
    STARTED = "started"
    ENDED = "ended"


class DischargeItem(StrEnum):
    """What is owed at every end of a stay, planned or not."""

    OVERDOSE_TALK = "overdose_talk"  # lost tolerance, kameratredning
    NALOXONE = "naloxone"
    CRISIS_PLAN = "crisis_plan"
    WHOM_TO_RING = "whom_to_ring"
    NEXT_APPOINTMENT = "next_appointment"
    OPEN_RETURN = "open_return"  # angrekort
    COPY_OF_PLAN = "copy_of_plan"


class ItemOutcome(StrEnum):
    """How it went with a discharge item."""

    DONE = "done"
    GIVEN = "given"
    DECLINED = "declined"
    NOT_RELEVANT = "not_relevant"
    NOT_REACHED = "not_reached"  # the person had left


class ContactPoint(StrEnum):
    """The agreed times of contact after the end of a stay."""

    WEEK_1 = "week_1"
    MONTH_1 = "month_1"
    MONTH_3 = "month_3"
    MONTH_6 = "month_6"
    MONTH_12 = "month_12"


class ContactWay(StrEnum):
    """How contact was made or tried."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    MET = "met"
    VIDEO = "video"
    THROUGH_OTHER = "through_other"


class CloseReason(StrEnum):
    """Why contact was closed."""

    THREE_TRIES = "three_tries"
    ASKED_NOT_TO = "asked_not_to"
    BACK_IN_TREATMENT = "back_in_treatment"
    FOLLOWED_ELSEWHERE = "followed_elsewhere"
    MOVED = "moved"
    DIED = "died"
    COMPLETED = "completed"


class Purpose(StrEnum):
    """What a consent is for. Care documentation rests on law and never stands here."""

    QUALITY = "quality"
    RESEARCH = "research"
    ALUMNI = "alumni"
    CONTACT_AFTER = "contact_after"
    TRAINING_CONTACT = "training_contact"
    FITNESS_SPONSOR = "fitness_sponsor"
    SUPPORT_PERSON = "support_person"
    STORY = "story"  # quotes and stories shown to others
    MESSAGES = "messages"  # e-mail or SMS


class DoneHow(StrEnum):
    """How a step was completed where no other event completes it."""

    RECORD = "record"  # "se journal": the record already holds it
    HAND = "hand"


class WaiveReason(StrEnum):
    """Why a step is left out for this patient. Every step can be."""

    NOT_WISHED = "not_wished"
    NOT_RELEVANT = "not_relevant"
    NOT_NOW = "not_now"  # with a date until which
    HEALTH = "health"
    LEFT = "left"
    DONE_ELSEWHERE = "done_elsewhere"
    OTHER = "other"


@detail_of(EventKind.CONTINUATION_PLANNED)
@dataclass(frozen=True, slots=True)
class ContinuationPlanned(Detail):
    """The plan for afterwards, as whole as it is today; the latest holds.

    `weekday` ISO 1–7; `cost_kr` whole kroner a month; `municipality` its four-digit number; `offer` the code of a
    local offer; `points` are the contacts agreed with the patient and `owner` the person who makes them.
    """

    place: str = ""
    offer: str = ""
    municipality: str = ""
    activity: str = ""
    weekday: int | None = None
    starts: str = ""
    with_whom: str = ""
    first_date: date | None = None
    cost_kr: int | None = None
    travel: str = ""
    points: tuple[ContactPoint, ...] = ()
    owner: UUID | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_range("weekday", self.weekday, 1, 7)
        check_range("cost_kr", self.cost_kr, 0, 100_000)
        check_clock("starts", self.starts)

    @property
    def complete(self) -> bool:
        """Place, activity or offer, person and first date are settled: enough to go to."""
        return bool(self.place and (self.activity or self.offer) and self.first_date is not None)


@detail_of(EventKind.SUPPORT_ARRANGED)
@dataclass(frozen=True, slots=True)
class SupportArranged(Detail):
    """How far one kind of support has come; `person` is the uid of the helper where they have one."""

    kind: SupportKind
    state: SupportState
    person: UUID | None = None
    note: str = ""


@detail_of(EventKind.DISCHARGE_ITEM_DONE)
@dataclass(frozen=True, slots=True)
class DischargeItemDone(Detail):
    """One item of the discharge list; `on` is the date of the next appointment where that is the item."""

    item: DischargeItem
    outcome: ItemOutcome
    on: date | None = None
    note: str = ""


@detail_of(EventKind.CONTACTED)
@dataclass(frozen=True, slots=True)
class Contacted(Detail):
    """Contact after the stay. `relapse` only with the person's consent; None: not asked or not answered."""

    point: ContactPoint
    way: ContactWay
    still_active: bool | None = None
    relapse: bool | None = None
    wishes: str = ""
    note: str = ""


@detail_of(EventKind.CONTACT_TRIED)
@dataclass(frozen=True, slots=True)
class ContactTried(Detail):
    """A try that did not reach the person."""

    point: ContactPoint
    way: ContactWay
    note: str = ""


@detail_of(EventKind.CONTACT_CLOSED)
@dataclass(frozen=True, slots=True)
class ContactClosed(Detail):
    """No more tries: for one point, or (None) for all that are left."""

    reason: CloseReason
    point: ContactPoint | None = None
    note: str = ""


@detail_of(EventKind.DIARY_SHARED)
@dataclass(frozen=True, slots=True)
class DiaryShared(Detail):
    """An entry of the patient's diary they chose to share: which, about which day, and what it says.

    `felt` is how it was, 0–10, as the patient put it; None: not said.
    """

    entry: UUID
    day: date
    activity: str = ""
    minutes: int | None = None
    effort: int | None = None
    level: Level | None = None
    text: str = ""
    staff_entered: bool = False
    felt: int | None = None

    def __post_init__(self) -> None:
        check_range("minutes", self.minutes, 0, 1440)
        check_range("effort", self.effort, 6, 20)
        check_range("felt", self.felt, 0, 10)


@detail_of(EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN)
@dataclass(frozen=True, slots=True)
class Consent(Detail):
    """A consent for one purpose; `to` is the one person it concerns, `items` what is shared, one by one."""

    purpose: Purpose
    text_version: str = ""
    to: UUID | None = None
    items: tuple[str, ...] = ()
    guardian: bool = False
    way: str = ""


@detail_of(EventKind.STEP_DONE)
@dataclass(frozen=True, slots=True)
class StepDone(Detail):
    """A step of a procedure was done: seen in the record, or by hand."""

    step: str
    procedure: str = ""
    version: str = ""
    how: DoneHow = DoneHow.HAND
    where: str = ""

    def __post_init__(self) -> None:
        check_given("step", self.step)


@detail_of(EventKind.STEP_WAIVED)
@dataclass(frozen=True, slots=True)
class StepWaived(Detail):
    """A step is left out, with the reason; `until` None: for this stay."""

    step: str
    reason: WaiveReason
    procedure: str = ""
    version: str = ""
    until: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_given("step", self.step)
