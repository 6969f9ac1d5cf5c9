"""A record as the comparison sees it: titles, names, pages and identifiers brought to one spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from medgang.core.literature.record import Kind, Record


class Genre(StrEnum):
    """What a title says the text is. Two reports of different genre are two reports, however alike."""

    PLAIN = "plain"
    ERRATUM = "erratum"
    RETRACTION = "retraction"
    PROTOCOL = "protocol"
    COMMENT = "comment"
    PREPRINT = "preprint"


@dataclass(frozen=True, slots=True)
class Keys:
    """One record, ready to be compared. Titles: the whole first, then the parts that may stand alone."""

    title: str
    titles: tuple[str, ...]
    compact: str
    numbers: frozenset[str]
    genre: Genre
    is_abstract: bool
    surnames: tuple[str, ...]
    givens: tuple[str, ...]
    year: int
    volume: str
    issue: str
    first_page: str
    last_page: str
    pages: frozenset[str]
    doi: str
    pmid: str
    journal: str
    abstract: str
    isbn: frozenset[str]
    kind: Kind


_SAID = (
    r"(?:published )?(?:erratum|corrected|correction|comment|see comment|retract|republished|reprint|"
    r"summary for patients|"
    r"update|(?:meeting |conference )?abstract)"
)
_NOTE_IN_TITLE = re.compile(
    rf"\[\s*{_SAID}[^\]]{{0,400}}(?:\]|$)|\(\s*{_SAID}[^)]{{0,200}}\)|<\s*{_SAID}[^>]{{0,200}}>",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"[\[(]\s*(?:meeting |conference )?abstract\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"<original>.*$", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"[\s.]*(?:\[(?:in )?(?:chinese|russian|german|french|spanish|italian|japanese|polish|portuguese|"
    r"dutch|turkish|czech|korean|"
    r"danish|norwegian|swedish|finnish|hungarian|hebrew|croatian|serbian|ukrainian|english|persian|greek|romanian|bulgarian"
    r"|slovak|slovene|arabic)[^\]]{0,40}\]|\bla: ?[a-z]{3})\s*\.?\s*$",
    re.IGNORECASE,
)
_CLUTTER = re.compile(r"\.{3,}\s*\[?(?:\[.*)?$|\s\*+\s*$")
_GENRES = (
    (
        Genre.RETRACTION,
        re.compile(r"^\W*(?:retract(?:ion|ed)|withdrawn)\b|\bretraction (?:note|notice|of)\b", re.IGNORECASE),
    ),
    (
        Genre.ERRATUM,
        re.compile(
            r"^\W*(?:published )?(?:erratum|errata|corrigend(?:um|a)|author correction|publisher correction|"
            r"correction)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Genre.PROTOCOL,
        re.compile(
            r"\b(?:study|trial|review|research) protocol\b|^\W*protocol (?:for|of)\b|\bprotocol for (?:an?|the)\b"
            r"|[:.(–—-]\s*(?:an? |the )?(?:[\w-]+ ){0,3}protocol\W*$|\bstatistical analysis plan\b",
            re.IGNORECASE,
        ),
    ),
    (
        Genre.COMMENT,
        re.compile(
            r"^\W*(?:comment(?:ary|s)?|reply|response|letter|re|authors?'? (?:reply|response)|in reply|"
            r"invited commentary)\b\s*(?:to|on|:|by)",
            re.IGNORECASE,
        ),
    ),
)
_HINT = re.compile(
    r"retract|withdrawn|errat|corrig|correct|protocol|analysis plan|comment|reply|response|letter|^\W*re\b",
    re.IGNORECASE,
)
"""One look before the four patterns: few titles hold any of these."""
_ROMAN = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})
_COUNTS = _ROMAN | frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
    ]
)
_PREPRINT_SERVER = re.compile(
    r"\b(?:bio|med|psy|soc|chem|eco)?rxiv\b|\barxiv\b|\bssrn\b|research square|\bpreprints?\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_FOLD = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "µ": "μ"}
)
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "ω": "omega",
}  # fmt: skip


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents; Greek letters by name."""
    text = text.lower()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_FOLD))
    return "".join(_GREEK.get(c, c) for c in text if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def _given(text: str) -> str:
    """Given names, folded: the same few thousand again and again."""
    return words(text)


def words(text: str) -> str:
    """The words of a folded text with single spaces."""
    return " ".join(_WORD.findall(fold(text.replace("&amp;", "&").replace("&", " and "))))


def _strip(title: str) -> str:
    # most titles hold none of these signs, and a hundred thousand titles are many
    if "<" in title:
        title = _ORIGINAL.sub("", title)
    if any(sign in title for sign in "[(<"):
        title = _NOTE_IN_TITLE.sub(" ", title)
    if "[" in title or ":" in title[-12:]:
        for _ in range(2):
            title = _LANGUAGE.sub("", title)
    if "..." in title or "*" in title:
        title = _CLUTTER.sub("", title)
    return title.strip()


def _titles(title: str, original: str) -> tuple[str, ...]:
    """The whole title; then the halves of `Original; Translation`, `Original [Translation]`."""
    whole = _strip(title.strip("\"'“”« "))
    if whole.startswith("[") and whole.rstrip(". ").endswith("]"):
        whole = whole.strip("[]. ")
    parts = [whole]
    bracket = re.match(r"^(.{15,}?)\s*\[(.{15,})\]?\s*$", whole)
    if bracket:
        parts += [bracket[1], bracket[2]]
    if ";" in whole:
        parts += [part for part in whole.split(";") if len(part) > 25]
    if "<original>" in title.lower():
        parts.append(_strip(re.split("<original>", title, flags=re.IGNORECASE)[1]))
    if original:
        parts.append(original)
    found = [words(part) for part in parts]
    return tuple(dict.fromkeys(part for part in found if part)) or ("",)


def _genre(record: Record) -> Genre:
    if (
        record.kind is Kind.PREPRINT
        or record.doi.startswith(("10.1101/", "10.21203/rs", "10.31234/", "10.48550/"))
        or (record.container and _PREPRINT_SERVER.search(record.container))
    ):
        return Genre.PREPRINT
    bare = record.title.lstrip("[( ")
    if not _HINT.search(bare):
        return Genre.PLAIN
    return next((genre for genre, pattern in _GENRES if pattern.search(bare)), Genre.PLAIN)


_PAGE_COUNT = re.compile(r"^\W*\d+\s*p{1,2}\W*$|^\W*\d\d-[a-z]{3}\W*$|^[a-z]{3}-\d\d$", re.IGNORECASE)


def _pages(text: str) -> tuple[str, str, frozenset[str]]:
    """First and last page and all that are named; `102-6` is 102 to 106.

    A page count (`215 p`) is no page, and neither is what a spreadsheet made of one (`01-Jun`).
    """
    if _PAGE_COUNT.match(text):
        return "", "", frozenset()
    found = [part.lstrip("0") for part in re.findall(r"[a-z]{0,4}\d+[a-z]?", fold(text).replace(" ", ""))]
    if not found:
        return "", "", frozenset()
    first, last = found[0], found[1] if len(found) > 1 else ""
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last, frozenset(found)


@lru_cache(maxsize=20000)
def journal_key(text: str) -> str:
    """A journal's name without article words, subtitle and place, so that abbreviations can be held against it."""
    text = fold(text).replace("&", " and ")
    text = re.split(r"[:=(\[]|\. ", text)[0].strip() or text
    return " ".join(
        w
        for w in _WORD.findall(text)
        if w
        not in {"the", "of", "and", "for", "in", "de", "und", "der", "a", "d", "la", "et", "y", "e", "on"}
    )


@lru_cache(maxsize=50_000)
def _surname(family: str) -> str:
    """The last word of a family name, particles and hyphens taken away."""
    parts = [w for w in _WORD.findall(fold(family)) if w not in {"jr", "sr", "ii", "iii"}]
    return parts[-1] if parts else ""


def keys_of(record: Record) -> Keys:
    """What is compared of a record. The abstract is cut: its beginning tells it from another."""
    titles = _titles(record.title, record.original_title)
    first, last, pages = _pages(record.pages)
    named = [
        (surname, _given(author.given)) for author in record.authors if (surname := _surname(author.family))
    ]
    numbers = frozenset(re.findall(r"\d+", titles[0])) | (frozenset(titles[0].split()) & _COUNTS)
    volume = next(iter(re.findall(r"\d+", record.volume)), "").lstrip("0")
    return Keys(
        title=titles[0],
        titles=titles,
        compact=titles[0].replace(" ", ""),
        numbers=numbers,
        genre=_genre(record),
        is_abstract=_ABSTRACT.search(record.title) is not None,
        surnames=tuple(surname for surname, _ in named),
        givens=tuple(given for _, given in named),
        year=record.year or 0,
        volume="" if volume == str(record.year) else volume,
        issue=words(record.issue),
        first_page=first,
        last_page=last,
        pages=pages,
        doi=record.doi,
        pmid=record.pmid,
        journal=journal_key(record.container) if record.container else "",
        abstract=words(record.abstract[:700])[:600],
        isbn=frozenset(record.isbn.split()),
        kind=record.kind,
    )


def without_running_numbers(keys: list[Keys]) -> list[Keys]:
    """The same keys; issue numbers are dropped where nearly every record has its own: that is a row number."""
    issues = [key.issue for key in keys if key.issue]
    if len(issues) < 100 or len(set(issues)) < 0.8 * len(issues):
        return keys
    return [replace(key, issue="") for key in keys]
