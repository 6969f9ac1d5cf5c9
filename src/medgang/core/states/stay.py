"""The stay as a state machine: phases that can be skipped, reversed and repeated, leave, and how a stay ends."""

from __future__ import annotations

from enum import StrEnum

from medgang.core.people.roles import CLINICAL_ROLES, Role
from medgang.core.states.table import StateTable, Transition
from medgang.core.timeline.kinds import EventKind


class StayState(StrEnum):
    """Where a stay is. The first four are in care, in the unit; `after` is the follow-up owed after discharge."""

    WITHDRAWAL = "withdrawal"
    ASSESSMENT = "assessment"
    TREATMENT = "treatment"
    DISCHARGE = "discharge"
    AFTER = "after"
    CLOSED = "closed"  # follow-up is over
    MOVED = "moved"  # to another legal entity
    DEAD = "dead"


IN_CARE = (StayState.WITHDRAWAL, StayState.ASSESSMENT, StayState.TREATMENT, StayState.DISCHARGE)
"""The states in which the patient has a place in the unit."""

CURRENT = (*IN_CARE, StayState.AFTER)
"""The states in which the unit still owes the patient something."""

_ENDERS = CLINICAL_ROLES - {Role.ACTIVITY_LEADER}
"""Who may end a stay or say that a patient has died: those who take part in care, less the activity leader."""


def _phase_changes() -> list[Transition[StayState]]:
    return [
        Transition(source, f"to_{target.value}", target, CLINICAL_ROLES, EventKind.PHASE_CHANGED)
        for source in IN_CARE
        for target in IN_CARE
        if source is not target
    ]


def _ends() -> list[Transition[StayState]]:
    found = [
        transition
        for source in IN_CARE
        for transition in (
            Transition(source, "discharge", StayState.AFTER, _ENDERS, EventKind.DISCHARGED),
            Transition(source, "end_unplanned", StayState.AFTER, CLINICAL_ROLES, EventKind.UNPLANNED_END),
            Transition(source, "move", StayState.MOVED, _ENDERS, EventKind.MOVED_TO_OTHER_ENTITY),
        )
    ]
    found.append(
        Transition(StayState.AFTER, "close", StayState.CLOSED, CLINICAL_ROLES, EventKind.CONTACT_CLOSED)
    )
    found += [
        Transition(source, "die", StayState.DEAD, _ENDERS, EventKind.DIED)
        for source in StayState
        if source is not StayState.DEAD
    ]
    return found


STAY = StateTable(
    name="stay",
    states=StayState,
    starts=frozenset(IN_CARE),
    ends=frozenset({StayState.CLOSED, StayState.MOVED, StayState.DEAD}),
    transitions=tuple(_phase_changes() + _ends()),
)
"""A stay. Readmission is a new stay that names the old one, not a way back."""


class Presence(StrEnum):
    """Whether a patient in care is in the house."""

    PRESENT = "present"
    ON_LEAVE = "on_leave"


LEAVE = StateTable(
    name="leave",
    states=Presence,
    starts=frozenset({Presence.PRESENT}),
    ends=frozenset({Presence.PRESENT}),
    transitions=(
        Transition(
            Presence.PRESENT, "start_leave", Presence.ON_LEAVE, CLINICAL_ROLES, EventKind.LEAVE_STARTED
        ),
        Transition(Presence.ON_LEAVE, "end_leave", Presence.PRESENT, CLINICAL_ROLES, EventKind.LEAVE_ENDED),
    ),
)
"""Leave (permisjon) stands apart from the phase: a patient on leave is still in treatment."""
