"""A procedure as a document: places in it, what differs between two versions.

A place is a path of names with dots between; an item of a list is named by its id: `steps.talk.due.span.days`.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from medgang.core.errors import InvalidValue
from medgang.core.procedures.model import Procedure, procedure_to_json


class _Absent:
    """Nothing stands there. JSON has no word for it that could not also be a value."""

    def __repr__(self) -> str:
        return "absent"


ABSENT = _Absent()


def value_at(document: Any, path: str) -> Any:
    """What stands at `path`, or `ABSENT`."""
    found = document
    for name in path.split("."):
        found = _child(found, name)
        if found is ABSENT:
            return ABSENT
    return found


def with_value(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the document with `value` at `path`; `ABSENT` takes it away. The place above it must exist."""
    changed = copy.deepcopy(document)
    *above, last = path.split(".")
    place: Any = changed
    for name in above:
        place = _child(place, name)
    if isinstance(place, dict):
        if value is ABSENT:
            place.pop(last, None)
        else:
            place[last] = value
    elif isinstance(place, list):
        _set_item(place, last, value, path)
    else:
        raise InvalidValue("procedures.no_such_place", path=path)
    return changed


def _set_item(items: list[Any], name: str, value: Any, path: str) -> None:
    at = next((i for i, item in enumerate(items) if isinstance(item, dict) and item.get("id") == name), None)
    if value is ABSENT:
        if at is not None:
            del items[at]
    elif not isinstance(value, dict) or value.get("id") != name:
        raise InvalidValue("procedures.no_such_place", path=path)
    elif at is None:
        items.append(value)
    else:
        items[at] = value


def _child(place: Any, name: str) -> Any:
    if isinstance(place, dict):
        return place.get(name, ABSENT)
    if isinstance(place, list):
        return next((item for item in place if isinstance(item, dict) and item.get("id") == name), ABSENT)
    return ABSENT


class DifferenceKind(StrEnum):
    """What happened at a place between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  # the same items in another order


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two versions differ; `before` and `after` as JSON text, empty where nothing stood."""

    path: str
    kind: DifferenceKind
    before: str = ""
    after: str = ""


def diff(old: Procedure, new: Procedure) -> tuple[Difference, ...]:
    """Where `new` differs from `old`, in the order of the document; version and date are not differences."""
    before, after = procedure_to_json(old), procedure_to_json(new)
    found: list[Difference] = []
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in ("version", "dated"):
            _differences(name, before.get(name, ABSENT), after.get(name, ABSENT), found)
    return tuple(found)


def _differences(path: str, before: Any, after: Any, found: list[Difference]) -> None:
    if before == after:
        return
    if before is ABSENT:
        found.append(Difference(path, DifferenceKind.ADDED, after=as_text(after)))
    elif after is ABSENT:
        found.append(Difference(path, DifferenceKind.REMOVED, before=as_text(before)))
    elif isinstance(before, dict) and isinstance(after, dict):
        for name in [*before, *(name for name in after if name not in before)]:
            _differences(f"{path}.{name}", before.get(name, ABSENT), after.get(name, ABSENT), found)
    elif _has_ids(before) and _has_ids(after):
        old, new = {item["id"]: item for item in before}, {item["id"]: item for item in after}
        for name in [*old, *(name for name in new if name not in old)]:
            _differences(f"{path}.{name}", old.get(name, ABSENT), new.get(name, ABSENT), found)
        kept_old, kept_new = [one for one in old if one in new], [one for one in new if one in old]
        if kept_old != kept_new:
            found.append(Difference(path, DifferenceKind.MOVED, as_text(kept_old), as_text(kept_new)))
    else:
        found.append(Difference(path, DifferenceKind.CHANGED, as_text(before), as_text(after)))


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and "id" in item for item in value)


def as_text(value: Any) -> str:
    """A value as JSON text; nothing as an empty text."""
    return "" if value is ABSENT else json.dumps(value, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Any:
    """The value that `as_text` wrote."""
    if not text:
        return ABSENT
    try:
        return json.loads(text)
    except ValueError as error:
        raise InvalidValue("procedures.bad_document", field="value") from error
