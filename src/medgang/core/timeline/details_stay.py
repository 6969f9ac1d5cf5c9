"""Details of the stay itself: where the patient is, in which phase, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from medgang.core.timeline.details import Detail, detail_of
from medgang.core.timeline.kinds import EventKind


class Phase(StrEnum):
    """Where in treatment a patient is. Phases can be skipped, reversed and repeated."""

    WITHDRAWAL = "withdrawal"  # avrusning
    ASSESSMENT = "assessment"  # utredning
    TREATMENT = "treatment"  # behandling
    DISCHARGE = "discharge"  # utskriving
    AFTER = "after"  # etter


class EndReason(StrEnum):
    """Why a stay ended otherwise than planned."""

    AGAINST_ADVICE = "against_advice"
    SENT_HOME = "sent_home"
    TRANSFERRED = "transferred"
    NOT_BACK_FROM_LEAVE = "not_back_from_leave"


@detail_of(EventKind.ADMITTED)
@dataclass(frozen=True, slots=True)
class Admitted(Detail):
    """A stay begins. `readmission_of` is the stay whose plan may be copied; its clearance never is.

    `expected_end` is the day the stay is planned to end, where that is known; a later one in `PhaseChanged` holds.
    """

    stay: UUID
    unit: UUID
    phase: Phase
    readmission_of: UUID | None = None
    expected_end: date | None = None


@detail_of(EventKind.TRANSFERRED)
@dataclass(frozen=True, slots=True)
class Transferred(Detail):
    """The stay goes on in another unit of the same legal entity."""

    stay: UUID
    from_unit: UUID
    to_unit: UUID


@detail_of(EventKind.PHASE_CHANGED)
@dataclass(frozen=True, slots=True)
class PhaseChanged(Detail):
    """The patient goes from one phase to another; `expected_end` when the planned end of the stay was set or moved.

    The two phases may be the same: then only the planned end changed.
    """

    stay: UUID
    from_phase: Phase
    to_phase: Phase
    expected_end: date | None = None


@detail_of(EventKind.LEAVE_STARTED, EventKind.LEAVE_ENDED)
@dataclass(frozen=True, slots=True)
class Leave(Detail):
    """Leave (permisjon): away from the unit for a time, with the day the patient is expected back."""

    stay: UUID
    expected_back: date | None = None


@detail_of(EventKind.DISCHARGED)
@dataclass(frozen=True, slots=True)
class Discharged(Detail):
    """A planned end of the stay."""

    stay: UUID


@detail_of(EventKind.UNPLANNED_END)
@dataclass(frozen=True, slots=True)
class UnplannedEnd(Detail):
    """The stay ended otherwise than planned; the list of what is owed is the same as for a planned end."""

    stay: UUID
    reason: EndReason


@detail_of(EventKind.MOVED_TO_OTHER_ENTITY)
@dataclass(frozen=True, slots=True)
class MovedToOtherEntity(Detail):
    """The patient goes on in another legal entity: a summary follows on paper, no data link does."""

    stay: UUID
    receiver: str


@detail_of(EventKind.DIED)
@dataclass(frozen=True, slots=True)
class Died(Detail):
    """The patient has died. Every message stops at once."""

    stay: UUID | None = None


@detail_of(EventKind.CONTACT_REFUSED)
@dataclass(frozen=True, slots=True)
class ContactRefused(Detail):
    """ "Do not contact me": every message stops at once."""


@detail_of(EventKind.WITHDRAWN_AS_WRONG)
@dataclass(frozen=True, slots=True)
class WithdrawnAsWrong(Detail):
    """The event this one replaces never happened. `reason` is why it was entered."""

    reason: str
