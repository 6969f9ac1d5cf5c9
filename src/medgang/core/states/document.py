"""A procedure's version as a controlled document: from draft to in force, and its safety exits."""

from __future__ import annotations

from enum import StrEnum

from medgang.core.people.roles import Role
from medgang.core.states.table import StateTable, Transition


class DocumentState(StrEnum):
    """Where one version of a procedure is. What is approved never changes; a change is a new version."""

    DRAFT = "draft"
    IN_HEARING = "in_hearing"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    URGENT_CHANGE = "urgent_change"  # hasteendring: out of force while a corrected version is made at once
    WITHDRAWN = "withdrawn"


_WRITERS = frozenset(
    {Role.QUALITY_ADVISER, Role.SECTION_LEADER, Role.PHYSICIAN, Role.NURSE, Role.PSYCHOLOGIST}
)
"""Who may move a text on its way; that they are members of its group is asked elsewhere."""

_APPROVERS = frozenset({Role.SECTION_LEADER})
"""Whose signature puts a procedure in force: the line, never the group that wrote it."""

_STOPPERS = frozenset({Role.SECTION_LEADER, Role.PHYSICIAN, Role.QUALITY_ADVISER})
"""Who may stop a procedure at once: stopping must never wait for a signature."""

_S = DocumentState

DOCUMENT = StateTable(
    name="document",
    states=DocumentState,
    starts=frozenset({_S.DRAFT}),
    ends=frozenset({_S.WITHDRAWN}),
    transitions=(
        Transition(_S.DRAFT, "send_to_hearing", _S.IN_HEARING, _WRITERS, None),
        Transition(_S.DRAFT, "drop", _S.WITHDRAWN, _WRITERS, None),
        Transition(_S.IN_HEARING, "take_back", _S.DRAFT, _WRITERS, None),
        Transition(_S.IN_HEARING, "approve", _S.APPROVED, _APPROVERS, None),
        Transition(_S.APPROVED, "put_in_force", _S.IN_FORCE, _APPROVERS, None),
        Transition(_S.APPROVED, "withdraw", _S.WITHDRAWN, _APPROVERS, None),
        Transition(_S.IN_FORCE, "suspend", _S.SUSPENDED, _STOPPERS, None),
        Transition(_S.IN_FORCE, "change_urgently", _S.URGENT_CHANGE, _STOPPERS, None),
        Transition(_S.IN_FORCE, "withdraw", _S.WITHDRAWN, _APPROVERS, None),
        Transition(_S.SUSPENDED, "lift", _S.IN_FORCE, _APPROVERS, None),
        Transition(_S.SUSPENDED, "change_urgently", _S.URGENT_CHANGE, _STOPPERS, None),
        Transition(_S.SUSPENDED, "withdraw", _S.WITHDRAWN, _APPROVERS, None),
        Transition(_S.URGENT_CHANGE, "lift", _S.IN_FORCE, _APPROVERS, None),
        Transition(_S.URGENT_CHANGE, "replace", _S.WITHDRAWN, _APPROVERS, None),
    ),
)
"""One version of a procedure. There is no way back to draft from what was approved."""
