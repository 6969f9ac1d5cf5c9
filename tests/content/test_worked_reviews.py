"""The two worked reviews and their searches: every number that must hold, and every contradiction that must show."""

from __future__ import annotations

import pytest

from medgang.content.schemas.literature import ReviewFile, review, reviews, searches
from medgang.core.literature.flow import Count, contradictions, derived, difference, total
from medgang.core.literature.questions import Pico, Spider
from medgang.core.literature.searching.linting import Check, Finding, Severity, lint, lint_together

EXPERIENCE, CRAVING = "opplevelse-av-aktivitet", "trening-og-russug"


def wrong(found: ReviewFile) -> dict[str, tuple[int, int]]:
    """The checks that fail: row or name → (expected, printed)."""
    failed = {}
    for check in found.checks:
        one = (
            difference(check.start, check.taken, check.printed)
            if check.start is not None
            else total(check.parts, check.printed)
        )
        if one is not None:
            failed[check.row or check.name.en] = (one.expected, one.printed)
    return failed


def findings(name: str) -> dict[str, list[Finding]]:
    return {
        one.name: [f for f in lint(one.history()) if f.severity is not Severity.NOTE]
        for one in searches(name).searches
    }


def checks(found: list[Finding]) -> set[tuple[str, Check]]:
    return {(finding.line, finding.check) for finding in found}


@pytest.mark.requirement("R009")
def test_the_flow_of_the_review_of_experience() -> None:
    flow = review(EXPERIENCE).flow.flow()
    assert {name: count.value for name, count in flow.databases.sources.items()} == {
        "PsycINFO": 22,
        "Scopus": 114,
        "Web of Science": 63,
        "Oria": 13,
    }
    column = flow.databases
    assert (column.identified.value, column.duplicates.value, column.screened.value) == (212, 24, 188)
    assert (column.assessed.value, flow.studies.value) == (20, 4)
    assert column.excluded == Count(168, derived=True)
    assert column.excluded_full_text == Count(16, derived=True)
    assert derived(column).excluded.value == 188 - 20
    assert column.automation.value is None
    assert contradictions(flow) == ()


@pytest.mark.requirement("R006", "R007")
def test_the_searches_of_the_review_of_experience() -> None:
    psycinfo = searches(EXPERIENCE).searches[0].history()
    assert [line.label for line in psycinfo.lines] == [str(n) for n in range(1, 14)]
    assert [line.hits for line in psycinfo.lines] == [
        239,
        53860,
        43750,
        122985,
        16471,
        940,
        210,
        148002,
        46255,
        1,
        46256,
        700,
        22,
    ]
    assert psycinfo.lines[-1].limits.startswith("fagfellevurdert")
    found = findings(EXPERIENCE)
    assert checks(found["PsycINFO"]) == {
        ("10", Check.IMPLAUSIBLE_HITS),
        ("11", Check.OR_ADDS_NOTHING),
        ("13", Check.DESCRIBED_NOT_SEARCHED),
        ("13", Check.ANNEX_DIFFERS),
    }
    assert checks(found["Scopus"]) == {
        ("1", Check.UNBALANCED_BRACKETS),
        ("1", Check.MANGLED_LIMIT),
        ("1", Check.ANNEX_DIFFERS),
    }
    brackets = next(f for f in found["Scopus"] if f.check is Check.UNBALANCED_BRACKETS)
    assert (brackets.values["opened"], brackets.values["closed"]) == (11, 12)
    together = lint_together([one.history() for one in searches(EXPERIENCE).searches])
    assert [finding.check for finding in together] == [Check.YEARS_DIFFER]


@pytest.mark.requirement("R036", "R249")
def test_the_works_of_the_review_of_experience() -> None:
    found = review(EXPERIENCE)
    included = [work for work in found.works if work.decision == "included"]
    assert [work.participants for work in included] == [61, 26, 15, 16]
    assert sum(work.participants or 0 for work in included) == 118
    answers = [answer for work in included for answer in work.casp]
    assert (answers.count("ja"), answers.count("bra")) == (36, 4)
    order = ("dai-2020", "stevens-2019", "fagan-2021", "nowakowski-sims-2018")
    assert [[row[work] for work in order] for row in found.quotes.values()] == [
        [1, 3, 2, 0],
        [2, 1, 1, 0],
        [2, 1, 0, 0],
        [0, 1, 1, 2],
    ]
    # one key, whatever year the text prints
    assert {work.key: work.printed_years for work in included if work.printed_years} == {
        "stevens-2019": [2019, 2020],
        "fagan-2021": [2021, 2012],
    }
    assert isinstance(found.asked(), Spider)
    checklist = found.checklist("nb")
    assert checklist is not None
    assert len(checklist.reasons()) == 8
    assert wrong(found) == {"R247": (13, 14)}


@pytest.mark.requirement("R008", "R010")
def test_the_searches_of_the_review_of_craving() -> None:
    found = searches(CRAVING)
    histories = {one.name: one.history() for one in found.searches}
    assert sum(len(history.lines) for history in histories.values()) == 52
    sums = [history.sum_of_line_hits for history in histories.values()]
    assert sums == [8799640, 21998240, 202, 1536]
    assert sum(sums) == found.printed_hits == 30799618
    lines = [line for history in histories.values() for line in history.lines]
    abstracts = [sum(line.abstracts_read or 0 for line in history.lines) for history in histories.values()]
    articles = [sum(line.articles_read or 0 for line in history.lines) for history in histories.values()]
    assert (abstracts, articles) == ([9, 8, 5, 5], [6, 2, 0, 2])
    read = [line for line in lines if line.abstracts_read]
    assert (len(read), sum(line.hits or 0 for line in read)) == (13, 286)


@pytest.mark.requirement("R012", "R246")
def test_the_defects_of_the_searches_of_craving() -> None:
    found = findings(CRAVING)
    assert checks(found["Medline"]) == {("8", Check.SUM_OF_LINE_HITS), ("8", Check.DATE_DIFFERS)}
    assert checks(found["Embase"]) == {
        ("19", Check.NOT_OUT_OF_RANGE),
        ("32", Check.NOTE_REVERSES),
        ("32", Check.SUM_OF_LINE_HITS),
    }
    assert checks(found["SPORTDiscus"]) == {("5", Check.READ_ABOVE_RULE), ("6", Check.SUM_OF_LINE_HITS)}
    assert checks(found["PsycINFO"]) == {("6", Check.SUM_OF_LINE_HITS)}
    impossible = next(f for f in found["Embase"] if f.check is Check.NOT_OUT_OF_RANGE)
    assert impossible.values["low"] == 28


@pytest.mark.requirement("R016", "R017", "R036")
def test_the_works_of_the_review_of_craving() -> None:
    found = review(CRAVING)
    decisions = [work.decision for work in found.works]
    assert (decisions.count("included"), decisions.count("excluded")) == (5, 5)
    assert all(work.reason and work.database and work.line for work in found.works)
    assert isinstance(found.asked(), Pico)
    assert found.checklist("nb") is None


@pytest.mark.requirement("R244", "R256")
def test_the_sums_of_the_review_of_craving() -> None:
    found = review(CRAVING)
    assert wrong(found) == {
        "R244": (475, 465),
        "Completers of the exercise arm, against the number in the annex": (25, 50),
    }
    right = {check.name.en: check.printed for check in found.checks}
    assert right["Participants of Wang 2017 with complete data"] == 50
    assert right["Hits of the 13 lines that were read"] == 286
    # the articles the text calls qualitative have designs of their own, which decide the form
    assert {work.design for work in found.works if work.decision == "included"} == {
        "rct",
        "qualitative",
        "case-control",
        "cross-sectional",
    }
    assert "R256" in {note.row for note in found.notes}


def test_every_review_has_its_searches() -> None:
    assert set(reviews()) == {EXPERIENCE, CRAVING}
    for found in reviews().values():
        assert searches(found.searches).searches
