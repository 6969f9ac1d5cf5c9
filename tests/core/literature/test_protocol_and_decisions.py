"""What stands before a review, who decides on a record, and what was withdrawn later."""

from __future__ import annotations

from datetime import date

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.literature.protocol import (
    Amendment,
    ChannelCheck,
    ExistingSearch,
    Member,
    Protocol,
    Role,
    SearchKind,
    SignOff,
    UpdateDue,
    entered_since,
    update_due,
)
from medgang.core.literature.questions import Pico
from medgang.core.literature.record import Record
from medgang.core.literature.retractions import corrections, read_retractions, retracted
from medgang.core.literature.screening.decisions import Answer, Decision, Outcome, Position, Stage, outcome

DAY = date(2026, 1, 15)
ASKED = Pico("Voksne med ruslidelser", "trening", "", "russug")


@pytest.mark.requirement("R022")
def test_a_review_begins_when_existing_procedures_were_searched() -> None:
    lead = Member("a", frozenset({Role.LEAD}), conflicts="ingen")
    assert Protocol(ASKED, (lead,)).missing() == ("existing_not_searched",)
    looked = ExistingSearch("helsebiblioteket.no", DAY, "a", "ingen tilsvarende prosedyre")
    ready = Protocol(ASKED, (lead,), (looked,), "PROSPERO", "CRD1", (Amendment(DAY, "a", "b"),), "review")
    assert ready.missing() == ()
    assert Protocol(ASKED, (Member("b", frozenset({Role.LIBRARIAN})),), (looked,)).missing() == (
        "no_lead",
        "no_screener",
        "conflicts_not_said",
    )


@pytest.mark.requirement("R021")
def test_a_scoping_search_is_logged_and_never_counted() -> None:
    assert [kind for kind in SearchKind if not kind.counts] == [SearchKind.SCOPING]


@pytest.mark.requirement("R020")
def test_a_strategy_is_checked_by_somebody_else() -> None:
    signed = SignOff("a", Role.LIBRARIAN, DAY, "b", DAY)
    assert signed.made_by_role is Role.LIBRARIAN
    for made_by, checked_on in (("b", DAY), ("a", date(2026, 1, 14))):
        with pytest.raises(InvalidValue):
            SignOff(made_by, Role.LIBRARIAN, DAY, "b", checked_on)


@pytest.mark.requirement("R018")
def test_the_level_of_a_channel_has_a_date_and_a_person() -> None:
    assert ChannelCheck("Invented Journal", 1, DAY, "a").level == 1
    with pytest.raises(InvalidValue):
        ChannelCheck("Invented Journal", 3, DAY, "a")


@pytest.mark.requirement("R019")
@pytest.mark.parametrize(
    ("last", "important", "new_data", "due"),
    [
        (date(2025, 12, 1), True, True, UpdateDue.NOW),
        (date(2025, 12, 1), False, True, UpdateDue.REMINDER),
        (date(2023, 1, 15), True, False, UpdateDue.REMINDER),
        (date(2023, 1, 16), True, False, UpdateDue.NO),
        (date(2021, 1, 15), False, False, UpdateDue.REMINDER),
        (date(2022, 1, 15), False, False, UpdateDue.NO),
    ],
)
def test_age_alone_is_only_a_reminder(last: date, important: bool, new_data: bool, due: UpdateDue) -> None:
    assert update_due(last, DAY, important=important, new_data=new_data) is due


@pytest.mark.requirement("R019")
def test_an_update_is_limited_by_the_date_of_entry() -> None:
    entered = {
        "old": date(2017, 6, 1),
        "new": date(2018, 3, 2),
        "unknown": None,
        "same day": date(2018, 3, 1),
    }
    assert entered_since(entered, date(2018, 3, 1)) == ("new", "unknown", "same day")
    with pytest.raises(InvalidValue):
        update_due(date(2027, 1, 1), DAY, important=True, new_data=False)


def said(screener: str, answer: Answer, reason: str = "", stage: Stage = Stage.TITLE) -> Decision:
    return Decision("r", screener, stage, answer, reason)


YES, NO, MAYBE = Answer.INCLUDE, Answer.EXCLUDE, Answer.MAYBE
BOTH = frozenset({"a", "b"})


@pytest.mark.requirement("R014", "R015")
@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], Outcome(Position.UNSEEN, BOTH)),
        ([said("a", YES)], Outcome(Position.WAITING, frozenset("b"))),
        ([said("a", YES), said("b", MAYBE)], Outcome(Position.KEPT)),
        ([said("a", NO, "tobacco"), said("b", NO, "young")], Outcome(Position.EXCLUDED, reason="tobacco")),
        ([said("a", YES), said("b", NO)], Outcome(Position.CONFLICT, frozenset("c"))),
        (
            [said("a", YES), said("b", NO), said("c", NO, "design")],
            Outcome(Position.EXCLUDED, reason="design"),
        ),
        ([said("a", YES), said("b", NO), said("c", YES)], Outcome(Position.KEPT)),
        ([said("a", YES), said("b", NO), said("b", YES)], Outcome(Position.KEPT)),
    ],
)
def test_two_screeners_and_an_arbiter(decisions: list[Decision], expected: Outcome) -> None:
    assert outcome(decisions, needed=2, screeners=BOTH, arbiter="c") == expected


def test_one_who_left_strands_nothing_and_one_screener_is_enough_where_one_is_asked() -> None:
    left = frozenset({"b", "d"})
    assert outcome([said("a", YES)], needed=2, screeners=left) == Outcome(Position.WAITING, left)
    assert outcome([said("a", YES), said("b", NO)], needed=2, screeners=left).waits_for == left
    assert outcome([said("a", NO)], needed=1, screeners=left) == Outcome(Position.EXCLUDED)
    with pytest.raises(InvalidValue):
        outcome([], needed=3, screeners=BOTH)


def test_a_full_text_is_in_or_out_with_a_reason() -> None:
    for answer in (NO, MAYBE):
        with pytest.raises(InvalidValue):
            said("a", answer, stage=Stage.FULL_TEXT)
    assert said("a", NO, "design", Stage.FULL_TEXT).reason == "design"


def test_withdrawn_works_and_corrections() -> None:
    listed = read_retractions(
        b"OriginalPaperDOI,OriginalPaperPubMedID\n10.1234/A,\nunavailable,77\n,0\n10.1234/b\n", "r.csv"
    )
    records = [
        Record("a", doi="10.1234/a"),
        Record("b", pmid="77"),
        Record("c", pmid="0"),
        Record("d", doi="10.1234/d"),
    ]
    assert retracted(records, listed) == ("a", "b")
    assert read_retractions(b"pmid\n5\n", "r.csv").pmids == {"5"}
    for data in (b"title\nx\n", b""):
        with pytest.raises(InvalidValue):
            read_retractions(data, "r.csv")
    assert corrections(Record("a", extra=(("ErratumIn", "J 1"), ("other", "x")))) == (("ErratumIn", "J 1"),)
