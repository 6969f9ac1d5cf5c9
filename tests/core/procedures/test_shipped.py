"""One made-up patient's way through the shipped procedures: what is due when, from withdrawal to a year after."""

from __future__ import annotations

from datetime import date

import pytest

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.procedures import Place, TaskState, changed, due, overlay_for
from medgang.core.procedures import apply as apply_overlay
from medgang.core.timeline import Event, EventKind, Level, Timeline
from medgang.core.timeline.details_after import (
    CloseReason,
    ContactClosed,
    Contacted,
    ContactPoint,
    ContactTried,
    ContactWay,
    ContinuationPlanned,
    DischargeItem,
    DischargeItemDone,
    ItemOutcome,
    SupportArranged,
    SupportKind,
    SupportState,
)
from medgang.core.timeline.details_background import BackgroundNoted, Flag, FlagChanged, MedicineFlag
from medgang.core.timeline.details_measures import Answer, Measured, Missing, Tested
from medgang.core.timeline.details_plan import Planned, PlanReviewed, ReviewOutcome, Talked
from medgang.core.timeline.details_safety import ClearanceConfirmed, Cleared, LevelDecision, Outcome
from medgang.core.timeline.details_sessions import Declined
from medgang.core.timeline.details_stay import Died, Discharged, EndReason, Phase, PhaseChanged, UnplannedEnd
from tests.core.procedures.builders import PLAN, STAY, admitted, day, event

TSB = shipped_procedures()["tsb-physical-activity"].procedure
WITHDRAWAL = shipped_procedures()["withdrawal-light-activity"].procedure


def steps(
    on: int, *events: Event, procedure=TSB, phase: Phase = Phase.TREATMENT, end: date | None = None
) -> set[str]:
    history = Timeline.of([admitted(phase=phase, end=end), *events])
    return {task.step.id for task in due(procedure, history, day(on))}


def state_of(step: str, on: int, *events: Event, end: date | None = None) -> TaskState | None:
    history = Timeline.of([admitted(phase=Phase.TREATMENT, end=end), *events])
    found = [task.state for task in due(TSB, history, day(on)) if task.step.id == step]
    return found[0] if found else None


@pytest.mark.requirement("R079", "R080")
def test_in_withdrawal_light_activity_and_ticks_are_offered_and_the_long_talk_waits():
    found = steps(0, procedure=WITHDRAWAL, phase=Phase.WITHDRAWAL)
    assert found == {"medical-assessment", "two-questions", "light-daily", "withdrawal-ticks"}
    no = event(EventKind.DECLINED, Declined(), 1)
    assert "light-daily" not in steps(1, no, procedure=WITHDRAWAL, phase=Phase.WITHDRAWAL), (
        "a no was respected"
    )
    assert "light-daily" in steps(2, no, procedure=WITHDRAWAL, phase=Phase.WITHDRAWAL), (
        "and it is asked again"
    )
    asked = event(EventKind.TALKED, Talked(short=True), 1)
    assert "two-questions" not in steps(1, asked, procedure=WITHDRAWAL, phase=Phase.WITHDRAWAL)


@pytest.mark.requirement("R079")
def test_taper_in_another_phase_brings_the_light_offer_along():
    taper = event(EventKind.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 2)
    assert "light-daily-taper" not in steps(3)
    assert "light-daily-taper" in steps(3, taper)


@pytest.mark.requirement("R068")
def test_the_talk_of_withdrawal_does_not_stand_for_the_whole_one():
    short = event(EventKind.TALKED, Talked(short=True), 1)
    begun = event(EventKind.TALKED, Talked(finished=False), 2)
    whole = event(EventKind.TALKED, Talked(), 3)
    assert "talk" in steps(3, short, begun)
    assert "talk" not in steps(3, short, begun, whole)


@pytest.mark.requirement("R073")
def test_both_assessments_are_asked_for_and_the_physicians_stand_on_the_physicians_list():
    found = {task.step.id: task for task in due(TSB, Timeline.of([admitted()]), day(2))}
    assert found["medical-assessment"].state is TaskState.WAITING_PHYSICIAN
    assert found["clearance"].place is Place.PHYSICIAN
    assert found["psychological-assessment"].place is Place.WARD


def cleared(on: int, days: int = 100, *, confirmed: bool = True) -> Event:
    decision = LevelDecision(Level.HIGH, Outcome.CLEARED)
    return event(EventKind.CLEARED, Cleared((decision,), "lege A", day(on), day(on + days), confirmed), on)


def test_a_clearance_is_confirmed_and_renewed_in_time():
    recorded = cleared(3, confirmed=False)
    assert "confirm-clearance" in steps(4, recorded)
    confirmed = event(EventKind.CLEARANCE_CONFIRMED, ClearanceConfirmed(recorded.uid), 5)
    assert "confirm-clearance" not in steps(5, recorded, confirmed)
    assert "renew-clearance" not in steps(88, cleared(3))
    assert "renew-clearance" in steps(89, cleared(3))
    assert "renew-clearance" not in steps(90, cleared(3), cleared(90))


@pytest.mark.requirement("R074")
def test_heart_medicines_are_checked_every_other_week():
    def noted(on: int) -> Event:
        return event(EventKind.BACKGROUND_NOTED, BackgroundNoted(medicines=(MedicineFlag.BETA_BLOCKER,)), on)

    assert "medicines-check" not in steps(20)
    assert "medicines-check" not in steps(13, noted(1))
    assert "medicines-check" in steps(14, noted(1))
    assert "medicines-check" not in steps(15, noted(1), noted(14))


def test_a_measurement_that_was_missed_does_not_complete_anything():
    missed = event(EventKind.MEASURED, Measured("evs", "1", missing=Missing.DECLINED), 2)
    done = event(EventKind.MEASURED, Measured("evs", "1", answers=(Answer("evs-days", 2.0),)), 3)
    assert "vital-sign" in steps(3, missed)
    assert "vital-sign" not in steps(3, missed, done)


def test_phq_9_only_where_a_unit_turns_it_on_and_its_last_item_gives_a_task_at_once():
    turned_on = apply_overlay(
        TSB, overlay_for(TSB, "u", "1", [changed(TSB, "steps.phq-9.on", True, "psykologen er mottaker")])
    )
    assert "phq-9" not in steps(40)
    assert "phq-9" in steps(40, procedure=turned_on)
    answers = (Answer("phq9-1", 3.0), Answer("phq9-9", 1.0))
    above = event(EventKind.MEASURED, Measured("phq-9", "1", answers=answers), 40)
    assert state_of("last-item-above-zero", 40, above) is TaskState.TODAY
    assert state_of("last-item-above-zero", 41, above) is TaskState.OVERDUE
    skipped = event(EventKind.MEASURED, Measured("phq-9", "1", answers=(Answer("phq9-9"),)), 40)
    assert state_of("last-item-above-zero", 40, skipped) is None


@pytest.mark.requirement("R112", "R113", "R215")
def test_the_plan_has_an_end_and_is_reviewed_on_its_date_every_six_weeks_and_at_the_end():
    plan = event(EventKind.PLANNED, Planned(PLAN, day(5), day(60), day(30)), 5)
    assert "plan" in steps(13)
    assert "plan" not in steps(13, plan)
    assert "plan-review" in steps(30, plan)
    review = event(EventKind.PLAN_REVIEWED, PlanReviewed(ReviewOutcome.GO_ON), 31)
    assert "plan-review" not in steps(31, plan, review)
    assert "pathway-evaluation" in steps(35, plan)
    assert "pathway-evaluation" not in steps(42, plan, review)
    assert "pathway-evaluation" in steps(31 + 42, plan, review)
    assert "end-review" in steps(47, plan, end=day(60))
    last = event(EventKind.PLAN_REVIEWED, PlanReviewed(ReviewOutcome.END, at_end=True), 50)
    assert "end-review" not in steps(50, plan, last, end=day(60))


@pytest.mark.requirement("R125")
def test_tested_after_three_months_or_in_the_last_two_weeks_whichever_is_first():
    first = event(EventKind.TESTED, Tested("treadmill"), 10)
    again = event(EventKind.TESTED, Tested("treadmill"), 60)
    assert "first-test" not in steps(20), "tests wait for clearance"
    assert "first-test" in steps(20, cleared(5))
    assert "test-again" not in steps(90, first)
    assert "test-again" in steps(102, first)
    assert "test-before-discharge" in steps(56, first, end=day(70))
    assert "test-before-discharge" not in steps(60, first, again, end=day(70))
    assert "test-before-discharge" not in steps(56, end=day(70)), "never tested, never asked"


def support(state: SupportState, on: int) -> Event:
    return event(EventKind.SUPPORT_ARRANGED, SupportArranged(SupportKind.TRAINING_CONTACT, state), on)


@pytest.mark.requirement("R146", "R147")
def test_the_training_contact_is_asked_about_and_has_begun_before_discharge():
    assert "training-contact" in steps(25)
    assert "training-contact" not in steps(25, support(SupportState.NOT_WISHED, 24))
    wished = support(SupportState.WISHED, 24)
    assert "training-contact-started" in steps(45, wished, end=day(70))
    matched = support(SupportState.MATCHED, 46)
    assert "training-contact-started" in steps(50, wished, matched, end=day(70))
    assert "training-contact-started" not in steps(
        61, wished, matched, support(SupportState.STARTED, 60), end=day(70)
    )
    assert "training-contact-started" not in steps(45, support(SupportState.NOT_WISHED, 24), end=day(70))
    assert state_of("training-contact-started", 71, wished, end=day(70)) is TaskState.OVERDUE


@pytest.mark.requirement("R148", "R150")
def test_the_continuation_begins_early_and_is_settled_before_discharge():
    begun = event(EventKind.CONTINUATION_PLANNED, ContinuationPlanned(place="hallen"), 15)
    whole = ContinuationPlanned(place="hallen", activity="fotball", first_date=day(72))
    settled = event(EventKind.CONTINUATION_PLANNED, whole, 60)
    assert "continuation" in steps(14)
    assert "continuation" not in steps(16, begun)
    assert "continuation-settled" in steps(57, begun, end=day(70))
    assert "continuation-settled" not in steps(61, begun, settled, end=day(70))


ITEMS = {"overdose-talk", "naloxone", "crisis-plan", "whom-to-ring", "next-appointment"}


@pytest.mark.requirement("R150", "R154")
def test_a_planned_and_an_unplanned_end_make_the_same_list():
    assert steps(66, end=day(70)) >= ITEMS
    planned = event(EventKind.DISCHARGED, Discharged(STAY), 70)
    unplanned = event(EventKind.UNPLANNED_END, UnplannedEnd(STAY, EndReason.AGAINST_ADVICE), 20)
    assert steps(70, planned, end=day(70)) & ITEMS == ITEMS
    assert steps(20, unplanned, end=day(70)) & ITEMS == ITEMS
    given = event(
        EventKind.DISCHARGE_ITEM_DONE, DischargeItemDone(DischargeItem.NALOXONE, ItemOutcome.DECLINED), 20, 11
    )
    assert steps(20, unplanned, given) & ITEMS == ITEMS - {"naloxone"}


@pytest.mark.requirement("R148", "R154")
def test_contacts_after_a_week_and_at_the_agreed_months():
    agreed = ContinuationPlanned(place="x", points=(ContactPoint.MONTH_1, ContactPoint.MONTH_3))
    plan = event(EventKind.CONTINUATION_PLANNED, agreed, 20)
    end = event(EventKind.DISCHARGED, Discharged(STAY), 30)

    def contacts(on: int, *more: Event) -> set[str]:
        return {one for one in steps(on, plan, end, *more) if one.startswith("contact-")}

    assert contacts(31) == {"contact-week-1"}
    reached = event(EventKind.CONTACTED, Contacted(ContactPoint.WEEK_1, ContactWay.PHONE), 33)
    assert contacts(33, reached) == set()
    assert contacts(60, reached) == {"contact-month-1"}
    assert contacts(125, reached) == {"contact-month-1", "contact-month-3"}
    assert "contact-month-6" not in contacts(230, reached), "not agreed"


@pytest.mark.requirement("R155")
def test_a_contact_is_closed_with_a_reason_after_three_tries():
    end = event(EventKind.DISCHARGED, Discharged(STAY), 30)
    tries = [
        event(EventKind.CONTACT_TRIED, ContactTried(ContactPoint.WEEK_1, ContactWay.PHONE), on)
        for on in (32, 34, 36)
    ]
    closed = event(
        EventKind.CONTACT_CLOSED, ContactClosed(CloseReason.THREE_TRIES, ContactPoint.WEEK_1), 36, 12
    )
    everything = event(EventKind.CONTACT_CLOSED, ContactClosed(CloseReason.MOVED), 36, 12)
    assert "contact-week-1" in steps(36, end, *tries)
    assert "contact-week-1" not in steps(36, end, *tries, closed)
    assert "contact-week-1" not in steps(36, end, everything)


def test_a_death_empties_every_list_at_once():
    end = event(EventKind.DISCHARGED, Discharged(STAY), 30)
    assert steps(31, end)
    assert steps(31, end, event(EventKind.DIED, Died(), 31, 8)) == set()


def test_readmission_begins_the_list_anew():
    end = event(EventKind.UNPLANNED_END, UnplannedEnd(STAY, EndReason.SENT_HOME), 20)
    talked = event(EventKind.TALKED, Talked(), 3)
    again = admitted(40, Phase.ASSESSMENT)
    assert "talk" not in steps(19, talked)
    found = steps(41, talked, end, again)
    assert {"talk", "medical-assessment", "psychological-assessment"} <= found
    assert not found & ITEMS, "the old list is not carried into the new stay"
    moved_on = event(EventKind.PHASE_CHANGED, PhaseChanged(STAY, Phase.ASSESSMENT, Phase.DISCHARGE), 45)
    assert "talk" not in steps(46, talked, end, again, moved_on)


@pytest.mark.requirement("R148")
def test_the_closing_of_the_follow_up_before_does_not_pay_for_the_contacts_of_the_new_stay():
    before = event(EventKind.UNPLANNED_END, UnplannedEnd(STAY, EndReason.AGAINST_ADVICE), 20)
    closed = event(EventKind.CONTACT_CLOSED, ContactClosed(CloseReason.BACK_IN_TREATMENT), 40, 8)
    again = admitted(40)
    end = event(EventKind.DISCHARGED, Discharged(STAY), 70)
    assert "contact-week-1" in steps(72, before, closed, again, end)
