"""Our own check of a PlanDefinition's structure: the elements we write, their number, their codes, their form.

General validators let most violations through; this one knows only what it knows and refuses the rest. Element names,
cardinalities and required codes follow FHIR R4 (4.0.1), PlanDefinition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from medgang.core.errors import InvalidValue

_ID = re.compile(r"^[A-Za-z0-9.-]{1,64}$")
_NAME = re.compile(r"^[A-Z]([A-Za-z0-9_]){0,254}$")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_URI = re.compile(r"^[a-z][a-z0-9+.-]*:\S+$")
_CODE = re.compile(r"^\S+(\s\S+)*$")

_STATUS = frozenset({"draft", "active", "retired", "unknown"})
_ARTIFACT = frozenset(
    [
        "documentation",
        "justification",
        "citation",
        "predecessor",
        "successor",
        "derived-from",
        "depends-on",
        "composed-of",
    ]
)
_TRIGGERS = frozenset(
    [
        "named-event",
        "periodic",
        "data-changed",
        "data-added",
        "data-modified",
        "data-removed",
        "data-accessed",
    ]
)
_UNITS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
_CODES: dict[str, frozenset[str]] = {
    "PlanDefinition.status": _STATUS,
    "RelatedArtifact.type": _ARTIFACT,
    "Action.groupingBehavior": frozenset({"visual-group", "logical-group", "sentence-group"}),
    "Action.selectionBehavior": frozenset(
        {"any", "all", "all-or-none", "exactly-one", "at-most-one", "one-or-more"}
    ),
    "Action.requiredBehavior": frozenset({"must", "could", "must-unless-documented"}),
    "Action.cardinalityBehavior": frozenset({"single", "multiple"}),
    "Condition.kind": frozenset({"applicability", "start", "stop"}),
    "Participant.type": frozenset({"patient", "practitioner", "related-person", "device"}),
    "TriggerDefinition.type": _TRIGGERS,
    "Repeat.periodUnit": _UNITS,
}

# element → (least, most or None for any number, type)
_Spec = dict[str, tuple[int, int | None, str]]
_ELEMENTS: dict[str, _Spec] = {
    "PlanDefinition": {
        "resourceType": (1, 1, "string"),
        "id": (0, 1, "id"),
        "language": (0, 1, "code"),
        "url": (0, 1, "uri"),
        "identifier": (0, None, "Identifier"),
        "version": (0, 1, "string"),
        "name": (0, 1, "name"),
        "title": (0, 1, "string"),
        "_title": (0, 1, "Element"),
        "type": (0, 1, "CodeableConcept"),
        "status": (1, 1, "code"),
        "experimental": (0, 1, "boolean"),
        "date": (0, 1, "date"),
        "description": (0, 1, "string"),
        "_description": (0, 1, "Element"),
        "relatedArtifact": (0, None, "RelatedArtifact"),
        "action": (0, None, "Action"),
    },
    "Action": {
        "id": (0, 1, "id"),
        "extension": (0, None, "Extension"),
        "prefix": (0, 1, "string"),
        "title": (0, 1, "string"),
        "_title": (0, 1, "Element"),
        "description": (0, 1, "string"),
        "_description": (0, 1, "Element"),
        "documentation": (0, None, "RelatedArtifact"),
        "trigger": (0, None, "TriggerDefinition"),
        "condition": (0, None, "Condition"),
        "timingDuration": (0, 1, "Duration"),
        "timingTiming": (0, 1, "Timing"),
        "participant": (0, None, "Participant"),
        "groupingBehavior": (0, 1, "code"),
        "selectionBehavior": (0, 1, "code"),
        "requiredBehavior": (0, 1, "code"),
        "cardinalityBehavior": (0, 1, "code"),
        "definitionCanonical": (0, 1, "uri"),
        "action": (0, None, "Action"),
    },
    "RelatedArtifact": {
        "type": (1, 1, "code"),
        "label": (0, 1, "string"),
        "display": (0, 1, "string"),
        "citation": (0, 1, "string"),
        "url": (0, 1, "uri"),
    },
    "TriggerDefinition": {"type": (1, 1, "code"), "name": (0, 1, "string")},
    "Condition": {"kind": (1, 1, "code"), "expression": (0, 1, "Expression")},
    "Expression": {
        "description": (0, 1, "string"),
        "language": (1, 1, "code"),
        "expression": (0, 1, "string"),
    },
    "Participant": {"type": (1, 1, "code"), "role": (0, 1, "CodeableConcept")},
    "CodeableConcept": {"coding": (0, None, "Coding"), "text": (0, 1, "string")},
    "Coding": {"system": (0, 1, "uri"), "code": (0, 1, "code"), "display": (0, 1, "string")},
    "Identifier": {"system": (0, 1, "uri"), "value": (0, 1, "string")},
    "Duration": {
        "value": (0, 1, "number"),
        "unit": (0, 1, "string"),
        "system": (0, 1, "uri"),
        "code": (0, 1, "code"),
    },
    "Timing": {"repeat": (0, 1, "Repeat")},
    "Repeat": {"frequency": (0, 1, "number"), "period": (0, 1, "number"), "periodUnit": (0, 1, "code")},
    "Element": {"extension": (0, None, "Extension")},
    "Extension": {
        "url": (1, 1, "uri"),
        "valueString": (0, 1, "string"),
        "valueCode": (0, 1, "code"),
        "valueBoolean": (0, 1, "boolean"),
        "extension": (0, None, "InnerExtension"),
    },
    "InnerExtension": {
        "url": (1, 1, "string"),
        "valueString": (0, 1, "string"),
        "valueCode": (0, 1, "code"),
    },
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: a code of `plan_definition.*` and the path of the element."""

    path: str
    code: str


def check_plan_definition(resource: Any) -> tuple[Problem, ...]:
    """Everything wrong with the structure; empty when nothing is."""
    if not isinstance(resource, dict) or resource.get("resourceType") != "PlanDefinition":
        return (Problem("PlanDefinition", "plan_definition.not_a_plan_definition"),)
    found = list(_object("PlanDefinition", "PlanDefinition", resource))
    ids = list(_action_ids(resource.get("action", [])))
    found += [
        Problem(f"action {one}", "plan_definition.id_twice")
        for one in sorted({x for x in ids if ids.count(x) > 1})
    ]
    return tuple(found)


def require_plan_definition(resource: Any) -> None:
    """Raise for the first problem."""
    problems = check_plan_definition(resource)
    if problems:
        raise InvalidValue(problems[0].code, path=problems[0].path)


def _action_ids(actions: Any) -> Iterator[str]:
    for action in actions if isinstance(actions, list) else []:
        if isinstance(action, dict):
            if isinstance(action.get("id"), str):
                yield action["id"]
            yield from _action_ids(action.get("action", []))


def _object(kind: str, path: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(path, "plan_definition.not_an_object")
        return
    if not value:
        yield Problem(path, "plan_definition.empty")
    spec = _ELEMENTS[kind]
    for name in value:
        if name not in spec:
            yield Problem(f"{path}.{name}", "plan_definition.unknown_element")
    for name, (least, most, sort) in spec.items():
        here = f"{path}.{name}"
        if name not in value:
            if least:
                yield Problem(here, "plan_definition.required")
        elif most is None:
            yield from _list(kind, sort, here, value[name])
        else:
            yield from _one(f"{kind}.{name}", sort, here, value[name])
    if kind == "Action" and sum(name.startswith("timing") for name in value) > 1:
        yield Problem(f"{path}.timing[x]", "plan_definition.one_choice")
    if kind == "Extension" and sum(name.startswith("value") for name in value) + ("extension" in value) != 1:
        yield Problem(path, "plan_definition.one_choice")


def _list(kind: str, sort: str, path: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(path, "plan_definition.not_a_list")
        return
    if not value:
        yield Problem(path, "plan_definition.empty")
    for number, one in enumerate(value):
        yield from _one(kind, sort, f"{path}[{number}]", one)


def _one(place: str, sort: str, path: str, value: Any) -> Iterator[Problem]:
    if sort in _ELEMENTS:
        yield from _object(sort, path, value)
    elif not _is(sort, value):
        yield Problem(path, "plan_definition.bad_value")
    elif place in _CODES and value not in _CODES[place]:
        yield Problem(path, "plan_definition.unknown_code")


def _is(sort: str, value: Any) -> bool:
    if sort == "boolean":
        return isinstance(value, bool)
    if sort == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
    if not isinstance(value, str) or not value.strip():
        return False
    forms = {"id": _ID, "name": _NAME, "date": _DATE, "uri": _URI, "code": _CODE}
    return sort not in forms or forms[sort].match(value) is not None
