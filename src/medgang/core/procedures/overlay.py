"""What a unit does differently, and why; and how that survives when the parent gets a new version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from medgang.core.errors import InvalidValue
from medgang.core.procedures.documents import ABSENT, as_text, from_text, value_at, with_value
from medgang.core.procedures.model import Procedure, procedure_from_json, procedure_to_json

MAY_DIFFER = ("title", "limits", "sections", "sources", "clauses", "steps")
"""What a unit may change. Recommendations belong to those who made them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs: `value` and `base` (what the parent said when this was written) as JSON text.

    An empty `value` takes the thing away, an empty `base` means the unit added it. `why` is never empty.
    """

    path: str
    value: str
    why: str
    base: str = ""

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise InvalidValue("procedures.no_why", path=self.path)
        if self.path.split(".", 1)[0] not in MAY_DIFFER:
            raise InvalidValue("procedures.may_not_differ", path=self.path)
        if self.value == self.base:
            raise InvalidValue("procedures.no_difference", path=self.path)


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that differs for one unit, laid over one exact version of its parent."""

    id: str
    version: str
    parent: str
    parent_version: str
    parent_sha256: str
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        paths = [change.path for change in self.changes]
        if len(set(paths)) != len(paths):
            raise InvalidValue("procedures.not_unique", what="path", id=next(iter(paths)))


def changed(parent: Procedure, path: str, value: Any, why: str) -> Change:
    """A change to `parent` at `path`; `value` as plain JSON values, `ABSENT` to take it away."""
    return Change(path, as_text(value), why, as_text(value_at(procedure_to_json(parent), path)))


def overlay_for(parent: Procedure, overlay_id: str, version: str, changes: Iterable[Change]) -> Overlay:
    """An overlay on this exact version."""
    return Overlay(overlay_id, version, parent.id, parent.version, parent.sha256, tuple(changes))


def apply(parent: Procedure, overlay: Overlay) -> Procedure:
    """The procedure as the unit follows it. Refused when the overlay was written for another version."""
    if overlay.parent_sha256 != parent.sha256:
        raise InvalidValue("procedures.other_parent", overlay=overlay.id, version=overlay.parent_version)
    document = procedure_to_json(parent)
    for change in overlay.changes:
        document = with_value(document, change.path, from_text(change.value))
    document["version"] = f"{parent.version}+{overlay.id}.{overlay.version}"
    return procedure_from_json(document)


class ConflictKind(StrEnum):
    """Why a person must look at a change."""

    BOTH_CHANGED = "both_changed"  # the parent changed the same place
    GONE = "gone"  # the parent no longer has the place


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where the new parent and the unit both say something new; the unit's own stands until one decides."""

    change: Change
    kind: ConflictKind
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """An overlay carried over to a new parent version.

    `overlay` holds every change that still has a place, conflicts included: a local adaptation is never lost in
    silence. `settled` are changes the parent has now made itself.
    """

    overlay: Overlay
    settled: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def merge(overlay: Overlay, old: Procedure, new: Procedure) -> Merge:
    """Three ways: what the parent said, what it says now, what the unit says."""
    if overlay.parent_sha256 != old.sha256:
        raise InvalidValue("procedures.other_parent", overlay=overlay.id, version=overlay.parent_version)
    document = procedure_to_json(new)
    kept: list[Change] = []
    settled: list[Change] = []
    conflicts: list[Conflict] = []
    for change in overlay.changes:
        theirs = as_text(value_at(document, change.path))
        if theirs == change.value:
            settled.append(change)
        elif not _has_place(document, change):
            conflicts.append(Conflict(change, ConflictKind.GONE, theirs))
        else:
            kept.append(replace(change, base=theirs))
            if theirs != change.base:
                conflicts.append(Conflict(change, ConflictKind.BOTH_CHANGED, theirs))
    carried = replace(overlay, parent_version=new.version, parent_sha256=new.sha256, changes=tuple(kept))
    return Merge(carried, tuple(settled), tuple(conflicts))


def resolve(merged: Merge, take_theirs: Iterable[str]) -> Overlay:
    """The overlay after a person has looked: the paths in `take_theirs` follow the parent, the rest stand."""
    gone = set(take_theirs)
    return replace(
        merged.overlay,
        changes=tuple(change for change in merged.overlay.changes if change.path not in gone),
    )


def _has_place(document: Any, change: Change) -> bool:
    """A changed place must still be there; an added one needs only the place above it."""
    if change.base:
        return value_at(document, change.path) is not ABSENT
    above, _, _ = change.path.rpartition(".")
    return not above or value_at(document, above) is not ABSENT
