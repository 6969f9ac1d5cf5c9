"""The verbs of a patient's way. Each is one transaction: detail row, event, access-log row."""

from medgang.web.patients.services.background import note_background, refuse_contact, set_flag
from medgang.web.patients.services.corrections import correct, withdraw
from medgang.web.patients.services.recording import project, record, unit_of, verb
from medgang.web.patients.services.registering import GROUNDS_FOR_PAST, find_known, open_past, register
from medgang.web.patients.services.stays import (
    admit,
    change_phase,
    close_follow_up,
    discharge,
    end_leave,
    end_unplanned,
    move_to_other_entity,
    plan_end,
    register_death,
    start_leave,
    transfer,
)

__all__ = [
    "GROUNDS_FOR_PAST",
    "admit",
    "change_phase",
    "close_follow_up",
    "correct",
    "discharge",
    "end_leave",
    "end_unplanned",
    "find_known",
    "move_to_other_entity",
    "note_background",
    "open_past",
    "plan_end",
    "project",
    "record",
    "refuse_contact",
    "register",
    "register_death",
    "set_flag",
    "start_leave",
    "transfer",
    "unit_of",
    "verb",
    "withdraw",
]
