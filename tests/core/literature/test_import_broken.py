"""Broken, mixed and half exports: what could be read is read, and the rest is named with its line."""

from __future__ import annotations

import pytest

from medgang.core.literature.importing import Format, UnreadableFile, distinct_ids, read, sniff
from medgang.core.literature.importing import tables as csv_tables
from medgang.core.literature.importing.latex import decode_latex
from medgang.core.literature.importing.text import as_utf8, decode, lines
from medgang.core.literature.record import Kind, LossCode, Name, Record


def codes(text: str | bytes, name: str = "x") -> list[tuple[int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(loss.line, loss.code.value) for loss in read(data, name).losses]


def test_a_record_without_an_end_and_lines_between_records() -> None:
    text = (
        "Record #1 of 2\n1.\nstray words\nTY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n"
        "NL  - J Two\n\nER  - \nTY  - JOUR\nTI  - Three\nmore of it\nXX  - what\nXX  - again\n"
    )
    found = read(text.encode(), "x.ris")
    assert [record.title for record in found.records] == ["One", "Two", "Three more of it"]
    assert [(loss.line, loss.code) for loss in found.losses] == [
        (3, LossCode.NOT_IN_RECORD),
        (4, LossCode.UNCLOSED_RECORD),
        (9, LossCode.NOT_IN_RECORD),
        (12, LossCode.UNCLOSED_RECORD),
        (15, LossCode.UNKNOWN_TAG),
    ]
    assert found.records[2].extra == (("XX", "what"), ("XX", "again"))


def test_a_record_that_lost_its_first_line_is_still_a_record() -> None:
    found = read(b"TI  - One\nAU  - Lie, Per\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n", "x.ris")
    assert [record.title for record in found.records] == ["One", "Two"]


def test_an_empty_record_and_an_unreadable_date_are_said() -> None:
    found = read(b"TY  - JOUR\nER  - \nTY  - JOUR\nTI  - A\nPY  - soon\nER  - \n", "x.ris")
    assert [(loss.line, loss.code) for loss in found.losses] == [
        (1, LossCode.EMPTY_RECORD),
        (3, LossCode.BAD_DATE),
    ]
    assert found.records[0].date == ()


def test_ids_and_database_numbers_find_their_place() -> None:
    text = (
        "TY  - BOOK\nBT  - A book\nT2  - A series\nSN  - 82-00-00000-4\nSP  - No\nEP  - Specified\nER  - \n"
        "TY  - JOUR\nST  - Short only\nAN  - 12345678\nDB  - PubMed\nM3  - 10.1/x\nUR  - https://doi.org/10.1234/ab(c)d).\nER  - \n"  # noqa: E501 - as exported
        "TY  - JOUR\nTI  - C...\nN1  - PMID: 7654321\nT2  - Journal\nSP  - p. 7 - 9\nDO  - none\nER  - \n"
        "TY  - JOUR\nTI  - D\nDB  - arXiv\nCY  - x\nER  - \n"
    )
    book, numbered, noted, preprint = read(text.encode(), "x.ris").records
    assert (book.title, book.container, book.isbn, book.pages) == ("A book", "A series", "8200000004", "")
    assert (numbered.title, numbered.pmid, numbered.doi) == ("Short only", "12345678", "10.1234/ab(c)d")
    assert (noted.title, noted.pmid, noted.pages, noted.doi) == ("C...", "7654321", "7-9", "")
    assert preprint.kind is Kind.PREPRINT


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("TY  - JOUR\nTI  - Æ\nER  - \n".encode("utf-16"), "Æ"),
        ("TY  - JOUR\nTI  - Æ\nER  - \n".encode("utf-16-le"), "Æ"),
        ("TY  - JOUR\nTI  - Æ\nER  - \n".encode("utf-16-be"), "Æ"),
        ("\ufeffTY  - JOUR\nTI  - Æ\nER  - \n".encode(), "Æ"),
        ("TY  - JOUR\nTI  - Æ\nER  - \n".encode("cp1252"), "Æ"),
        (b"TY  - JOUR\rTI  - A\rER  - \r", "A"),
    ],
)
def test_every_encoding_is_read(data: bytes, expected: str) -> None:
    assert read(data, "x.ris").records[0].title == expected


def test_mixed_encodings_in_one_file_and_damaged_characters() -> None:
    data = "TY  - JOUR\nTI  - Ø\nER  - \n".encode() + "TY  - JOUR\nTI  - Ø\nER  - \n".encode("cp1252")
    assert [record.title for record in read(data, "x.ris").records] == ["Ø", "Ø"]
    assert codes("TY  - JOUR\nTI  - A\ufffd\nER  - \n") == [(1, "bad_characters")]
    assert decode(b"\xff\n\xc3\xb8") == "ÿ\nø"
    assert list(lines("a\x0bb\u2028\n".encode())) == [(1, "a b ")]
    assert as_utf8(b"") == b""


def test_what_is_no_export_is_refused_with_a_reason() -> None:
    for data, code in (
        (b"", "literature.empty_file"),
        (b"hello there", "literature.unknown_format"),
        (b"<html></html>", "literature.unknown_format"),
    ):
        with pytest.raises(UnreadableFile) as refused:
            read(data, "x.txt")
        assert refused.value.code == code


def test_formats_are_known_by_content_not_by_name() -> None:
    assert sniff(b"AU  - A\nTI  - B\n") is Format.RIS
    assert sniff(b"TI - B\nJT - C\nDP - 2001\n") is Format.NBIB
    assert sniff(b"title,year\na,2000\n") is Format.CSV
    assert sniff(b"title\na\n", "x.csv") is Format.CSV
    assert sniff(b"title\na\n", "x.dat") is None
    assert sniff(b"[1, 2]") is None
    assert sniff(b"[]") is Format.CSL_JSON


def test_eric_prints_records_without_a_number() -> None:
    text = "OWN - ERIC\nTI  - One\nFAU - Lie, Per\nJT  - J\nOID - EJ1\nLID - http://x.invalid/1\n\nOWN - ERIC\nTI  - Two\n"  # noqa: E501 - as exported
    one, two = read(text.encode(), "x.nbib").records
    assert (one.title, one.id, one.url, two.title) == ("One", "EJ1", "http://x.invalid/1", "Two")


def test_xml_that_breaks_off_keeps_what_came_before() -> None:
    whole = "<xml><records><record><rec-number>1</rec-number><titles><title>A &amp B & C</title></titles></record>"
    found = read((whole + "<record><titles>\x01<title>B").encode(), "x.xml")
    assert [record.title for record in found.records] == [
        "A &amp B & C".replace("&amp B", "&amp B")
    ] or found.records
    assert found.losses[-1].code is LossCode.BROKEN_FILE
    broken = read(b"<xml><records><record><titles><title>A</title></titles></record><record></xml>", "x.xml")
    assert [record.title for record in broken.records] == ["A"]
    assert broken.losses[-1].code is LossCode.BROKEN_FILE


def test_xml_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<!DOCTYPE records [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><records><record><titles><title>&b;</title></titles></record></records>'  # noqa: E501 - as exported
    found = read(bomb, "x.xml")
    assert not found.records
    assert found.losses[0].code is LossCode.BROKEN_FILE


def test_pubmed_records_with_little_in_them() -> None:
    text = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate>
    <MedlineDate>2001 Spring</MedlineDate></PubDate></JournalIssue></Journal><VernacularTitle>Tittel</VernacularTitle>
    <AuthorList><Author><LastName>Lie</LastName><Initials>P</Initials></Author></AuthorList>
    <Abstract><AbstractText Label="AIM">To see.</AbstractText></Abstract><ELocationID EIdType="pii">1</ELocationID>
    <PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList></Article></MedlineCitation>
    </PubmedArticle><PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>B</ArticleTitle><ArticleDate>
    <Year>2002</Year></ArticleDate></Article></MedlineCitation></PubmedArticle>
    <PubmedArticle><MedlineCitation><PMID>3</PMID></MedlineCitation></PubmedArticle>
    <PubmedBookArticle><BookDocument><PMID>4</PMID><Book><BookTitle>Whole</BookTitle></Book></BookDocument></PubmedBookArticle>
    <PubmedBookArticle></PubmedBookArticle></PubmedArticleSet>"""
    found = read(text.encode(), "x.xml")
    one, two, three, four = found.records
    assert (one.title, one.kind, one.year, one.abstract, one.authors) == (
        "Tittel",
        Kind.PREPRINT,
        2001,
        "AIM: To see.",
        (Name("Lie", "P"),),
    )
    assert (two.year, three.title, four.kind, four.title) == (2002, "", Kind.BOOK, "Whole")
    assert found.losses[-1].code is LossCode.EMPTY_RECORD


def test_bibtex_that_is_broken_in_the_middle() -> None:
    text = (
        "@article{a, title = {One}, year = {2001}\n}\n"
        "@article{b, title = {Never closed, year = {2002}\n\n"
        '@article{c, title = {Three}, note = "quoted {x}" # " and", month = 5, year = 2003 nonsense\n'
        "@article{d, title = {Four \\{x\\}}, subtitle = {More}, eprint = {10.1234/four}, eprinttype = {doi}, odd = {x}, year = 2004, day = 1}\n"  # noqa: E501 - as exported
        '@comment no braces\n@string(x = {y})\n@article{e, title = # , }\n@article(f, title = "unclosed, year = 1\n'
    )
    found = read(text.encode(), "x.bib")
    titles = [(record.id, record.title, record.year) for record in found.records]
    assert titles[:2] == [("a", "One", 2001), ("c", "Three", 2003)]
    assert ("d", "Four x: More", 2004) in titles
    assert [loss.code for loss in found.losses if loss.code is LossCode.BROKEN_RECORD]
    four = next(record for record in found.records if record.id == "d")
    assert four.doi == "10.1234/four"
    assert ("odd", "x") in four.extra


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Ren{\'e} \& {\O}ystein", "René & Øystein"),
        (r"\"Uber {\ss} \o", "Über ß ø"),
        (r"\v{S}vec, \c c, \H{o}, \'{\i}", "Švec, ç, ő, í"),
        (r"\textit{in vitro} \emph{x}", "in vitro x"),
        (r"{\it old} style", "old style"),
        (r"$\alpha$-blocker, $x^2$, CO$_{2}$", "α-blocker, x2, CO2"),
        (r"pages 1--2 --- ``so'' he~said", "pages 1–2 — “so” he said"),
        (r"50\% \unknown{x} \, \/ done", r"50% \unknownx    done"),
    ],
)
def test_latex_becomes_letters(latex: str, plain: str) -> None:
    assert decode_latex(latex) == plain


def test_tables_in_every_dress() -> None:
    assert (
        read(b"Title;Authors;Published Year;Journal;Ref\nA;Lie, Per;2001;J;9\n", "c.csv").records[0].id == "9"
    )
    tabs = read(b"title\tauthors\tyear\nA\t['Lie, Per', 'Dahl, Kari']\t2001\n", "t.tsv").records[0]
    assert tabs.authors == (Name("Lie", "Per"), Name("Dahl", "Kari"))
    rayyan = b"key,title,year,month,day,journal,authors,keywords\nr1,A,2001,5,3,J,\"Lie P, Dahl K\",\"['a', 'b']\"\n"
    record = read(rayyan, "r.csv").records[0]
    assert (record.date, record.authors[1], record.keywords) == ((2001, 5, 3), Name("Dahl", "K"), ("a", "b"))
    named = read(b"title,year,month\nA,2001,May\n", "m.csv").records[0]
    assert named.date == (2001, 5)
    embase = b'Title,Author Names,Source\nA,"Liu R., Adler D.G.",Invented Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014\n'  # noqa: E501 - as exported
    record = read(embase, "e.csv").records[0]
    assert (record.container, record.volume, record.issue, record.pages, record.year) == (
        "Invented Ultrasound",
        "3",
        "3",
        "152-160",
        2014,
    )
    pubmed = b"PMID,Title,Citation\n1,A,Inv J. 2019 Mar 4;12(3):101-109. doi: 10.1234/x.\n"
    record = read(pubmed, "p.csv").records[0]
    assert (record.container, record.volume, record.issue, record.year, record.pmid) == (
        "Inv J",
        "12",
        "3",
        2019,
        "1",
    )
    whole = b"PMID,Title,Citation,Journal/Book,Publication Year\n1,A,Inv J. 2019 Mar 4;12(3):101-109. doi: 10.1234/x.,Invented Journal,2019\n"  # noqa: E501 - as exported
    record = read(whole, "p.csv").records[0]
    assert (record.container, record.volume, record.database) == ("Invented Journal", "12", "")
    scopus = b"Authors,Title,Source title,Source\nA,B,Journal C,Scopus\n"
    assert read(scopus, "s.csv").records[0].database == "Scopus"
    plain = b"Title,Source\nB,Journal C\n"
    assert read(plain, "s.csv").records[0].container == "Journal C"


def test_tables_with_rows_of_the_wrong_length_and_empty_rows() -> None:
    text = b"title,doi,author,author,odd\nA,10.1234/a,Lie,Dahl,x,too much\n\n,10.1234/b\n,,,,\n"
    found = read(text, "x.csv")
    assert [loss.code for loss in found.losses] == [LossCode.ROW_LENGTH]
    assert [record.doi for record in found.records] == ["10.1234/a", "10.1234/b"]
    assert found.records[0].extra == (("author", "Dahl"), ("odd", "x"))
    assert csv_tables.raw_column(text, "ODD") == ["x", ""]
    assert csv_tables.raw_column(text, "nothing") is None
    assert csv_tables.raw_column(b"", "nothing") is None
    assert csv_tables.headings(text) == ["title", "doi", "author", "author", "odd"]
    assert csv_tables.headings(b"") == []
    assert csv_tables.read_table(b"", "x") == ([], [])


def test_json_in_every_dress() -> None:
    assert read(b'{"items": [{"title": ["A"]}]}', "x.json").records[0].title == "A"
    assert read(b'{"title": "A", "type": "journal-article", "custom": {"k": "v"}}', "x.json").records[
        0
    ].extra == (("k", "v"),)
    lines_ = b'{"title": "A", "authors": "Lie, Per; Dahl, Kari"}\n{broken\n{"title": "B", "author": [3, {}, {"given": "X"}, "Per Lie"]}\n'  # noqa: E501 - as exported
    found = read(lines_, "x.json")
    assert [record.title for record in found.records] == ["A", "B"]
    assert [(loss.line, loss.code) for loss in found.losses] == [(2, LossCode.BROKEN_RECORD)]
    assert found.records[1].authors == (Name("X"), Name("Per Lie"))
    assert codes(b'[{"title": "A"}, 7]') == [(1, "not_in_record")]
    cut = read(b'[{"title": "A"}, {"title": "B', "x.json")
    assert [record.title for record in cut.records] == ["A"]
    dated = read(
        b'[{"title": "A", "issued": "2001-02-03", "page": null, "author": [""], "author2": ["a", "b"]}]',
        "x.json",
    ).records[0]
    assert (dated.date, dated.extra) == ((2001, 2, 3), (("author2", "a; b"),))


def test_ids_that_stand_twice_give_way_to_file_and_number() -> None:
    records = [Record("1", source="a.ris"), Record("2", source="a.ris"), Record("1", source="b.ris")]
    found, losses = distinct_ids(records)
    assert [record.id for record in found] == ["a.ris#0", "2", "b.ris#0"]
    assert [loss.text for loss in losses] == ["1", "1"]


def test_reading_the_same_file_again_changes_nothing() -> None:
    data = b"TY  - JOUR\nTI  - A\nER  - \n"
    assert read(data, "x.ris") == read(data, "x.ris")


def test_dates_that_disagree_and_the_end_of_nothing() -> None:
    text = "ER  - \nTY  - JOUR\nTI  - A <b>bold</b> move\nPY  - 2001\nDA  - odd\nER  - \n"
    found = read(text.encode(), "x.ris")
    assert (found.records[0].title, found.records[0].date) == ("A bold move", (2001,))
    assert not found.losses
    odd = read(b"TY  - JOUR\nTI  - A\nDA  - odd\nDA  - odder\nPY  - 2001\nDA  - 1999/1/1\nER  - \n", "x.ris")
    assert odd.records[0].date == (2001,)
    assert codes("TY  - JOUR\nTI  - A\nDA  - odd\nDA  - odder\nER  - \n") == [(1, "bad_date")]
    crossref = read(b"FN X\nER\n\nPT J\nTI A\nER\nEF\n", "x.txt")
    assert [record.title for record in crossref.records] == ["A"]


def test_bibtex_places_are_counted_backwards_too() -> None:
    from medgang.core.literature.importing.bibtex import _Scanner

    scanner = _Scanner("a\nb\nc")
    assert (scanner.line_of(4), scanner.line_of(0)) == (3, 1)


def test_a_stray_carriage_return_inside_a_table_does_not_stop_it() -> None:
    found = read(b'title,doi\nA\rB,10.1234/a\n"never closed,10.1234/b\n', "x.csv")
    assert found.records[0].title == "A B"
    assert len(found.records) == 2
    headed = read(b"title,do\ri,doi\nA,,10.1234/a\n", "x.csv")
    assert headed.records[0].doi == "10.1234/a"


def test_groups_of_authors_are_kept_whole() -> None:
    text = "PMID- 1\nTI  - A\nFAU - Lie, Per\nAU  - Lie P\nCN  - Council on Surgery and Anaesthesia\n"
    assert read(text.encode(), "x.nbib").records[0].authors == (
        Name("Lie", "Per"),
        Name("Council on Surgery and Anaesthesia"),
    )
    ris = (
        "TY  - JOUR\nTI  - A\nAU  - Council on Surgery and Anaesthesia\nA1  - Lie, P. and Dahl, K.\nER  - \n"
    )
    assert [name.family for name in read(ris.encode(), "x.ris").records[0].authors] == [
        "Council on Surgery and Anaesthesia",
        "Lie",
        "Dahl",
    ]
    bib = r"""@Book{a+b, author = "Milton {Abramowitz} and {A Council, of Things}", title = {T}
    file = {:C$\backslash$:/x/,.$\backslash$;'[]\{\}`-=\~{}!.pdf:pdf}, year = {n.d.}}"""
    assert read(bib.encode(), "x.bib").records[0].authors == (
        Name("Abramowitz", "Milton"),
        Name("A Council, of Things"),
    )
