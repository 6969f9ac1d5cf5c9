"""Every kind of event has one detail class, and each goes to JSON and back unharmed."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.timeline import DETAILS, Detail, Event, EventKind, Level, detail_from_json, detail_to_json
from medgang.core.timeline import details_after as after
from medgang.core.timeline import details_background as background
from medgang.core.timeline import details_measures as measures
from medgang.core.timeline import details_plan as plan
from medgang.core.timeline import details_safety as safety
from medgang.core.timeline import details_sessions as sessions
from tests.core.timeline.examples import EXAMPLES

A = UUID(int=1)
DAY = date(2026, 3, 2)
NAIVE = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the missing zone is what is tested


def test_every_kind_of_event_has_a_detail_class_and_an_example():
    assert set(DETAILS) == set(EventKind)
    assert set(EXAMPLES) == set(EventKind)


@pytest.mark.parametrize("kind", list(EventKind))
def test_a_detail_goes_to_json_and_back(kind: EventKind):
    detail = EXAMPLES[kind]
    stored = json.loads(json.dumps(detail_to_json(detail)))
    assert detail_from_json(kind, stored) == detail
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert Event(A, kind, now, now, None, detail, UUID(int=9)).detail is detail


@pytest.mark.parametrize("kind", list(EventKind))
def test_a_detail_with_only_what_is_needed_goes_to_json_and_back(kind: EventKind):
    full = EXAMPLES[kind]
    needed = {
        field.name: getattr(full, field.name)
        for field in dataclasses.fields(full)
        if field.default is dataclasses.MISSING
    }
    if kind is EventKind.OBSERVED:
        needed = {"limits": "kne"}
    bare = DETAILS[kind](**needed)
    stored = json.loads(json.dumps(detail_to_json(bare)))
    assert detail_from_json(kind, stored) == bare


@pytest.mark.parametrize("kind", list(EventKind))
def test_an_unknown_field_is_refused(kind: EventKind):
    with pytest.raises(InvalidValue):
        detail_from_json(kind, {"no_such_field": 1})


WRONG: list[tuple[str, type[Detail] | type, dict[str, object]]] = [
    ("timeline.out_of_range", measures.VitalsTaken, {"systolic_mmhg": 12}),
    ("timeline.out_of_range", plan.Talked, {"importance": 11}),
    ("timeline.out_of_range", plan.MotivationNoted, {"confidence": -1}),
    ("timeline.out_of_range", plan.Planned, {"plan": A, "starts": DAY, "rest_days": (8,)}),
    ("timeline.empty", after.StepDone, {"step": " "}),
    ("timeline.empty", measures.Observed, {}),
    ("timeline.wrong_order", plan.Planned, {"plan": A, "starts": DAY, "ends": date(2026, 3, 1)}),
    (
        "timeline.bad_clock",
        plan.PlannedActivity,
        {"weekday": 1, "activity": "walk", "level": Level.LIGHT, "starts": "9"},
    ),
    ("timeline.bad_clock", after.ContinuationPlanned, {"starts": "24:00"}),
    ("timeline.bad_clock", after.ContinuationPlanned, {"starts": "12:60"}),
    ("timeline.bad_clock", after.ContinuationPlanned, {"starts": "ab:cd"}),
    (
        "timeline.decision_per_level",
        safety.Cleared,
        {"decisions": (), "decided_by": "A", "decided_on": DAY, "expires": DAY},
    ),
    (
        "timeline.decision_per_level",
        safety.Cleared,
        {
            "decisions": (safety.LevelDecision(Level.HIGH, safety.Outcome.WAIT),) * 2,
            "decided_by": "A",
            "decided_on": DAY,
            "expires": DAY,
        },
    ),
    (
        "timeline.wrong_order",
        safety.Cleared,
        {
            "decisions": (safety.LevelDecision(Level.HIGH, safety.Outcome.WAIT),),
            "decided_by": "A",
            "decided_on": DAY,
            "expires": date(2026, 3, 1),
        },
    ),
    ("timeline.shown_without_quote", plan.VictoryNoted, {"text": "trapp", "may_be_shown": True}),
    (
        "timeline.answered_twice",
        measures.Measured,
        {"instrument": "x", "version": "1", "answers": (measures.Answer("a"),) * 2},
    ),
    (
        "timeline.missing_with_answers",
        measures.Measured,
        {
            "instrument": "x",
            "version": "1",
            "answers": (measures.Answer("a"),),
            "missing": measures.Missing.ASLEEP,
        },
    ),
    ("timeline.naive_time", measures.Measured, {"instrument": "x", "version": "1", "shown": NAIVE}),
    ("timeline.stopped_only", sessions.Trained, {"attendance": sessions.Attendance.TRAINED, "after_bout": 2}),
    (
        "timeline.absent_with_dose",
        sessions.Trained,
        {"attendance": sessions.Attendance.ABSENT, "strength": True},
    ),
    (
        "timeline.bad_sha256",
        sessions.Recorded,
        {"recording": A, "sha256": "ab", "started": NAIVE, "seconds": 1},
    ),
    (
        "timeline.naive_time",
        sessions.Recorded,
        {"recording": A, "sha256": "a" * 64, "started": NAIVE, "seconds": 1},
    ),
    (
        "timeline.empty",
        background.MedicineChange,
        {"medicine": background.MedicineFlag.DIURETIC, "change": background.Change.STOPPED, "decided_by": ""},
    ),
]


@pytest.mark.parametrize(("code", "cls", "fields"), WRONG)
def test_what_cannot_be_is_refused_with_a_sentence(code: str, cls: type, fields: dict[str, object]):
    with pytest.raises(InvalidValue) as caught:
        cls(**fields)
    assert caught.value.code == code
    assert "%(" not in say(caught.value, "nb")


def test_lighter_today_is_not_absence():
    assert sessions.Attendance.LIGHTER.was_there
    assert sessions.Attendance.LIGHTER.was_active
    assert sessions.Attendance.WATCHED.was_there
    assert not sessions.Attendance.WATCHED.was_active
    assert not sessions.Attendance.ABSENT.was_there
    assert not sessions.Attendance.DECLINED.was_there


def test_a_continuation_is_complete_with_place_activity_and_first_date():
    assert after.ContinuationPlanned(place="hallen", activity="walk", first_date=DAY).complete
    assert not after.ContinuationPlanned(place="hallen", activity="walk").complete
    assert not after.ContinuationPlanned(place="hallen", first_date=DAY).complete
