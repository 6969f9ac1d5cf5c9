"""One table for every state machine of the product."""

from medgang.core.states.document import DOCUMENT, DocumentState
from medgang.core.states.projection import PlacementView, StayView, stays
from medgang.core.states.stay import CURRENT, IN_CARE, LEAVE, STAY, Presence, StayState
from medgang.core.states.table import StateTable, Transition, mermaid

TABLES: tuple[StateTable[StayState] | StateTable[Presence] | StateTable[DocumentState], ...] = (
    STAY,
    LEAVE,
    DOCUMENT,
)
"""Every state machine of the product; one test proves that each is total."""

__all__ = [
    "CURRENT",
    "DOCUMENT",
    "IN_CARE",
    "LEAVE",
    "STAY",
    "TABLES",
    "DocumentState",
    "PlacementView",
    "Presence",
    "StateTable",
    "StayState",
    "StayView",
    "Transition",
    "mermaid",
    "stays",
]
