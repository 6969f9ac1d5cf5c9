"""Whatever happens to a patient is an event: what happened, when, when it was recorded, by whom, in place of what."""

from medgang.core.timeline import (
    details_after,
    details_background,
    details_measures,
    details_plan,
    details_safety,
    details_sessions,
    details_stay,
)
from medgang.core.timeline.details import DETAILS, Detail, detail_from_json, detail_of, detail_to_json
from medgang.core.timeline.events import Event, Timeline
from medgang.core.timeline.kinds import EventKind
from medgang.core.timeline.levels import Level, TalkTest

__all__ = [
    "DETAILS",
    "Detail",
    "Event",
    "EventKind",
    "Level",
    "TalkTest",
    "Timeline",
    "detail_from_json",
    "detail_of",
    "detail_to_json",
    "details_after",
    "details_background",
    "details_measures",
    "details_plan",
    "details_safety",
    "details_sessions",
    "details_stay",
]
