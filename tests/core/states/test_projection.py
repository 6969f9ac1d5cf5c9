"""What a stay is now, read from the timeline alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.states import Presence, StayState, StayView, stays
from medgang.core.timeline import Detail, Event, EventKind, Timeline
from medgang.core.timeline.details_after import CloseReason, ContactClosed, ContactPoint
from medgang.core.timeline.details_background import BackgroundNoted, Flag, FlagChanged
from medgang.core.timeline.details_stay import (
    Admitted,
    Died,
    Discharged,
    EndReason,
    Leave,
    MovedToOtherEntity,
    Phase,
    PhaseChanged,
    Transferred,
    UnplannedEnd,
    WithdrawnAsWrong,
)

START = datetime(2026, 3, 1, 10, tzinfo=UTC)
STAY, DETOX, WARD = uuid4(), uuid4(), uuid4()
K = EventKind


def event(
    kind: EventKind, detail: Detail, day: float, *, replaces: UUID | None = None, known: float | None = None
) -> Event:
    at = START + timedelta(days=day)
    recorded = START + timedelta(days=known if known is not None else day)
    return Event(uuid4(), kind, at, recorded, None, detail, replaces)


def admitted(day: float = 0, *, stay: UUID = STAY, unit: UUID = DETOX, before: UUID | None = None) -> Event:
    return event(K.ADMITTED, Admitted(stay, unit, Phase.WITHDRAWAL, before), day)


def only(*events: Event) -> StayView:
    (view,) = stays(Timeline.of(events)).values()
    return view


def test_admitted() -> None:
    view = only(admitted())
    assert (view.state, view.presence, view.unit, view.ended) == (
        StayState.WITHDRAWAL,
        Presence.PRESENT,
        DETOX,
        None,
    )
    assert view.admitted == view.phase_since == START


def test_phase_transfer_leave_and_flag() -> None:
    moved = event(K.TRANSFERRED, Transferred(STAY, DETOX, WARD), 10)
    view = only(
        admitted(),
        event(K.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 0.1),
        moved,
        event(K.PHASE_CHANGED, PhaseChanged(STAY, Phase.WITHDRAWAL, Phase.TREATMENT), 11),
        event(K.LEAVE_STARTED, Leave(STAY, date(2026, 3, 20)), 15),
    )
    assert view.state is StayState.TREATMENT
    assert view.phase_since == START + timedelta(days=11)
    assert [(each.unit, each.ends) for each in view.placements] == [(DETOX, moved.occurred), (WARD, None)]
    assert (view.presence, view.expected_back) == (Presence.ON_LEAVE, date(2026, 3, 20))
    assert view.withdrawal_or_taper
    back = only(admitted(), event(K.LEAVE_STARTED, Leave(STAY), 1), event(K.LEAVE_ENDED, Leave(STAY), 2))
    assert (back.presence, back.expected_back) == (Presence.PRESENT, None)


@pytest.mark.parametrize(
    ("kind", "detail", "state", "door_open"),
    [
        (K.DISCHARGED, Discharged(STAY), StayState.AFTER, True),
        (K.UNPLANNED_END, UnplannedEnd(STAY, EndReason.AGAINST_ADVICE), StayState.AFTER, True),
        (K.MOVED_TO_OTHER_ENTITY, MovedToOtherEntity(STAY, "Nabosykehuset"), StayState.MOVED, False),
        (K.DIED, Died(STAY), StayState.DEAD, False),
    ],
)
def test_how_a_stay_ends(kind: EventKind, detail: Detail, state: StayState, door_open: bool) -> None:
    view = only(admitted(), event(kind, detail, 30))
    assert view.state is state
    assert view.ended == START + timedelta(days=30)
    assert (view.placements[-1].ends is None) is door_open


def test_follow_up_is_closed_once_and_keeps_when_the_stay_ended() -> None:
    closed = event(K.CONTACT_CLOSED, ContactClosed(CloseReason.COMPLETED), 400)
    one_point = event(K.CONTACT_CLOSED, ContactClosed(CloseReason.THREE_TRIES, ContactPoint.MONTH_1), 60)
    view = only(admitted(), event(K.DISCHARGED, Discharged(STAY), 30), one_point)
    assert view.state is StayState.AFTER
    view = only(admitted(), event(K.DISCHARGED, Discharged(STAY), 30), one_point, closed)
    assert (view.state, view.ended) == (StayState.CLOSED, START + timedelta(days=30))
    assert view.placements[-1].ends == closed.occurred
    # Nothing to close while the patient is in care.
    assert only(admitted(), closed).state is StayState.WITHDRAWAL


def test_readmission_is_a_new_stay_and_ends_the_follow_up_of_the_old() -> None:
    again = uuid4()
    both = stays(
        Timeline.of(
            [
                admitted(),
                event(K.UNPLANNED_END, UnplannedEnd(STAY, EndReason.SENT_HOME), 5),
                admitted(90, stay=again, unit=WARD, before=STAY),
                event(K.PHASE_CHANGED, PhaseChanged(again, Phase.WITHDRAWAL, Phase.TREATMENT), 95),
            ]
        )
    )
    assert [(view.stay, view.state) for view in both.values()] == [
        (STAY, StayState.CLOSED),
        (again, StayState.TREATMENT),
    ]
    assert both[again].readmission_of == STAY
    assert both[STAY].phase_since == START + timedelta(days=90)


def test_a_correction_gives_another_answer() -> None:
    discharged = event(K.DISCHARGED, Discharged(STAY), 30)
    never = event(
        K.WITHDRAWN_AS_WRONG, WithdrawnAsWrong("feil pasient"), 30, replaces=discharged.uid, known=31
    )
    everything = [admitted(), discharged, never]
    assert stays(Timeline.of(everything))[STAY].state is StayState.WITHDRAWAL
    as_known = Timeline.of(everything, START + timedelta(days=30, hours=1))
    assert stays(as_known)[STAY].state is StayState.AFTER


def test_events_of_an_unknown_stay_move_nothing() -> None:
    strangers = [
        event(K.PHASE_CHANGED, PhaseChanged(STAY, Phase.WITHDRAWAL, Phase.TREATMENT), 1),
        event(K.TRANSFERRED, Transferred(STAY, DETOX, WARD), 2),
        event(K.LEAVE_STARTED, Leave(STAY), 3),
        event(K.DISCHARGED, Discharged(STAY), 4),
        event(K.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 5),
        event(K.DIED, Died(), 6),
        event(K.CONTACT_CLOSED, ContactClosed(CloseReason.COMPLETED), 7),
        event(K.BACKGROUND_NOTED, BackgroundNoted(), 8),
    ]
    assert stays(Timeline.of(strangers)) == {}


@given(st.permutations(range(4)))
def test_the_order_of_entry_does_not_matter(order: list[int]) -> None:
    way = [
        admitted(),
        event(K.TRANSFERRED, Transferred(STAY, DETOX, WARD), 10),
        event(K.PHASE_CHANGED, PhaseChanged(STAY, Phase.WITHDRAWAL, Phase.TREATMENT), 11),
        event(K.DISCHARGED, Discharged(STAY), 40),
    ]
    assert only(*(way[number] for number in order)) == only(*way)


def test_a_planned_end_that_is_moved_leaves_the_phase_counting() -> None:
    treated = event(K.PHASE_CHANGED, PhaseChanged(STAY, Phase.WITHDRAWAL, Phase.TREATMENT), 1)
    moved = event(K.PHASE_CHANGED, PhaseChanged(STAY, Phase.TREATMENT, Phase.TREATMENT, date(2026, 5, 1)), 11)
    view = only(admitted(), treated, moved)
    assert (view.state, view.phase_since) == (StayState.TREATMENT, START + timedelta(days=1))
