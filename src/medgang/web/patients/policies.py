"""What the state of things permits, whoever asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from medgang.core.errors import NotAllowed
from medgang.core.people import Role
from medgang.core.states import STAY, StateTable, StayState, Transition
from medgang.core.states.table import S
from medgang.core.timeline import EventKind
from medgang.web.accounts.actors import Actor
from medgang.web.patients.models import EventRow, Stay

CLOCK_SLACK = timedelta(minutes=5)
"""A device's clock may run a little ahead of the server's."""


def check_can_happen_at(occurred: datetime, now: datetime) -> None:
    """An event cannot have happened in the future."""
    if occurred > now + CLOCK_SLACK:
        raise NotAllowed("patients.in_future")


def check_can_step(table: StateTable[S], state: S, verb: str, by: Actor) -> tuple[Transition[S], Role]:
    """The transition and the role it is done in; `NotAllowed` when the state or none of the roles permits it."""
    for role in sorted(by.roles, key=lambda held: held is not by.role):
        if table.can(state, verb, role):
            return table.step(state, verb, role), role
    fallback = by.role or next(iter(sorted(by.roles)), Role.VOLUNTEER)
    return table.step(state, verb, fallback), fallback


def check_can_correct(row: EventRow, *, already_replaced: bool) -> None:
    """Only what still stands can be corrected, and an admission can be moved in time but not taken away here."""
    if already_replaced or row.kind == EventKind.WITHDRAWN_AS_WRONG.value:
        raise NotAllowed("patients.already_corrected")


def check_can_withdraw(row: EventRow, *, already_replaced: bool) -> None:
    """As `check_can_correct`; an admission stands, because everything else of the stay rests on it."""
    check_can_correct(row, already_replaced=already_replaced)
    if row.kind == EventKind.ADMITTED.value:
        raise NotAllowed("patients.admission_stands")


def verbs_open_to(stay: Stay, by: Actor) -> tuple[str, ...]:
    """What this person can do with this stay now, in the table's order."""
    state = StayState(stay.state)
    return tuple(verb for verb in STAY.verbs(state) if any(STAY.can(state, verb, role) for role in by.roles))
