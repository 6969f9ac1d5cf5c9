"""Checklists: chosen by design, read by two, never summed."""

from __future__ import annotations

from datetime import date

import pytest

from medgang.core.appraisal.forms import (
    Channel,
    ChannelLevel,
    Form,
    FormAnswer,
    FormReading,
    Given,
    Item,
    differences,
    forms_for,
    matrix_of,
    tally,
)
from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.kinds import Design

DAI = StudyRef("dai-2020")
FORM = Form(
    "short",
    "1",
    frozenset({"qualitative"}),
    (Item("1", screening=True), Item("2"), Item("3", free_text=True)),
)
YES, UNCLEAR, NO = FormAnswer
ALL_YES = {"1": Given(YES), "2": Given(YES), "3": Given("Bra")}


def reading(given: dict[str, Given], appraiser: str = "anna", form: Form = FORM) -> FormReading:
    return FormReading(form, DAI, appraiser, given)


@pytest.mark.requirement("R024")
def test_the_form_follows_the_design() -> None:
    other = Form("trial", "1", frozenset({"parallel", "crossover"}), (Item("1"),))
    assert forms_for([FORM, other], Design.QUALITATIVE) == (FORM,)
    assert forms_for([FORM, other], Design.CROSSOVER) == (other,)
    assert forms_for([FORM, other], "review") == ()


@pytest.mark.requirement("R023")
def test_all_yes_without_notes_is_shown_as_without_reason() -> None:
    assert reading(ALL_YES).without_reason
    assert not reading({**ALL_YES, "2": Given(YES, "page 4")}).without_reason
    assert not reading({**ALL_YES, "2": Given(UNCLEAR)}).without_reason
    assert not reading({"1": Given(YES)}).without_reason
    assert not reading({}).without_reason


@pytest.mark.requirement("R023")
def test_readings_of_one_form_make_a_matrix() -> None:
    assert matrix_of([reading(ALL_YES), reading({"2": Given(NO)})]) == (
        (DAI, ("yes", "yes", "Bra")),
        (DAI, ("", "no", "")),
    )
    with pytest.raises(InvalidValue, match="not_the_same"):
        matrix_of([reading({}), reading({}, form=Form("short", "2", FORM.designs, FORM.items))])


def test_unanswered_items_and_a_screening_no_are_said() -> None:
    found = reading({"1": Given(NO)})
    assert found.unanswered == ("2", "3")
    assert not found.read_on
    assert reading(ALL_YES).read_on


def test_two_readers_who_differ_are_shown_and_texts_are_not_compared() -> None:
    first = reading({**ALL_YES, "3": Given("Bra")})
    second = reading({"1": Given(YES), "2": Given(NO), "3": Given("Nyttig")}, "berit")
    assert [(one.item, one.first, one.second) for one in differences(first, second)] == [("2", "yes", "no")]
    assert [one.second for one in differences(first, reading({"1": Given(YES)}, "berit"))] == [None]


def test_readings_of_other_things_are_not_compared() -> None:
    with pytest.raises(InvalidValue, match="same_appraiser"):
        differences(reading(ALL_YES), reading(ALL_YES))
    other = Form("short", "2", FORM.designs, FORM.items)
    with pytest.raises(InvalidValue, match="not_the_same"):
        differences(reading(ALL_YES), reading(ALL_YES, "berit", other))


def test_answers_are_counted_over_studies_but_never_summed_to_a_score() -> None:
    """36 ja and 4 bra over four studies of ten items, as the review of experiences prints them."""
    ten = Form("ten", "1", frozenset(), (*(Item(str(i)) for i in range(9)), Item("9", free_text=True)))
    given = {**{str(i): Given(YES) for i in range(9)}, "9": Given("Bra")}
    assert tally(reading(given, form=ten) for _ in range(4)) == {"yes": 36, "Bra": 4}
    assert not hasattr(reading(given, form=ten), "score")


@pytest.mark.parametrize(
    "given", [{"9": Given(YES)}, {"2": Given("perhaps")}, {"3": Given(YES)}, {"3": Given(" ")}]
)
def test_answers_that_do_not_fit_are_refused(given: dict[str, Given]) -> None:
    with pytest.raises(InvalidValue, match="appraisal"):
        reading(given)


def test_a_form_has_items_each_once() -> None:
    for items in ((), (Item("1"), Item("1"))):
        with pytest.raises(InvalidValue, match="bad_form"):
            Form("x", "1", frozenset(), items)


def test_a_channel_level_has_a_date() -> None:
    found = Channel("Addiction", ChannelLevel("2"), date(2026, 11, 1))
    assert found.level is ChannelLevel.TWO
