"""Searches: every syntax read, rendered and checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.literature.searching.history import (
    History,
    SearchLine,
    guess_database,
    number,
    read_history,
)
from medgang.core.literature.searching.linting import Check, Severity, lint, lint_together
from medgang.core.literature.searching.parsing import expand, parse
from medgang.core.literature.searching.rendering import Todo, render
from medgang.core.literature.searching.syntax import (
    Combined,
    Database,
    Empty,
    Field,
    Heading,
    Limited,
    LineReference,
    Near,
    Operator,
    Term,
    Trouble,
    Within,
    walk,
)


def tree(text: str, database: Database = Database.OVID, labels: str = "") -> object:
    return parse(text, database, frozenset(labels.split())).tree


def troubles(text: str, database: Database = Database.OVID) -> list[Trouble]:
    return [complaint.trouble for complaint in parse(text, database).complaints]


@pytest.mark.requirement("R004", "R005")
def test_ovid() -> None:
    assert tree("exp *Exercise Therapy/px, mt [Methods]") == Heading(
        "Exercise Therapy", True, True, ("px", "mt")
    )
    assert tree("CONTRACEPTION/ EXP") == Heading("CONTRACEPTION", True)
    assert tree('"Quality of Life"/') == Heading("Quality of Life")
    assert tree("exp Attention Deficit and Disruptive Behavior Disorders/") == Heading(
        "Attention Deficit and Disruptive Behavior Disorders", True
    )
    assert tree("dement*.ti,ab") == Term("dement*", False, (Field.TITLE, Field.ABSTRACT), "ti,ab")
    assert tree("low molecular weight heparin.tw.") == Term(
        "low molecular weight heparin", False, (Field.TEXT,), "tw"
    )
    near = tree("((cognit$ or memory) adj3 declin$).ti. ab .")
    assert isinstance(near, Within)
    assert isinstance(near.inner, Near)
    assert (near.inner.distance, near.inner.ordered, near.fields) == (3, False, (Field.TITLE, Field.ABSTRACT))
    assert tree("a adj b") == Near(Term("a"), Term("b"), 1, ordered=True)
    assert tree("or/1-3,5") == Combined(Operator.OR, tuple(LineReference(n) for n in "1235"))
    assert tree("1-2/or") == Combined(Operator.OR, (LineReference("1"), LineReference("2")))
    assert tree("OR 1-2") == Combined(Operator.OR, (LineReference("1"), LineReference("2")))
    assert tree("or/7") == LineReference("7")
    assert tree("5 not 4") == Combined(Operator.NOT, (LineReference("5"), LineReference("4")))
    assert tree('limit 5 to yr="2015 -Current"') == Limited(LineReference("5"), 'yr="2015 -Current"')
    assert tree("remove duplicates from 3") == Limited(LineReference("3"), "remove duplicates")
    assert tree("phase 2 trial") == Term("phase 2 trial")
    assert tree("1b and 2a", labels="1b 2a") == Combined(
        Operator.AND, (LineReference("1b"), LineReference("2a"))
    )
    assert tree("A or B", labels="a b") == Combined(Operator.OR, (LineReference("a"), LineReference("b")))
    assert tree("animals/ not (humans/ and animals/)") == Combined(
        Operator.NOT, (Heading("animals"), Combined(Operator.AND, (Heading("humans"), Heading("animals"))))
    )
    assert tree("dement*.ti. or Dementia/") == Combined(
        Operator.OR, (Term("dement*", False, (Field.TITLE,), "ti"), Heading("Dementia"))
    )


def test_pubmed() -> None:
    base = Database.PUBMED
    assert tree('"Exercise"[Mesh]', base) == Heading("Exercise", True)
    assert tree('"Exercise/methods"[Majr:NoExp]', base) == Heading("Exercise", False, True, ("methods",))
    assert tree("exercise [tiab]", base) == Term("exercise", False, (Field.TITLE, Field.ABSTRACT), "tiab")
    assert tree("#1 AND #2", base) == Combined(Operator.AND, (LineReference("1"), LineReference("2")))
    assert tree("1992/01/01:2015/11/30[crdt]", base) == Term(
        "1992/01/01:2015/11/30", False, (Field.ENTRY_DATE,), "crdt"
    )
    assert troubles("a[nofield]", base) == [Trouble.UNKNOWN_FIELD]
    assert isinstance(tree("(a or b)[mesh]", base), Within)


def test_ebsco_scopus_wos_and_oria() -> None:
    assert tree('(MH "Substance Use Disorders+") OR TI (exercise N3 craving)', Database.EBSCO) == Combined(
        Operator.OR,
        (
            Heading("Substance Use Disorders", True),
            Within(Near(Term("exercise"), Term("craving"), 3), (Field.TITLE,), "TI"),
        ),
    )
    assert tree("S1 or S2", Database.EBSCO) == Combined(Operator.OR, (LineReference("1"), LineReference("2")))
    assert tree("a W2 b", Database.EBSCO) == Near(Term("a"), Term("b"), 2, ordered=True)
    scopus = tree('TITLE-ABS-KEY("substance use" W/3 exercise) AND NOT AUTH(x)', Database.SCOPUS)
    assert isinstance(scopus, Combined)
    assert scopus.operator is Operator.NOT
    wos = tree("TS=(exercise NEAR/2 craving) AND ALL=(recovery)", Database.WOS)
    assert isinstance(wos, Combined)
    assert wos.parts[1] == Within(Term("recovery"), (Field.ALL,), "ALL")
    assert tree("title:(rus) AND kvalitativ*", Database.ORIA) == Combined(
        Operator.AND, (Within(Term("rus"), (Field.TITLE,), "TITLE"), Term("kvalitativ*"))
    )
    assert troubles("QQ=(x)", Database.WOS) == [Trouble.UNKNOWN_FIELD]
    assert troubles("TS=", Database.WOS) == [Trouble.NO_OPERAND]


def test_what_is_wrong_with_a_line_is_named_and_the_rest_is_read() -> None:
    assert troubles("(a or b") == [Trouble.UNBALANCED_OPEN]
    assert parse("(a)) not b", Database.OVID).tree == Combined(Operator.NOT, (Term("a"), Term("b")))
    assert troubles("(a)) not b") == [Trouble.UNBALANCED_CLOSE]
    assert troubles(")") == [Trouble.UNBALANCED_CLOSE]
    assert troubles('"never closed') == [Trouble.UNCLOSED_QUOTE]
    assert troubles("a and") == [Trouble.NO_OPERAND]
    assert troubles("a adj3") == [Trouble.NO_OPERAND]
    assert troubles("adj3 b") == [Trouble.NO_OPERAND]
    assert Trouble.NO_OPERAND in troubles("and b")
    assert troubles("a and b or c") == [Trouble.MIXED_OPERATORS]
    assert troubles("a not b and c") == []
    assert troubles("a.zz.") == [Trouble.UNKNOWN_FIELD]
    assert troubles("a ()") == [Trouble.NO_OPERAND]
    assert parse("", Database.OVID).tree == Empty()
    assert parse("[only a comment", Database.OVID).tree == Empty()
    assert parse(".ti.", Database.OVID).tree is not None
    assert isinstance(parse("(" * 400 + "a", Database.OVID).tree, Empty | Term)
    assert tree("a (b)") == Combined(Operator.AND, (Term("a"), Term("b")))
    assert tree("(),; ]a") == Term("a")


@given(st.text(alphabet="abc 123()\"[]/.,*$?#:&=-'ORANDnotadj", max_size=60), st.sampled_from(list(Database)))
def test_no_line_stops_the_parser_or_the_writer(text: str, database: Database) -> None:
    parsed = parse(text, database, frozenset({"1"}))
    assert list(walk(parsed.tree))
    history = History(database, (SearchLine("1", text),))
    lint(history)
    for to in Database:
        assert len(render(history, to)) == 1


@pytest.mark.parametrize(
    ("text", "database"),
    [
        ("exp Dementia/\n1 and x.tw.", Database.OVID),
        ("x[tiab] AND y[Mesh]", Database.PUBMED),
        ("TI (x) AND AB (y)", Database.EBSCO),
        ("TITLE-ABS-KEY(x) AND PUBYEAR > 2010", Database.SCOPUS),
        ("TS=(x) AND ALL=(y)", Database.WOS),
        ("rus og trening", Database.OVID),
    ],
)
def test_the_syntax_is_guessed_from_its_signs(text: str, database: Database) -> None:
    assert guess_database(text) is database


@pytest.mark.requirement("R006", "R008")
def test_pasted_histories_keep_numbers_hits_and_limits() -> None:
    ovid = read_history(
        "# Searches Results\n1\texp Exercise/\t230 145\n2\tcraving.tw.  8,421\n3\t1 and 2\t(52)\n"
    )
    assert [(line.label, line.text, line.hits) for line in ovid.lines] == [
        ("1", "exp Exercise/", 230145),
        ("2", "craving.tw.", 8421),
        ("3", "1 and 2", 52),
    ]
    ebsco = read_history(
        "S1  TI exercise  1,000\nS2  AB craving\nmore of it  50\nS3  S1 AND S2\nLimiters - Peer Reviewed\n",
        Database.EBSCO,
    )
    assert [(line.label, line.hits) for line in ebsco.lines] == [("1", 1000), ("2", 50), ("3", None)]
    assert ebsco.lines[1].text == "AB craving more of it"
    assert ebsco.lines[2].limits == "Limiters - Peer Reviewed"
    counted = read_history("a.tw.\nb.tw.\n1 or 2\nA. 1\nA. 2\n")
    assert [line.label for line in counted.lines] == ["1", "2", "3", "4", "5"]
    assert read_history("(a[tiab]\nAND b[tiab])").lines[0].text == "(a[tiab] AND b[tiab])"
    assert ovid.sum_of_line_hits == 230145 + 8421 + 52
    for text in ("", "Searches Results\n"):
        with pytest.raises(InvalidValue):
            read_history(text)
    with pytest.raises(InvalidValue):
        SearchLine("1", "x", -1)
    assert (number("53 860"), number("x")) == (53860, None)
    assert expand("1-3,5 7-6") == ["1", "2", "3", "5", "7", "6"]


def found(
    lines: list[tuple[str, str, int | None]], database: Database = Database.OVID, **changes: object
) -> dict[str, Check]:
    history = History(
        database, tuple(SearchLine(label, text, hits) for label, text, hits in lines), **changes
    )  # type: ignore[arg-type]
    return {finding.line: finding.check for finding in lint(history) if finding.severity is not Severity.NOTE}


def test_references_are_checked() -> None:
    assert found([("1", "a", None), ("2", "1 and 9", None)]) == {"2": Check.UNKNOWN_LINE}
    assert found([("1", "2 and a", None), ("2", "b", None)]) == {"1": Check.LATER_LINE}
    unused = [
        f.check
        for f in lint(
            History(Database.OVID, tuple(SearchLine(*x) for x in (("1", "a"), ("2", "b"), ("3", "1 or c"))))
        )
    ]
    assert unused == [Check.UNUSED_LINE]
    assert found([("1", " ", None)]) == {"1": Check.EMPTY_LINE}


@pytest.mark.requirement("R246")
def test_hit_counts_obey_set_algebra() -> None:
    assert found([("1", "a", 100), ("2", "b", 50), ("3", "1 and 2", 60)]) == {"3": Check.AND_EXCEEDS_PART}
    assert found([("1", "a", 100), ("2", "b", 50), ("3", "1 or 2", 90)]) == {"3": Check.OR_BELOW_PART}
    assert found([("1", "a", 100), ("2", "b", 50), ("3", "1 or 2", 151)]) == {"3": Check.OR_EXCEEDS_SUM}
    assert found([("16", "a", 19), ("18", "b", 47), ("19", "18 not 16", 11)]) == {
        "19": Check.NOT_OUT_OF_RANGE
    }
    assert found([("1", "a", 19), ("2", "b", None), ("3", "1 not 2", 20)]) == {"3": Check.NOT_OUT_OF_RANGE}
    assert found([("4", "a and b", 17), ("5", "a and b*", 22), ("6", "5 not 4", 5)]) == {}
    assert found([("4", "a and b", 17), ("5", "a and b*", 22), ("6", "5 not 4", 9)]) == {
        "6": Check.NOT_OUT_OF_RANGE
    }
    assert found([("1", "a and b", 10), ("2", "a and b and c", 12)]) == {"2": Check.NARROWER_HAS_MORE}
    assert found([("1", "a", 10), ("2", "limit 1 to humans", 12)]) == {"2": Check.LIMIT_HAS_MORE}
    assert found([("1", "a", 10), ("2", "limit 9 to humans", 12)]) == {"2": Check.UNKNOWN_LINE}
    assert found([("1", "a", 100), ("2", "a or x.tw.", 90)]) == {"2": Check.OR_BELOW_PART}
    assert found([("1", "(a adj3 b) not c", 5), ("2", "x.tw. and y.tw.", 7), ("3", "1", 3)]) == {}
    assert found(
        [("1", "a", None), ("2", "1 not a", 7), ("3", "2 and 1", 9), ("4", "3 or 1", 2)],
    ) == {"3": Check.AND_EXCEEDS_PART, "4": Check.OR_BELOW_PART}


@pytest.mark.requirement("R012", "R246", "R248")
def test_sums_rules_notes_dates_and_annexes() -> None:
    history = History(
        Database.OVID,
        (
            SearchLine("1", "a and b", 52, abstracts_read=2, articles_read=1),
            SearchLine("2", "c and d", 30, abstracts_read=1),
            SearchLine("3", "2 not 1", 8, note="Utelukker treff i søk nummer 2 fra søk nummer 1"),
        ),
        printed_hits=91,
        printed_abstracts=3,
        printed_articles=1,
        read_below=50,
        date="16.04.20",
        date_elsewhere="05.05.20",
        annex="1",
        annex_cited="3",
        described="«walking» og «c»",
    )
    checks = [finding.check for finding in lint(history) if finding.severity is not Severity.NOTE]
    assert set(checks) == {
        Check.READ_ABOVE_RULE,
        Check.SUM_OF_LINE_HITS,
        Check.PRINTED_SUM_DIFFERS,
        Check.NOTE_REVERSES,
        Check.DATE_DIFFERS,
        Check.ANNEX_DIFFERS,
        Check.DESCRIBED_NOT_SEARCHED,
    }
    assert checks.count(Check.PRINTED_SUM_DIFFERS) == 1


def test_a_word_with_next_to_no_hits_is_looked_at() -> None:
    lines = [
        ("1", "drug abuse", 53860),
        ("2", "substance abuse", 43750),
        ("3", "Physical activity", 46255),
        ("4", "exercise", 1),
        ("5", "3 or 4", 46256),
    ]
    assert found([(a, b, c) for a, b, c in lines]) == {
        "4": Check.IMPLAUSIBLE_HITS,
        "5": Check.OR_ADDS_NOTHING,
    }


def test_brackets_and_years_of_a_scopus_string() -> None:
    text = (
        '( TITLE-ABS-KEY ( ( "substance abuse" OR "drug use" ) ) AND TITLE-ABS-KEY ( recovery ) ) AND ( EXCLUDE ( DOCTYPE , "cp" ) )'  # noqa: E501 - as exported
        " AND ( LIMIT-TO ( PUBYEAR , 2022 ) - , 2015 ) )"
    )
    findings = lint(read_history(text, Database.SCOPUS))
    assert {finding.check for finding in findings} >= {Check.UNBALANCED_BRACKETS, Check.MANGLED_LIMIT}
    values = next(finding.values for finding in findings if finding.check is Check.UNBALANCED_BRACKETS)
    assert (values["opened"], values["closed"]) == (text.count("("), text.count(")"))


def test_limits_in_some_databases_only() -> None:
    limited = History(Database.WOS, (SearchLine("1", "a"),), name="WoS", years_from=2015)
    free = History(Database.EBSCO, (SearchLine("1", "a"),), name="PsycINFO")
    assert [finding.check for finding in lint_together([limited, free])] == [Check.YEARS_DIFFER]
    assert lint_together([limited, limited]) == ()
    assert lint_together([free]) == ()


def written(text: str, origin: Database, to: Database) -> tuple[str, set[Todo]]:
    line = render(History(origin, (SearchLine("1", text),)), to)[0]
    return line.text, {need.todo for need in line.needs_person}


@pytest.mark.requirement("R004")
@pytest.mark.parametrize(
    ("text", "origin", "to", "expected", "needs"),
    [
        ("exp Exercise/", "ovid", "pubmed", '"Exercise"[Mesh]', {Todo.HEADING}),
        ("*Exercise/px", "ovid", "pubmed", '"Exercise"[Majr:NoExp]', {Todo.HEADING, Todo.SUBHEADING}),
        ("exp *Exercise/px", "ovid", "ovid", "exp *Exercise/px", {Todo.SUBHEADING}),
        ('"Drug Users"[Mesh]', "pubmed", "ovid", "exp Drug Users/", {Todo.HEADING}),
        ('"Drug Users"[Mesh]', "pubmed", "scopus", 'TITLE-ABS-KEY("Drug Users")', {Todo.HEADING}),
        ("Exercise/", "ovid", "ebsco", '(MH "Exercise")', {Todo.HEADING}),
        ('MM "Exercise"', "ebsco", "ovid", "Exercise.ti,ab,kf.", {Todo.HEADING}),
        ("crav$.ti,ab.", "ovid", "pubmed", "crav*[tiab]", set()),
        ("crav$.ti,ab.", "ovid", "ovid", "crav$.ti,ab.", set()),
        ("drug use.mp.", "ovid", "scopus", 'TITLE-ABS-KEY("drug use")', set()),
        ("drug use*.mp.", "ovid", "scopus", 'TITLE-ABS-KEY("drug use*")', {Todo.TRUNCATION}),
        ("(a adj3 b).ti.", "ovid", "wos", "TI=(a NEAR/2 b)", set()),
        ("a adj b", "ovid", "wos", "a NEAR/0 b", {Todo.PROXIMITY}),
        ("(a adj3 b).ti.", "ovid", "pubmed", "(a[ti] AND b[ti])", {Todo.PROXIMITY}),
        (
            "((a adj3 b) or c).tw.",
            "ovid",
            "ebsco",
            "(TI ((a N2 b) OR c) OR AB ((a N2 b) OR c))",
            {Todo.FIELD},
        ),
        ("wom?n", "ovid", "pubmed", "wom*", {Todo.WILDCARD}),
        ("wom?n", "ovid", "scopus", "wom*n", {Todo.WILDCARD}),
        ("x$3", "ovid", "wos", "x*", set()),
        ("a not b", "ovid", "scopus", "a AND NOT b", set()),
        ('"walking"', "ovid", "wos", '"walking"', set()),
        ("(x and y).pt.", "ovid", "scopus", "(x AND y)", {Todo.FIELD}),
        ("x.pt.", "ovid", "wos", "x", {Todo.FIELD}),
        ("x.ti,hw.", "ovid", "scopus", "TITLE-ABS-KEY(x)", {Todo.FIELD}),
        ("x.ti,ab.", "ovid", "oria", "any:x", {Todo.FIELD}),
        ("(x or y).ti.", "ovid", "oria", "title:(x OR y)", set()),
        ("TS=(a NEAR/2 b)", "wos", "ovid", "(a adj3 b).ti,ab,kf.", set()),
        ("a PRE/2 b", "scopus", "ebsco", "a W2 b", set()),
        ("TI (a)", "ebsco", "ebsco", "TI (a)", set()),
        ("TI a", "ebsco", "pubmed", "(a[ti])", set()),
        ("", "ovid", "wos", "", {Todo.UNREADABLE}),
        ("5", "ovid", "ebsco", "S5", set()),
    ],
)
def test_a_search_for_another_database(
    text: str, origin: str, to: str, expected: str, needs: set[Todo]
) -> None:
    assert written(text, Database(origin), Database(to)) == (expected, needs)


def test_oria_gets_the_last_line_written_out() -> None:
    history = read_history(
        "drug*.tw.\n(walking or running).ti.\n1 and 2\nlimit 3 to humans\nor/4,9", Database.OVID
    )
    line = render(history, Database.ORIA)[0]
    assert line.text == "(any:drug* AND title:(walking OR running)) OR #9"
    assert {need.todo for need in line.needs_person} == {Todo.LINES_JOINED, Todo.LIMIT}
    circle = History(Database.OVID, (SearchLine("1", "2 or a"), SearchLine("2", "(1).ti. or b")))
    assert render(circle, Database.ORIA)[0].text
    limited = History(Database.OVID, (SearchLine("1", "a", limits="fulltekst"),))
    assert render(limited, Database.PUBMED)[0].needs_person[0].text == "fulltekst"


def test_a_line_made_to_hang_the_program_is_read_or_refused_at_once() -> None:
    assert parse("or/" + "1 " * 5000 + "x", Database.OVID).tree
    assert parse("a or " * 3000 + "b", Database.OVID).tree
    assert tree("a not b not c") == Combined(Operator.NOT, (Term("a"), Term("b"), Term("c")))
    assert found([("1", "a", 9), ("2", "b", 2), ("3", "c", 3), ("4", "1 not 2 not 3", 3)]) == {
        "4": Check.NOT_OUT_OF_RANGE
    }
    with pytest.raises(InvalidValue):
        parse("a or b and " * 300 + "c", Database.OVID)


def test_the_corners_of_histories_and_trees() -> None:
    stray = read_history("S1  a\nS1  b\nS2  S1\nS3  c\nS9  far away", Database.EBSCO)
    assert [line.text for line in stray.lines] == ["a S1  b", "S1", "c S9  far away"]
    headed = read_history("My search\n1  a\n2  b\n3  1 and 2", Database.OVID)
    assert [line.label for line in headed.lines] == ["1", "2", "3"]
    assert tree("(a)).ti. b") == Combined(Operator.AND, (Term("a"), Term("b")))
    assert written("a? or a?", Database.OVID, Database.EBSCO)[1] == {Todo.WILDCARD}
    assert written("x.ti,ab.", Database.OVID, Database.EBSCO) == ("(TI (x) OR AB (x))", set())
    assert written("x.ti,kw.", Database.OVID, Database.SCOPUS) == ("TITLE-ABS-KEY(x)", set())
    assert written("(exp Exercise/).ti.", Database.OVID, Database.PUBMED)[1] == {Todo.HEADING}
    bare = read_history("1  (5)\n2  x", Database.OVID)
    assert bare.lines[0].text == "(5)"
    assert isinstance(tree("a.ti. .ab."), Combined)
    assert tree(") .ti. a") is not None
    assert written("(exp Exercise/ or #4).ti.", Database.OVID, Database.PUBMED)[0].startswith("(")
    assert written("TS=((a NEAR/3 b) OR c)", Database.WOS, Database.PUBMED)[1] == {Todo.PROXIMITY}
    assert written("a?b$ c?d$", Database.OVID, Database.EBSCO)[1] == {Todo.WILDCARD}
    assert written("x.ti,ab,au.", Database.OVID, Database.EBSCO) == ("x", {Todo.FIELD})
    assert written("MH Exercise", Database.EBSCO, Database.EBSCO) == ('(MH "Exercise")', set())
    assert written('MM "Drug Users"', Database.EBSCO, Database.WOS)[1] == {Todo.HEADING}
