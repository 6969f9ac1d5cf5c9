"""CSV and its relatives: columns are known by the names that databases and screening tools give them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from medgang.core.literature.importing.dialects import REFER
from medgang.core.literature.importing.draft import Draft, names_of
from medgang.core.literature.importing.sources import add_source
from medgang.core.literature.importing.text import decode, lines
from medgang.core.literature.names import parse_names
from medgang.core.literature.record import Kind, Loss, LossCode

_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "record id", "recordid", "key", "rec number", "ref", "reference id", "covidence", "openalex id",
           "citation key", "citationkey", "unique id", "uid", "refid", "ref id", "item id", "colrev id"),
    "accession": ("accession number", "accession", "an", "eid", "ut unique wos id", "ut",
    "unique wos id", "embase accession id",
                  "unique identifier", "medline pmid accession"),
    "title": ("title", "article title", "primary title", "ti", "t1", "titles", "document title", "item title"),
    "original_title": ("original title", "translated title", "foreign title"),
    "author": ("author", "authors", "author names", "author full names", "author s", "au", "first authors", "creators",
               "contributors", "author list", "primary author"),
    "editor": ("editor", "editors", "secondary authors", "secondary author", "book editors"),
    "year": ("year", "publication year", "published year", "py", "year of publication", "pub year", "y1"),
    "date": ("date", "publication date", "date of publication", "published", "cover date", "pub date", "issued"),
    "month": ("month", "published month", "publication month"),
    "day": ("day",),
    "container": ("journal", "publication title", "source title", "journal book", "journal name",
    "publication", "container title",
                  "secondary title", "journal title", "so", "t2", "full journal", "jf", "venue"),
    "source": ("source", "citation"),
    "book": ("booktitle", "book title", "proceedings title", "conference name"),
    "container_short": ("journal abbreviation", "abbreviated source title", "alternate title3",
    "alternate title 3", "j2",
                        "journal iso abbreviation", "iso abbreviation"),
    "volume": ("volume", "vl", "vol"),
    "issue": ("issue", "number", "is", "issue number"),
    "pages": ("pages", "page", "page range", "art no", "article number"),
    "start": ("start page", "page start", "first page", "sp"),
    "end": ("end page", "page end", "last page", "ep"),
    "doi": ("doi", "digital object identifier", "doi link", "article doi"),
    "url": ("url", "urls", "link", "links", "full text link"),
    "pmid": ("pmid", "pubmed id", "pubmed_id", "medline pmid", "pubmedid"),
    "pmcid": ("pmcid", "pmc id"),
    "issn": ("issn", "eissn", "issn isbn", "sn"),
    "isbn": ("isbn",),
    "abstract": ("abstract", "abstract note", "abstracts", "ab", "notes abstract", "n2", "description"),
    "keyword": ("keywords", "keyword", "author keywords", "index keywords", "manual tags",
    "automatic tags", "mesh terms",
                "subject headings", "kw", "de"),
    "language": ("language", "languages", "language of original document", "la"),
    "publisher": ("publisher", "pb"),
    "place": ("place", "place published", "location", "publisher location"),
    "type": ("type", "item type", "entrytype", "type of reference", "document type", "publication type",
    "reference type", "ty"),
    "database": ("database", "database name", "source database", "name of database"),
    "note": ("note", "notes", "extra"),
}  # fmt: skip
_BY_COLUMN = {column: name for name, columns in _COLUMNS.items() for column in columns}
_TYPES = {
    "journalarticle": Kind.ARTICLE,
    "article": Kind.ARTICLE,
    "inproceedings": Kind.CONFERENCE,
    "conferencepaper": Kind.CONFERENCE,
    "booksection": Kind.CHAPTER,
    "incollection": Kind.CHAPTER,
    "inbook": Kind.CHAPTER,
    "phdthesis": Kind.THESIS,
    "mastersthesis": Kind.THESIS,
    "techreport": Kind.REPORT,
    "jour": Kind.ARTICLE,
}


def column_name(text: str) -> str:
    """A heading as it is looked up: lower case, words with single spaces."""
    return re.sub(r"[\W_]+", " ", text.replace("\ufeff", "")).strip().lower()


def _first_line(head: str) -> str:
    """The first line, with the signs taken out that the csv module stops at."""
    return head.lstrip("\r\n").split("\n", 1)[0].replace("\r", " ").replace("\0", "")


_LONGEST_CELL = 1 << 28
"""Characters in one cell: an export may hold a whole abstract with its keywords, or a quote that never closes."""


def delimiter_of(head: str) -> str:
    """The delimiter of the first line: the one that cuts it into most known columns."""
    first = _first_line(head)

    def known(mark: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=mark), [])
        return sum(column_name(cell) in _BY_COLUMN for cell in cells), len(cells)

    return max((",", ";", "\t", "|"), key=known)


def known_columns(head: str) -> int:
    """How many columns of the first line have a meaning here."""
    first = _first_line(head)
    cells = next(csv.reader([first], delimiter=delimiter_of(head)), [])
    return sum(column_name(cell) in _BY_COLUMN for cell in cells)


def rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row. Rows are split by the csv module; NUL bytes are dropped before it sees them."""
    head = decode(data[:65536])
    mark = delimiter_of(head)
    text = (f"{line}\n".replace("\0", "").replace("\r", " ") for _, line in lines(data))
    reader = csv.reader(text, delimiter=mark, skipinitialspace=mark == ",")
    begins = 1
    while (cells := _next_row(reader)) is not None:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _next_row(reader: Iterator[list[str]]) -> list[str] | None:
    """One row more, however long its cells. The limit belongs to the whole process, so it is lifted only meanwhile."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(usual)


def _fill(draft: Draft, name: str, value: str) -> None:
    if name == "author":
        draft.authors = list(parse_names(value)) or draft.authors
    elif name == "editor":
        draft.editors = names_of([value])
    elif name == "type":
        key = value.strip().lower()
        draft.kind = _TYPES.get(key) or REFER.kind(re.sub(r"([a-z])([A-Z])", r"\1 \2", value)) or draft.kind
    elif name == "source":
        draft.add("source", value)
    elif name == "keyword" and value.startswith("[") and value.endswith("]"):
        draft.add(name, re.sub(r"['\"]\s*,\s*['\"]", ";", value[1:-1]).strip("'\" "))
    elif name == "pages":
        draft.add(name, re.sub(r"^\['?|'?\]$", "", value))
    else:
        draft.add(name, value)


def _finish(draft: Draft) -> None:
    """What depends on more than one column."""
    source = draft.first("source")
    if source and re.search(r"\d", source):
        # a printed citation; what other columns already say stands first
        add_source(draft, source)
    elif source:
        draft.add("database" if draft.first("container") else "container", source)
    year, month = draft.first("year"), draft.first("month")
    if year and month:
        draft.add("date", f"{year}/{month}/{draft.first('day')}" if month.isdigit() else f"{year} {month}")


def read_table(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """One draft per row. Some tools print a title column and nothing else; columns without a meaning are kept."""
    losses: list[Loss] = []
    drafts: list[Draft] = []
    table = rows(data)
    first = next(table, None)
    if first is None:
        return [], []
    header = [column_name(cell) for cell in first[1]]
    fields = [_BY_COLUMN.get(cell) for cell in header]
    seen: Counter[str] = Counter(name for name in fields if name)
    for line, cells in table:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            losses.append(Loss(source, line, LossCode.ROW_LENGTH, cells[0][:80]))
        draft = Draft(line)
        for name, heading, value in zip(fields, first[1], cells, strict=False):
            text = value.strip()
            if not text:
                continue
            if name is None or (
                seen[name] > 1
                and name in {"author", "title", "id"}
                and (draft.authors if name == "author" else draft.first(name))
            ):
                draft.extra.append((heading.strip(), text))
            else:
                _fill(draft, name, text)
        _finish(draft)
        drafts.append(draft)
    return drafts, losses


def raw_column(data: bytes, heading: str) -> list[str] | None:
    """The cells of one column as text, for labels; None where the table has no such column."""
    table = rows(data)
    first = next(table, None)
    names = [column_name(cell) for cell in first[1]] if first else []
    wanted = column_name(heading)
    if wanted not in names:
        return None
    place = names.index(wanted)
    return [cells[place].strip() if place < len(cells) else "" for _, cells in table]


def headings(data: bytes) -> list[str]:
    """The headings of a table as printed."""
    first = next(rows(data), None)
    return [cell.strip() for cell in first[1]] if first else []
