"""The same library in every format becomes the same records."""

from __future__ import annotations

import pytest

from medgang.core.literature.importing import Format, read
from medgang.core.literature.record import Kind, Name, Record
from tests.core.literature import library

ALL = {
    Format.RIS: library.RIS,
    Format.NBIB: library.NBIB,
    Format.PUBMED_XML: library.PUBMED_XML,
    Format.WOS: library.WOS,
    Format.REFWORKS: library.REFWORKS,
    Format.REFER: library.REFER,
    Format.ENDNOTE_XML: library.ENDNOTE_XML,
    Format.BIBTEX: library.BIBTEX,
    Format.CSV: library.CSV,
    Format.CSL_JSON: library.CSL,
}


def first(text: str) -> Record:
    return read(text.encode(), "x").records[0]


@pytest.mark.requirement("R013", "R014")
@pytest.mark.parametrize("format_", list(ALL))
def test_every_format_gives_the_same_first_record(format_: Format) -> None:
    found = read(ALL[format_].encode(), "x")
    record = found.records[0]
    assert found.format is format_
    assert record.title.lower() == "walking groups & craving: a randomised trial"
    assert record.authors == (Name("Østby", "Åse"), Name("van der Berg", "Jan P."))
    assert record.container.lower() == "journal of invented exercise"
    assert record.container_short.lower() == ("" if format_ is Format.REFER else "j inv exerc")
    assert (record.volume, record.issue) == ("12", "3")
    assert record.pages == "101-109"
    assert record.doi == "10.1234/jie.2019.5"
    assert record.issn == "1234-5678"
    assert record.date[0] == 2019
    assert record.date in {(2019, 3, 4), (2019, 3)}
    assert record.abstract == "Background. Forty people walked."
    assert record.keywords == ("Exercise", "Substance-Related Disorders")
    assert record.language in {"eng", "English"}
    assert record.kind is Kind.ARTICLE
    assert record.source == "x"


@pytest.mark.parametrize(
    "format_", [Format.RIS, Format.ENDNOTE_XML, Format.BIBTEX, Format.REFER, Format.REFWORKS, Format.CSV]
)
def test_a_chapter_keeps_its_book(format_: Format) -> None:
    record = read(ALL[format_].encode(), "x").records[1]
    assert (record.kind, record.title, record.container) == (
        Kind.CHAPTER,
        "Moving in groups",
        "A handbook of movement",
    )
    assert record.authors[0] == Name("Lie", "Per")
    assert record.year == 2015


def test_pubmed_keeps_numbers_types_and_links_to_errata() -> None:
    records = read(library.PUBMED_XML.encode(), "x").records
    assert (records[0].pmid, records[0].id, records[0].pmcid) == ("31999999", "31999999", "PMC7000001")
    assert ("PublicationType", "Journal Article") in records[0].extra
    assert ("ErratumIn", "J Inv Exerc. 2020;1:1") in records[0].extra
    book = records[1]
    assert (book.kind, book.title, book.container) == (
        Kind.CHAPTER,
        "Moving in groups",
        "A handbook of movement",
    )
    assert (book.publisher, book.place, book.isbn) == ("Invented Press", "Oslo", "9788200000001")
    assert book.authors == (Name("Lie", "Per"), Name("The Movers"))
    assert book.editors == (Name("Dahl", "Kari"),)


def test_ovid_tagged_and_labelled_read_the_printed_citation() -> None:
    tagged = read(library.OVID.encode(), "o.txt")
    assert tagged.format is Format.OVID
    one, other = tagged.records
    assert one.title == "Walking groups & craving: a randomised trial"
    assert (one.container, one.volume, one.issue, one.pages) == (
        "Journal of Invented Exercise",
        "12",
        "3",
        "101-109",
    )
    assert (one.year, one.doi, one.id) == (2019, "10.1234/jie.2019.5", "31999999")
    assert (other.container, other.volume, other.issue, other.pages) == (
        "Invented Psychology",
        "24",
        "7",
        "847-856",
    )
    labelled = read(library.OVID_LABELS.encode(), "o.txt")
    assert labelled.format is Format.OVID
    first_, second = labelled.records
    assert first_.title == "Walking groups & craving: a randomised trial"
    assert first_.authors == (Name("Ostby", "Ase"), Name("van der Berg", "Jan P."))
    assert (first_.container, first_.pages, first_.year) == ("Journal of Invented Exercise", "101-109", 2019)
    assert second.notes == ("No citation at all here",)
    assert [loss.line for loss in labelled.losses] == [1, 16]


def test_bibtex_reads_names_strings_and_latex() -> None:
    records = read(library.BIBTEX.encode(), "x.bib").records
    assert records[0].id == "7"
    assert records[1].authors == (Name("Lie", "Per"), Name("The Movers"))
    assert records[1].editors == (Name("Dahl", "Kari"),)
    assert records[1].publisher == "Invented Press"


def test_endnote_without_type_or_with_other_custom_fields() -> None:
    records = read(library.ENDNOTE_XML.encode(), "x.xml").records
    assert records[0].pmcid == "PMC7000001"
    assert records[0].extra == (("label", "mine"),)
    assert records[1].pmcid == ""
    assert records[2].container == "Invented Weekly"


def test_csl_reads_names_however_they_are_written() -> None:
    records = read(library.CSL.encode(), "x.json").records
    assert records[0].authors[1] == Name("van der Berg", "Jan P.")
    assert records[1].authors == (Name("Per Lie"),)
    assert records[1].editors == (Name("Dahl"),)
    assert records[1].date == (2015,)
