"""Records out: CSL JSON, RIS and CSV. What is written here is read back to the same records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from medgang.core.literature.record import Kind, Name, Record

_RIS_TYPES = {
    Kind.ARTICLE: "JOUR",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.CONFERENCE: "CPAPER",
    Kind.THESIS: "THES",
    Kind.REPORT: "RPRT",
    Kind.PREPRINT: "UNPB",
    Kind.NEWS: "NEWS",
    Kind.MAGAZINE: "MGZN",
    Kind.WEB: "ELEC",
    Kind.DATASET: "DATA",
    Kind.PATENT: "PAT",
    Kind.LEGAL: "CASE",
    Kind.OTHER: "GEN",
}
CSV_COLUMNS = (
    "id", "type", "title", "original title", "authors", "editors", "year", "date", "journal",
    "journal abbreviation", "volume",
    "issue", "pages", "doi", "pmid", "pmcid", "issn", "isbn", "abstract", "keywords", "language",
    "publisher", "place", "url",
    "accession number", "database", "notes",
)  # fmt: skip


def _csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def to_csl(record: Record) -> dict[str, Any]:
    """One CSL JSON item. What CSL has no place for stands under `custom`."""
    fields = (
        ("title", record.title),
        ("original-title", record.original_title),
        ("container-title", record.container),
        ("container-title-short", record.container_short),
        ("volume", record.volume),
        ("issue", record.issue),
        ("page", record.pages),
        ("DOI", record.doi),
        ("PMID", record.pmid),
        ("PMCID", record.pmcid),
        ("ISSN", record.issn),
        ("ISBN", record.isbn),
        ("abstract", record.abstract),
        ("keyword", "; ".join(record.keywords)),
        ("language", record.language),
        ("publisher", record.publisher),
        ("publisher-place", record.place),
        ("URL", record.url),
        ("archive_location", record.accession),
        ("source", record.database),
        ("note", "\n".join(record.notes)),
    )
    item: dict[str, Any] = {"id": record.id, "type": record.kind.value}
    item |= {key: value for key, value in fields if value}
    if record.authors:
        item["author"] = [_csl_name(name) for name in record.authors]
    if record.editors:
        item["editor"] = [_csl_name(name) for name in record.editors]
    if record.date:
        item["issued"] = {"date-parts": [list(record.date)]}
    item["custom"] = {"source": record.source, "line": record.line, **dict(record.extra)}
    return item


def write_csl(records: Iterable[Record]) -> str:
    """All records as one CSL JSON list."""
    return json.dumps([to_csl(record) for record in records], ensure_ascii=False, indent=1) + "\n"


def _ris(record: Record) -> Iterable[str]:
    def tag(name: str, value: str) -> Iterable[str]:
        flat = " ".join(value.split())
        return [f"{name}  - {flat}"] if flat else []

    yield from tag("TY", _RIS_TYPES[record.kind])
    yield from tag("ID", record.id)
    yield from tag("TI", record.title)
    yield from tag("OT", record.original_title)
    for author in record.authors:
        yield from tag("AU", str(author))
    for editor in record.editors:
        yield from tag("ED", str(editor))
    if record.date:
        yield from tag("PY", str(record.date[0]))
        if len(record.date) > 1:
            yield from tag("DA", "/".join(f"{part:02d}" for part in record.date))
    yield from tag("T3" if record.kind is Kind.BOOK else "T2", record.container)
    yield from tag("J2", record.container_short)
    yield from tag("VL", record.volume)
    yield from tag("IS", record.issue)
    start, _, end = record.pages.partition("-")
    if end and "-" not in end and "," not in record.pages:
        yield from tag("SP", start)
        yield from tag("EP", end)
    else:
        yield from tag("SP", record.pages)
    yield from tag("DO", record.doi)
    for serial in (*record.issn.split(), *record.isbn.split()):
        yield from tag("SN", serial)
    yield from tag("AB", record.abstract)
    for keyword in record.keywords:
        yield from tag("KW", keyword)
    yield from tag("LA", record.language)
    yield from tag("PB", record.publisher)
    yield from tag("CY", record.place)
    yield from tag("UR", record.url)
    yield from tag("AN", record.accession)
    yield from tag("DB", record.database)
    yield from tag("C2", record.pmcid)
    notes = [
        *record.notes,
        *([f"PMID: {record.pmid}"] if record.pmid and f"PMID: {record.pmid}" not in record.notes else []),
    ]
    for note in notes:
        yield from tag("N1", note)
    yield "ER  - "
    yield ""


def write_ris(records: Iterable[Record]) -> str:
    """All records as RIS."""
    return "\n".join(line for record in records for line in _ris(record)) + "\n"


def write_csv(records: Iterable[Record]) -> str:
    """All records as a table with one heading row. A cell never begins a formula in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for record in records:
        cells = (
            record.id, record.kind.value, record.title, record.original_title, "; ".join(map(str, record.authors)),
            "; ".join(map(str, record.editors)), str(record.year or ""),
            "-".join(f"{part:02d}" for part in record.date),
            record.container, record.container_short, record.volume, record.issue, record.pages,
            record.doi, record.pmid,
            record.pmcid, record.issn, record.isbn, record.abstract, "; ".join(record.keywords), record.language,
            record.publisher, record.place, record.url, record.accession, record.database, " | ".join(record.notes),
        )  # fmt: skip
        writer.writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: str) -> str:
    return (
        f"'{cell}"
        if cell[:1] in {"=", "+", "@", "\t", "\r"} or (cell[:1] == "-" and not cell[1:2].isdigit())
        else cell
    )
