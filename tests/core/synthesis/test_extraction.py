"""Matrices, doses, rights, and contradictions between readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.extraction import (
    Arm,
    Claim,
    Column,
    Dose,
    Entry,
    MatrixTemplate,
    Relation,
    Rights,
    StudyDesign,
    Supervision,
    between_claims,
    between_extractors,
    between_results,
    counts_add_up,
    matrix,
    matrix_csv,
)
from medgang.core.synthesis.kinds import AnalysisSet, Design
from medgang.core.synthesis.results import Contrast, Given, Result

DAI, FAGAN = StudyRef("dai-2020"), StudyRef("fagan-2021")
TEMPLATE = MatrixTemplate("experience", (Column("aim"), Column("result"), Column("note", required=False)))
ENTRIES = [
    Entry(DAI, "aim", "anna", "How exercise is experienced"),
    Entry(DAI, "result", "anna", "More energy", "p. 4", Rights.QUOTE),
    Entry(FAGAN, "aim", "anna", "A whole abstract", "p. 1", Rights.RESERVED),
]


@pytest.mark.requirement("R025", "R026")
def test_a_matrix_has_the_templates_columns_and_says_what_is_missing() -> None:
    found = matrix(TEMPLATE, [DAI, FAGAN], ENTRIES)
    assert found.columns == ("aim", "result", "note")
    assert found.rows[0] == (DAI, ("How exercise is experienced", "More energy", ""))
    assert found.missing == ((FAGAN, "result"),)


@pytest.mark.requirement("R025")
def test_a_matrix_goes_out_as_csv_with_its_heads() -> None:
    text = matrix_csv(matrix(TEMPLATE, [DAI], ENTRIES), {"aim": "Hensikt"}, "Studie")
    assert text == "Studie,Hensikt,result,note\ndai-2020,How exercise is experienced,More energy,\n"


def test_what_is_not_ours_to_give_stays_here() -> None:
    found = matrix(TEMPLATE, [DAI, FAGAN], ENTRIES, for_others=True)
    assert found.rows[1] == (FAGAN, ("", "", ""))
    assert not Rights.RESERVED.may_leave
    assert Rights.QUOTE.may_leave


def test_a_template_has_each_column_once() -> None:
    with pytest.raises(InvalidValue, match="column_twice"):
        MatrixTemplate("x", (Column("a"), Column("a")))


@pytest.mark.requirement("R027")
def test_a_dose_is_compared_knowing_what_is_not_stated() -> None:
    """Five sessions of 60 minutes a week."""
    dose = Dose(
        5, "one high-intensity session", 60, "theory, HIT, yoga, group", 4, Supervision.SUPERVISED, (85, 95)
    )
    assert dose.sessions == 20
    assert dose.minutes_per_week == 300
    assert dose.missing == ()
    vague = Dose(None, " ", None, "running", None)
    assert (vague.sessions, vague.minutes_per_week) == (None, None)
    assert vague.missing == ("per_week", "minutes", "weeks", "intensity", "supervision")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Dose(0, "", 60, "", 4),
        lambda: Dose(3, "", 60, "", 4, percent_hrmax=(95, 85)),
        lambda: Arm("exercise", 0),
    ],
)
def test_impossible_doses_and_arms_are_refused(make: object) -> None:
    with pytest.raises(InvalidValue):
        make()  # type: ignore[operator]


@pytest.mark.requirement("R193", "R206")
def test_a_trial_against_treatment_as_usual_is_described_whole() -> None:
    trained = Arm("exercise", 20, Dose(3, "moderate", 45, "running", 12))
    usual = Arm("control", 31, usual_care="groups and individual talks")
    whole = StudyDesign(
        DAI,
        Design.PARALLEL,
        (trained, usual),
        "computer list",
        "Denmark",
        "direct",
        ("assessors",),
        "told it was for health",
    )
    assert whole.flags == ()
    bare = replace(
        whole, allocation="", arms=(trained, replace(usual, usual_care="")), country="", expectation=""
    )
    assert bare.flags == (
        "synthesis.allocation_not_described",
        "synthesis.usual_care_not_described",
        "synthesis.country_not_stated",
        "synthesis.expectation_not_described",
    )
    assert "synthesis.one_arm_randomised" in replace(whole, arms=(trained,)).flags
    both = replace(whole, arms=(trained, replace(trained, name="running")))
    assert "synthesis.no_comparison_without_training" in both.flags


def test_two_extractors_who_differ_are_flagged() -> None:
    other = Entry(DAI, "aim", "berit", "how exercise is  experienced.")
    assert between_extractors([*ENTRIES, other]) == ()
    other = Entry(DAI, "aim", "berit", "How treatment is experienced")
    found = between_extractors([*ENTRIES, other])
    assert [(one.study, one.subject) for one in found] == [(DAI, "aim")]
    assert [who for who, _ in found[0].readings] == ["anna", "berit"]


@pytest.mark.requirement("R245")
def test_a_study_told_two_ways_is_flagged() -> None:
    """The matrix: longest history, lowest impulse control; the text: short history, lower impulse control."""
    in_matrix = Claim(DAI, "impulse control", "years of use", Relation.LOWER, "matrix")
    in_text = Claim(DAI, "Impulse control", "years of use", Relation.HIGHER, "results, page 22")
    found = between_claims([in_matrix, in_text, replace(in_text, study=FAGAN)])
    assert [(one.study, one.kind) for one in found] == [(DAI, "claims")]
    assert found[0].readings == (("matrix", "lower"), ("results, page 22", "higher"))


@pytest.mark.requirement("R245")
def test_the_same_result_with_other_numbers_is_flagged() -> None:
    one = Result(
        DAI,
        "craving",
        12.0,
        Contrast("exercise", "usual"),
        AnalysisSet.COMPLETERS,
        Given(0.1, 0.2),
        place="table 2",
    )
    other = replace(one, data=Given(0.3, 0.2), place="abstract")
    found = between_results([one, other, replace(one, time_weeks=24.0)])
    assert [place for place, _ in found[0].readings] == ["table 2", "abstract"]
    assert between_results([one, replace(one, place="text")]) == ()


def test_counts_that_do_not_add_up_say_what_they_ought_to_be() -> None:
    """487 less 12 is 475, not 465."""
    assert counts_add_up(487, {"discarded": 12}, rest=465) == 475
    assert counts_add_up(487, {"discarded": 12}, rest=475) is None
