"""Every kind of event there is, in the order of a patient's way."""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    """One enum for the whole product: procedure, charts, outcomes and exports read these and nothing else."""

    # the stay
    ADMITTED = "admitted"
    TRANSFERRED = "transferred"
    PHASE_CHANGED = "phase_changed"
    LEAVE_STARTED = "leave_started"
    LEAVE_ENDED = "leave_ended"
    DISCHARGED = "discharged"
    UNPLANNED_END = "unplanned_end"
    MOVED_TO_OTHER_ENTITY = "moved_to_other_entity"
    DIED = "died"
    # who the patient is, clinically
    BACKGROUND_NOTED = "background_noted"  # substances, years of use, comorbidity, medication flags
    FLAG_SET = "flag_set"  # "withdrawal or taper ongoing", pregnancy, eating disorder …
    FLAG_CLEARED = "flag_cleared"
    # safety
    ASSESSED = "assessed"  # medical or psychological assessment of contraindications and risk
    RED_FLAG_RAISED = "red_flag_raised"
    RED_FLAG_CLEARED = "red_flag_cleared"
    CLEARED = "cleared"  # decision per level: cleared, adapted, wait
    CLEARANCE_CONFIRMED = "clearance_confirmed"
    CLEARANCE_SUSPENDED = "clearance_suspended"
    ADVERSE_EVENT = "adverse_event"
    # talk, plan, goals
    TALKED = "talked"  # kartleggingssamtale
    PLANNED = "planned"
    PLAN_REVIEWED = "plan_reviewed"
    GOAL_SET = "goal_set"
    GOAL_REVIEWED = "goal_reviewed"
    VICTORY_NOTED = "victory_noted"
    LESSON_HELD = "lesson_held"
    MOTIVATION_NOTED = "motivation_noted"
    # activity and measures
    TRAINED = "trained"  # one person's part of one session, whatever it was
    DECLINED = "declined"
    ACTIVITY_OFFERED = "activity_offered"
    MEASURED = "measured"  # instruments and single items
    VITALS_TAKEN = "vitals_taken"
    TESTED = "tested"  # fitness and strength tests
    RECORDED = "recorded"  # a heart-rate file belongs to this patient
    OBSERVED = "observed"  # two lines of how it went
    # towards and after discharge
    CONTINUATION_PLANNED = "continuation_planned"
    SUPPORT_ARRANGED = "support_arranged"  # treningskontakt, sponsor, alumni group
    DISCHARGE_ITEM_DONE = "discharge_item_done"
    CONTACTED = "contacted"
    CONTACT_TRIED = "contact_tried"
    CONTACT_CLOSED = "contact_closed"
    DIARY_SHARED = "diary_shared"
    # consent and procedure
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONTACT_REFUSED = "contact_refused"  # "do not contact": stops every message at once
    STEP_DONE = "step_done"  # a procedure step completed by the record ("se journal") or by hand
    STEP_WAIVED = "step_waived"
    # corrections
    WITHDRAWN_AS_WRONG = "withdrawn_as_wrong"  # the event it replaces never happened
