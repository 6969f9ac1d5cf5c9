"""A procedure as a FHIR R4 PlanDefinition, and our own check of its structure.

The export is for reading elsewhere; what is due is never computed from it. Our due rule stands beside FHIR's timing
in an extension of our own, since FHIR has no word for "before discharge" or "within 3 days after admission".
"""

from __future__ import annotations

from typing import Any

from medgang.core.people.roles import Role
from medgang.core.plain import to_plain
from medgang.core.procedures import Clause, Due, DueKind, Ground, Procedure, Recommendation, Span, Step
from medgang.core.words import Words

BASE = "urn:medgang"
UCUM = "http://unitsofmeasure.org"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
_TYPE = "http://terminology.hl7.org/CodeSystem/plan-definition-type"
Json = dict[str, Any]


def plan_definition(procedure: Procedure, lang: str = "nb", status: str = "draft") -> Json:
    """The procedure in one language, the other two as translations of each text."""
    resource: Json = {
        "resourceType": "PlanDefinition",
        "id": procedure.id,
        "language": lang,
        "url": f"{BASE}:procedure:{procedure.id}",
        "identifier": [{"system": f"{BASE}:sha256", "value": procedure.sha256}],
        "version": procedure.version,
        "name": _name(procedure.id),
        **_text("title", procedure.title, lang),
        "type": {"coding": [{"system": _TYPE, "code": "clinical-protocol"}]},
        "status": status,
        "experimental": False,
        "date": procedure.dated.isoformat(),
        **_text("description", procedure.question, lang),
        "relatedArtifact": [
            _without_empty(
                {
                    "type": "citation",
                    "label": source.id,
                    "display": source.citation,
                    "citation": f"{source.citation}. {source.dated}",
                    "url": source.url,
                }
            )
            for source in procedure.sources
        ],
        "action": [
            {
                "id": f"section.{section.id}",
                **_text("title", section.title, lang),
                "groupingBehavior": "logical-group",
                "selectionBehavior": "any",
                "action": [
                    _action(procedure, step, lang) for step in procedure.steps if step.section == section.id
                ],
            }
            for section in procedure.sections
        ],
    }
    pruned: Json = _prune(resource)
    return pruned


def _action(procedure: Procedure, step: Step, lang: str) -> Json:
    clauses = [procedure.clause(one) for one in step.clauses]
    recommended = {one for clause in clauses for one in clause.recommendations}
    taken = [one for one in procedure.recommendations if one.id in recommended]
    action: Json = {
        "id": step.id,
        "extension": [
            {"url": f"{BASE}:due", "valueString": _due_words(step.due)},
            {"url": f"{BASE}:on", "valueBoolean": step.on},
        ],
        "prefix": step.section,
        **_text("title", step.title, lang),
        **_text("description", step.how, lang),
        "documentation": [
            *[_clause(clause, lang) for clause in clauses],
            *[_recommendation(one, lang) for one in taken],
            *[_ground(ground, lang) for clause in clauses for ground in clause.grounds],
            *[
                {"type": "documentation", "display": link.title.in_(lang), "url": link.url}
                for link in step.links
            ],
        ],
        "trigger": _trigger(step.due),
        "condition": [
            {
                "kind": "applicability",
                "expression": {
                    "description": f"phase in {', '.join(phase.value for phase in step.phases)}",
                    "language": "text/x-medgang",
                    "expression": f"phase in ({', '.join(phase.value for phase in step.phases)})",
                },
            }
        ],
        **_timing(step.due),
        "participant": [_participant(role) for role in step.roles],
        # Nothing blocks care: every step can be waived with a reason.
        "requiredBehavior": "could",
        "cardinalityBehavior": "multiple" if step.due.recurs else "single",
    }
    if step.instrument:
        action["definitionCanonical"] = f"{BASE}:instrument:{step.instrument}"
    return action


def _participant(role: Role) -> Json:
    return {"type": "practitioner", "role": {"coding": [{"system": f"{BASE}:role", "code": role.value}]}}


def _clause(clause: Clause, lang: str) -> Json:
    return {"type": "documentation", "label": clause.id, "display": clause.text.in_(lang)}


def _recommendation(one: Recommendation, lang: str) -> Json:
    return {"type": "derived-from", "label": one.id, "display": f"{one.strength.value}: {one.text.in_(lang)}"}


def _ground(ground: Ground, lang: str) -> Json:
    return {
        "type": "justification",
        "label": ground.source,
        "display": f"{ground.kind.value} ({ground.certainty.value}): {ground.says.in_(lang)}",
    }


def _trigger(rule: Due) -> list[Json]:
    if rule.anchor is None:
        return []
    return [{"type": "named-event", "name": rule.anchor.name}]


def _timing(rule: Due) -> Json:
    if rule.kind is DueKind.WITHIN:
        return {"timingDuration": _duration(rule.span)}
    if rule.kind is DueKind.EVERY:
        quantity = _duration(rule.span)
        return {
            "timingTiming": {
                "repeat": {"frequency": 1, "period": quantity["value"], "periodUnit": quantity["code"]}
            }
        }
    if rule.kind is DueKind.BEFORE:
        return {}
    unit = "wk" if rule.kind is DueKind.EACH_WEEK else "d"
    return {"timingTiming": {"repeat": {"frequency": rule.times, "period": 1, "periodUnit": unit}}}


def _duration(span: Span) -> Json:
    """Months where there are only months; else days, a month counted as 30, since FHIR has one unit."""
    if span.months and not span.days:
        return {"value": span.months, "unit": "mo", "system": UCUM, "code": "mo"}
    return {"value": span.months * 30 + span.days, "unit": "d", "system": UCUM, "code": "d"}


def _due_words(rule: Due) -> str:
    plain = to_plain(rule)
    parts = [rule.kind.value]
    if rule.anchor is not None:
        parts.append(f"{plain['span']['months']} months {plain['span']['days']} days, {rule.anchor.name}")
    else:
        parts.append(f"times {rule.times}")
    return " ".join(parts)


def _name(procedure_id: str) -> str:
    return "".join(part.capitalize() for part in procedure_id.split("-"))


def _text(field: str, words: Words, lang: str) -> Json:
    others = [one for one in ("nb", "nn", "en") if one != lang]
    translations = [
        {
            "url": TRANSLATION,
            "extension": [
                {"url": "lang", "valueCode": one},
                {"url": "content", "valueString": words.in_(one)},
            ],
        }
        for one in others
    ]
    return {field: words.in_(lang), f"_{field}": {"extension": translations}}


def _without_empty(found: Json) -> Json:
    return {name: value for name, value in found.items() if value not in ("", None)}


def _prune(value: Any) -> Any:
    """FHIR knows no empty lists or objects."""
    if isinstance(value, dict):
        pruned = {name: _prune(one) for name, one in value.items()}
        return {name: one for name, one in pruned.items() if one not in ({}, [], None)}
    if isinstance(value, list):
        return [_prune(one) for one in value]
    return value
