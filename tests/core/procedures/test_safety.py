"""What is open on a day, level by level, and why not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medgang.content.sentences import say
from medgang.core.procedures import Limits, permitted
from medgang.core.timeline import Event, EventKind, Level, Timeline
from medgang.core.timeline.details_after import Contacted, ContactPoint, ContactWay
from medgang.core.timeline.details_background import (
    BackgroundNoted,
    Change,
    Flag,
    FlagChanged,
    MedicineChange,
    MedicineFlag,
)
from medgang.core.timeline.details_measures import VitalsTaken
from medgang.core.timeline.details_safety import (
    AdverseEvent,
    AdverseKind,
    Assessed,
    AssessmentKind,
    AssessmentOutcome,
    ClearanceConfirmed,
    ClearanceSuspended,
    Cleared,
    LevelDecision,
    MedicalFindings,
    Outcome,
    RedFlag,
    RedFlagCleared,
    RedFlagRaised,
    Severity,
    SuspensionReason,
)
from medgang.core.timeline.details_stay import Discharged, Phase
from tests.core.procedures.builders import STAY, admitted, day, event, timeline

GOOD = AssessmentOutcome.NOTHING_AGAINST


def assessed(
    on: float,
    kind: AssessmentKind = AssessmentKind.MEDICAL,
    outcome: AssessmentOutcome = GOOD,
    **more: object,
) -> Event:
    return event(EventKind.ASSESSED, Assessed(kind, outcome, **more), on)  # type: ignore[arg-type]


def both(on: float = 1) -> list[Event]:
    return [assessed(on), assessed(on, AssessmentKind.PSYCHOLOGICAL)]


def cleared(on: float, *decisions: LevelDecision, days: int = 100, hour: int = 10, **more: object) -> Event:
    found = decisions or (LevelDecision(Level.HIGH, Outcome.CLEARED),)
    detail = Cleared(found, "lege A", day(int(on)), day(int(on) + days), **more)  # type: ignore[arg-type]
    return event(EventKind.CLEARED, detail, on, hour)


def open_levels(history: Timeline, on: int) -> list[str]:
    return [state.level.value for state in permitted(history, day(on)).levels if state.open]


def codes(history: Timeline, on: int, level: Level) -> list[str]:
    reasons = permitted(history, day(on)).of(level).reasons
    for one in reasons:
        assert "%(" not in say(one.code, "nb", **one.values)
    return [one.code for one in reasons]


def notes(history: Timeline, on: int) -> list[str]:
    found = permitted(history, day(on)).notes
    for one in found:
        assert "%(" not in say(one.code, "nb", **one.values)
    return [one.code for one in found]


ALL = ["light", "moderate", "high"]


@pytest.mark.requirement("R073")
def test_light_is_open_from_the_first_day_moderate_waits_for_both_assessments_high_for_clearance():
    history = timeline(admitted(), *both(2), cleared(4))
    assert open_levels(history, 0) == ["light"]
    assert open_levels(timeline(admitted(), assessed(2)), 3) == ["light"]
    assert open_levels(history, 2) == ["light", "moderate"]
    assert open_levels(history, 4) == ALL
    assert codes(history, 0, Level.MODERATE) == ["safety.assessment_missing"] * 2
    assert codes(history, 2, Level.HIGH) == ["safety.no_clearance"]
    assert permitted(history, day(4)).highest is Level.HIGH


def test_before_any_admission_only_light():
    assert open_levels(timeline(), 0) == ["light"]
    assert codes(timeline(), 0, Level.HIGH)[-1] == "safety.no_clearance"


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (AssessmentOutcome.AGAINST, "safety.assessment_against"),
        (AssessmentOutcome.INCOMPLETE, "safety.assessment_incomplete"),
    ],
)
def test_the_latest_assessment_holds(outcome: AssessmentOutcome, code: str):
    history = timeline(admitted(), *both(1), assessed(2, outcome=outcome))
    assert open_levels(history, 1) == ["light", "moderate"]
    assert codes(history, 2, Level.MODERATE) == [code]
    careful = timeline(
        admitted(), *both(1), assessed(2, outcome=AssessmentOutcome.WITH_CARE, cautions=("rolig",))
    )
    assert open_levels(careful, 2) == ["light", "moderate"]
    assert permitted(careful, day(2)).cautions == ("rolig",)


@pytest.mark.requirement("R073")
@pytest.mark.parametrize("flag", list(RedFlag))
def test_a_red_flag_closes_even_light_until_a_clinician_has_seen_the_person(flag: RedFlag):
    raised = event(EventKind.RED_FLAG_RAISED, RedFlagRaised(flag), 5, 9)
    history = timeline(admitted(), *both(), cleared(2), raised)
    assert open_levels(history, 5) == []
    assert permitted(history, day(5)).highest is None
    assert open_levels(history, 9) == [], "it does not pass by itself"
    assert codes(history, 5, Level.LIGHT) == ["safety.red_flag"]
    seen = event(EventKind.RED_FLAG_CLEARED, RedFlagCleared("lege A", flag), 5, 11)
    everything = event(EventKind.RED_FLAG_CLEARED, RedFlagCleared("lege A"), 5, 11)
    other = RedFlag.FEVER if flag is not RedFlag.FEVER else RedFlag.SEIZURE
    wrong = event(EventKind.RED_FLAG_CLEARED, RedFlagCleared("lege A", other), 5, 11)
    assert "light" in open_levels(timeline(admitted(), raised, seen), 5)
    assert "light" in open_levels(timeline(admitted(), raised, everything), 5)
    assert open_levels(timeline(admitted(), raised, wrong), 5) == []


def test_blood_pressure_above_the_procedures_limit_is_a_red_flag():
    high = event(EventKind.VITALS_TAKEN, VitalsTaken(201, 90), 3)
    low = event(EventKind.VITALS_TAKEN, VitalsTaken(150, 90), 4)
    bottom = event(EventKind.VITALS_TAKEN, VitalsTaken(None, 111), 3)
    at_limit = event(EventKind.VITALS_TAKEN, VitalsTaken(200, 110), 3)
    assert open_levels(timeline(admitted(), high), 3) == []
    assert open_levels(timeline(admitted(), high, low), 4) == [], "a lower reading is not a clinician"
    assert open_levels(timeline(admitted(), bottom), 3) == []
    assert open_levels(timeline(admitted(), at_limit), 3) == ["light"]
    strict = permitted(timeline(admitted(), at_limit), day(3), Limits(systolic_mmhg=180))
    assert strict.highest is None


@pytest.mark.requirement("R079")
def test_withdrawal_or_taper_is_a_flag_of_its_own_whatever_the_phase():
    taper = event(EventKind.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 5)
    over = event(EventKind.FLAG_CLEARED, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 9)
    history = timeline(admitted(phase=Phase.TREATMENT), *both(), cleared(2), taper, over)
    assert open_levels(history, 4) == ALL
    assert open_levels(history, 5) == ["light"]
    assert "safety.withdrawal_or_taper" in codes(history, 5, Level.HIGH)
    assert notes(history, 5) == ["safety.taper_ongoing"]
    assert open_levels(history, 9) == ALL


@pytest.mark.requirement("R079")
def test_only_a_physician_opens_moderate_and_high_in_spite_of_it():
    taper = event(EventKind.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 1)
    both_levels = (LevelDecision(Level.MODERATE, Outcome.CLEARED), LevelDecision(Level.HIGH, Outcome.CLEARED))
    moderate = timeline(admitted(), *both(), taper, cleared(2, *both_levels))
    released = timeline(admitted(), *both(), taper, cleared(2, *both_levels, despite_withdrawal=True))
    earlier = timeline(admitted(), *both(), cleared(0, *both_levels, despite_withdrawal=True), taper)
    assert open_levels(moderate, 3) == ["light", "moderate"]
    assert open_levels(released, 3) == ALL
    assert open_levels(earlier, 3) == ["light"], "decided before the taper began"


@pytest.mark.parametrize(
    "happened",
    [
        event(EventKind.CLEARANCE_SUSPENDED, ClearanceSuspended(SuspensionReason.RELAPSE), 5),
        event(EventKind.ADVERSE_EVENT, AdverseEvent(AdverseKind.SEIZURE, Severity.SERIOUS), 5),
        event(
            EventKind.CONTACTED,
            Contacted(ContactPoint.WEEK_1, ContactWay.PHONE, relapse=True),
            5,
        ),
        event(
            EventKind.BACKGROUND_NOTED,
            BackgroundNoted(
                medicine_changes=(MedicineChange(MedicineFlag.BETA_BLOCKER, Change.STARTED, "lege A"),),
            ),
            5,
        ),
    ],
)
def test_what_suspends_a_clearance(happened: Event):
    history = timeline(admitted(), *both(), cleared(2), happened)
    assert open_levels(history, 4) == ALL
    assert open_levels(history, 5) == ["light", "moderate"]
    assert codes(history, 5, Level.HIGH) == ["safety.suspended"]
    again = timeline(admitted(), *both(), cleared(2), happened, cleared(7))
    assert open_levels(again, 7) == ALL


def test_what_does_not_suspend():
    fall = event(EventKind.ADVERSE_EVENT, AdverseEvent(AdverseKind.FALL, Severity.MILD), 5)
    contact = event(EventKind.CONTACTED, Contacted(ContactPoint.WEEK_1, ContactWay.PHONE, relapse=False), 5)
    stopped = MedicineChange(MedicineFlag.BETA_BLOCKER, Change.STOPPED, "lege A")
    background = event(EventKind.BACKGROUND_NOTED, BackgroundNoted(medicine_changes=(stopped,)), 5)
    assert open_levels(timeline(admitted(), *both(), cleared(2), fall, contact, background), 6) == ALL


@pytest.mark.parametrize(
    "happened",
    [
        event(EventKind.ADVERSE_EVENT, AdverseEvent(AdverseKind.FAINTING, Severity.MODERATE), 5, 9),
        event(EventKind.ADVERSE_EVENT, AdverseEvent(AdverseKind.CHEST_PAIN, Severity.MODERATE), 5, 9),
        event(EventKind.RED_FLAG_RAISED, RedFlagRaised(RedFlag.FAINTING), 5, 9),
    ],
)
def test_after_fainting_or_chest_pain_moderate_waits_too_for_a_new_assessment(happened: Event):
    seen = event(EventKind.RED_FLAG_CLEARED, RedFlagCleared("lege A"), 5, 12)
    history = timeline(admitted(), *both(), cleared(2), happened, seen)
    assert open_levels(history, 6) == ["light"]
    assert "safety.assess_again" in codes(history, 6, Level.MODERATE)
    assert open_levels(timeline(admitted(), *both(), cleared(2), happened, seen, assessed(7)), 7) == [
        "light",
        "moderate",
    ]


def test_a_new_heart_medicine_since_the_note_before():
    before = event(EventKind.BACKGROUND_NOTED, BackgroundNoted(medicines=(MedicineFlag.OPIOID_AGONIST,)), 1)
    same = event(EventKind.BACKGROUND_NOTED, BackgroundNoted(medicines=(MedicineFlag.OPIOID_AGONIST,)), 5)
    more = event(
        EventKind.BACKGROUND_NOTED,
        BackgroundNoted(medicines=(MedicineFlag.OPIOID_AGONIST, MedicineFlag.QT_PROLONGING)),
        5,
    )
    assert open_levels(timeline(admitted(), *both(), before, cleared(2), same), 6) == ALL
    assert open_levels(timeline(admitted(), *both(), before, cleared(2), more), 6) == ["light", "moderate"]


def test_readmission_never_carries_a_clearance_over():
    history = timeline(
        admitted(), *both(), cleared(2), event(EventKind.DISCHARGED, Discharged(STAY), 20), admitted(30)
    )
    assert open_levels(history, 19) == ALL
    assert open_levels(history, 30) == ["light"]
    assert "safety.not_carried_over" in codes(history, 30, Level.HIGH)


def test_expiry_is_warned_fourteen_days_ahead_and_then_closes():
    history = timeline(admitted(), *both(), cleared(2, days=30))
    assert notes(history, 17) == []
    assert notes(history, 18) == ["safety.expires_soon"]
    assert open_levels(history, 32) == ALL
    assert open_levels(history, 33) == ["light", "moderate"]
    assert codes(history, 33, Level.HIGH) == ["safety.expired"]
    assert notes(history, 33) == []


def test_a_nurse_may_record_a_physicians_decision_to_be_confirmed():
    decision = cleared(2, confirmed=False)
    history = timeline(admitted(), *both(), decision)
    assert open_levels(history, 3) == ALL
    assert notes(history, 3) == ["safety.to_be_confirmed"]
    other = event(EventKind.CLEARANCE_CONFIRMED, ClearanceConfirmed(UUID(int=1)), 3)
    done = event(EventKind.CLEARANCE_CONFIRMED, ClearanceConfirmed(decision.uid), 3)
    assert notes(timeline(admitted(), *both(), decision, other), 3) == ["safety.to_be_confirmed"]
    found = permitted(timeline(admitted(), *both(), decision, done), day(3))
    assert found.notes == ()
    assert found.clearance is not None
    assert found.clearance.confirmed


def test_cleared_adapted_or_wait_for_each_level():
    history = timeline(
        admitted(),
        *both(),
        cleared(
            2,
            LevelDecision(Level.MODERATE, Outcome.ADAPTED, "bare sykkel"),
            LevelDecision(Level.HIGH, Outcome.WAIT),
            cautions=("knær",),
            days=10,
        ),
    )
    moderate = permitted(history, day(3)).of(Level.MODERATE)
    assert (moderate.open, moderate.adapted, moderate.conditions) == (True, True, "bare sykkel")
    assert codes(history, 3, Level.HIGH) == ["safety.physician_waits"]
    assert "safety.physician_waits" in codes(history, 40, Level.HIGH), "a wait does not run out"
    assert permitted(history, day(3)).cautions == ("knær",)
    light = timeline(admitted(), *both(), cleared(2, LevelDecision(Level.LIGHT, Outcome.WAIT)))
    assert open_levels(light, 3) == []
    assert "safety.not_decided" in codes(light, 3, Level.HIGH)


@pytest.mark.requirement("R074")
def test_heart_affecting_medicines_and_when_they_were_last_checked():
    def noted(on: int, checked: date | None, *medicines: MedicineFlag) -> Event:
        return event(EventKind.BACKGROUND_NOTED, BackgroundNoted((), medicines, checked), on)

    never = timeline(admitted(), noted(1, None, MedicineFlag.BETA_BLOCKER))
    assert notes(never, 1) == ["safety.heart_rate_unsure", "safety.medicines_never_checked"]
    checked = timeline(admitted(), noted(1, day(1), MedicineFlag.QT_PROLONGING))
    assert notes(checked, 15) == []
    assert notes(checked, 16) == ["safety.medicines_check_old"]
    by_physician = assessed(10, findings=MedicalFindings(medicines_checked=day(10)))
    assert notes(timeline(admitted(), noted(1, day(1)), by_physician), 20) == []
    without = timeline(
        admitted(), assessed(10, findings=MedicalFindings()), noted(1, None, MedicineFlag.DIURETIC)
    )
    assert notes(without, 20) == []


def test_a_past_day_is_judged_by_what_had_happened_then():
    history = timeline(admitted(), *both(3), cleared(5))
    assert open_levels(history, 2) == ["light"]
    assert open_levels(history, 4) == ["light", "moderate"]
    taper = event(EventKind.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 8)
    assert open_levels(timeline(admitted(), *both(3), cleared(5), taper), 7) == ALL


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                assessed(1),
                assessed(3, AssessmentKind.PSYCHOLOGICAL),
                assessed(6, outcome=AssessmentOutcome.AGAINST),
                cleared(4),
                cleared(8, LevelDecision(Level.LIGHT, Outcome.WAIT)),
                event(EventKind.RED_FLAG_RAISED, RedFlagRaised(RedFlag.FEVER), 5),
                event(EventKind.RED_FLAG_CLEARED, RedFlagCleared("lege"), 7),
                event(EventKind.FLAG_SET, FlagChanged(Flag.WITHDRAWAL_OR_TAPER), 2),
                event(EventKind.ADVERSE_EVENT, AdverseEvent(AdverseKind.CHEST_PAIN, Severity.SERIOUS), 9),
            ]
        ),
        unique_by=lambda one: one.uid,
    ),
    st.integers(0, 12),
)
def test_a_harder_level_is_never_open_when_an_easier_is_closed(happened: list[Event], on: int):
    states = permitted(Timeline.of([admitted(), *happened]), day(on)).levels
    opened = [state.open for state in states]
    assert opened == sorted(opened, reverse=True)
    assert all(state.open is (not state.reasons) for state in states)
