"""Records that were withdrawn later, by a list the clinic loads, and records that name their own corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.literature.importing.tables import column_name, rows
from medgang.core.literature.importing.text import as_utf8
from medgang.core.literature.record import Record, clean_doi

_DOI_COLUMNS = ("originalpaperdoi", "original paper doi", "doi")
_PMID_COLUMNS = ("originalpaperpubmedid", "original paper pubmed id", "pmid", "pubmed id")
_CORRECTIONS = frozenset(
    {
        "ErratumIn",
        "ErratumFor",
        "RetractionIn",
        "ExpressionOfConcernIn",
        "UpdateIn",
        "CorrectedandRepublishedIn",
    }
)


@dataclass(frozen=True, slots=True)
class Retractions:
    """Numbers of withdrawn works."""

    dois: frozenset[str]
    pmids: frozenset[str]


def read_retractions(data: bytes, name: str) -> Retractions:
    """A table with a column of DOIs or PMIDs of the withdrawn works (as Retraction Watch prints it)."""
    table = rows(as_utf8(data))
    first = next(table, None)
    columns = [column_name(cell) for cell in first[1]] if first else []
    doi = next((columns.index(one) for one in _DOI_COLUMNS if one in columns), None)
    pmid = next((columns.index(one) for one in _PMID_COLUMNS if one in columns), None)
    if doi is None and pmid is None:
        raise InvalidValue("literature.no_retraction_column", file=name)
    dois, pmids = set(), set()
    for _, cells in table:
        if doi is not None and doi < len(cells):
            dois.add(clean_doi(cells[doi]))
        if pmid is not None and pmid < len(cells) and cells[pmid].strip().strip("0"):
            pmids.add(cells[pmid].strip())
    return Retractions(frozenset(dois - {""}), frozenset(pmids))


def retracted(records: Iterable[Record], listed: Retractions) -> tuple[str, ...]:
    """The ids of the records that were withdrawn."""
    return tuple(
        record.id
        for record in records
        if record.doi in listed.dois or (record.pmid and record.pmid in listed.pmids)
    )


def corrections(record: Record) -> Sequence[tuple[str, str]]:
    """What a record says of its own corrections: the kind, and where they stand."""
    return tuple((kind, place) for kind, place in record.extra if kind in _CORRECTIONS)
