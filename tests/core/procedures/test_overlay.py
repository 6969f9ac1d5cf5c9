"""What a unit does differently, and how it survives a new version of the parent."""

from __future__ import annotations

import dataclasses

import pytest

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.errors import InvalidValue
from medgang.core.procedures import (
    ABSENT,
    Change,
    ConflictKind,
    DifferenceKind,
    Due,
    DueKind,
    Span,
    apply,
    changed,
    diff,
    merge,
    overlay_for,
    procedure_to_json,
    resolve,
)
from medgang.core.procedures.documents import from_text, value_at, with_value
from tests.core.procedures.builders import TALKED, procedure, step, within, words

TALK = step("talk", within(3), TALKED)
PLAN = step("plan", within(10), TALKED)
ONE = procedure(TALK, PLAN)


def days(number: int, version: str = "2"):
    return procedure(step("talk", within(number), TALKED), PLAN, version=version)


def test_a_unit_changes_a_deadline_turns_a_step_off_takes_one_away_and_adds_one():
    own = procedure_to_json(procedure(step("extra", within(1), TALKED)))["steps"][0]
    overlay = overlay_for(
        ONE,
        "detox",
        "3",
        [
            changed(ONE, "steps.talk.due.span.days", 5, "korte opphold"),
            changed(ONE, "steps.talk.on", False, "vi gjør det annerledes"),
            changed(ONE, "steps.plan", ABSENT, "planen lages i neste enhet"),
            changed(ONE, "steps.extra", own, "vi har fysioterapeut"),
        ],
    )
    local = apply(ONE, overlay)
    assert [one.id for one in local.steps] == ["talk", "extra"]
    assert local.step("talk").due.span == Span(days=5)
    assert not local.step("talk").on
    assert local.version == "1+detox.3"
    assert local.sha256 != ONE.sha256
    assert overlay.changes[0].why == "korte opphold"


def test_the_shipped_procedure_with_an_instrument_turned_on_and_a_limit_moved():
    shipped = shipped_procedures()["tsb-physical-activity"].procedure
    overlay = overlay_for(
        shipped,
        "unit",
        "1",
        [
            changed(shipped, "steps.phq-9.on", True, "mottaker er psykologen"),
            changed(shipped, "limits.systolic_mmhg", 180, "legene ønsker det"),
        ],
    )
    local = apply(shipped, overlay)
    assert local.step("phq-9").on
    assert local.limits.systolic_mmhg == 180
    assert {one.path for one in diff(shipped, local)} == {"steps.phq-9.on", "limits.systolic_mmhg"}


def test_what_an_overlay_may_not_do():
    cases = [
        ("procedures.no_why", lambda: Change("steps.talk", "1", " ")),
        ("procedures.may_not_differ", lambda: Change("recommendations.x", "1", "fordi")),
        ("procedures.no_difference", lambda: changed(ONE, "steps.talk.on", True, "fordi")),
        (
            "procedures.not_unique",
            lambda: overlay_for(ONE, "a", "1", [changed(ONE, "steps.talk.on", False, "x")] * 2),
        ),
        (
            "procedures.other_parent",
            lambda: apply(days(9), overlay_for(ONE, "a", "1", [])),
        ),
        (
            "procedures.other_parent",
            lambda: merge(overlay_for(ONE, "a", "1", []), days(9), days(8)),
        ),
        (
            "procedures.no_such_place",
            lambda: apply(ONE, overlay_for(ONE, "a", "1", [Change("steps.none.on", "false", "x")])),
        ),
        (
            "procedures.no_such_place",
            lambda: apply(ONE, overlay_for(ONE, "a", "1", [Change("steps.talk", "1", "x")])),
        ),
        ("procedures.bad_document", lambda: from_text("{")),
    ]
    for code, make in cases:
        with pytest.raises(InvalidValue) as caught:
            make()
        assert caught.value.code == code


def test_a_change_the_parent_did_not_touch_is_carried_over():
    overlay = overlay_for(ONE, "u", "1", [changed(ONE, "steps.plan.due.span.days", 20, "lange opphold")])
    merged = merge(overlay, ONE, days(5))
    assert merged.conflicts == merged.settled == ()
    local = apply(days(5), merged.overlay)
    assert local.step("plan").due.span.days == 20
    assert local.step("talk").due.span.days == 5


def test_the_parent_has_made_the_same_change_itself():
    overlay = overlay_for(ONE, "u", "1", [changed(ONE, "steps.talk.due.span.days", 5, "x")])
    merged = merge(overlay, ONE, days(5))
    assert [one.path for one in merged.settled] == ["steps.talk.due.span.days"]
    assert merged.overlay.changes == ()


def test_both_have_changed_the_same_place_and_the_units_own_stands_until_one_decides():
    overlay = overlay_for(ONE, "u", "1", [changed(ONE, "steps.talk.due.span.days", 5, "x")])
    merged = merge(overlay, ONE, days(7))
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.theirs) == (ConflictKind.BOTH_CHANGED, "7")
    assert apply(days(7), merged.overlay).step("talk").due.span.days == 5
    assert apply(days(7), resolve(merged, ["steps.talk.due.span.days"])).step("talk").due.span.days == 7
    assert resolve(merged, []) == merged.overlay


def test_the_parent_no_longer_has_the_place():
    overlay = overlay_for(ONE, "u", "1", [changed(ONE, "steps.plan.on", False, "x")])
    without = procedure(TALK, version="2")
    merged = merge(overlay, ONE, without)
    (conflict,) = merged.conflicts
    assert conflict.kind is ConflictKind.GONE
    assert apply(without, merged.overlay) == dataclasses.replace(without, version="2+u.1")


def test_an_added_step_needs_only_the_list_it_stands_in():
    extra = procedure_to_json(procedure(step("extra", within(1), TALKED)))["steps"][0]
    overlay = overlay_for(ONE, "u", "1", [changed(ONE, "steps.extra", extra, "x")])
    assert merge(overlay, ONE, days(5)).conflicts == ()
    clash = procedure(TALK, PLAN, step("extra", within(9), TALKED), version="2")
    assert [one.kind for one in merge(overlay, ONE, clash).conflicts] == [ConflictKind.BOTH_CHANGED]
    title = overlay_for(ONE, "u", "1", [Change("title", '{"nb":"a","nn":"a","en":"a"}', "x")])
    assert merge(title, ONE, days(5)).conflicts[0].kind is ConflictKind.BOTH_CHANGED


def test_a_removed_step_is_removed_again():
    overlay = overlay_for(ONE, "u", "1", [changed(ONE, "steps.plan", ABSENT, "x")])
    assert [one.id for one in apply(days(5), merge(overlay, ONE, days(5)).overlay).steps] == ["talk"]
    assert merge(overlay, ONE, procedure(TALK, version="2")).settled[0].path == "steps.plan"


def test_where_two_versions_differ():
    other = procedure(
        PLAN,
        step("talk", Due(DueKind.EACH_DAY), TALKED, title=words("new")),
        step("third", within(1), TALKED),
        version="2",
    )
    found = {one.path: one.kind for one in diff(ONE, other)}
    assert found["steps.talk.title.nb"] is DifferenceKind.CHANGED
    assert found["steps.talk.due.anchor"] is DifferenceKind.REMOVED
    assert found["steps.third"] is DifferenceKind.ADDED
    assert found["steps"] is DifferenceKind.MOVED
    assert diff(ONE, ONE) == ()
    assert {one.kind for one in diff(other, ONE) if one.path == "steps.third"} == {DifferenceKind.REMOVED}
    plus = procedure(TALK, PLAN, topic="t", declarations=(), version="1")
    assert diff(ONE, plus)[0].path == "topic"


def test_taking_away_what_is_not_there_changes_nothing():
    document = procedure_to_json(ONE)
    assert with_value(document, "steps.none", ABSENT) == document
    assert with_value(document, "limits.none", ABSENT) == document
    assert with_value(document, "steps.talk", document["steps"][0]) == document
    assert value_at(document, "id.none") is ABSENT
    assert repr(ABSENT) == "absent"
