"""Tables of studies from files as people make them."""

from __future__ import annotations

import json

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.synthesis import report
from medgang.core.synthesis.kinds import AnalysisSet, CiTest, Measure, Method
from medgang.core.synthesis.paired import Paired
from medgang.core.synthesis.pooling import pool
from medgang.core.synthesis.reading import Kind, number_of, read_sheet
from medgang.core.synthesis.results import Given, TwoByTwo, TwoGroups


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("−0,2", -0.2),
        ("2e3", 2000),
        ("1,234.5", None),
        ("abc", None),
        ("inf", None),
        ("", None),
    ],
)
def test_numbers_as_people_write_them(text: str, number: float | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "study,yi,vi\nA,0.1,0.2\nB,0.3,0.1\n",
        "\ufeffstudy;yi;vi\r\nA;0,1;0,2\r\n\r\nB;0,3;0,1\r\n",
        "study\tyi\tvi\nA\t0.1\t0.2\nB\t0.3\t0.1",
    ],
)
def test_dialects_read_the_same(text: str) -> None:
    sheet = read_sheet(text, Measure.GIVEN)
    assert [(row.study.label, row.study.data) for row in sheet.rows] == [
        ("A", Given(0.1, 0.2)),
        ("B", Given(0.3, 0.1)),
    ]


def test_each_measure_finds_its_columns() -> None:
    counts = read_sheet("study,ai,n1i,ci,n2i\nA,1,10,2,12\n", Measure.OR)
    cells = read_sheet("study,ai,bi,ci,di\nA,1,9,2,10\n", Measure.RR)
    assert counts.rows[0].study.data == cells.rows[0].study.data == TwoByTwo(1, 10, 2, 12)
    means = read_sheet("m1i,sd1i,n1i,m2i,sd2i,n2i\n5,1,10,4,1,12\n", Measure.SMD)
    assert means.rows[0].study.data == TwoGroups(5, 1, 10, 4, 1, 12)
    assert read_sheet("ri,ni\n0.3,20\n", Measure.COR).rows[0].study.label == "1"
    assert read_sheet("xi,ni\n3,20\n", Measure.PROP).left_out == ()


def test_paired_rows_may_stand_among_parallel_ones() -> None:
    head = "study,m1i,sd1i,n1i,m2i,sd2i,n2i,ni,sdi,ri\n"
    text = head + "A,5,1,10,4,1,12,,,\nB,7,2.38,,6.5,2.21,,10,2,\nC,7,2.38,,6.5,2.21,,10,,\n"
    sheet = read_sheet(text, Measure.MD)
    assert isinstance(sheet.rows[1].study.data, Paired)
    assert [row.code for row in sheet.left_out] == ["synthesis.no_pairing"]


def test_names_come_from_author_and_year() -> None:
    sheet = read_sheet(
        "id,author,year,yi,vi\n1,Dai,2020,0.1,0.1\n2,,NA,0.1,0.1\n3,Fagan 2021,2021,0.1,0.1\n", Measure.GIVEN
    )
    assert [row.study.label for row in sheet.rows] == ["Dai 2020", "2", "Fagan 2021"]


def test_rows_that_cannot_be_used_are_named_and_the_rest_is_read() -> None:
    head = "study,m1i,sd1i,n1i,m2i,sd2i,n2i\n"
    text = (
        head
        + "A,5,0,10,4,1,12\nB,5,x,10,4,1,12\nC,5,1,10.5,4,1,12\nD,NA,1,10,4,1,12\nE,5,1,10,4,1,12\nF,5,1\n"
    )
    sheet = read_sheet(text, Measure.SMD)
    assert [row.study.label for row in sheet.rows] == ["E"]
    assert [(row.line, row.label, row.kind, row.code) for row in sheet.left_out] == [
        (2, "A", Kind.BAD, "synthesis.sd_not_positive"),
        (3, "B", Kind.BAD, "synthesis.cell_not_a_number"),
        (4, "C", Kind.BAD, "synthesis.cell_not_whole"),
        (5, "D", Kind.MISSING, "synthesis.cell_missing"),
        (7, "F", Kind.MISSING, "synthesis.cell_missing"),
    ]


def test_analysis_sets_are_read_and_unknown_ones_refused() -> None:
    sheet = read_sheet(
        "study,yi,vi,analysis_set\nA,1,1,ITT\nA,1,1,completers\nB,1,1,\nC,1,1,everybody\n", Measure.GIVEN
    )
    assert [row.analysis_set for row in sheet.rows] == [
        AnalysisSet.INTENTION_TO_TREAT,
        AnalysisSet.COMPLETERS,
        AnalysisSet.NOT_STATED,
    ]
    assert sheet.left_out[0].code == "synthesis.unknown_set"


@pytest.mark.parametrize("text", ["", "\n\n", "yi,vi\n", "yi,vi\n\n,\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    with pytest.raises(InvalidValue, match="empty_file"):
        read_sheet(text, Measure.GIVEN)


def test_missing_columns_are_named() -> None:
    with pytest.raises(InvalidValue) as caught:
        read_sheet("study,yi\nA,1\n", Measure.GIVEN)
    assert caught.value.values == {"columns": "vi"}


def test_a_broken_quote_is_a_sentence_and_no_traceback() -> None:
    with pytest.raises(InvalidValue, match="file_unreadable"):
        read_sheet("yi,vi\n" + "x" * 200_000 + ",1\n", Measure.GIVEN)


def test_columns_are_numbers_or_words() -> None:
    sheet = read_sheet("yi,vi,weeks,how\n1,1,4,a\n1,1,NA,\n1,1,8,b\n", Measure.GIVEN)
    assert sheet.column("weeks") == (4, None, 8)
    assert sheet.column("how") == ("a", None, "b")
    with pytest.raises(InvalidValue, match="no_such_column"):
        sheet.column("year")


def test_the_report_is_plain_json_whatever_was_pooled() -> None:
    sheet = read_sheet("yi,vi\n0.4,0.1\n0.4,0.1\n0.4,0.1\n0.4,0.1\n", Measure.GIVEN)
    studies = [row.study for row in sheet.rows]
    for test in (None, *CiTest):
        plain = report.pooled(pool(studies, Measure.GIVEN, Method.REML, test))
        json.dumps(plain, allow_nan=False)
    named = report.pooled(pool(studies, Measure.GIVEN, Method.REML, CiTest.HKSJ))
    assert named["leading_interval"]["method"] == "z"
    assert named["ci_low"] == named["ci_high"] == pytest.approx(0.4)
    assert named["statistic"] is None
    assert report.pooled(pool(studies[:2], Measure.GIVEN))["leading_interval"] is None


def test_change_and_final_values_are_kept_apart() -> None:
    head = "m1i,sd1i,n1i,m2i,sd2i,n2i,values\n"
    mixed = read_sheet(head + "5,1,10,4,1,12,change\n5,1,10,4,1,12,Final\n", Measure.MD)
    assert mixed.mixes_change_and_final(Measure.MD)
    with pytest.raises(InvalidValue, match="change_and_final"):
        mixed.mixes_change_and_final(Measure.SMD)
    assert not read_sheet(
        head + "5,1,10,4,1,12,change\n5,1,10,4,1,12,\n", Measure.SMD
    ).mixes_change_and_final(Measure.SMD)
