"""A procedure as FHIR PlanDefinition, and the check of its structure."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from medgang.content.schemas.procedures import shipped_procedures
from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.procedures import Due, DueKind, Span
from medgang.exchange.plan_definition import plan_definition
from medgang.exchange.plan_definition_check import check_plan_definition, require_plan_definition
from tests.core.procedures.builders import TALKED, procedure, step, within

SHIPPED = {name: one.procedure for name, one in shipped_procedures().items()}
GOOD = plan_definition(SHIPPED["withdrawal-light-activity"])


@pytest.mark.parametrize("name", sorted(SHIPPED))
@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_shipped_procedure_exports_with_a_sound_structure(name: str, lang: str):
    resource = plan_definition(SHIPPED[name], lang)
    assert check_plan_definition(json.loads(json.dumps(resource))) == ()
    assert resource["language"] == lang
    assert resource["title"] == SHIPPED[name].title.in_(lang)
    assert resource["identifier"][0]["value"] == SHIPPED[name].sha256


def actions(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for section in resource["action"] for one in section["action"]}


def test_every_step_with_its_roles_grounds_and_timing_is_there():
    tsb = SHIPPED["tsb-physical-activity"]
    found = actions(plan_definition(tsb))
    assert set(found) == {one.id for one in tsb.steps}
    talk = found["talk"]
    assert talk["timingDuration"]["value"] == 7
    assert talk["trigger"] == [{"type": "named-event", "name": "phase"}]
    assert talk["requiredBehavior"] == "could", "every step can be waived"
    assert talk["participant"][0]["role"]["coding"][0]["code"] == "nurse"
    assert {one["type"] for one in talk["documentation"]} == {
        "documentation",
        "derived-from",
        "justification",
    }
    assert found["test-again"]["timingTiming"]["repeat"] == {"frequency": 1, "period": 3, "periodUnit": "mo"}
    assert found["light-daily"]["timingTiming"]["repeat"] == {"frequency": 1, "period": 1, "periodUnit": "d"}
    assert found["vital-sign"]["definitionCanonical"] == "urn:medgang:instrument:evs"
    assert "timingTiming" not in found["naloxone"]
    assert "discharge" in found["naloxone"]["extension"][0]["valueString"]
    assert found["contact-month-1"]["timingDuration"] == {
        "value": 37, "unit": "d", "system": "http://unitsofmeasure.org", "code": "d",
    }  # fmt: skip


def test_a_weekly_step_and_a_section_without_steps():
    one = procedure(step("week", Due(DueKind.EACH_WEEK), TALKED), step("m", within(0), TALKED))
    resource = plan_definition(one, status="active")
    assert check_plan_definition(resource) == ()
    assert actions(resource)["week"]["timingTiming"]["repeat"]["periodUnit"] == "wk"
    assert actions(resource)["m"]["timingDuration"]["value"] == Span().days
    assert resource["status"] == "active"


def broken(path: list[Any], value: Any) -> dict[str, Any]:
    resource: Any = copy.deepcopy(GOOD)
    place = resource
    for name in path[:-1]:
        place = place[name]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return resource


ACTION = ["action", 0, "action", 0]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (["resourceType"], "Patient", "not_a_plan_definition"),
        (["status"], KeyError, "required"),
        (["status"], "approved", "unknown_code"),
        (["id"], "has space", "bad_value"),
        (["name"], "lower", "bad_value"),
        (["url"], "no scheme", "bad_value"),
        (["date"], "20 November", "bad_value"),
        (["title"], " ", "bad_value"),
        (["experimental"], "no", "bad_value"),
        (["extra"], "x", "unknown_element"),
        (["action"], {}, "not_a_list"),
        (["action"], [], "empty"),
        (["type"], [], "not_an_object"),
        (["type"], {}, "empty"),
        ([*ACTION, "id"], "section.safety", "id_twice"),
        ([*ACTION, "id"], 5, "bad_value"),
        ([*ACTION, "requiredBehavior"], "shall", "unknown_code"),
        ([*ACTION, "timingTiming"], {"repeat": {"frequency": 1}}, "one_choice"),
        ([*ACTION, "timingDuration"], {"value": -1}, "bad_value"),
        ([*ACTION, "timingDuration"], {"value": True}, "bad_value"),
        ([*ACTION, "participant", 0, "type"], "robot", "unknown_code"),
        ([*ACTION, "condition", 0, "kind"], "maybe", "unknown_code"),
        ([*ACTION, "condition", 0, "expression"], {"expression": "x"}, "required"),
        ([*ACTION, "trigger", 0, "type"], "alarm", "unknown_code"),
        ([*ACTION, "documentation", 0, "type"], "hearsay", "unknown_code"),
        ([*ACTION, "extension", 0], {"url": "urn:x"}, "one_choice"),
        (["relatedArtifact", 0], "text", "not_an_object"),
        (["action", 0], "text", "not_an_object"),
    ],
)
def test_a_fault_in_the_structure_is_found(path: list[Any], value: Any, code: str):
    problems = check_plan_definition(broken(path, value))
    assert f"plan_definition.{code}" in {one.code for one in problems}
    for one in problems:
        assert "%(" not in say(one.code, "nb", path=one.path)
    with pytest.raises(InvalidValue):
        require_plan_definition(broken(path, value))


def test_what_is_not_even_an_object():
    assert check_plan_definition([])[0].code == "plan_definition.not_a_plan_definition"
    require_plan_definition(GOOD)
