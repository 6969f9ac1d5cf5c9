"""Tables of appraisal from files."""

from __future__ import annotations

import pytest

from medgang.core.appraisal.reading import read_judgements, read_rob2, read_summary
from medgang.core.appraisal.rob2 import Deviation, Effect, Judgement, Variant
from medgang.core.errors import InvalidValue

HEAD = "study,1.1,1.2,1.3,2.1,2.2,2.6,3.1,3.2,4.1,4.2,4.3,5.1,5.2,5.3"
FINE = "Y,Y,N,N,N,Y,Y,,N,N,N,Y,N,N"


def test_answers_become_judgements() -> None:
    found, errors = read_rob2(f"{HEAD}\nA,{FINE}\nB,yes,NO,N\n", Effect.ASSIGNMENT)
    assert [one.overall for one in found] == [Judgement.LOW, Judgement.HIGH]
    assert errors == ()


def test_a_row_with_the_persons_domain_is_a_crossover() -> None:
    text = f"{HEAD},S,S reason,5.4\nA,{FINE},low,A week between,N\nB,{FINE},low,,\nC,{FINE},,,\n"
    found, errors = read_rob2(text, Effect.ADHERING, frozenset({Deviation.NON_ADHERENCE}))
    assert [one.variant for one in found] == [Variant.CROSSOVER, Variant.PARALLEL]
    assert [(one.line, one.code) for one in errors] == [(3, "appraisal.reason_missing")]


def test_rows_that_cannot_be_used_are_named() -> None:
    text = f"{HEAD}\nA,perhaps,Y,N\n\nB,Y,Y,N,N,N,Y,N,NI\n"
    found, errors = read_rob2(text, Effect.ASSIGNMENT)
    assert found == ()
    assert [(one.line, one.code) for one in errors] == [
        (2, "appraisal.unknown_answer"),
        (4, "appraisal.no_ni"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        (HEAD + "\n", "empty_file"),
        ("1.1,1.2\nY,Y\n", "missing_columns"),
        ("study,1.1\nA,Y\n", "missing_columns"),
    ],
)
def test_files_that_hold_nothing_are_said_to(text: str, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        read_rob2(text, Effect.ASSIGNMENT)


def test_judgements_of_any_tool_are_read() -> None:
    domains, rows, errors = read_judgements(
        "Study;D1;Overall;Weight\nA;Low;Some concerns;3\nB;;High;1\nC;odd;High;1\n"
    )
    assert domains == ("D1", "Overall")
    assert rows == (("A", ("low", "some-concerns")), ("B", ("no-information", "high")))
    assert errors[0].values == {"line": 4, "text": "odd"}
    with pytest.raises(InvalidValue, match="missing_columns"):
        read_judgements("study\nA\n")


def test_a_summary_of_findings_is_computed_row_by_row() -> None:
    head = "outcome,measure,effect,ci_low,ci_high,baseline,source,baseline_source\n"
    text = head + (
        "relapse,RR,0.5,0.4,0.7,0.2,trials,\n"
        "relapse,or,0.5,0.4,0.7,0.2,register,register\n"
        "relapse,rr,0.5,0.4,0.7,0.2,elsewhere,guess\n"
        "x,smd,0.5,0.4,0.7,0.2,trials,\n"
        "x,rr,half,0.4,0.7,0.2,trials,\n"
        "x,rr,0.5,0.6,0.7,0.2,trials,\n"
    )
    found, errors = read_summary(text)
    assert found[0].absolute.with_ == (100, 80, 140)
    assert [one.absolute.baseline.source for one in found] == ["control-groups", "register", "cohort"]
    assert [one.code for one in errors] == [
        "appraisal.no_absolute_effect",
        "appraisal.cell_not_a_number",
        "appraisal.interval_disorder",
    ]
