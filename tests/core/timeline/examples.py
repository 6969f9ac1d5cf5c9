"""One filled-in example of every detail class, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from medgang.core.timeline import Detail, EventKind, Level, TalkTest
from medgang.core.timeline import details_after as after
from medgang.core.timeline import details_background as background
from medgang.core.timeline import details_measures as measures
from medgang.core.timeline import details_plan as plan
from medgang.core.timeline import details_safety as safety
from medgang.core.timeline import details_sessions as sessions
from medgang.core.timeline import details_stay as stay

A, B, C = (UUID(int=number) for number in (1, 2, 3))
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
RESOURCE = plan.Resource(plan.ResourceArea.NETWORK, plan.Weight.RESOURCE, "søster")

EXAMPLES: dict[EventKind, Detail] = {
    EventKind.ADMITTED: stay.Admitted(A, B, stay.Phase.WITHDRAWAL, C),
    EventKind.TRANSFERRED: stay.Transferred(A, B, C),
    EventKind.PHASE_CHANGED: stay.PhaseChanged(A, stay.Phase.WITHDRAWAL, stay.Phase.TREATMENT),
    EventKind.LEAVE_STARTED: stay.Leave(A, DAY),
    EventKind.LEAVE_ENDED: stay.Leave(A),
    EventKind.DISCHARGED: stay.Discharged(A),
    EventKind.UNPLANNED_END: stay.UnplannedEnd(A, stay.EndReason.AGAINST_ADVICE),
    EventKind.MOVED_TO_OTHER_ENTITY: stay.MovedToOtherEntity(A, "et annet foretak"),
    EventKind.DIED: stay.Died(A),
    EventKind.BACKGROUND_NOTED: background.BackgroundNoted(
        (background.SubstanceUse(background.Substance.F10, background.UsePattern.DEPENDENCE, 12),),
        (background.MedicineFlag.BETA_BLOCKER,),
        DAY,
        (background.ComorbidityFlag.LUNG,),
        (
            background.MedicineChange(
                background.MedicineFlag.DIURETIC, background.Change.STOPPED, "lege A", DAY
            ),
        ),
    ),
    EventKind.FLAG_SET: background.FlagChanged(background.Flag.WITHDRAWAL_OR_TAPER, "nedtrapping"),
    EventKind.FLAG_CLEARED: background.FlagChanged(background.Flag.WITHDRAWAL_OR_TAPER),
    EventKind.ASSESSED: safety.Assessed(
        safety.AssessmentKind.MEDICAL,
        safety.AssessmentOutcome.WITH_CARE,
        "lege A",
        "DIPS",
        (safety.PromptAnswer("chest-pain-on-effort", safety.Known.NO, ""),),
        safety.MedicalFindings(DAY, "metadon", 110.0, DAY, 440, safety.Known.YES, systolic_mmhg=130),
        ("varm opp lenge",),
        "notat",
    ),
    EventKind.RED_FLAG_RAISED: safety.RedFlagRaised(safety.RedFlag.FEVER, A, "39"),
    EventKind.RED_FLAG_CLEARED: safety.RedFlagCleared("lege A", safety.RedFlag.FEVER),
    EventKind.CLEARED: safety.Cleared(
        (safety.LevelDecision(Level.HIGH, safety.Outcome.ADAPTED, "bare sykkel"),),
        "lege A",
        DAY,
        date(2026, 8, 30),
        False,
        "DIPS",
        True,
        safety.MedicalFindings(heart_medicines=(background.MedicineFlag.QT_PROLONGING,)),
        ("ring vakt",),
        "vaktlege",
    ),
    EventKind.CLEARANCE_CONFIRMED: safety.ClearanceConfirmed(A),
    EventKind.CLEARANCE_SUSPENDED: safety.ClearanceSuspended(safety.SuspensionReason.FAINTING, A, ""),
    EventKind.ADVERSE_EVENT: safety.AdverseEvent(
        safety.AdverseKind.FALL, safety.Severity.MILD, A, 3, Level.HIGH, "is", "2026-17"
    ),
    EventKind.TALKED: plan.Talked(
        True,
        False,
        "fotball",
        ("team",),
        ("football",),
        ("running",),
        "kne",
        True,
        (plan.MaterialShown("hit-ark", "2"),),
        "bli sterkere",
        "møte opp",
        "rolig start",
        ("own-pace",),
        (RESOURCE,),
        "kne",
        ("no-competence",),
        ("buddy",),
        ("walk",),
        8,
        5,
        "spiser uregelmessig",
        plan.Escort.WITH_GROUP,
        "lørdager",
        "treningssenteret",
        "billig kort",
        "bror",
        ("faith",),
    ),
    EventKind.PLANNED: plan.Planned(
        A,
        DAY,
        date(2026, 4, 27),
        date(2026, 4, 20),
        2,
        "hit-8-weeks",
        (plan.PlannedActivity(1, "treadmill-4x4", Level.HIGH, "10:00", 35, "korte setninger", "gruppa"),),
        (7,),
        plan.IntensitySource.TALK_TEST,
        TalkTest.SHORT_SENTENCES,
        "step-3",
        True,
        "ønsker det",
        ("own-pace",),
    ),
    EventKind.PLAN_REVIEWED: plan.PlanReviewed(plan.ReviewOutcome.ADJUST, A, True, "ja", "fortsetter"),
    EventKind.GOAL_SET: plan.GoalSet(
        A, "gå trappa", plan.GoalSize.SMALL, (plan.Coherence.MANAGEABILITY,), DAY
    ),
    EventKind.GOAL_REVIEWED: plan.GoalReviewed(A, plan.GoalState.REACHED, 9, ""),
    EventKind.VICTORY_NOTED: plan.VictoryNoted(
        "tok på sokkene stående", True, True, (plan.Coherence.MEANINGFULNESS,)
    ),
    EventKind.LESSON_HELD: plan.LessonHeld("why-move", "1", True, A),
    EventKind.MOTIVATION_NOTED: plan.MotivationNoted(plan.Stage.THINKING, 7, 4, "se på", "", (RESOURCE,)),
    EventKind.TRAINED: sessions.Trained(
        sessions.Attendance.STOPPED,
        A,
        sessions.Setting.GROUP,
        "treadmill-4x4",
        "hit-8-weeks",
        Level.HIGH,
        Level.HIGH,
        28.0,
        10.0,
        12.0,
        True,
        (sessions.Bout(1, 4.0, 6.5, 8.0, None, 168, 172, 16, TalkTest.FEW_WORDS),),
        (sessions.StrengthSet("leg-press", 4, 120.0, 1),),
        16,
        TalkTest.FEW_WORDS,
        3,
        sessions.Reason.PAIN,
        True,
        "kne",
    ),
    EventKind.DECLINED: sessions.Declined("walk", A, sessions.Reason.NOT_TODAY, ""),
    EventKind.ACTIVITY_OFFERED: sessions.ActivityOffered("walk", Level.LIGHT, True, ""),
    EventKind.MEASURED: measures.Measured(
        "own-craving",
        "1",
        "nn",
        (measures.Answer("craving", 4.0), measures.Answer("note", None, "ord")),
        measures.Moment.HOUR_2,
        A,
        "now",
        measures.Channel.LINK,
        NOW,
        NOW,
        NOW,
        True,
        None,
        measures.Visibility.PATIENT,
        B,
    ),
    EventKind.VITALS_TAKEN: measures.VitalsTaken(132, 84, 66, 36.9, 82.5, 96.0, "sittende"),
    EventKind.TESTED: measures.Tested(
        "treadmill-submax-13",
        "1",
        (measures.TestStage(1, 4.0, 5.0, 4.0, None, 121, 11, TalkTest.LONG_SENTENCES),),
        (measures.Quantity("load", 90.0, "kg"),),
        (measures.Quantity("vo2max", 34.0, "mL/kg/min", "acsm-walk@1"),),
        "ferdig",
        "mølle 2",
        A,
        "",
    ),
    EventKind.RECORDED: sessions.Recorded(
        A, "a" * 64, NOW, 2100, B, False, (measures.Quantity("peak", 181.0, "1/min", "peaks@1"),)
    ),
    EventKind.OBSERVED: measures.Observed("holdt fire drag", "kne", "heiet på andre", A),
    EventKind.CONTINUATION_PLANNED: after.ContinuationPlanned(
        "hallen",
        "frisklivssentral",
        "4001",
        "circuit",
        2,
        "18:00",
        "treningskontakt",
        DAY,
        0,
        "buss",
        (after.ContactPoint.WEEK_1, after.ContactPoint.MONTH_3),
        B,
        "",
    ),
    EventKind.SUPPORT_ARRANGED: after.SupportArranged(
        after.SupportKind.TRAINING_CONTACT, after.SupportState.MATCHED, B, ""
    ),
    EventKind.DISCHARGE_ITEM_DONE: after.DischargeItemDone(
        after.DischargeItem.NEXT_APPOINTMENT, after.ItemOutcome.DONE, DAY, "fastlegen"
    ),
    EventKind.CONTACTED: after.Contacted(
        after.ContactPoint.WEEK_1, after.ContactWay.PHONE, True, False, "løpegruppe", ""
    ),
    EventKind.CONTACT_TRIED: after.ContactTried(
        after.ContactPoint.WEEK_1, after.ContactWay.PHONE, "ikke svar"
    ),
    EventKind.CONTACT_CLOSED: after.ContactClosed(after.CloseReason.THREE_TRIES, after.ContactPoint.WEEK_1),
    EventKind.DIARY_SHARED: after.DiaryShared(A, DAY, "walk", 30, 11, Level.LIGHT, "fint vær", True),
    EventKind.CONSENT_GIVEN: after.Consent(after.Purpose.TRAINING_CONTACT, "2", B, ("plan",), True, "paper"),
    EventKind.CONSENT_WITHDRAWN: after.Consent(after.Purpose.RESEARCH),
    EventKind.CONTACT_REFUSED: stay.ContactRefused(),
    EventKind.STEP_DONE: after.StepDone("talk", "tsb", "1", after.DoneHow.RECORD, "kartleggingsnotat"),
    EventKind.STEP_WAIVED: after.StepWaived("talk", after.WaiveReason.NOT_NOW, "tsb", "1", DAY, "vil vente"),
    EventKind.WITHDRAWN_AS_WRONG: stay.WithdrawnAsWrong("feil pasient"),
}
