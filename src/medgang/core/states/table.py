"""State machines as data: what may happen, who may do it, and which event it leaves behind.

A table is total when every state can be reached and every state either leads on or is named as an end; a test runs
`StateTable.flaws` over every table of the product, and the diagrams in the docs are drawn from the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from medgang.core.errors import NotAllowed
from medgang.core.people.roles import Role
from medgang.core.timeline.kinds import EventKind

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[S]):
    """From `source`, `verb` leads to `target`. Only `roles` may do it; `event` is what the timeline then holds."""

    source: S
    verb: str
    target: S
    roles: frozenset[Role]
    event: EventKind | None


@dataclass(frozen=True, slots=True)
class StateTable(Generic[S]):
    """A whole machine. `starts` are where a thing may begin, `ends` where it may stay for ever.

    `ends` may still have transitions out (a stay that has ended can be reopened by readmission).
    """

    name: str
    states: type[S]
    starts: frozenset[S]
    ends: frozenset[S]
    transitions: tuple[Transition[S], ...]
    _index: dict[tuple[S, str], Transition[S]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[tuple[S, str], Transition[S]] = {}
        for transition in self.transitions:
            key = (transition.source, transition.verb)
            if key in index:
                raise ValueError(f"{self.name}: two transitions for {key}")
            index[key] = transition
        object.__setattr__(self, "_index", index)

    def can(self, state: S, verb: str, role: Role | None = None) -> bool:
        """True when `verb` leads on from `state` (for that role, where one is given)."""
        transition = self._index.get((state, verb))
        return transition is not None and (role is None or role in transition.roles)

    def step(self, state: S, verb: str, role: Role) -> Transition[S]:
        """The transition that `verb` makes, or `NotAllowed`: `states.no_such_step` or `states.wrong_role`."""
        transition = self._index.get((state, verb))
        if transition is None:
            raise NotAllowed("states.no_such_step", table=self.name, state=state.value, verb=verb)
        if role not in transition.roles:
            raise NotAllowed(
                "states.wrong_role", table=self.name, state=state.value, verb=verb, role=role.value
            )
        return transition

    def verbs(self, state: S, role: Role | None = None) -> tuple[str, ...]:
        """What can be done from here, in the table's own order."""
        return tuple(
            t.verb for t in self.transitions if t.source is state and (role is None or role in t.roles)
        )

    def flaws(self) -> list[str]:
        """What keeps this table from being total; empty when it is."""
        found: list[str] = []
        reached = set(self.starts)
        grew = True
        while grew:
            more = {t.target for t in self.transitions if t.source in reached} - reached
            grew = bool(more)
            reached |= more
        found += [
            f"{self.name}: {state.value} is never reached" for state in self.states if state not in reached
        ]
        sources = {t.source for t in self.transitions}
        found += [
            f"{self.name}: {state.value} leads nowhere and is no end"
            for state in self.states
            if state not in sources and state not in self.ends
        ]
        found += [
            f"{self.name}: nobody may {t.verb} from {t.source.value}" for t in self.transitions if not t.roles
        ]
        return found


def mermaid(table: StateTable[S]) -> str:
    """The table as a Mermaid state diagram, for the docs."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {state.value}" for state in table.states if state in table.starts]
    lines += [f"    {t.source.value} --> {t.target.value}: {t.verb}" for t in table.transitions]
    lines += [f"    {state.value} --> [*]" for state in table.states if state in table.ends]
    return "\n".join(lines) + "\n"
