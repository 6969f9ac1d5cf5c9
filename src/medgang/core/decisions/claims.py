"""The claim register: what is claimed where, how strongly, on what ground, and which claims do not go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from medgang.core.errors import InvalidValue
from medgang.core.procedures.model import GroundKind


class Stance(StrEnum):
    """Which way a claim goes on its topic. `OPEN` says that it is not known, and contradicts whoever knows."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: its topic, which way it goes, where it stands, how strong it is there, and its typed grounds."""

    id: str
    topic: str
    stance: Stance
    source: str
    strength: str
    grounds: tuple[GroundKind, ...] = ()

    def __post_init__(self) -> None:
        for name in ("topic", "source", "strength"):
            if not getattr(self, name).strip():
                raise InvalidValue("decisions.claim_without", id=self.id, what=name)


def contradictions(claims: Sequence[Claim]) -> tuple[tuple[Claim, Claim], ...]:
    """Pairs of claims on one topic that go different ways."""
    return tuple(
        (one, other)
        for one, other in combinations(claims, 2)
        if one.topic == other.topic and one.stance is not other.stance
    )


def ungrounded(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims without a single typed ground: they may not go out in information material."""
    return tuple(one for one in claims if not one.grounds)
