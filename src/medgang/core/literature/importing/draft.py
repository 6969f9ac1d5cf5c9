"""What every reader hands over, and how it becomes a `Record`: one meaning of "title" or "date" for all formats."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from medgang.core.literature.names import parse_name, parse_names, parse_spoken_name
from medgang.core.literature.record import Kind, Loss, LossCode, Name, Record, clean_doi, parse_date

_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(
    r"</?(?:i|b|em|strong|sup|sub|p|br|span|div|h\d|jats:[a-z]+|bold|italic|sc|u)\b[^<>]*>", re.IGNORECASE
)
_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
_ISBN = re.compile(r"\b(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]\b")
_PMID_NOTE = re.compile(r"\bPMID:?\s*(\d{4,8})\b")
_NO_PAGES = {"no", "specified", "no-specified", "no specified", "n/a", "na", "none"}


@dataclass(slots=True)
class Draft:
    """The pieces of one record, by field, in the order of the file."""

    line: int
    kind: Kind = Kind.ARTICLE
    fields: dict[str, list[str]] = field(default_factory=dict)
    authors: list[Name] = field(default_factory=list)
    editors: list[Name] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        """Note one value of a field; empty text is nothing."""
        value = value.strip()
        if value:
            self.fields.setdefault(name, []).append(value)

    def first(self, *names: str) -> str:
        """The first value of the first of these fields that has one."""
        for name in names:
            values = self.fields.get(name)
            if values:
                return values[0]
        return ""

    def all(self, *names: str) -> list[str]:
        """Every value of these fields."""
        return [value for name in names for value in self.fields.get(name, ())]


def tidy(text: str) -> str:
    """One line, entities and mark-up of a web page taken away."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _MARKUP.sub("", text)
    return _SPACE.sub(" ", text).strip()


def names_of(values: list[str], *, spoken: bool = False) -> list[Name]:
    """Names from fields that hold one each; a field that holds a whole list is cut up."""
    found: list[Name] = []
    for value in values:
        text = tidy(value)
        # one name a line: only what cannot be one name is a list ("Council on Surgery and Anaesthesia" can)
        joined = all("," in part for part in text.split(" and ")) and " and " in text
        if ";" in text or "\n" in value or joined or text.count(",") > 2:
            found += parse_names(value if "\n" in value else text)
        else:
            name = parse_spoken_name(text) if spoken else parse_name(text)
            found += [name] if name is not None else []
    return found


def _once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _pages(draft: Draft) -> str:
    whole, start, end = draft.first("pages"), draft.first("start"), draft.first("end")
    text = whole or start
    if text.lower() in _NO_PAGES:
        text = ""
    if not whole and text and end and end.lower() not in _NO_PAGES and end != text and "-" not in text:
        text = f"{text}-{end}"
    text = re.sub(r"\s*(?:--+|–|—|\u2010|\u2011)\s*", "-", tidy(text))
    text = re.sub(r"(?<=\d)\s+-\s+(?=\d)|^p{1,2}\.?\s*(?=[\d])", lambda m: "-" if "-" in m[0] else "", text)
    short = re.fullmatch(r"(\d+)-(\d+)", text)
    if short is not None and len(short[2]) < len(short[1]):
        # MEDLINE's 101-9 is 101-109 elsewhere
        return f"{short[1]}-{short[1][: len(short[1]) - len(short[2])]}{short[2]}"
    return text


def _dates(draft: Draft) -> tuple[tuple[int, ...], str]:
    """The date, and the text that could not be read as one."""
    year = next((d for d in map(parse_date, draft.all("year")) if d), ())
    unread = ""
    best = year
    for text in draft.all("date"):
        found = parse_date(text) or (parse_date(f"{year[0]} {text}") if year else ())
        if not found:
            unread = unread or text
        elif not best or (found[0] == best[0] and len(found) > len(best)):
            best = found
    if not best:
        unread = unread or draft.first("year")
    return best, "" if best else unread


def _serial(draft: Draft) -> tuple[str, str]:
    issn, isbn = draft.all("issn"), draft.all("isbn")
    for value in draft.all("serial"):
        (isbn if _ISBN.search(value) and not re.fullmatch(r"\d{8}", value) else issn).append(value)
    codes = [m.upper().replace("-", "") for value in issn for m in _ISSN.findall(value)]
    books = [m.replace("-", "").replace(" ", "") for value in isbn for m in _ISBN.findall(value)]
    return " ".join(f"{c[:4]}-{c[4:]}" for c in _once(codes)), " ".join(_once(books))


def _keywords(draft: Draft) -> tuple[str, ...]:
    cut = [part for value in draft.all("keyword") for part in re.split(r"\s*[;\n]\s*", value)]
    return tuple(_once([tidy(part) for part in cut if tidy(part)]))


def _titles(draft: Draft) -> tuple[str, str, str]:
    """Title, container, short container, by what the kind of work calls them."""
    title = draft.first("title", "title_2")
    short = draft.first("container_short", "container_iso")
    if draft.kind in {Kind.BOOK, Kind.THESIS, Kind.REPORT}:
        # a book's own title may stand where a chapter names its book
        title = title or draft.first("book")
        return title, draft.first("container", "series"), short
    container = draft.first(
        "container", "book", "second", "conference", "container_short", "container_iso", "series"
    )
    return title or draft.first("short_title"), container, "" if short == container else short


def build(draft: Draft, source: str, fallback_id: str) -> tuple[Record | None, list[Loss]]:
    """The record, and what of it could not be read. A draft that holds nothing but an id is no record."""
    losses: list[Loss] = []
    title, container, short = (tidy(text) for text in _titles(draft))
    abstract = "\n".join(filter(None, (tidy(part) for part in "\n".join(draft.all("abstract")).split("\n"))))
    links = draft.all("url")
    doi = next(filter(None, map(clean_doi, draft.all("doi"))), "") or next(
        (
            clean_doi(text)
            for text in [*draft.all("maybe_doi"), *(u for u in links if "doi.org/" in u)]
            if clean_doi(text)
        ),
        "",
    )
    date, unread = _dates(draft)
    if unread:
        losses.append(Loss(source, draft.line, LossCode.BAD_DATE, unread[:80]))
    if not (draft.fields.keys() - {"id", "type"} or draft.authors):
        return None, [Loss(source, draft.line, LossCode.EMPTY_RECORD, draft.first("id", "accession")[:80])]
    issn, isbn = _serial(draft)
    notes = [tidy(value) for value in draft.all("note")]
    pmid = re.sub(r"\D", "", draft.first("pmid"))
    if not pmid:
        said = next((m for m in map(_PMID_NOTE.search, [*notes, *draft.all("accession")]) if m), None)
        pmid = said[1] if said else ""
    database = tidy(draft.first("database"))
    accession = tidy(draft.first("accession"))
    if not pmid and accession.isdigit() and re.search(r"pubmed|medline", database, re.IGNORECASE):
        pmid = accession
    record = Record(
        id=tidy(draft.first("id")) or accession or pmid or fallback_id,
        kind=draft.kind,
        title=title[:-1] if title.endswith(".") and not title.endswith("..") else title,
        original_title=tidy(draft.first("original_title")),
        authors=(
            *(draft.authors or names_of(draft.all("author_full") or draft.all("author"))),
            *(Name(tidy(group)) for group in draft.all("author_group")),
        ),
        editors=tuple(draft.editors or names_of(draft.all("editor"))),
        date=date,
        container=container,
        container_short=short,
        volume=tidy(draft.first("volume")),
        issue=tidy(draft.first("issue")),
        pages=_pages(draft),
        doi=doi,
        pmid=pmid,
        pmcid=tidy(draft.first("pmcid")),
        issn=issn,
        isbn=isbn,
        abstract=abstract,
        keywords=_keywords(draft),
        language=tidy(draft.first("language")),
        publisher=tidy(draft.first("publisher")),
        place=tidy(draft.first("place")),
        url=links[0] if links else "",
        accession=accession,
        database=database,
        notes=tuple(_once([note for note in notes if note])),
        extra=tuple((name, tidy(value)) for name, value in draft.extra if tidy(value)),
        source=source,
        line=draft.line,
    )
    if "\ufffd" in title or "\ufffd" in abstract:
        losses.append(Loss(source, draft.line, LossCode.BAD_CHARACTERS, title[:80]))
    return record, losses


Reader = Callable[[bytes, str], tuple[list[Draft], list[Loss]]]
"""A reader of one format: the bytes (UTF-8 where possible) and the file's name in, drafts and losses out."""
