"""REFI-QDA codebooks go out and come back, and those of other programs are read."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.qualitative import Analysis, Code, Theme
from medgang.exchange.refi_qda import NAMESPACE, read_codebook, write_codebook

CODES = (Code("energy", "Energy", "The body & its <strength>"), Code("urge", "Urge"), Code("loose", "Loose"))
THEMES = (Theme("health", "Health", ("energy", "urge")), Theme("mastery", "Mastery", ()))


def test_what_is_written_is_read_again() -> None:
    written = write_codebook(Analysis((), CODES, (), THEMES))
    assert written.left_out == ()
    assert NAMESPACE in written.xml
    assert read_codebook(written.xml) == (CODES, THEMES)
    assert write_codebook(Analysis((), CODES, (), THEMES)).xml == written.xml


def test_a_code_of_two_themes_stands_in_the_first_and_is_said() -> None:
    themes = (*THEMES, Theme("again", "Again", ("urge",)))
    assert write_codebook(Analysis((), CODES, (), themes)).left_out == (("urge", "again"),)


def test_codebooks_of_other_programs_are_read() -> None:
    """The namespace with 1:0, nested categories, a code that holds codes, names twice, Norwegian letters."""
    xml = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
    <CodeBook origin="other" xmlns="urn:QDA-XML:codebook:1:0"><Codes>
      <Code guid="1" name="Å høre til" isCodable="false" color="#ff0000">
        <Code guid="2" name="Gruppa"><Description> sammen </Description></Code>
        <Code guid="3" name="Støtte" isCodable="true"><Code guid="4" name="Gruppa" isCodable="true"/></Code>
      </Code>
      <Code guid="5" name="!" isCodable="true"/>
    </Codes><Sets/></CodeBook>"""
    codes, themes = read_codebook(xml.encode())
    assert [(code.key, code.label, code.memo) for code in codes] == [
        ("gruppa", "Gruppa", "sammen"),
        ("stotte", "Støtte", ""),
        ("gruppa-2", "Gruppa", ""),
        ("code", "!", ""),
    ]
    assert [(theme.key, theme.codes) for theme in themes] == [
        ("a-hore-til", ("gruppa", "stotte")),
        ("stotte", ("gruppa-2",)),
    ]


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<CodeBook><Codes>", "xml_broken"),
        ("<html/>", "not_a_codebook"),
        ("<CodeBook>" + "<Code>" * 50, "not_a_codebook"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>', "xml_refused"),
    ],
)
def test_other_files_are_refused(xml: str, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        read_codebook(xml)
