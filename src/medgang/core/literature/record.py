"""One bibliographic record as a database exported it, in one shape whatever the format was.

A record is what a file held: nothing is guessed beyond cutting a name into its parts and finding the year in a date.
`extra` keeps what has no field of its own, so that an export and a re-import change nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of work a record describes. The values are the types of CSL JSON."""

    ARTICLE = "article-journal"
    BOOK = "book"
    CHAPTER = "chapter"
    CONFERENCE = "paper-conference"
    THESIS = "thesis"
    REPORT = "report"
    PREPRINT = "article"
    NEWS = "article-newspaper"
    MAGAZINE = "article-magazine"
    WEB = "webpage"
    DATASET = "dataset"
    PATENT = "patent"
    LEGAL = "legal_case"
    OTHER = "document"


@dataclass(frozen=True, slots=True)
class Name:
    """An author: family name and given names as printed, or only `family` for a group or a single name."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Record:
    """A record of one export.

    `id` is the file's own identifier, or `name#index` where it has none; `source` is the file's name and `line` the
    line its record began on. `date` holds year, month and day as far as they are known. `doi` is lower case without
    a resolver, `pmid` digits. Empty text means that the file did not say.
    """

    id: str
    kind: Kind = Kind.ARTICLE
    title: str = ""
    original_title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    date: tuple[int, ...] = ()
    container: str = ""
    container_short: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    issn: str = ""
    isbn: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    publisher: str = ""
    place: str = ""
    url: str = ""
    accession: str = ""
    database: str = ""
    notes: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    source: str = ""
    line: int = 0

    @property
    def year(self) -> int | None:
        """The year of publication, if the file said."""
        return self.date[0] if self.date else None


class LossCode(StrEnum):
    """Why a piece of a file did not become a field of a record. Each has its sentence under `literature.`."""

    NOT_IN_RECORD = "not_in_record"
    UNKNOWN_TAG = "unknown_tag"
    BAD_DATE = "bad_date"
    BAD_CHARACTERS = "bad_characters"
    EMPTY_RECORD = "empty_record"
    UNCLOSED_RECORD = "unclosed_record"
    BROKEN_RECORD = "broken_record"
    BROKEN_FILE = "broken_file"
    ROW_LENGTH = "row_length"
    SAME_ID = "same_id"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be read: where, why, and the text as far as it helps to find it."""

    source: str
    line: int
    code: LossCode
    text: str = ""


_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january jän",
            "feb februar february",
            "mar mars march mär",
            "apr april",
            "may mai maj",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "oct okt oktober october",
            "nov november",
            "dec des desember december",
        ),
        1,
    )
    for name in names.split()
}
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def clean_doi(text: str) -> str:
    """The DOI in `text`, in lower case and without resolver, trailing full stop or bracket; empty if there is none."""
    found = _DOI.search(text)
    if found is None:
        return ""
    doi = found.group(0).rstrip(".,;]}").lower()
    return doi[:-1] if doi.endswith(")") and doi.count("(") < doi.count(")") else doi


def parse_date(text: str) -> tuple[int, ...]:
    """Year, month, day as far as `text` says: `2014//`, `2012 Apr 13`, `1948/07/03`, `03.07.1948`, `Sep-Oct 2019`."""
    year = _YEAR.search(text)
    if year is None:
        compact = re.fullmatch(r"\s*(1[4-9]\d\d|20\d\d)(\d\d)(\d\d)\s*", text)
        if compact is None:
            return ()
        return _date(int(compact[1]), int(compact[2]), int(compact[3]))
    number = int(year.group(0))
    rest = text[: year.start()] + " " + text[year.end() :]
    word = next((_MONTHS[w] for w in re.findall(r"[^\W\d_]+", rest.lower()) if w in _MONTHS), None)
    digits = [int(d) for d in re.findall(r"(?<!\d)\d{1,2}(?!\d)", rest)]
    if word is not None:
        return _date(number, word, digits[0] if digits else 0)
    if year.start() > 3 and len(digits) >= 2:
        # 07/03/1948 and 03.07.1948: the day is the part that cannot be a month; else Norwegian order
        month, day = (digits[0], digits[1]) if digits[1] > 12 else (digits[1], digits[0])
        return _date(number, month, day)
    return _date(number, digits[0] if digits else 0, digits[1] if len(digits) > 1 else 0)


def _date(year: int, month: int, day: int) -> tuple[int, ...]:
    if not 1 <= month <= 12:
        return (year,)
    return (year, month, day) if 1 <= day <= 31 else (year, month)
