"""State machines as tables."""

from __future__ import annotations

from enum import StrEnum

import pytest

from medgang.core.errors import NotAllowed
from medgang.core.people import Role
from medgang.core.states import LEAVE, STAY, TABLES, StateTable, StayState, Transition, mermaid
from medgang.core.timeline import EventKind


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    DARK = "dark"


NURSES = frozenset({Role.NURSE})
GO = Transition(Light.RED, "go", Light.GREEN, NURSES, None)
STOP = Transition(Light.GREEN, "stop", Light.RED, NURSES, EventKind.TRAINED)
BREAK = Transition(Light.GREEN, "break", Light.DARK, NURSES, None)


def table(
    *transitions: Transition[Light], ends: frozenset[Light] = frozenset({Light.DARK})
) -> StateTable[Light]:
    return StateTable("light", Light, frozenset({Light.RED}), ends, transitions)


def test_a_step_needs_the_state_and_the_role() -> None:
    light = table(GO, STOP, BREAK)
    assert light.step(Light.RED, "go", Role.NURSE).target is Light.GREEN
    assert light.can(Light.RED, "go")
    assert light.can(Light.RED, "go", Role.NURSE)
    assert not light.can(Light.RED, "go", Role.PHYSICIAN)
    assert not light.can(Light.DARK, "go")
    with pytest.raises(NotAllowed) as wrong_role:
        light.step(Light.RED, "go", Role.PHYSICIAN)
    assert wrong_role.value.code == "states.wrong_role"
    with pytest.raises(NotAllowed) as no_step:
        light.step(Light.DARK, "go", Role.NURSE)
    assert no_step.value.code == "states.no_such_step"
    assert "verb='go'" in str(no_step.value)
    assert str(NotAllowed("states.bare")) == "states.bare"


def test_verbs_in_the_tables_order() -> None:
    light = table(GO, STOP, BREAK)
    assert light.verbs(Light.GREEN) == ("stop", "break")
    assert light.verbs(Light.GREEN, Role.PHYSICIAN) == ()


def test_a_verb_means_one_thing() -> None:
    with pytest.raises(ValueError, match="two transitions"):
        table(GO, Transition(Light.RED, "go", Light.DARK, NURSES, None))


def test_flaws_are_named() -> None:
    assert table(GO, STOP, BREAK).flaws() == []
    assert table(GO, STOP).flaws() == ["light: dark is never reached"]
    assert table(GO, STOP, BREAK, ends=frozenset()).flaws() == ["light: dark leads nowhere and is no end"]
    nobody = Transition(Light.GREEN, "break", Light.DARK, frozenset[Role](), None)
    assert table(GO, STOP, nobody).flaws() == ["light: nobody may break from green"]


def test_the_diagram_is_drawn_from_the_rows() -> None:
    assert mermaid(table(GO, BREAK)) == (
        "stateDiagram-v2\n    [*] --> red\n    red --> green: go\n    green --> dark: break\n    dark --> [*]\n"
    )


@pytest.mark.parametrize("found", TABLES, ids=lambda found: found.name)
def test_every_state_machine_of_the_product_is_total(found: StateTable[StayState]) -> None:
    assert found.flaws() == []


def test_phases_can_be_skipped_reversed_and_repeated() -> None:
    assert STAY.step(StayState.WITHDRAWAL, "to_treatment", Role.NURSE).target is StayState.TREATMENT
    assert STAY.step(StayState.TREATMENT, "to_withdrawal", Role.NURSE).target is StayState.WITHDRAWAL
    assert STAY.can(StayState.DISCHARGE, "to_assessment", Role.SOCIAL_WORKER)
    assert not STAY.can(StayState.TREATMENT, "to_treatment")


def test_an_end_is_an_end() -> None:
    for end in (StayState.CLOSED, StayState.MOVED):
        assert STAY.verbs(end) == ("die",)
    assert STAY.verbs(StayState.DEAD) == ()
    assert LEAVE.verbs(LEAVE.states.ON_LEAVE) == ("end_leave",)


def test_an_activity_leader_may_say_that_someone_left_but_not_discharge() -> None:
    assert STAY.can(StayState.TREATMENT, "end_unplanned", Role.ACTIVITY_LEADER)
    assert not STAY.can(StayState.TREATMENT, "discharge", Role.ACTIVITY_LEADER)
    assert not STAY.can(StayState.TREATMENT, "die", Role.ACTIVITY_LEADER)
