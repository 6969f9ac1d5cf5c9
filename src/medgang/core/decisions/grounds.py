"""What rests on what: one append-only, acyclic graph, read forwards ("hvorfor") and backwards ("hvem hviler på dette").

Every end of an edge is pinned to a version. A new version of a study therefore changes nothing that was approved: the
old thread stands as it was known, and says how many changes have come since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from medgang.core.decisions.refs import RANK, Ref, RefKind
from medgang.core.errors import InvalidValue


class EdgeKind(StrEnum):
    """In which way one thing rests on another."""

    FOUND_BY = "found-by"  # a record by a search line
    REPORTED_IN = "reported-in"  # a study in its reports, a report in its records
    TAKEN_FROM = "taken-from"  # a result from a study
    COMPUTED_FROM = "computed-from"  # a synthesis from results
    JUDGED_ON = "judged-on"  # an appraisal, a certainty, a judgement
    WRITTEN_FROM = "written-from"  # a recommendation, a clause, a finding
    CARRIES_OUT = "carries-out"  # a step a clause


_DRAWN_BY_A_PERSON = RANK[RefKind.JUDGEMENT]
"""From here on an edge is somebody's claim, and no rule may draw it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """`rests` rests on `on`. `by` is who drew it; empty where it follows from how `rests` was made."""

    rests: Ref
    on: Ref
    kind: EdgeKind
    recorded: datetime
    by: str = ""

    def __post_init__(self) -> None:
        if RANK[self.rests.kind] < RANK[self.on.kind]:
            raise InvalidValue("decisions.wrong_way", rests=str(self.rests), on=str(self.on))
        if RANK[self.rests.kind] >= _DRAWN_BY_A_PERSON and not self.by.strip():
            raise InvalidValue("decisions.edge_without_person", rests=str(self.rests), on=str(self.on))
        if self.recorded.tzinfo is None:
            raise InvalidValue("decisions.naive_time", rests=str(self.rests), on=str(self.on))


class Reached(NamedTuple):
    """Something on the thread: how many edges away, and the kind of the edge that led here.

    A named tuple: the answer to one question may hold tens of thousands.
    """

    ref: Ref
    depth: int
    through: EdgeKind


@dataclass(frozen=True, slots=True)
class Changed:
    """Something on a pinned thread has changed since: a newer version, or a ground that was drawn later."""

    ref: Ref
    newer: tuple[int, ...]
    drawn_later: int

    @property
    def n(self) -> int:
        """How many changes."""
        return len(self.newer) + self.drawn_later


class Grounds:
    """The graph. It grows by `append` and `know`; nothing is ever taken out of it.

    Inside, each ref is a number and each edge a pair of numbers, so that a question over 10⁵ edges is answered without
    hashing a ref more than once.
    """

    def __init__(self, edges: Iterable[Edge] = ()) -> None:
        self._refs: list[Ref] = []
        self._number: dict[Ref, int] = {}
        self._edges: list[Edge] = []
        self._seen: set[tuple[int, int, EdgeKind]] = set()
        self._on: list[list[tuple[int, EdgeKind, datetime]]] = []
        self._under: list[list[tuple[int, EdgeKind, datetime]]] = []
        self._versions: dict[tuple[RefKind, str], dict[int, datetime]] = {}
        for edge in edges:
            self.append(edge)

    def __len__(self) -> int:
        return len(self._edges)

    def __iter__(self) -> Iterator[Edge]:
        return iter(self._edges)

    def know(self, ref: Ref, at: datetime) -> None:
        """This version exists since `at`: how a new version of a study is told before anything rests on it."""
        self._numbered(ref)
        versions = self._versions.setdefault((ref.kind, ref.id), {})
        versions[ref.version] = min(at, versions.get(ref.version, at))

    def append(self, edge: Edge) -> None:
        """Add an edge. The same edge once more changes nothing; one that would close a ring is refused."""
        self.know(edge.rests, edge.recorded)
        self.know(edge.on, edge.recorded)
        rests, on = self._number[edge.rests], self._number[edge.on]
        if (rests, on, edge.kind) in self._seen:
            return
        if self._leads_to(on, rests):
            raise InvalidValue("decisions.ring", rests=str(edge.rests), on=str(edge.on))
        self._seen.add((rests, on, edge.kind))
        self._edges.append(edge)
        self._on[rests].append((on, edge.kind, edge.recorded))
        self._under[on].append((rests, edge.kind, edge.recorded))

    def why(self, ref: Ref, known_at: datetime | None = None) -> tuple[Reached, ...]:
        """What `ref` rests on, nearest first; with `known_at` as it was known then."""
        return self._walk(self._on, ref, known_at)

    def who_rests_on(self, ref: Ref, known_at: datetime | None = None) -> tuple[Reached, ...]:
        """What rests on `ref`, nearest first."""
        return self._walk(self._under, ref, known_at)

    def who_rests_on_any_version(self, kind: RefKind, id: str) -> tuple[Reached, ...]:  # noqa: A002
        """What rests on any version of one thing: a retraction strikes them all."""
        found: dict[Ref, Reached] = {}
        for version in sorted(self._versions.get((kind, id), {})):
            for one in self.who_rests_on(Ref(kind, id, version)):
                if one.ref not in found or one.depth < found[one.ref].depth:
                    found[one.ref] = one
        return tuple(sorted(found.values(), key=lambda one: one.depth))

    def changes_since(self, ref: Ref, known_at: datetime) -> tuple[Changed, ...]:
        """What has changed on the thread of `ref` as it was pinned at `known_at`; `ref` itself is not counted anew."""
        found = []
        for held in (ref, *(one.ref for one in self.why(ref, known_at))):
            versions = self._versions.get((held.kind, held.id), {})
            newer = tuple(
                version
                for version, since in sorted(versions.items())
                if held != ref and version > held.version and since > known_at
            )
            number = self._number.get(held)
            later = 0 if number is None else sum(when > known_at for _, _, when in self._on[number])
            if newer or later:
                found.append(Changed(held, newer, later))
        return tuple(found)

    def _numbered(self, ref: Ref) -> int:
        number = self._number.get(ref)
        if number is None:
            number = self._number[ref] = len(self._refs)
            self._refs.append(ref)
            self._on.append([])
            self._under.append([])
        return number

    def _leads_to(self, start: int, goal: int) -> bool:
        """Whether `start` rests on `goal`. Edges never climb, so only what ranks as the goal need be walked."""
        rank = RANK[self._refs[goal].kind]
        waiting, seen = [start], {start}
        while waiting:
            here = waiting.pop()
            if here == goal:
                return True
            for there, _, _ in self._on[here]:
                if there not in seen and RANK[self._refs[there].kind] == rank:
                    seen.add(there)
                    waiting.append(there)
        return False

    def _walk(
        self, along: list[list[tuple[int, EdgeKind, datetime]]], ref: Ref, known_at: datetime | None
    ) -> tuple[Reached, ...]:
        start = self._number.get(ref)
        if start is None:
            return ()
        found: list[Reached] = []
        seen = bytearray(len(self._refs))
        seen[start] = 1
        level, depth = [start], 0
        while level:
            depth += 1
            following: list[int] = []
            for here in level:
                for there, kind, when in along[here]:
                    if not seen[there] and (known_at is None or when <= known_at):
                        seen[there] = 1
                        following.append(there)
                        found.append(Reached(self._refs[there], depth, kind))
            level = following
        return tuple(found)
