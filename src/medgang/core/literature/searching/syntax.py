"""One tree for a search line, whichever database it was written for. The literal text is kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Database(StrEnum):
    """The interfaces whose syntax is known. Ovid and EBSCO serve many databases with one syntax."""

    OVID = "ovid"
    PUBMED = "pubmed"
    EBSCO = "ebsco"
    SCOPUS = "scopus"
    WOS = "wos"
    ORIA = "oria"


class Field(StrEnum):
    """Where a term is looked for. The finest distinctions that two databases share."""

    TITLE = "title"
    ABSTRACT = "abstract"
    KEYWORD = "keyword"
    TEXT = "text"
    ALL = "all"
    AUTHOR = "author"
    JOURNAL = "journal"
    SUBJECT = "subject"
    SUBHEADING = "subheading"
    PUBLICATION_TYPE = "publication-type"
    SUBSTANCE = "substance"
    REGISTRY = "registry"
    LANGUAGE = "language"
    DATE = "date"
    ENTRY_DATE = "entry-date"
    AFFILIATION = "affiliation"
    OTHER = "other"


class Operator(StrEnum):
    """How two sets are combined."""

    AND = "and"
    OR = "or"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Term:
    """Words looked for as they stand, with their truncation marks. `quoted` where the searcher wrote quotes."""

    text: str
    quoted: bool = False
    fields: tuple[Field, ...] = ()
    literal_fields: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A term of a thesaurus: `exp *Dementia/th`. Subheadings are the two letters of the database."""

    text: str
    exploded: bool = False
    focus: bool = False
    subheadings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Two things within `distance` words of each other; `ordered` where the first must come first."""

    left: Node
    right: Node
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Combined:
    """Sets combined by one operator, two or more."""

    operator: Operator
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """Fields that hold for everything inside: `(…).ti,ab.`, `TITLE-ABS-KEY(…)`."""

    inner: Node
    fields: tuple[Field, ...]
    literal_fields: str


@dataclass(frozen=True, slots=True)
class LineReference:
    """Another line of the same history, by the label it has there."""

    label: str


@dataclass(frozen=True, slots=True)
class Limited:
    """A line cut down by the database's own limits: `limit 28 to yr="2015 -Current"`."""

    inner: Node
    limit: str


@dataclass(frozen=True, slots=True)
class Empty:
    """A place where something should stand and nothing does."""


Node = Term | Heading | Near | Combined | Within | LineReference | Limited | Empty


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it, from the top."""
    yield node
    match node:
        case Combined():
            for part in node.parts:
                yield from walk(part)
        case Near():
            yield from walk(node.left)
            yield from walk(node.right)
        case Within() | Limited():
            yield from walk(node.inner)
        case _:
            pass


class Trouble(StrEnum):
    """What was found wrong with one line while it was read."""

    UNBALANCED_OPEN = "unbalanced_open"
    UNBALANCED_CLOSE = "unbalanced_close"
    UNCLOSED_QUOTE = "unclosed_quote"
    NO_OPERAND = "no_operand"
    MIXED_OPERATORS = "mixed_operators"
    UNKNOWN_FIELD = "unknown_field"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A trouble, where in the line (character, 0 is the first), and the text there."""

    trouble: Trouble
    at: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line as a tree, with what was wrong with it. There is always a tree."""

    tree: Node
    complaints: tuple[Complaint, ...]
