"""A search history: numbered lines with hits, as typed, pasted from an interface, or read from a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from medgang.core.errors import InvalidValue
from medgang.core.literature.searching.parsing import parse
from medgang.core.literature.searching.syntax import (
    Database,
    LineReference,
    Parsed,
    walk,
)


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One line: its label (`4`, `s12`, lower case), the literal text, and what was noted beside it."""

    label: str
    text: str
    hits: int | None = None
    limits: str = ""
    abstracts_read: int | None = None
    articles_read: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for count in (self.hits, self.abstracts_read, self.articles_read):
            if count is not None and count < 0:
                raise InvalidValue("literature.negative_count", label=self.label)


@dataclass(frozen=True, slots=True)
class History:
    """The lines of one search in one database on one day. `described`: what the report's text says was searched."""

    database: Database
    lines: tuple[SearchLine, ...]
    source: str = ""
    date: str = ""
    described: str = ""
    printed_hits: int | None = None
    printed_abstracts: int | None = None
    printed_articles: int | None = None
    read_below: int | None = None
    name: str = ""
    date_elsewhere: str = ""
    annex: str = ""
    annex_cited: str = ""
    years_from: int | None = None

    @property
    def labels(self) -> frozenset[str]:
        """The labels there are."""
        return frozenset(line.label for line in self.lines)

    def parsed(self) -> tuple[Parsed, ...]:
        """The tree of every line."""
        labels = self.labels
        return tuple(parse(line.text, self.database, labels) for line in self.lines)

    @property
    def sum_of_line_hits(self) -> int:
        """The sum over the lines. Lines overlap: it is a sum of line hits and never a number of records."""
        return sum(line.hits or 0 for line in self.lines)


_LABELLED = re.compile(r"^\s*(?:#|S(?=\d))?\s?(\d{1,3}[a-z]?)\s*(?:[.):]\s+|\s+|\t|(?=$))(.*)$")
_EBSCO_LINE = re.compile(r"^\s*S(\d+)\s+(.*)$")
_HITS_AT_END = re.compile(
    r"(?:(?:\t|\s{2,})\s*|\s\((?=[^()]*\)))(\d{1,3}(?:[ ,.]\d{3})+|\d+)\s*\)?\s*(?:Advanced|Basic|"
    r"Display.*|View.*)?\s*$"
)
_NUMBER = re.compile(r"^\d{1,3}(?:[ ,.\u00a0]\d{3})+$|^\d+$")
_HEADER = re.compile(
    r"^\s*(?:#\s*(?:searches|query|▲)|searches\s+results|database:?|ovid\s|search (?:id#?|terms|history)|set#?)\b",
    re.IGNORECASE,
)
_EBSCO_FURNITURE = re.compile(
    r"^\s*(?:search modes?|interface|database|expanders|limiters|search screen|view (?:results|"
    r"details)|edit|rerun|last run via)\b",
    re.IGNORECASE,
)


def number(text: str) -> int | None:
    """A count as printed in Norway, England or by a database: `53 860`, `30,799,618`, `(212)`."""
    found = text.strip(" ()\t")
    return int(re.sub(r"\D", "", found)) if _NUMBER.match(found) else None


def guess_database(text: str) -> Database:
    """Whose syntax a strategy is written in, from its signs; Ovid where none is telling."""
    signs = {
        Database.SCOPUS: r"TITLE-ABS|PUBYEAR|LIMIT-TO\s*\(|\bW/\d|SRCTITLE\(",
        Database.WOS: r"\b(?:TS|ALL|AK|WC)\s*=\s*\(?",
        Database.PUBMED: r"\[(?:mesh|mh|tiab|tw|ti|ab|pt|majr|all fields|title/abstract|crdt|sh)\b[^\]]*\]",
        Database.EBSCO: r"\b(?:TI|AB|SU|TX)\s+\(|\(?M[HM]\s+\"|\b[NW]\d\b|^\s*S\d+\b",
        Database.OVID: r"\.(?:ti|ab|tw|mp|af|kw|sh|pt|fs)\b|\badj\d*\b|^\s*exp\s|/\s*$|\b(?:or|and)/\d",
    }
    counts = {
        base: len(re.findall(pattern, text, re.IGNORECASE | re.MULTILINE)) for base, pattern in signs.items()
    }
    best = max(counts, key=lambda base: counts[base])
    return best if counts[best] else Database.OVID


def read_history(text: str, database: Database | None = None, source: str = "") -> History:
    """A pasted history. Numbers before the lines are kept as labels; where there are none, the lines are counted.

    Hits at the end of a line (after a tab, two spaces or in brackets) are taken off; EBSCO's furniture (limiters,
    search modes) is kept as the line's limits.
    """
    base = database or guess_database(text)
    rows = [row.replace("\u00a0", " ").rstrip() for row in text.splitlines()]
    rows = [row for row in rows if row.strip() and not _HEADER.match(row)]
    if not rows:
        raise InvalidValue("literature.empty_search")
    if base in {Database.PUBMED, Database.WOS, Database.SCOPUS, Database.ORIA} and not _numbered(rows):
        return History(base, (SearchLine("1", " ".join(row.strip() for row in rows)),), source)
    lines = _labelled(rows) if _numbered(rows) else _counted(rows)
    return History(base, tuple(lines), source)


def _numbered(rows: Sequence[str]) -> bool:
    """Whether most rows begin with a label, and the labels rise."""
    found = [
        match[1]
        for row in rows
        if (match := _LABELLED.match(row)) and not row.lstrip().lower().startswith("or/")
    ]
    values = [int(re.sub(r"\D", "", label)) for label in found]
    rising = sum(b in {a, a + 1} for a, b in pairwise(values))
    return (
        bool(values)
        and len(found) >= 0.5 * len(rows)
        and values[0] <= 1
        and rising >= 0.7 * (len(values) - 1)
    )


def _labelled(rows: Sequence[str]) -> list[SearchLine]:
    found: list[SearchLine] = []
    for row in rows:
        match = _LABELLED.match(row)
        if match is not None and (not found or _follows(found[-1].label, match[1])):
            found.append(_line(match[1].lower(), match[2]))
        elif found and _EBSCO_FURNITURE.match(row):
            found[-1] = replace(found[-1], limits=f"{found[-1].limits}; {row.strip()}".strip("; "))
        elif found:
            line = _line(found[-1].label, f"{found[-1].text} {row.strip()}".strip())
            found[-1] = replace(
                found[-1], text=line.text, hits=line.hits if line.hits is not None else found[-1].hits
            )
    return found


def _follows(before: str, label: str) -> bool:
    one, other = int(re.sub(r"\D", "", before)), int(re.sub(r"\D", "", label))
    return other in {one, one + 1} and label.lower() != before


def _counted(rows: Sequence[str]) -> list[SearchLine]:
    found: list[SearchLine] = []
    for row in rows:
        lettered = re.match(r"^\s*([A-Z])\.\s+(.*)$", row)
        label = lettered[1].lower() if lettered else str(len(found) + 1)
        found.append(_line(label, lettered[2] if lettered else row))
    repeated = {label for label, times in Counter(line.label for line in found).items() if times > 1}
    return [
        replace(line, label=str(place)) if line.label in repeated else line
        for place, line in enumerate(found, 1)
    ]


def _line(label: str, text: str) -> SearchLine:
    hits = _HITS_AT_END.search(text)
    # a history without hits may end in a number that is part of the search: `1 or 2`, `not 54`
    if hits is not None and not re.search(
        r"(?:\b(?:and|or|not|adj\d*)|,|-|\b(?:and|or)/)\s*$", text[: hits.start()], re.IGNORECASE
    ):
        return SearchLine(label, text[: hits.start()].strip(), number(hits[1]))
    return SearchLine(label, text.strip())


def referred(parsed: Parsed) -> frozenset[str]:
    """The labels a line points at."""
    return frozenset(node.label for node in walk(parsed.tree) if isinstance(node, LineReference))
