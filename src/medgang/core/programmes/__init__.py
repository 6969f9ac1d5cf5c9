"""What is prescribed: session plans and their timetable, programmes, the ladder, the activity catalogue."""

from medgang.core.programmes.session_plan import (
    FOUR_BY_FOUR,
    Block,
    BlockKind,
    SessionPlan,
    TimedBlock,
    four_by_four,
)

__all__ = ["FOUR_BY_FOUR", "Block", "BlockKind", "SessionPlan", "TimedBlock", "four_by_four"]
