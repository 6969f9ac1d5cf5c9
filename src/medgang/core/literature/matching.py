"""One set of records held against another: known items a search should find, decisions of an earlier review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from medgang.core.errors import InvalidValue
from medgang.core.literature.duplicates import find_duplicates
from medgang.core.literature.record import Record


def matches(records: Sequence[Record], known: Sequence[Record]) -> dict[str, str]:
    """The ids in `records` that are the same record as one in `known`, and its id there. Only what is sure counts."""
    marked = [replace(record, id=f"n:{record.id}") for record in records]
    marked += [replace(record, id=f"k:{record.id}") for record in known]
    found: dict[str, str] = {}
    for group in find_duplicates(marked).groups:
        there = next((id_[2:] for id_ in group if id_.startswith("k:")), None)
        if there is not None:
            found |= {id_[2:]: there for id_ in group if id_.startswith("n:")}
    return found


@dataclass(frozen=True, slots=True)
class KnownItems:
    """Which of the works a search should find it found; `recall` is a share (0–1) of `n` works."""

    found: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many works were known."""
        return len(self.found) + len(self.missed)

    @property
    def recall(self) -> float:
        """The share of them that was found."""
        return len(self.found) / self.n


def recall_of_known(known: Sequence[Record], records: Sequence[Record]) -> KnownItems:
    """Hold a search's records against the works that were known beforehand."""
    if not known:
        raise InvalidValue("literature.nothing_known")
    hit = matches(known, records)
    return KnownItems(
        tuple(record.id for record in known if record.id in hit),
        tuple(record.id for record in known if record.id not in hit),
    )
