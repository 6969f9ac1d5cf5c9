"""REFI-QDA codebooks (.qdc): codes and themes to and from NVivo, MAXQDA, ATLAS.ti, QualCoder, Taguette and others.

The standard's own namespace ends in `1.0`; some programs write `1:0`. Both are read, the first is written. Themes
become codes that cannot be used themselves, with their codes inside. Standard: qdasoftware.org, codebook 1.0.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.qualitative import Analysis, Code, Theme

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_GUIDS = uuid.UUID("6f0f2f7a-1d0c-5a6e-9a51-3c1b7f0a2d44")
_DEEPEST = 40
"""Levels of codes inside codes; no codebook made by people has so many."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@dataclass(frozen=True, slots=True)
class WrittenCodebook:
    """The XML, and (code, theme) for every further theme of a code: the format lets a code stand in one place only."""

    xml: str
    left_out: tuple[tuple[str, str], ...]


def _guid(kind: str, key: str) -> str:
    """The same code gets the same identity every time it is written."""
    return str(uuid.uuid5(_GUIDS, f"{kind}:{key}")).upper()


def _element(kind: str, key: str, name: str, memo: str, inside: str, *, codable: bool) -> str:
    text = f"<Description>{escape(memo)}</Description>" if memo else ""
    head = f'<Code guid="{_guid(kind, key)}" name={quoteattr(name)} isCodable="{str(codable).lower()}"'
    return f"{head}>{text}{inside}</Code>" if text or inside else f"{head}/>"


def write_codebook(analysis: Analysis, origin: str = "Medgang") -> WrittenCodebook:
    """The codebook of an analysis."""
    by_key = {code.key: code for code in analysis.codes}
    placed: set[str] = set()
    left_out: list[tuple[str, str]] = []
    parts = []
    for theme in analysis.themes:
        inside = ""
        for key in theme.codes:
            if key in placed:
                left_out.append((key, theme.key))
                continue
            placed.add(key)
            code = by_key[key]
            inside += _element("code", key, code.label, code.memo, "", codable=True)
        parts.append(_element("theme", theme.key, theme.label, "", inside, codable=False))
    parts += [
        _element("code", code.key, code.label, code.memo, "", codable=True)
        for code in analysis.codes
        if code.key not in placed
    ]
    xml = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<CodeBook xmlns="{NAMESPACE}" origin={quoteattr(origin)}><Codes>{"".join(parts)}</Codes></CodeBook>\n'
    )
    return WrittenCodebook(xml, tuple(left_out))


@dataclass(slots=True)
class _Open:
    """An element that is being read."""

    name: str
    codable: bool
    memo: str = ""
    children: list[_Open] = field(default_factory=list)


class _Reader:
    """Builds the tree of codes; document types and entities are refused, since a codebook never needs them."""

    def __init__(self) -> None:
        self.top = _Open("", codable=False)
        self.path = [self.top]
        self.in_memo = False
        self.seen_root = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.refuse

    def refuse(self, *_: object) -> None:
        raise InvalidValue("exchange.xml_refused")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self.seen_root:
            self.seen_root = True
            if name != "CodeBook":
                raise InvalidValue("exchange.not_a_codebook")
        if name == "Code":
            if len(self.path) > _DEEPEST:
                raise InvalidValue("exchange.not_a_codebook")
            made = _Open(attributes.get("name", "").strip(), attributes.get("isCodable", "true") != "false")
            self.path[-1].children.append(made)
            self.path.append(made)
        self.in_memo = name == "Description"

    def end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] == "Code":
            self.path.pop()
        self.in_memo = False

    def data(self, text: str) -> None:
        if self.in_memo:
            self.path[-1].memo += text


def _key(name: str, taken: set[str]) -> str:
    plain = (
        unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    )
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "code"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key


def read_codebook(xml: str | bytes) -> tuple[tuple[Code, ...], tuple[Theme, ...]]:
    """Codes and themes of a codebook. Keys are made from names; a code that has codes inside is a theme as well.

    Deeper levels are kept by their nearest theme. Raises `exchange.xml_broken`, `exchange.xml_refused` or
    `exchange.not_a_codebook`.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise InvalidValue("exchange.xml_broken", line=error.lineno) from error
    codes: list[Code] = []
    themes: list[Theme] = []
    code_keys: set[str] = set()
    theme_keys: set[str] = set()

    def walk(node: _Open) -> list[str]:
        """The keys of the codes directly under `node`; themes inside it are added on the way."""
        found = []
        for child in node.children:
            place = len(themes)
            if child.codable:
                key = _key(child.name, code_keys)
                codes.append(Code(key, child.name, child.memo.strip()))
                found.append(key)
            inside = walk(child)
            if child.children or not child.codable:
                themes.insert(place, Theme(_key(child.name, theme_keys), child.name, tuple(inside)))
        return found

    walk(reader.top)
    return tuple(codes), tuple(themes)
