"""Reading what databases and reference managers export."""

from __future__ import annotations

from dataclasses import dataclass, replace

from medgang.core.errors import MedgangError
from medgang.core.literature.importing.draft import Draft, Reader, build
from medgang.core.literature.importing.sniff import Format, sniff
from medgang.core.literature.importing.text import as_utf8
from medgang.core.literature.record import Loss, LossCode, Record

__all__ = ["Format", "Import", "UnreadableFile", "distinct_ids", "read", "sniff"]


class UnreadableFile(MedgangError):  # noqa: N818
    """A file of no known format."""


@dataclass(frozen=True, slots=True)
class Import:
    """What one file gave."""

    source: str
    format: Format
    records: tuple[Record, ...]
    losses: tuple[Loss, ...]


def _reader(format_: Format) -> Reader:
    # the readers are imported when needed: expat and csv are not wanted by `medgang --help`
    from medgang.core.literature.importing import bibtex, csljson, tables, tagged, xmls

    readers: dict[Format, Reader] = {
        Format.RIS: tagged.read_ris,
        Format.NBIB: tagged.read_nbib,
        Format.OVID: tagged.read_ovid,
        Format.WOS: tagged.read_wos,
        Format.REFWORKS: tagged.read_refworks,
        Format.REFER: tagged.read_refer,
        Format.ENDNOTE_XML: xmls.read_endnote_xml,
        Format.PUBMED_XML: xmls.read_pubmed_xml,
        Format.BIBTEX: bibtex.read_bibtex,
        Format.CSV: tables.read_table,
        Format.CSL_JSON: csljson.read_csl_json,
    }
    return readers[format_]


def read(data: bytes, source: str, *, format_: Format | None = None) -> Import:
    """Every record of a file, and what could not be read, with line numbers.

    `source` is the file's name; it stands in every record and in the ids of records without one of their own
    (`name#index`, the first is 0). Raises `UnreadableFile` where nothing in the file is known.
    """
    data = as_utf8(data)
    found = format_ or sniff(data, source)
    if found is None:
        raise UnreadableFile(
            "literature.unknown_format" if data.strip() else "literature.empty_file", file=source
        )
    drafts, losses = _reader(found)(data, source)
    records: list[Record] = []
    for index in range(len(drafts)):
        record, lost = build(drafts[index], source, f"{source}#{index}")
        drafts[index] = _NOTHING  # a large file's pieces are let go as soon as they are a record
        losses += lost
        if record is not None:
            records.append(record)
    return Import(source, found, tuple(records), tuple(sorted(losses, key=lambda loss: loss.line)))


_NOTHING = Draft(0)


def distinct_ids(records: list[Record]) -> tuple[list[Record], list[Loss]]:
    """The same records with ids that name one record each: an id that occurs twice gives way to `name#index`."""
    counts: dict[str, int] = {}
    for record in records:
        counts[record.id] = counts.get(record.id, 0) + 1
    places: dict[str, int] = {}
    found, losses = [], []
    for record in records:
        index = places.get(record.source, 0)
        places[record.source] = index + 1
        if counts[record.id] > 1:
            losses.append(Loss(record.source, record.line, LossCode.SAME_ID, record.id))
            record = replace(record, id=f"{record.source}#{index}")  # noqa: PLW2901
        found.append(record)
    return found, losses
