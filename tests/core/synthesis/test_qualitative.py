"""Quotes, codes, themes and findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.qualitative import (
    Analysis,
    Code,
    Coding,
    Finding,
    Quote,
    Theme,
    codebook_csv,
    quote_bank,
    read_codebook,
)

DAI, FAGAN = StudyRef("dai-2020"), StudyRef("fagan-2021")
QUOTES = (
    Quote("q1", DAI, "You get healthier", "12", "en", "Du blir friskere"),
    Quote("q2", FAGAN, "I belong there", "7", "en"),
    Quote("q3", DAI, "The urge goes away", "13", "en"),
)
CODES = (Code("energy", "More energy", "body"), Code("urge", "The urge"), Code("group", "The group"))
THEMES = (Theme("health", "Health", ("energy", "urge")), Theme("belonging", "Belonging", ("group",)))
CODINGS = (Coding("q1", "energy", "anna"), Coding("q3", "urge", "anna"), Coding("q2", "group", "anna"))
FINDING = Finding("f1", "Training together gives people somewhere to belong.", ("belonging",), ("q2",))
WHOLE = Analysis(QUOTES, CODES, CODINGS, THEMES, (FINDING,))


@pytest.mark.requirement("R028", "R029")
def test_themes_rest_on_codes_and_codes_on_quotes_with_their_page() -> None:
    health, belonging = THEMES
    assert [quote.key for quote in WHOLE.quotes_of(health)] == ["q1", "q3"]
    assert [(quote.page, quote.language) for quote in WHOLE.quotes_of(belonging)] == [("7", "en")]
    assert WHOLE.loose_ends() == ()


@pytest.mark.requirement("R029")
def test_the_matrix_theme_by_study_counts_quotes() -> None:
    assert [(theme.key, counts) for theme, counts in WHOLE.theme_by_study([DAI, FAGAN])] == [
        ("health", (2, 0)),
        ("belonging", (0, 1)),
    ]


@pytest.mark.requirement("R029")
def test_the_quote_bank_has_theme_study_page_and_language() -> None:
    rows = [(theme, quote.study.id, quote.page, quote.language) for theme, quote in quote_bank(WHOLE)]
    assert rows == [
        ("health", "dai-2020", "12", "en"),
        ("health", "dai-2020", "13", "en"),
        ("belonging", "fagan-2021", "7", "en"),
    ]


@pytest.mark.requirement("R028")
def test_what_is_not_tied_up_is_listed() -> None:
    loose = Analysis(
        (*QUOTES, Quote("q4", DAI, "Hm", "3", "en")),
        (*CODES, Code("other", "Other")),
        CODINGS,
        (*THEMES, Theme("mastery", "Mastery", ())),
        (replace(FINDING, quotes=()),),
    )
    assert [(end.code, end.key) for end in loose.loose_ends()] == [
        ("synthesis.quote_uncoded", "q4"),
        ("synthesis.code_without_theme", "other"),
        ("synthesis.theme_without_quote", "mastery"),
        ("synthesis.finding_without_quote", "f1"),
    ]


def test_two_coders_who_differ_are_shown_together() -> None:
    twice = Analysis(
        QUOTES, CODES, (*CODINGS, Coding("q1", "urge", "berit"), Coding("q2", "group", "berit")), THEMES
    )
    assert twice.coder_differences() == (("q1", (("anna", ("energy",)), ("berit", ("urge",)))),)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Quote("Q 1", DAI, "x", "1", "en"), "bad_key"),
        (lambda: Quote("q", DAI, " ", "1", "en"), "empty_field"),
        (lambda: Quote("q", DAI, "x", " ", "en"), "quote_without_page"),
        (lambda: Quote("q", DAI, "x", "1", "English"), "bad_key"),
        (lambda: Finding("f", "Belonging", (), ()), "finding_is_no_sentence"),
        (lambda: Finding("f", "Training together gives people belonging", (), ()), "finding_is_no_sentence"),
        (lambda: Analysis((QUOTES[0], QUOTES[0]), (), (), ()), "key_twice"),
        (lambda: Analysis(QUOTES, CODES, (Coding("q9", "urge", "a"),), ()), "refers_to_nothing"),
        (lambda: Analysis(QUOTES, CODES, (), (Theme("t", "T", ("nothing",)),)), "refers_to_nothing"),
    ],
)
def test_what_cannot_stand_is_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        make()  # type: ignore[operator]


def test_the_codebook_goes_out_and_comes_back() -> None:
    text = codebook_csv(replace(WHOLE, codes=(*CODES, Code("free", "Not housed"))))
    codes, themes = read_codebook("\ufeff" + text, THEMES)
    assert codes == (*CODES, Code("free", "Not housed"))
    assert themes == THEMES
    codes, themes = read_codebook("code,label\nurge,The urge\n")
    assert (codes, themes) == ((Code("urge", "The urge"),), ())
    _, themes = read_codebook("code,label,memo,theme\nurge,U,,new\nurge,U,,new\n")
    assert themes == (Theme("new", "new", ("urge",)),)
    with pytest.raises(InvalidValue, match="missing_columns"):
        read_codebook("name\nx\n")
