"""What is prescribed: session plans and their timetable, programmes, the ladder, the activity catalogue."""

from medgang.core.programmes.activities import Activity, Place, Risk, open_for
from medgang.core.programmes.ladder import Ladder, Option, Rung, step_to
from medgang.core.programmes.part import Part, part_of
from medgang.core.programmes.programme import Delivered, Phase, PlannedSession, Programme, delivered
from medgang.core.programmes.running import Clock, Press, Pressed, run
from medgang.core.programmes.session_plan import (
    FOUR_BY_FOUR,
    Block,
    BlockKind,
    SessionPlan,
    TimedBlock,
    four_by_four,
)
from medgang.core.programmes.strength_scheme import Span, StrengthScheme

__all__ = [
    "FOUR_BY_FOUR",
    "Activity",
    "Block",
    "BlockKind",
    "Clock",
    "Delivered",
    "Ladder",
    "Option",
    "Part",
    "Phase",
    "Place",
    "PlannedSession",
    "Press",
    "Pressed",
    "Programme",
    "Risk",
    "Rung",
    "SessionPlan",
    "Span",
    "StrengthScheme",
    "TimedBlock",
    "delivered",
    "four_by_four",
    "open_for",
    "part_of",
    "run",
    "step_to",
]
