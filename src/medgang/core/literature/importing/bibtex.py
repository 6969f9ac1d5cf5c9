"""BibTeX and BibLaTeX: entries, strings, concatenation; one broken entry does not take the next with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medgang.core.literature.importing.draft import Draft
from medgang.core.literature.importing.latex import decode_latex
from medgang.core.literature.importing.text import decode
from medgang.core.literature.names import parse_name, parse_spoken_name
from medgang.core.literature.record import Kind, Loss, LossCode, Name

_KINDS = {
    "article": Kind.ARTICLE,
    "book": Kind.BOOK,
    "booklet": Kind.BOOK,
    "mvbook": Kind.BOOK,
    "collection": Kind.BOOK,
    "proceedings": Kind.BOOK,
    "manual": Kind.REPORT,
    "inbook": Kind.CHAPTER,
    "incollection": Kind.CHAPTER,
    "inreference": Kind.CHAPTER,
    "inproceedings": Kind.CONFERENCE,
    "conference": Kind.CONFERENCE,
    "phdthesis": Kind.THESIS,
    "mastersthesis": Kind.THESIS,
    "thesis": Kind.THESIS,
    "techreport": Kind.REPORT,
    "report": Kind.REPORT,
    "unpublished": Kind.PREPRINT,
    "preprint": Kind.PREPRINT,
    "online": Kind.WEB,
    "electronic": Kind.WEB,
    "webpage": Kind.WEB,
    "www": Kind.WEB,
    "patent": Kind.PATENT,
    "dataset": Kind.DATASET,
}
_FIELDS = {
    "title": "title",
    "titleaddon": "title_addon",
    "subtitle": "subtitle",
    "journal": "container",
    "journaltitle": "container",
    "fjournal": "journal_full",
    "shortjournal": "container_short",
    "booktitle": "book",
    "year": "year",
    "date": "date",
    "month": "month",
    "day": "day",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "pages",
    "eid": "pages",
    "doi": "doi",
    "url": "url",
    "issn": "issn",
    "isbn": "isbn",
    "abstract": "abstract",
    "keywords": "keyword",
    "keyword": "keyword",
    "language": "language",
    "langid": "language",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "place",
    "location": "place",
    "series": "series",
    "note": "note",
    "annote": "note",
    "annotation": "note",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "eprint": "eprint",
}
_MONTHS = dict(
    zip(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        range(1, 13),
        strict=True,
    )
)
_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^,\s{}=]*)\s*,")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:+./-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"()]+")


@dataclass(slots=True)
class _Entry:
    kind: str
    key: str
    line: int
    fields: list[tuple[str, str]]
    broken_at: int | None


class _Scanner:
    """Walks over the text once; every position is looked at a bounded number of times."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.strings: dict[str, str] = {}
        self._counted = (0, 1)

    def line_of(self, position: int) -> int:
        start, line = self._counted
        if position < start:
            start, line = 0, 1
        line += self.text.count("\n", start, position)
        self._counted = (position, line)
        return line

    def braced(self, start: int, limit: int) -> int:
        """The place after the brace that closes the one at `start`, or -1."""
        depth = 0
        for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(self.text, start, limit):
            if match[0] == "{":
                depth += 1
            elif match[0] == "}":
                depth -= 1
                if depth == 0:
                    return match.end()
        return -1

    def quoted(self, start: int, limit: int) -> int:
        depth = 0
        for match in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(self.text, start + 1, limit):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if match[0] == '"' and depth == 0:
                return match.end()
        return -1

    def value(self, place: int, limit: int) -> tuple[str, int]:
        """A value and the place after it; the place is -1 where the value never ends."""
        parts = []
        while True:
            character = self.text[place : place + 1]
            if character == "{":
                end = self.braced(place, limit)
            elif character == '"':
                end = self.quoted(place, limit)
            else:
                bare = _BARE.match(self.text, place, limit)
                end = bare.end() if bare else -1
            if end < 0:
                return "", -1
            raw = self.text[place:end]
            parts.append(raw[1:-1] if character in '{"' else self.strings.get(raw.lower(), raw))
            joint = re.compile(r"\s*#\s*").match(self.text, end, limit)
            if joint is None:
                return "".join(parts), end
            place = joint.end()

    def entries(self) -> Iterator[_Entry]:
        place = 0
        while (match := _ENTRY.search(self.text, place)) is not None:
            kind = match[1].lower()
            following = re.compile(r"\n\s*@\s*[A-Za-z]+\s*[{(]\s*[^,\s{}=]*\s*[,=]").search(
                self.text, match.end()
            )
            limit = following.start() + 1 if following else len(self.text)
            if kind in {"comment", "preamble"}:
                end = self.braced(match.end() - 1, len(self.text)) if match[2] == "{" else -1
                place = end if end > 0 else limit
                continue
            key = _KEY.match(self.text, match.end()) if kind != "string" else None
            entry = _Entry(kind, key[1] if key else "", self.line_of(match.start()), [], None)
            place = self._fields(entry, key.end() if key else match.end(), limit)
            if kind == "string":
                self.strings |= {name.lower(): value for name, value in entry.fields}
            else:
                yield entry

    def _fields(self, entry: _Entry, place: int, limit: int) -> int:
        while (match := _FIELD.match(self.text, place, limit)) is not None:
            value, end = self.value(match.end(), limit)
            if end < 0:
                entry.broken_at = match.start()
                return limit
            entry.fields.append((match[1], value))
            place = end
        closed = re.compile(r"[\s,]*[})]").match(self.text, place, limit)
        if closed is None:
            entry.broken_at = place
            return limit
        return closed.end()


def _names(value: str) -> list[Name]:
    """`A and {The Group} and Given van Family`: a part wholly in braces is one name."""
    found = []
    depth, start, parts = 0, 0, []
    for match in re.finditer(r"[{}]|\s+and\s+", value):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0].strip() == "and":
            parts.append(value[start : match.start()])
            start = match.end()
    for part in [*parts, value[start:]]:
        text = part.strip()
        whole = text.startswith("{") and text.endswith("}") and text.count("{") == 1
        clean = " ".join(decode_latex(text).split())
        if clean and clean.lower() != "others":
            name = Name(clean) if whole else parse_name(clean) if "," in clean else parse_spoken_name(clean)
            found += [name] if name is not None else []
    return found


def _draft(entry: _Entry) -> Draft:
    draft = Draft(entry.line, _KINDS.get(entry.kind, Kind.OTHER))
    draft.add("id", entry.key)
    for raw_name, value in entry.fields:
        name = raw_name.lower()
        if name in {"author", "editor"}:
            (draft.authors if name == "author" else draft.editors).extend(_names(value))
        elif name in _FIELDS:
            field = _FIELDS[name]
            plain = field in {"url", "doi", "eprint"}
            text = value.replace("\\", "").replace("{", "").replace("}", "") if plain else decode_latex(value)
            for part in text.split(",") if field == "keyword" and ";" not in text else [text]:
                draft.add(field, part)
        else:
            draft.extra.append((raw_name, decode_latex(value)))
    if draft.first("subtitle") and draft.first("title"):
        draft.fields["title"][0] += f": {draft.first('subtitle')}"
    month = draft.first("month")[:3].lower()
    number = _MONTHS.get(month) or (int(month) if month.isdigit() else 0)
    year = draft.first("year")
    if year and number and not draft.first("date"):
        draft.add("date", f"{year}/{number}/{draft.first('day')}")
    if draft.first("eprint").startswith(("http", "10.")):
        draft.add("maybe_doi", draft.first("eprint"))
    return draft


def read_bibtex(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """Every entry; a broken one gives what stood before the break, and the line of it."""
    scanner = _Scanner(decode(data))
    drafts: list[Draft] = []
    losses: list[Loss] = []
    for entry in scanner.entries():
        if entry.broken_at is not None:
            losses.append(
                Loss(source, scanner.line_of(entry.broken_at), LossCode.BROKEN_RECORD, entry.key[:80])
            )
        drafts.append(_draft(entry))
    return drafts, losses
