"""The group, the hearing, document control, the claim register, changed grounds and local indicators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from medgang.core.appraisal.grade import Level
from medgang.core.decisions.agree import Person
from medgang.core.decisions.claims import Claim, Stance, contradictions, ungrounded
from medgang.core.decisions.control import Control, Due, revision
from medgang.core.decisions.grounds import Edge, EdgeKind, Grounds
from medgang.core.decisions.group import Meeting, Member, SignOff, authored, composition
from medgang.core.decisions.hearing import About, Answer, Hearing, Input, Outcome
from medgang.core.decisions.impact import ChangeKind, Impact, Notice, Reply, Response, Standing, notice
from medgang.core.decisions.indicators import Indicator, Look
from medgang.core.decisions.refs import Ref
from medgang.core.errors import MedgangError, NotAllowed
from medgang.core.people import Role
from medgang.core.procedures.model import GroundKind
from medgang.core.states import DOCUMENT, DocumentState


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(MedgangError) as error:
        make()
    return error.value.code.removeprefix("decisions.")


# --- the group


@pytest.mark.requirement("R051", "R052", "R053", "R067")
def test_a_group_without_physician_and_user_representative_is_told_so() -> None:
    nurse = Member(Person("Anna", orcid="1"), Role.NURSE, interests="none")
    found = composition([nurse, Member(Person("Bo"), Role.PSYCHOLOGIST)])
    assert [(one.code, *one.values.values()) for one in found] == [
        ("decisions.seat_empty", "physician"),
        ("decisions.seat_empty", "user_representative"),
        ("decisions.nothing_declared", "Bo"),
    ]
    full = [
        nurse,
        replace(nurse, profession=Role.PHYSICIAN),
        replace(nurse, profession=Role.USER_REPRESENTATIVE),
    ]
    assert composition(full) == ()
    assert authored(
        [nurse, Member(Person("Bo"), Role.PSYCHOLOGIST)], [Person("A. Å.", orcid="1"), Person("bo")]
    ) == (
        (nurse, True),
        (Member(Person("Bo"), Role.PSYCHOLOGIST), False),
    )
    assert authored([nurse], [Person("Carl")]) == ()


@pytest.mark.requirement("R054")
def test_a_sign_off_ends_with_its_leader() -> None:
    signed = SignOff("leader-1", date(2026, 1, 1))
    assert signed.holds("leader-1")
    assert not signed.holds("leader-2")


@pytest.mark.requirement("R063")
def test_a_meeting_has_an_agenda() -> None:
    assert Meeting(date(2026, 1, 1), ("search",), ("go on",), (("anna", "search"),)).actions
    assert refused(lambda: Meeting(date(2026, 1, 1), ())) == "meeting_without_agenda"


# --- the hearing

OPENED, DEADLINE = date(2026, 3, 1), date(2026, 4, 1)
REGIONS = ("nord", "midt", "vest", "sør-øst")
CLAUSE = Input("1", "nord", date(2026, 3, 10), About.CLAUSE, "Who tests?", "test")
LATE = Input("2", "midt", date(2026, 4, 2), About.GENERAL, "Good", registered_by="anna")
NONE = Input("3", "vest", date(2026, 3, 12), About.NO_REMARKS)
HEARING = Hearing(OPENED, DEADLINE, REGIONS, (CLAUSE, LATE, NONE))


@pytest.mark.requirement("R055", "R056")
def test_a_hearing_counts_who_answered_in_time_and_keeps_the_late() -> None:
    assert HEARING.non_responders == ("sør-øst",)
    assert HEARING.waiting == (LATE,)
    assert HEARING.counted == (CLAUSE, NONE)
    assert HEARING.unanswered == (CLAUSE,)
    admitted = replace(HEARING, admitted=frozenset({"2"}))
    assert admitted.unanswered == (CLAUSE, LATE)
    answered = replace(HEARING, answers=(Answer("1", Outcome.PARTLY, "Named the role", "anna"),))
    assert answered.unanswered == ()
    assert answered.outcomes() == {Outcome.ACCEPTED: 0, Outcome.PARTLY: 1, Outcome.REJECTED: 0}
    assert HEARING.remind(date(2026, 3, 28), 7) == ("sør-øst",)
    assert HEARING.remind(date(2026, 3, 10), 7) == ()
    assert HEARING.remind(date(2026, 4, 2), 7) == ()
    assert not HEARING.is_open(date(2026, 2, 1))


@pytest.mark.requirement("R056")
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: replace(CLAUSE, clause=""), "input_without_clause"),
        (lambda: replace(LATE, clause="test"), "input_without_clause"),
        (lambda: replace(CLAUSE, text=" "), "input_without_text"),
        (lambda: Answer("1", Outcome.REJECTED, " ", "anna"), "answer_without_reason"),
        (lambda: replace(HEARING, deadline=OPENED), "deadline_before_start"),
        (lambda: replace(HEARING, inputs=(CLAUSE, CLAUSE)), "input_twice"),
        (lambda: replace(HEARING, answers=(Answer("1", Outcome.ACCEPTED, "x", "a"),) * 2), "input_twice"),
        (lambda: replace(HEARING, invitees=("nord", "midt")), "not_invited"),
        (lambda: replace(HEARING, answers=(Answer("9", Outcome.ACCEPTED, "x", "a"),)), "answer_to_nothing"),
    ],
)
def test_what_a_hearing_refuses(make: Callable[[], object], code: str) -> None:
    assert refused(make) == code


# --- document control

CONTROL = Control(
    "p", 2, "anna", "leader", date(2023, 5, 25), date(2023, 6, 1), date(2025, 5, 25), "inpatient", "ab", 1
)


@pytest.mark.requirement("R057")
def test_what_is_approved_never_goes_back_and_can_be_stopped_at_once() -> None:
    state = DocumentState.DRAFT
    for verb in (
        "send_to_hearing",
        "approve",
        "put_in_force",
        "suspend",
        "lift",
        "change_urgently",
        "replace",
    ):
        state = DOCUMENT.step(state, verb, Role.SECTION_LEADER).target
    assert state is DocumentState.WITHDRAWN
    assert DOCUMENT.can(DocumentState.IN_FORCE, "suspend", Role.PHYSICIAN)
    assert not DOCUMENT.can(DocumentState.IN_HEARING, "approve", Role.NURSE)
    to_draft = {one.source for one in DOCUMENT.transitions if one.target is DocumentState.DRAFT}
    assert to_draft == {DocumentState.IN_HEARING}
    for change, code in (
        ({"approver": " "}, "control_without"),
        ({"valid_from": date(2023, 1, 1)}, "control_dates"),
        ({"revise_by": date(2023, 6, 1)}, "control_dates"),
        ({"replaces": 2}, "replaces_later"),
    ):
        assert refused(lambda change=change: replace(CONTROL, **change)) == code  # type: ignore[misc,arg-type]
    assert replace(CONTROL, replaces=None).replaces is None


@pytest.mark.requirement("R059")
def test_the_revision_calendar() -> None:
    assert revision(CONTROL, date(2024, 1, 1))[0] is Due.LATER
    assert revision(CONTROL, date(2025, 5, 1)) == (Due.SOON, 24)
    assert revision(CONTROL, date(2025, 5, 26)) == (Due.OVERDUE, -1)
    again = CONTROL.still_valid("anna", date(2025, 5, 20), date(2027, 5, 20))
    assert (again.still_valid_by, again.sha256, again.version) == ("anna", "ab", 2)
    for by, until in ((" ", date(2027, 1, 1)), ("anna", date(2025, 5, 20))):
        assert (
            refused(lambda by=by, until=until: CONTROL.still_valid(by, date(2025, 5, 20), until))  # type: ignore[misc]
            == "control_dates"
        )


# --- claims


@pytest.mark.requirement("R209", "R250", "R251")
def test_claims_that_do_not_go_together_and_claims_without_ground() -> None:
    suits = Claim("a", "4x4 suits all", Stance.YES, "slides", "assertion")
    not_all = Claim(
        "b", "4x4 suits all", Stance.NO, "article", "experience", (GroundKind.CLINICAL_EXPERIENCE,)
    )
    unknown = Claim("c", "feasible", Stance.OPEN, "table", "judgement", (GroundKind.RESEARCH,))
    known = Claim("d", "feasible", Stance.YES, "slides", "assertion")
    assert contradictions([suits, not_all, unknown, known]) == ((suits, not_all), (unknown, known))
    assert contradictions([suits, replace(suits, id="e")]) == ()
    assert ungrounded([suits, not_all, known]) == (suits, known)
    assert refused(lambda: replace(suits, source="")) == "claim_without"


# --- changed grounds

BEFORE = Standing(-0.5, -0.9, -0.1, 0.0, Level.MODERATE, 6)


@pytest.mark.requirement("R059")
def test_a_retraction_says_what_it_changes_and_whom_it_reaches() -> None:
    def edge(rests: str, on: str) -> Edge:
        return Edge(
            Ref.parse(rests), Ref.parse(on), EdgeKind.JUDGED_ON, datetime(2026, 1, 1, tzinfo=UTC), "a"
        )

    grounds = Grounds(
        [
            edge("result:r", "study:s"),
            edge("recommendation:x", "result:r"),
            edge("clause:c", "recommendation:x"),
        ]
    )
    wider = Impact(ChangeKind.RETRACTION, Ref.parse("study:s"), BEFORE, replace(BEFORE, high=0.1, k=5))
    assert [str(ref) for ref in wider.reaches(grounds)] == ["recommendation:x@1", "clause:c@1"]
    assert (wider.direction_changed, wider.certainty_changed) == (True, False)
    gone = replace(wider, after=None)
    assert (gone.direction_changed, gone.certainty_changed) == (True, True)
    weaker = replace(wider, after=replace(BEFORE, certainty=Level.LOW))
    assert (weaker.direction_changed, weaker.certainty_changed) == (False, True)
    assert [one.direction for one in (BEFORE, Standing(2, 1.5, 3, 1, None, 1))] == [-1, 1]
    assert refused(lambda: Standing(2, 0, 1, 0, None, 1)) == "interval_disorder"


def test_the_owners_answer_and_what_the_ward_sees() -> None:
    day = date(2026, 2, 1)
    assert notice(None) is Notice.UNDER_REVIEW
    assert notice(Response(Reply.NO_CHANGE, "small", "anna", day)) is Notice.NONE
    assert notice(Response(Reply.SUSPEND, "harm", "anna", day)) is Notice.SUSPENDED
    assert notice(Response(Reply.AMEND, "x", "anna", day, date(2026, 3, 1))) is Notice.UNDER_REVIEW
    assert refused(lambda: Response(Reply.NO_CHANGE, "", "anna", day)) == "response_without_reason"
    assert refused(lambda: Response(Reply.AMEND, "x", "anna", day)) == "amend_without_deadline"
    assert refused(lambda: Response(Reply.AMEND, "x", "anna", day, day)) == "amend_without_deadline"


# --- local indicators

LOOK_ON = date(2026, 9, 1)
INDICATOR = Indicator(
    "feasibility", "delivered sessions", "planned sessions", 40, LOOK_ON, date(2026, 2, 1), date(2026, 3, 1)
)


@pytest.mark.requirement("R251")
def test_one_look_on_the_day_that_was_fixed_first() -> None:
    assert INDICATOR.look(33, 44, LOOK_ON) == Look("feasibility", 33, 44, enough=True)
    assert INDICATOR.look(20, 30, LOOK_ON) == Look("feasibility", 20, 30, enough=False)
    for numerator, denominator in ((3, 44), (42, 44)):
        assert INDICATOR.look(numerator, denominator, LOOK_ON) == Look("feasibility", None, None, enough=True)
    for make, code in (
        (lambda: INDICATOR.look(1, 2, date(2026, 8, 31)), "too_early"),
        (lambda: replace(INDICATOR, looked_on=LOOK_ON).look(1, 2, LOOK_ON), "looked_already"),
    ):
        with pytest.raises(NotAllowed) as error:
            make()
        assert error.value.code == f"decisions.{code}"
    assert refused(lambda: INDICATOR.look(3, 2, LOOK_ON)) == "not_a_share"
    assert refused(lambda: replace(INDICATOR, planned_n=0)) == "indicator_without"
    assert refused(lambda: replace(INDICATOR, fixed_on=date(2026, 3, 1))) == "indicator_not_fixed_first"
