"""A search line cut into pieces. Each database has its own signs; the pieces are the same for all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.literature.searching import fields as known
from medgang.core.literature.searching.syntax import Complaint, Database, Trouble


class Piece(StrEnum):
    """What a piece of a line is."""

    OPEN = "("
    CLOSE = ")"
    WORD = "word"
    QUOTE = "quote"
    OPERATOR = "operator"
    NEAR = "near"
    HEADING = "heading"
    SUFFIX = "suffix"
    PREFIX = "prefix"
    COMBINE = "combine"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece, its text, where it stood, and its parts where it has some."""

    piece: Piece
    text: str
    at: int
    parts: tuple[str, ...] = ()


_QUOTES = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "＂": '"',
        "\u00a0": " ",
        "\t": " ",
        "’": "'",
        "‘": "'",
    }
)
_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(r'"([^"]*)"')
_WORD = re.compile(r'[^\s()"\[\],;]+')
_OPERATOR = re.compile(r"(?:AND|OR|NOT|AND NOT)(?![\w*$?:#/-])", re.IGNORECASE)
_NEAR = {
    Database.OVID: re.compile(r"(?:adj(\d*)|near/?(\d+))(?![\w*$-])", re.IGNORECASE),
    Database.PUBMED: re.compile(r"(?!)"),
    Database.EBSCO: re.compile(r"(?:[NW](\d+)|near/?(\d+))(?![\w*$-])"),
    Database.SCOPUS: re.compile(r"(?:W|PRE)/(\d+)(?![\w*])", re.IGNORECASE),
    Database.WOS: re.compile(r"(?:NEAR(?:/(\d+))?|SAME)(?![\w*/])", re.IGNORECASE),
    Database.ORIA: re.compile(r"(?!)"),
}
_ORDERED = re.compile(r"^(?:W\d|PRE/)", re.IGNORECASE)
_OVID_SUFFIX = re.compile(
    r"\s*\.\s*([a-z]{2}(?:\s*[,.]\s*[a-z]{2})*)\s*(?:\.(?![a-z0-9])|(?=\s*$)|(?=\s*\)))", re.IGNORECASE
)
_OVID_COMMENT = re.compile(r"\[[^\]]*\]?")
_OVID_HEADING = re.compile(
    r"(?P<exp>exp(?:lode)?\s+)?(?P<focus>\*)?\s*(?P<text>\"[^\"/]+\"|[^/()\"\[\]]{1,200}?(?:\([^()]{0,80}\)[^/()\"\[\]]{0,120})?)\s*/"
    r"(?P<subs>\s*[a-z]{2}(?:\s*,\s*[a-z]{2})*(?=\s*(?:\[|\)|$|(?:or|and|not)\b)))?(?P<tail>\s*exp(?=\s*$))?",
    re.IGNORECASE,
)
# no two parts of it can match the same space: a long list of numbers must not be tried in every way
_LABELS = r"[#s]?\d+(?:(?:\s*[-,]\s*|\s+)[#s]?\d+)*"
_COMBINE = re.compile(rf"(and|or)\s*/\s*({_LABELS})\s*,?(?=$|\)|\[|\s)", re.IGNORECASE)
_COMBINE_AFTER = re.compile(rf"({_LABELS})\s*/\s*(and|or)\b", re.IGNORECASE)
_COMBINE_WORD = re.compile(r"(and|or)\s+(\d+\s*-\s*\d+)\s*$", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:#\s?(\d+[a-z]?)|[Ss](\d+[a-z]?)|(\d+[a-z]?)|([A-Z]))(?=$|[\s()\],])")
_PUBMED_SUFFIX = re.compile(r"\s*\[\s*([^\]]+?)\s*\]")
_PREFIX = {
    Database.EBSCO: re.compile(r"([A-Z]{2})(?=\s*[(\"]|\s+\S)"),
    Database.SCOPUS: re.compile(r"([A-Za-z-]{3,20})(?=\s*\()"),
    Database.WOS: re.compile(r"([A-Za-z]{2,3})\s*="),
    Database.ORIA: re.compile(r"([a-z]+)\s*:", re.IGNORECASE),
}


class Lexer:
    """Cuts one line. `labels` are the labels other lines have, so that a bare number can be told from a term."""

    def __init__(self, text: str, database: Database, labels: frozenset[str]) -> None:
        self.text = text.translate(_QUOTES)
        self.database = database
        self.labels = labels
        self.at = 0
        self.tokens: list[Token] = []
        self.complaints: list[Complaint] = []

    def run(self) -> list[Token]:
        """Every piece of the line, in order."""
        while self.at < len(self.text):
            space = _SPACE.match(self.text, self.at)
            if space is not None:
                self.at = space.end()
                continue
            self._step()
        return self.tokens

    def _add(self, piece: Piece, text: str, end: int, parts: tuple[str, ...] = ()) -> None:
        self.tokens.append(Token(piece, text, self.at, parts))
        self.at = end

    def _operand_expected(self) -> bool:
        return not self.tokens or self.tokens[-1].piece in {
            Piece.OPEN,
            Piece.OPERATOR,
            Piece.NEAR,
            Piece.PREFIX,
        }

    def _step(self) -> None:
        character = self.text[self.at]
        if character in "()":
            self._add(Piece.OPEN if character == "(" else Piece.CLOSE, character, self.at + 1)
        elif (self._operand_expected() and self._operand()) or self._suffix() or self._operator():
            return
        elif character == '"':
            self._quote()
        elif character == "[":
            end = self.text.find("]", self.at)
            self.at = end + 1 if end >= 0 else len(self.text)
        elif character in "],;":
            self.at += 1
        else:
            self._word()

    def _operand(self) -> bool:
        """What can only stand where an operand is expected: combinations, references, prefixes, headings."""
        for pattern, order in ((_COMBINE, (1, 2)), (_COMBINE_AFTER, (2, 1)), (_COMBINE_WORD, (1, 2))):
            found = pattern.match(self.text, self.at)
            if found is not None:
                self._add(Piece.COMBINE, found[0], found.end(), (found[order[0]].lower(), found[order[1]]))
                return True
        found = _REFERENCE.match(self.text, self.at)
        if found is not None and self._is_reference(found):
            self._add(
                Piece.REFERENCE, found[0], found.end(), (next(part for part in found.groups() if part),)
            )
            return True
        if self.database in _PREFIX and self._prefix():
            return True
        return self.database is Database.OVID and self._heading()

    def _is_reference(self, found: re.Match[str]) -> bool:
        """A number alone is a line only if it stands alone, or if there is such a line."""
        label = next(part for part in found.groups() if part)
        after = self.text[found.end() :].lstrip(" )")
        alone = not after or _OPERATOR.match(after) is not None or after[0] in "[,/"
        if found[3] or found[4]:
            return alone and (
                label.lower() in self.labels or (bool(found[3]) and self.database is Database.OVID)
            )
        return alone or label.lower() in self.labels

    def _prefix(self) -> bool:
        found = _PREFIX[self.database].match(self.text, self.at)
        if found is None:
            return False
        code = found[1].upper()
        if code not in known.PREFIXED[self.database]:
            if self.database not in {Database.WOS, Database.SCOPUS} or code in {"AND", "OR", "NOT"}:
                return False
            self.complaints.append(Complaint(Trouble.UNKNOWN_FIELD, self.at, found[1]))
        self._add(Piece.PREFIX, found[1].upper(), found.end())
        return True

    def _heading(self) -> bool:
        found = _OVID_HEADING.match(self.text, self.at)
        if found is None or not _is_heading(found):
            return False
        subs = tuple(re.findall(r"[a-z]{2}", (found["subs"] or "").lower()))
        exploded = "exp" if found["exp"] or found["tail"] else ""
        self._add(
            Piece.HEADING,
            found["text"].strip().strip('"'),
            found.end(),
            (exploded, found["focus"] or "", *subs),
        )
        return True

    def _suffix(self) -> bool:
        if not self.tokens or self.tokens[-1].piece not in {Piece.WORD, Piece.QUOTE, Piece.CLOSE}:
            return False
        if self.database is Database.PUBMED:
            found = _PUBMED_SUFFIX.match(self.text, self.at)
        elif self.database is Database.OVID:
            found = _OVID_SUFFIX.match(self.text, self.at)
        else:
            found = None
        if found is None:
            return False
        self._add(Piece.SUFFIX, found[1], found.end())
        return True

    def _operator(self) -> bool:
        found = _OPERATOR.match(self.text, self.at)
        if found is not None:
            self._add(Piece.OPERATOR, found[0].lower().replace("and not", "not"), found.end())
            return True
        near = _NEAR[self.database].match(self.text, self.at)
        if near is None:
            return False
        distance = next((part for part in near.groups() if part), "")
        self._add(Piece.NEAR, near[0], near.end(), (distance, "ordered" if _ORDERED.match(near[0]) else ""))
        return True

    def _quote(self) -> None:
        found = _QUOTED.match(self.text, self.at)
        if found is None:
            self.complaints.append(
                Complaint(Trouble.UNCLOSED_QUOTE, self.at, self.text[self.at : self.at + 40])
            )
            self.at += 1
            return
        self._add(Piece.QUOTE, found[1].strip(), found.end())

    def _word(self) -> None:
        found = _WORD.match(self.text, self.at)
        assert found is not None  # noqa: S101 - every other character is taken above
        word = found[0]
        if self.database is Database.OVID:
            # `dement*.ti,ab.`: the suffix is a piece of its own
            inside = re.search(r"(?<=.)\.(?=[a-z]{2}(?:[.,\s]|$))", word, re.IGNORECASE)
            if inside is not None and _OVID_SUFFIX.match(self.text, found.start() + inside.start()):
                word = word[: inside.start()]
        self._add(Piece.WORD, word, self.at + len(word))


def _is_heading(found: re.Match[str]) -> bool:
    text = found["text"].strip().lower()
    if (
        text in {"and", "or", "not"}
        or re.search(r"\.[a-z]{2}[.,]|\badj\d*\b", text)
        or re.fullmatch(r"[\d\s,#-]+", text)
    ):
        return False
    words = set(re.findall(r"[a-z]+", text)) if not text.startswith('"') else set()
    return not words & ({"or", "not"} if found["exp"] else {"or", "not", "and"})
