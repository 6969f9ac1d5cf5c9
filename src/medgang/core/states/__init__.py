"""One table for every state machine of the product."""

from medgang.core.states.table import StateTable, Transition, mermaid

__all__ = ["StateTable", "Transition", "mermaid"]
