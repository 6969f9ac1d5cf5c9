"""What is due on a day: the rules one by one, then what always holds."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.people.roles import Role
from medgang.core.procedures import (
    Anchor,
    AnchorKind,
    Condition,
    Due,
    DueKind,
    Escalation,
    GroundKind,
    Match,
    Place,
    Span,
    TaskState,
    Where,
    due,
    situation,
)
from medgang.core.timeline import Event, EventKind, Level, Timeline
from medgang.core.timeline.details_after import (
    Consent,
    ContactPoint,
    ContinuationPlanned,
    DoneHow,
    Purpose,
    StepDone,
    StepWaived,
    SupportArranged,
    SupportKind,
    SupportState,
    WaiveReason,
)
from medgang.core.timeline.details_background import BackgroundNoted, Flag, FlagChanged, MedicineFlag
from medgang.core.timeline.details_measures import Answer, Measured, Tested
from medgang.core.timeline.details_plan import Planned, Talked
from medgang.core.timeline.details_safety import (
    Assessed,
    AssessmentKind,
    AssessmentOutcome,
    Cleared,
    LevelDecision,
    Outcome,
    RedFlag,
    RedFlagCleared,
    RedFlagRaised,
)
from medgang.core.timeline.details_sessions import ActivityOffered
from medgang.core.timeline.details_stay import (
    ContactRefused,
    Died,
    Discharged,
    EndReason,
    Leave,
    Phase,
    PhaseChanged,
    UnplannedEnd,
    WithdrawnAsWrong,
)
from tests.core.procedures.builders import (
    MEASURED,
    PLAN,
    PLANNED,
    STAY,
    TALKED,
    admitted,
    day,
    event,
    procedure,
    step,
    timeline,
    within,
)

TALK = step("talk", within(3), TALKED)
OFFER = step("offer", Due(DueKind.EACH_DAY), Match(EventKind.ACTIVITY_OFFERED), offer=True)


def talked(on: float, **more: object) -> Event:
    return event(EventKind.TALKED, Talked(**more), on)  # type: ignore[arg-type]


def states(*tasks: object) -> list[TaskState]:
    return [task.state for task in tasks]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("on", "state"),
    [(0, TaskState.NOW), (2, TaskState.NOW), (3, TaskState.TODAY), (4, TaskState.OVERDUE)],
)
def test_within_three_days_after_admission(on: int, state: TaskState):
    (task,) = due(procedure(TALK), timeline(admitted()), day(on))
    assert task.state is state
    assert (task.since, task.deadline) == (day(0), day(3))
    assert task.late(day(on)) is (on > 3)
    assert task.key == "talk"


def test_a_task_says_why_how_far_its_grounds_reach_and_what_is_missing():
    (task,) = due(procedure(TALK), timeline(admitted()), day(1))
    (why,) = task.why
    assert why.code == "procedures.why_within"
    assert why.values == {"anchor": "admission", "on": day(0), "deadline": day(3)}
    assert task.grounds == (GroundKind.RESEARCH,)
    assert set(task.missing) == set(GroundKind) - {GroundKind.RESEARCH}
    assert (task.procedure, task.version, task.sha256) == ("p", "1", procedure(TALK).sha256)


def test_nothing_is_due_before_admission_or_after_death():
    assert due(procedure(TALK), timeline(), day(0)) == []
    assert due(procedure(TALK), timeline(admitted()), day(-1)) == []
    assert due(procedure(TALK), timeline(admitted(), event(EventKind.DIED, Died(), 1)), day(1)) == []


def test_what_completes_a_step():
    history = timeline(admitted(), talked(2))
    assert due(procedure(TALK), history, day(2)) == []
    assert len(due(procedure(TALK), history, day(1))) == 1, "it had not happened yet"


def test_a_condition_on_the_detail():
    whole = step(
        "talk", within(3), Match(EventKind.TALKED, (Where("short", ("false",)), Where("finished", ("true",))))
    )
    assert len(due(procedure(whole), timeline(admitted(), talked(1, short=True)), day(2))) == 1
    assert due(procedure(whole), timeline(admitted(), talked(1)), day(2)) == []


def test_a_record_completes_a_step_only_where_the_procedure_lets_it():
    seen = event(EventKind.STEP_DONE, StepDone("talk", how=DoneHow.RECORD), 1)
    by_hand = event(EventKind.STEP_DONE, StepDone("talk", "p"), 1)
    other = event(EventKind.STEP_DONE, StepDone("talk", "another"), 1)
    assert due(procedure(TALK), timeline(admitted(), seen), day(1)) == []
    strict = step("talk", within(3), TALKED, record=False)
    assert len(due(procedure(strict), timeline(admitted(), seen), day(1))) == 1
    assert due(procedure(strict), timeline(admitted(), by_hand), day(1)) == []
    assert len(due(procedure(TALK), timeline(admitted(), other), day(1))) == 1


@pytest.mark.requirement("R066")
def test_every_step_can_be_waived_with_a_reason_for_a_time_or_for_the_stay():
    for_now = event(EventKind.STEP_WAIVED, StepWaived("talk", WaiveReason.NOT_NOW, until=day(5)), 1)
    for_good = event(EventKind.STEP_WAIVED, StepWaived("talk", WaiveReason.NOT_WISHED), 1)
    assert due(procedure(TALK), timeline(admitted(), for_now), day(5)) == []
    assert len(due(procedure(TALK), timeline(admitted(), for_now), day(6))) == 1
    assert due(procedure(TALK), timeline(admitted(), for_good), day(60)) == []
    weekly = step(
        "week", Due(DueKind.EVERY, Span(days=7), Anchor(AnchorKind.ADMISSION, "admission")), MEASURED
    )
    waived = event(EventKind.STEP_WAIVED, StepWaived("week", WaiveReason.NOT_WISHED), 1)
    assert due(procedure(weekly), timeline(admitted(), waived), day(20)) == []
    daily = event(EventKind.STEP_WAIVED, StepWaived("offer", WaiveReason.NOT_WISHED), 1)
    assert due(procedure(OFFER), timeline(admitted(), daily), day(2)) == []


def test_every_shipped_step_can_be_waived():
    shipped = shipped_procedures()["tsb-physical-activity"].procedure
    waivers = [
        event(EventKind.STEP_WAIVED, StepWaived(one.id, WaiveReason.OTHER), 1) for one in shipped.steps
    ]
    assert due(shipped, timeline(admitted(), *waivers), day(30)) == []


def test_out_of_phase():
    only = step("talk", within(3), TALKED, phases=(Phase.ASSESSMENT,))
    change = event(EventKind.PHASE_CHANGED, PhaseChanged(STAY, Phase.ASSESSMENT, Phase.TREATMENT), 2)
    history = timeline(admitted(phase=Phase.ASSESSMENT), change)
    assert len(due(procedure(only), history, day(1))) == 1
    assert due(procedure(only), history, day(2)) == []


def test_counted_from_the_phase():
    from_phase = step("talk", within(3, AnchorKind.PHASE), TALKED)
    change = event(EventKind.PHASE_CHANGED, PhaseChanged(STAY, Phase.WITHDRAWAL, Phase.TREATMENT), 10)
    same = event(EventKind.PHASE_CHANGED, PhaseChanged(STAY, Phase.TREATMENT, Phase.TREATMENT, day(40)), 12)
    history = timeline(admitted(phase=Phase.WITHDRAWAL), change, same)
    (task,) = due(procedure(from_phase), history, day(12))
    assert task.deadline == day(13)
    assert situation(history, day(12)).expected_end == day(40)


def test_a_new_stay_begins_anew_also_on_the_same_day():
    history = timeline(
        admitted(0),
        talked(1),
        event(EventKind.UNPLANNED_END, UnplannedEnd(STAY, EndReason.AGAINST_ADVICE), 5, 9),
        admitted(5, hour=15),
    )
    (task,) = due(procedure(TALK), history, day(5))
    assert task.since == day(5)
    talked_before = timeline(
        admitted(0),
        event(EventKind.TALKED, Talked(), 5, 8),
        event(EventKind.DISCHARGED, Discharged(STAY), 5, 9),
        admitted(5, hour=15),
    )
    assert len(due(procedure(TALK), talked_before, day(6))) == 1, "the morning belongs to the old stay"


def test_what_was_done_on_the_day_of_admission_counts_whatever_the_hour():
    early = event(EventKind.TALKED, Talked(), 0, 6)
    assert due(procedure(TALK), timeline(admitted(hour=14), early), day(0)) == []


def test_a_day_ends_at_midnight_in_oslo():
    instant = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    late = Event(UUID(int=5), EventKind.TALKED, instant, instant, None, Talked())
    history = timeline(admitted(), late)
    assert len(due(procedure(TALK), history, date(2026, 3, 3))) == 1, "00:30 the next day in Oslo"
    assert due(procedure(TALK), history, date(2026, 3, 4)) == []
    assert due(procedure(TALK), history, date(2026, 3, 3), UTC) == []


def test_every_three_months_after_the_first_test():
    again = step(
        "test",
        Due(
            DueKind.EVERY,
            Span(months=3),
            Anchor(AnchorKind.FIRST, "first-test", Match(EventKind.TESTED)),
            Span(days=7),
        ),
        Match(EventKind.TESTED),
    )
    assert due(procedure(again), timeline(admitted()), day(100)) == []
    history = timeline(admitted(), event(EventKind.TESTED, Tested("t"), 10))
    deadline = date(2026, 6, 12)
    assert due(procedure(again), history, deadline - timedelta(days=8)) == []
    (task,) = due(procedure(again), history, deadline - timedelta(days=7))
    assert (task.state, task.deadline) == (TaskState.NOW, deadline)
    assert task.why[0].code == "procedures.why_again"
    assert states(*due(procedure(again), history, deadline + timedelta(days=1))) == [TaskState.OVERDUE]


def test_every_week_counts_from_the_start_until_it_has_been_done():
    weekly = step(
        "week", Due(DueKind.EVERY, Span(days=7), Anchor(AnchorKind.ADMISSION, "admission")), MEASURED
    )
    assert due(procedure(weekly), timeline(admitted()), day(6)) == []
    (task,) = due(procedure(weekly), timeline(admitted()), day(7))
    assert task.why[0].code == "procedures.why_every"
    done = timeline(admitted(), event(EventKind.MEASURED, Measured("i", "1"), 9))
    assert due(procedure(weekly), done, day(15)) == []
    assert len(due(procedure(weekly), done, day(16))) == 1


def test_before_discharge_fourteen_days():
    before = step(
        "end", Due(DueKind.BEFORE, Span(days=14), Anchor(AnchorKind.DISCHARGE, "discharge")), TALKED
    )
    history = timeline(admitted(end=day(60)), talked(20))
    fresh = step(
        "end",
        Due(DueKind.BEFORE, Span(days=14), Anchor(AnchorKind.DISCHARGE, "discharge"), fresh=True),
        TALKED,
    )
    assert due(procedure(before), timeline(admitted(end=day(60))), day(45)) == []
    (task,) = due(procedure(before), timeline(admitted(end=day(60))), day(46))
    assert (task.deadline, task.why[0].code) == (day(60), "procedures.why_before")
    assert due(procedure(before), history, day(50)) == [], "done earlier in the stay"
    assert len(due(procedure(fresh), history, day(50))) == 1, "this one must be done within the time"
    assert due(procedure(before), timeline(admitted()), day(50)) == [], (
        "no planned end, nothing to count from"
    )


def test_an_unplanned_end_makes_the_same_list_at_once():
    item = step(
        "naloxone",
        Due(DueKind.BEFORE, Span(days=7), Anchor(AnchorKind.DISCHARGE, "discharge")),
        Match(EventKind.DISCHARGE_ITEM_DONE),
        phases=(Phase.TREATMENT, Phase.AFTER),
    )
    gone = timeline(
        admitted(end=day(60)),
        event(EventKind.UNPLANNED_END, UnplannedEnd(STAY, EndReason.AGAINST_ADVICE), 20),
    )
    assert states(*due(procedure(item), gone, day(20))) == [TaskState.TODAY]
    assert states(*due(procedure(item), gone, day(21))) == [TaskState.OVERDUE]


def test_contacts_after_the_stay_stand_on_their_own_list():
    contact = step(
        "week-1", within(7, AnchorKind.END, opens=Span(days=1)), Match(EventKind.CONTACTED),
        phases=(Phase.AFTER,), place=Place.AFTER,
    )  # fmt: skip
    end = event(EventKind.DISCHARGED, Discharged(STAY), 20)
    assert due(procedure(contact), timeline(admitted()), day(20)) == []
    meanwhile = step("x", within(7, AnchorKind.END))
    assert due(procedure(meanwhile), timeline(admitted()), day(20)) == [], "it has not ended"
    assert due(procedure(contact), timeline(admitted(), end), day(20)) == []
    (task,) = due(procedure(contact), timeline(admitted(), end), day(21))
    assert task.place is Place.AFTER
    no = event(EventKind.CONTACT_REFUSED, ContactRefused(), 22)
    assert due(procedure(contact), timeline(admitted(), end, no), day(22)) == []
    yes = event(EventKind.CONSENT_GIVEN, Consent(Purpose.CONTACT_AFTER), 23)
    assert len(due(procedure(contact), timeline(admitted(), end, no, yes), day(23))) == 1
    other = event(EventKind.CONSENT_GIVEN, Consent(Purpose.RESEARCH), 23)
    assert due(procedure(contact), timeline(admitted(), end, no, other), day(23)) == []


def test_counted_from_a_date_that_stands_in_the_plan():
    review = step(
        "review",
        Due(DueKind.WITHIN, Span(days=3), Anchor(AnchorKind.LAST, "review-date", PLANNED, "review_on")),
        TALKED,
    )
    none = timeline(admitted(), event(EventKind.PLANNED, Planned(PLAN, day(1)), 1))
    assert due(procedure(review), none, day(30)) == []
    first = event(EventKind.PLANNED, Planned(PLAN, day(1), review_on=day(10)), 1)
    second = event(EventKind.PLANNED, Planned(PLAN, day(1), review_on=day(20), version=2), 5)
    assert len(due(procedure(review), timeline(admitted(), first), day(10))) == 1
    assert due(procedure(review), timeline(admitted(), first, second), day(10)) == [], "the newer plan holds"
    assert len(due(procedure(review), timeline(admitted(), first, second), day(20))) == 1
    assert len(due(procedure(review), timeline(admitted(), talked(0), first), day(10))) == 1, (
        "the talk was before it"
    )


def test_each_event_has_a_task_of_its_own_and_a_shift_to_do_it():
    flag = step(
        "see", within(0, AnchorKind.EACH, Match(EventKind.RED_FLAG_RAISED)), Match(EventKind.RED_FLAG_CLEARED),
        escalation=Escalation(8, Role.SECTION_LEADER),
    )  # fmt: skip
    one = event(EventKind.RED_FLAG_RAISED, RedFlagRaised(RedFlag.FEVER), 1, 9)
    two = event(EventKind.RED_FLAG_RAISED, RedFlagRaised(RedFlag.CHEST_PAIN), 1, 12)
    tasks = due(procedure(flag), timeline(admitted(), one, two), day(1))
    assert {task.anchor for task in tasks} == {one.uid, two.uid}
    assert len({task.key for task in tasks}) == 2
    (first,) = (task for task in tasks if task.anchor == one.uid)
    assert first.owner(one.occurred + timedelta(hours=7)) is Role.NURSE
    assert first.owner(one.occurred + timedelta(hours=8)) is Role.SECTION_LEADER
    seen = event(EventKind.RED_FLAG_CLEARED, RedFlagCleared("lege"), 1, 10)
    assert [task.anchor for task in due(procedure(flag), timeline(admitted(), one, seen, two), day(1))] == [
        two.uid
    ]
    waived = event(EventKind.STEP_WAIVED, StepWaived("see", WaiveReason.OTHER), 1, 10)
    assert [task.anchor for task in due(procedure(flag), timeline(admitted(), one, waived, two), day(1))] == [
        two.uid
    ]
    (plain,) = due(procedure(TALK), timeline(admitted()), day(1))
    assert plain.owner(one.occurred) is Role.NURSE


def test_an_answer_above_a_limit_and_a_skipped_one():
    talk_today = step(
        "talk-today",
        within(
            0,
            AnchorKind.EACH,
            Match(EventKind.MEASURED, (Where("instrument", ("phq-9",)), Where("q9", (), 0))),
        ),
    )

    def answered(value: float | None) -> Timeline:
        answers = (Answer("q1", 3.0), Answer("q9", value))
        return timeline(admitted(), event(EventKind.MEASURED, Measured("phq-9", "1", answers=answers), 1))

    assert len(due(procedure(talk_today), answered(1.0), day(1))) == 1
    assert due(procedure(talk_today), answered(0.0), day(1)) == []
    assert due(procedure(talk_today), answered(None), day(1)) == [], "skipped is not answered, never zero"


def test_what_is_offered_daily_is_never_overdue_and_waits_during_leave():
    history = timeline(admitted(), event(EventKind.ACTIVITY_OFFERED, ActivityOffered(), 1))
    assert states(*due(procedure(OFFER), history, day(0))) == [TaskState.TODAY]
    assert due(procedure(OFFER), history, day(1)) == []
    (task,) = due(procedure(OFFER), history, day(2))
    assert not task.late(day(9))
    away = event(EventKind.LEAVE_STARTED, Leave(STAY), 2)
    back = event(EventKind.LEAVE_ENDED, Leave(STAY), 4)
    assert due(procedure(OFFER), timeline(admitted(), away), day(3)) == []
    assert len(due(procedure(OFFER), timeline(admitted(), away, back), day(4))) == 1


def test_offered_each_shift_counts_up():
    thrice = step("offer", Due(DueKind.EACH_SHIFT, times=3), Match(EventKind.ACTIVITY_OFFERED), offer=True)
    done = [event(EventKind.ACTIVITY_OFFERED, ActivityOffered(), 1, hour) for hour in (8, 12, 18)]
    (task,) = due(procedure(thrice), timeline(admitted(), *done[:2]), day(1))
    assert (task.done, task.wanted) == (2, 3)
    assert due(procedure(thrice), timeline(admitted(), *done), day(1)) == []
    by_hand = event(EventKind.STEP_DONE, StepDone("offer"), 1)
    assert due(procedure(thrice), timeline(admitted(), *done[:2], by_hand), day(1)) == []
    (tomorrow,) = due(procedure(thrice), timeline(admitted(), *done), day(2))
    assert tomorrow.done == 0


@pytest.mark.parametrize(("weekday", "opens"), [(0, 7), (3, 9)])
def test_once_a_week_on_a_weekday(weekday: int, opens: int):
    weekly = step("week", Due(DueKind.EACH_WEEK, weekday=weekday), MEASURED)
    done = event(EventKind.MEASURED, Measured("i", "1"), opens + 1)
    (task,) = due(procedure(weekly), timeline(admitted()), day(opens))
    assert (task.since, task.deadline) == (day(opens), day(opens + 6))
    assert due(procedure(weekly), timeline(admitted(), done), day(opens + 6)) == []
    assert len(due(procedure(weekly), timeline(admitted(), done), day(opens + 7))) == 1


def test_a_step_that_is_there_only_while_a_flag_is_set():
    taper = step("offer", Due(DueKind.EACH_DAY), offer=True, when=(Condition(flag=Flag.WITHDRAWAL_OR_TAPER),))
    on = event(EventKind.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 1)
    off = event(EventKind.FLAG_CLEARED, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 3)
    history = timeline(admitted(), on, off)
    assert [len(due(procedure(taper), history, day(n))) for n in range(4)] == [0, 1, 1, 0]
    without = step("talk", within(9), TALKED, when=(Condition(flag=Flag.WITHDRAWAL_OR_TAPER, holds=False),))
    assert [len(due(procedure(without), history, day(n))) for n in range(4)] == [1, 0, 0, 1]


def test_a_step_that_is_there_only_if_the_latest_of_a_kind_fits():
    wished = step(
        "started",
        within(20),
        when=(
            Condition(
                Match(EventKind.SUPPORT_ARRANGED, (Where("state", ("wished",)),)),
                among=(Where("kind", ("training_contact",)),),
            ),
        ),
    )

    def support(kind: SupportKind, state: SupportState, on: int) -> Event:
        return event(EventKind.SUPPORT_ARRANGED, SupportArranged(kind, state), on)

    wish = support(SupportKind.TRAINING_CONTACT, SupportState.WISHED, 1)
    alumni = support(SupportKind.ALUMNI_GROUP, SupportState.STARTED, 2)
    no = support(SupportKind.TRAINING_CONTACT, SupportState.NOT_WISHED, 3)
    assert due(procedure(wished), timeline(admitted()), day(4)) == []
    assert len(due(procedure(wished), timeline(admitted(), wish, alumni), day(4))) == 1
    assert due(procedure(wished), timeline(admitted(), wish, alumni, no), day(4)) == []
    assert (
        due(
            procedure(wished),
            timeline(support(SupportKind.TRAINING_CONTACT, SupportState.WISHED, -9), admitted()),
            day(4),
        )
        == []
    )


def test_a_field_that_holds_several_values_matches_when_one_does():
    agreed = step(
        "month-3",
        within(9),
        when=(Condition(Match(EventKind.CONTINUATION_PLANNED, (Where("points", ("month_3",)),))),),
    )
    plan = event(
        EventKind.CONTINUATION_PLANNED,
        ContinuationPlanned(points=(ContactPoint.WEEK_1, ContactPoint.MONTH_3)),
        1,
    )
    assert len(due(procedure(agreed), timeline(admitted(), plan), day(2))) == 1
    medicine = Match(EventKind.BACKGROUND_NOTED, (Where("medicines", ("beta_blocker",)),))
    noted = event(EventKind.BACKGROUND_NOTED, BackgroundNoted(medicines=(MedicineFlag.BETA_BLOCKER,)), 1)
    assert medicine.fits(noted)
    cleared = Match(EventKind.CLEARED, (Where("decisions.outcome", ("cleared", "adapted")),))
    decision = LevelDecision(Level.HIGH, Outcome.ADAPTED)
    assert cleared.fits(event(EventKind.CLEARED, Cleared((decision,), "A", day(1), day(9)), 1))
    wait = LevelDecision(Level.HIGH, Outcome.WAIT)
    assert not cleared.fits(event(EventKind.CLEARED, Cleared((wait,), "A", day(1), day(9)), 1))
    assert not Match(EventKind.ASSESSED, (Where("findings.qtc_ms", ("400",)),)).fits(
        event(EventKind.ASSESSED, Assessed(AssessmentKind.MEDICAL, AssessmentOutcome.NOTHING_AGAINST), 1)
    )
    missing = Match(EventKind.MEASURED, (Where("missing", ("none",)), Where("late", ("false",))))
    assert missing.fits(event(EventKind.MEASURED, Measured("i", "1"), 1))
    version = Match(EventKind.PLANNED, (Where("version", ("2",)),))
    assert version.fits(event(EventKind.PLANNED, Planned(PLAN, day(1), version=2), 1))


def test_the_physicians_tasks_wait_for_the_physician():
    doctor = step(
        "assess", within(1), Match(EventKind.ASSESSED), place=Place.PHYSICIAN, roles=(Role.PHYSICIAN,)
    )
    (task,) = due(procedure(doctor), timeline(admitted()), day(9))
    assert task.state is TaskState.WAITING_PHYSICIAN
    assert task.late(day(9))


def test_most_pressing_first():
    tasks = due(procedure(step("later", within(9), TALKED), TALK, OFFER), timeline(admitted()), day(4))
    assert [task.step.id for task in tasks] == ["talk", "offer", "later"]


def test_steps_that_are_off_are_not_due():
    assert due(procedure(step("talk", within(3), TALKED, on=False)), timeline(admitted()), day(3)) == []


def test_the_list_of_that_day_and_the_corrected_one():
    """The talk of day 1 was entered on day 4: the list of day 2 still asked for it; the corrected one does not."""
    late = event(EventKind.TALKED, Talked(), 1, recorded=4)
    events = [admitted(), late]
    shown = Timeline.of(events, known_at=late.occurred + timedelta(days=1))
    assert len(due(procedure(TALK), shown, day(2))) == 1
    assert due(procedure(TALK), Timeline.of(events), day(2)) == []
    wrong = event(EventKind.WITHDRAWN_AS_WRONG, WithdrawnAsWrong("feil pasient"), 6, replaces=late.uid)
    assert len(due(procedure(TALK), Timeline.of([*events, wrong]), day(2))) == 1


# what always holds

SHIPPED = shipped_procedures()["tsb-physical-activity"].procedure


def _day_events(choice: int, on: int, hour: int) -> Event:
    """One of the things staff do."""
    done: list[tuple[EventKind, object]] = [
        (EventKind.TALKED, Talked()),
        (EventKind.PLANNED, Planned(PLAN, day(on))),
        (EventKind.MEASURED, Measured("own-week", "1")),
        (EventKind.MEASURED, Measured("evs", "1")),
        (EventKind.TESTED, Tested("t")),
        (EventKind.RED_FLAG_RAISED, RedFlagRaised(RedFlag.FEVER)),
        (EventKind.RED_FLAG_CLEARED, RedFlagCleared("lege")),
        (EventKind.STEP_DONE, StepDone("talk")),
        (EventKind.STEP_WAIVED, StepWaived("vital-sign", WaiveReason.NOT_WISHED)),
        (EventKind.ACTIVITY_OFFERED, ActivityOffered()),
        (EventKind.PHASE_CHANGED, PhaseChanged(STAY, Phase.ASSESSMENT, Phase.TREATMENT)),
        (EventKind.UNPLANNED_END, UnplannedEnd(STAY, EndReason.SENT_HOME)),
    ]
    kind, detail = done[choice % len(done)]
    return event(kind, detail, on, hour)  # type: ignore[arg-type]


happenings = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 40), st.integers(7, 20)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(happenings, st.integers(0, 1000))
def test_the_order_of_entry_does_not_matter(happened: list[tuple[int, int, int]], seed: int):
    events = [admitted(phase=Phase.ASSESSMENT, end=day(60)), *(_day_events(*one) for one in happened)]
    shuffled = events[:]
    random.Random(seed).shuffle(shuffled)
    for on in (0, 13, 41):
        assert due(SHIPPED, Timeline.of(events), day(on)) == due(SHIPPED, Timeline.of(shuffled), day(on))


@settings(max_examples=60, deadline=None)
@given(happenings)
def test_no_task_vanishes_unless_done_waived_or_out_of_phase(happened: list[tuple[int, int, int]]):
    """From one day to the next: a task that is gone has a completing event, a waiver, another phase or another count.

    What returns daily or weekly is looked at by its step; a task about one event by its key.
    """
    events = [admitted(phase=Phase.ASSESSMENT, end=day(60)), *(_day_events(*one) for one in happened)]
    history = Timeline.of(events)
    for on in range(45):
        before, after = due(SHIPPED, history, day(on)), due(SHIPPED, history, day(on + 1))
        still = {task.key for task in after}
        place, later = situation(history, day(on)), situation(history, day(on + 1))
        for task in before:
            if task.key in still or task.step.due.kind in (DueKind.EACH_DAY, DueKind.EACH_SHIFT):
                continue
            tomorrow = [one for one in events if day(on) < one.occurred.date() <= day(on + 1)]
            done = any(
                match.kind is one.kind and match.fits(one)
                for match in task.step.completed_by
                for one in tomorrow
            )
            by_hand = any(
                isinstance(one.detail, (StepDone, StepWaived)) and one.detail.step == task.step.id
                for one in tomorrow
            )
            newer_anchor = task.step.due.anchor is not None and any(
                task.step.due.anchor.match is not None and task.step.due.anchor.match.kind is one.kind
                for one in tomorrow
            )
            moved_on = place.phase is not later.phase or place.phase_since != later.phase_since
            assert done or by_hand or newer_anchor or moved_on, task.key


@settings(max_examples=40, deadline=None)
@given(happenings, st.integers(0, 45))
def test_what_comes_later_never_changes_the_list_of_a_day(happened: list[tuple[int, int, int]], on: int):
    events = [admitted(phase=Phase.ASSESSMENT, end=day(60)), *(_day_events(*one) for one in happened)]
    by_then = [one for one in events if one.occurred.date() <= day(on)]
    assert due(SHIPPED, Timeline.of(events), day(on)) == due(SHIPPED, Timeline.of(by_then), day(on))
