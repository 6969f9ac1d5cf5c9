"""What a stay is now, read from the timeline alone.

The stored `Stay` row is only a copy of this, so that lists are quick. Because every change is computed here from the
events, a correction of any of them (a discharge that never happened, a wrong admission time) simply gives another
answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from medgang.core.states.stay import Presence, StayState
from medgang.core.timeline.details_after import ContactClosed
from medgang.core.timeline.details_background import Flag, FlagChanged
from medgang.core.timeline.details_stay import (
    Admitted,
    Died,
    Discharged,
    Leave,
    MovedToOtherEntity,
    PhaseChanged,
    Transferred,
    UnplannedEnd,
)
from medgang.core.timeline.events import Event, Timeline
from medgang.core.timeline.kinds import EventKind


@dataclass(frozen=True, slots=True)
class PlacementView:
    """The stay was in this unit from `starts` to `ends` (None: still is)."""

    unit: UUID
    starts: datetime
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class StayView:
    """One stay as the timeline tells it."""

    stay: UUID
    state: StayState
    presence: Presence
    expected_back: date | None
    admitted: datetime
    phase_since: datetime
    ended: datetime | None
    readmission_of: UUID | None
    placements: tuple[PlacementView, ...]
    withdrawal_or_taper: bool

    @property
    def unit(self) -> UUID:
        """Where the stay is, or was last."""
        return self.placements[-1].unit


_END_STATES = {
    EventKind.DISCHARGED: StayState.AFTER,
    EventKind.UNPLANNED_END: StayState.AFTER,
    EventKind.MOVED_TO_OTHER_ENTITY: StayState.MOVED,
    EventKind.DIED: StayState.DEAD,
}


def stays(timeline: Timeline) -> dict[UUID, StayView]:
    """Every stay of the patient, by its uid, in the order of admission."""
    found: dict[UUID, StayView] = {}
    for event in timeline:
        _apply(found, event)
    return found


def _current(found: Mapping[UUID, StayView]) -> StayView | None:
    return next(reversed(list(found.values())), None)


def _apply(found: dict[UUID, StayView], event: Event) -> None:
    detail = event.detail
    match detail:
        case Admitted():
            _close_follow_up(found, event)
            found[detail.stay] = StayView(
                stay=detail.stay,
                state=StayState(detail.phase.value),
                presence=Presence.PRESENT,
                expected_back=None,
                admitted=event.occurred,
                phase_since=event.occurred,
                ended=None,
                readmission_of=detail.readmission_of,
                placements=(PlacementView(detail.unit, event.occurred, None),),
                withdrawal_or_taper=False,
            )
        case PhaseChanged() if detail.stay in found:
            reached = StayState(detail.to_phase.value)
            # The same phase again: only the planned end was set or moved, and the phase goes on counting.
            if reached is not found[detail.stay].state:
                found[detail.stay] = replace(found[detail.stay], state=reached, phase_since=event.occurred)
        case Transferred() if detail.stay in found:
            stay = found[detail.stay]
            left = replace(stay.placements[-1], ends=event.occurred)
            arrived = PlacementView(detail.to_unit, event.occurred, None)
            found[detail.stay] = replace(stay, placements=(*stay.placements[:-1], left, arrived))
        case Leave() if detail.stay in found:
            away = event.kind is EventKind.LEAVE_STARTED
            found[detail.stay] = replace(
                found[detail.stay],
                presence=Presence.ON_LEAVE if away else Presence.PRESENT,
                expected_back=detail.expected_back if away else None,
            )
        case Discharged() | UnplannedEnd() | MovedToOtherEntity() if detail.stay in found:
            found[detail.stay] = _ended(found[detail.stay], event, _END_STATES[event.kind])
        case Died():
            stay_or_none = _current(found)
            if stay_or_none is not None:
                found[stay_or_none.stay] = _ended(stay_or_none, event, StayState.DEAD)
        case FlagChanged(flag=Flag.WITHDRAWAL_OR_TAPER):
            stay_or_none = _current(found)
            if stay_or_none is not None:
                found[stay_or_none.stay] = replace(
                    stay_or_none, withdrawal_or_taper=event.kind is EventKind.FLAG_SET
                )
        case ContactClosed(point=None):
            _close_follow_up(found, event)
        case _:
            pass  # what else happens to a patient does not move the stay


def _close_follow_up(found: dict[UUID, StayView], event: Event) -> None:
    """Follow-up is over: somebody closed it, or the patient is back in treatment."""
    stay = _current(found)
    if stay is not None and stay.state is StayState.AFTER:
        found[stay.stay] = _ended(stay, event, StayState.CLOSED)


def _ended(stay: StayView, event: Event, state: StayState) -> StayView:
    """The stay is over. In follow-up the unit keeps its door open; otherwise the placement ends too."""
    placements = stay.placements
    if state is not StayState.AFTER:
        placements = (*placements[:-1], replace(placements[-1], ends=placements[-1].ends or event.occurred))
    return replace(
        stay,
        state=state,
        presence=Presence.PRESENT,
        expected_back=None,
        phase_since=event.occurred,
        ended=stay.ended or event.occurred,
        placements=placements,
    )
