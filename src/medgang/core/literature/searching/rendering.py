"""A search written for one database, written for another, with everything named that a person must decide.

No thesaurus is held here: they are licensed, and a heading of one is not a heading of another. What cannot be said in
the other syntax becomes the nearest thing that finds at least as much, and is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from medgang.core.literature.searching.history import History, SearchLine
from medgang.core.literature.searching.syntax import (
    Combined,
    Database,
    Empty,
    Field,
    Heading,
    Limited,
    LineReference,
    Near,
    Node,
    Operator,
    Term,
    Within,
)


class Todo(StrEnum):
    """What a person has to look at. Each has its sentence under `literature.render_`."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    PROXIMITY = "proximity"
    WILDCARD = "wildcard"
    TRUNCATION = "truncation"
    FIELD = "field"
    LIMIT = "limit"
    LINES_JOINED = "lines_joined"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """One thing to decide, and the piece of the search it is about."""

    todo: Todo
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A line in the other database's syntax."""

    label: str
    text: str
    needs_person: tuple[NeedsPerson, ...]


_FIELD_CODES: dict[Database, dict[frozenset[Field], str]] = {
    Database.OVID: {
        frozenset({Field.TITLE}): "ti",
        frozenset({Field.ABSTRACT}): "ab",
        frozenset({Field.TITLE, Field.ABSTRACT}): "ti,ab",
        frozenset({Field.TITLE, Field.ABSTRACT, Field.KEYWORD}): "ti,ab,kf",
        frozenset({Field.KEYWORD}): "kf",
        frozenset({Field.TEXT}): "mp",
        frozenset({Field.ALL}): "af",
        frozenset({Field.AUTHOR}): "au",
        frozenset({Field.JOURNAL}): "jn",
        frozenset({Field.SUBJECT}): "sh",
        frozenset({Field.SUBHEADING}): "fs",
        frozenset({Field.PUBLICATION_TYPE}): "pt",
        frozenset({Field.LANGUAGE}): "la",
        frozenset({Field.SUBSTANCE}): "nm",
        frozenset({Field.REGISTRY}): "rn",
    },
    Database.PUBMED: {
        frozenset({Field.TITLE}): "ti",
        frozenset({Field.ABSTRACT}): "tiab",
        frozenset({Field.TITLE, Field.ABSTRACT}): "tiab",
        frozenset({Field.TITLE, Field.ABSTRACT, Field.KEYWORD}): "tiab",
        frozenset({Field.KEYWORD}): "ot",
        frozenset({Field.TEXT}): "tw",
        frozenset({Field.ALL}): "all",
        frozenset({Field.AUTHOR}): "au",
        frozenset({Field.JOURNAL}): "ta",
        frozenset({Field.SUBJECT}): "mh",
        frozenset({Field.SUBHEADING}): "sh",
        frozenset({Field.PUBLICATION_TYPE}): "pt",
        frozenset({Field.LANGUAGE}): "la",
        frozenset({Field.SUBSTANCE}): "nm",
        frozenset({Field.REGISTRY}): "rn",
    },
    Database.EBSCO: {
        frozenset({Field.TITLE}): "TI",
        frozenset({Field.ABSTRACT}): "AB",
        frozenset({Field.KEYWORD}): "KW",
        frozenset({Field.ALL}): "TX",
        frozenset({Field.AUTHOR}): "AU",
        frozenset({Field.JOURNAL}): "SO",
        frozenset({Field.SUBJECT}): "SU",
        frozenset({Field.PUBLICATION_TYPE}): "PT",
        frozenset({Field.LANGUAGE}): "LA",
    },
    Database.SCOPUS: {
        frozenset({Field.TITLE}): "TITLE",
        frozenset({Field.ABSTRACT}): "ABS",
        frozenset({Field.TITLE, Field.ABSTRACT}): "TITLE-ABS",
        frozenset({Field.TITLE, Field.ABSTRACT, Field.KEYWORD}): "TITLE-ABS-KEY",
        frozenset({Field.TEXT}): "TITLE-ABS-KEY",
        frozenset({Field.KEYWORD}): "KEY",
        frozenset({Field.ALL}): "ALL",
        frozenset({Field.AUTHOR}): "AUTH",
        frozenset({Field.JOURNAL}): "SRCTITLE",
        frozenset({Field.SUBJECT}): "INDEXTERMS",
        frozenset({Field.LANGUAGE}): "LANGUAGE",
    },
    Database.WOS: {
        frozenset({Field.TITLE}): "TI",
        frozenset({Field.ABSTRACT}): "AB",
        frozenset({Field.TITLE, Field.ABSTRACT, Field.KEYWORD}): "TS",
        frozenset({Field.TITLE, Field.ABSTRACT}): "TS",
        frozenset({Field.TEXT}): "TS",
        frozenset({Field.KEYWORD}): "AK",
        frozenset({Field.ALL}): "ALL",
        frozenset({Field.AUTHOR}): "AU",
        frozenset({Field.JOURNAL}): "SO",
        frozenset({Field.LANGUAGE}): "LA",
    },
    Database.ORIA: {
        frozenset({Field.TITLE}): "title",
        frozenset({Field.SUBJECT}): "sub",
        frozenset({Field.AUTHOR}): "creator",
        frozenset({Field.ALL}): "any",
        frozenset({Field.TEXT}): "any",
    },
}
_WIDER = {
    Database.EBSCO: ("TI", "AB"),
}
_NEAR_FORMS: dict[Database, tuple[str, str]] = {
    # unordered, ordered; Ovid's adj3 allows two words between, the others count those words
    Database.OVID: ("adj{plus}", "adj{plus}"),
    Database.EBSCO: ("N{n}", "W{n}"),
    Database.SCOPUS: ("W/{n}", "PRE/{n}"),
    Database.WOS: ("NEAR/{n}", "NEAR/{n}"),
}


class _Writer:
    """Writes one line for `to`, noting what needs a person."""

    def __init__(self, origin: Database, to: Database) -> None:
        self.origin = origin
        self.to = to
        self.needs: list[NeedsPerson] = []

    def note(self, todo: Todo, text: str) -> None:
        found = NeedsPerson(todo, text)
        if found not in self.needs:
            self.needs.append(found)

    def write(self, node: Node, *, inside: bool = False) -> str:
        """The text of a node; `inside` where brackets are needed around a combination."""
        match node:
            case Term():
                return self._term(node)
            case Heading():
                return self._heading(node)
            case Near():
                return self._near(node, inside=inside)
            case Combined():
                joint = f" {node.operator.value.upper()} "
                text = joint.join(self.write(part, inside=True) for part in node.parts)
                if node.operator is Operator.NOT and self.to is Database.SCOPUS:
                    text = text.replace(" NOT ", " AND NOT ")
                return f"({text})" if inside else text
            case Within():
                return self._within(node)
            case LineReference():
                return _REFERENCE[self.to].format(node.label)
            case Limited():
                self.note(Todo.LIMIT, node.limit)
                return self.write(node.inner, inside=inside)
            case Empty():
                self.note(Todo.UNREADABLE, "")
                return ""
            case _:
                assert_never(node)

    def _term(self, node: Term) -> str:
        words = self._wildcards(node.text)
        if self.to is not Database.OVID and " " in words:
            # Ovid takes words side by side as a phrase; the others do only within quotes
            words = f'"{words}"'
            if "*" in words and self.to in {Database.SCOPUS, Database.ORIA}:
                self.note(Todo.TRUNCATION, node.text)
        elif node.quoted:
            words = f'"{words}"'
        return self._fielded(words, node.fields, node.literal_fields, bracket=False)

    def _wildcards(self, text: str) -> str:
        """Truncation of any number of letters is `*` nearly everywhere; single letters are not."""
        if self.origin is self.to:
            return text
        found = text
        if self.origin is Database.OVID:
            found = re.sub(r"(?<=[\w-])[$:](?=\s|$)", "*", found)
            found = re.sub(r"(?<=[\w-])[$*](\d+)(?=\s|$)", "*", found)
        single = re.search(r"[?#]|(?<=\w)\$(?=\w)|\$", found)
        if single is None:
            return found
        if self.to in {Database.EBSCO, Database.SCOPUS, Database.WOS, Database.OVID}:
            mark = {Database.SCOPUS: "*", Database.EBSCO: "#", Database.WOS: "$", Database.OVID: "?"}[self.to]
            self.note(Todo.WILDCARD, text)
            return re.sub(r"[?#$]", mark, found)
        self.note(Todo.WILDCARD, text)
        # no sign for one letter: cut the word where the doubt begins, which finds more
        return re.sub(r"[?#$]\S*", "*", found)

    def _fielded(self, words: str, fields: tuple[Field, ...], literal: str, *, bracket: bool) -> str:
        if not fields:
            return f"({words})" if bracket else words
        if self.origin is self.to and literal:
            return self._coded(
                words, re.sub(r"\s+", "", literal) if self.to is Database.OVID else literal, bracket=bracket
            )
        wanted = frozenset(fields)
        codes = _FIELD_CODES[self.to]
        code = codes.get(wanted)
        if code is None and wanted <= {
            Field.TITLE,
            Field.ABSTRACT,
            Field.KEYWORD,
            Field.TEXT,
            Field.SUBJECT,
            Field.SUBSTANCE,
        }:
            if self.to in _WIDER:
                if wanted & {Field.KEYWORD, Field.TEXT, Field.SUBJECT, Field.SUBSTANCE}:
                    self.note(Todo.FIELD, literal)
                return "(" + " OR ".join(f"{each} ({words})" for each in _WIDER[self.to]) + ")"
            code = codes.get(frozenset({Field.TEXT}))
            if (
                wanted - {Field.TITLE, Field.ABSTRACT, Field.KEYWORD, Field.TEXT}
                or code is None
                or self.to is Database.ORIA
            ):
                self.note(Todo.FIELD, literal)
        if code is None:
            self.note(Todo.FIELD, literal)
            return f"({words})" if bracket else words
        return self._coded(words, code, bracket=bracket)

    def _coded(self, words: str, code: str, *, bracket: bool) -> str:
        match self.to:
            case Database.OVID:
                return f"({words}).{code}." if bracket else f"{words}.{code}."
            case Database.PUBMED:
                return f"{words}[{code}]"
            case Database.EBSCO:
                return f"{code} ({words})" if bracket else f"{code} {words}"
            case Database.SCOPUS:
                return f"{code}({words})"
            case Database.WOS:
                return f"{code}=({words})"
            case Database.ORIA:
                return f"{code}:({words})" if bracket else f"{code}:{words}"
            case _:
                assert_never(self.to)

    def _within(self, node: Within) -> str:
        if self.to is Database.PUBMED:
            # PubMed has no field for a whole bracket: every term gets it
            return f"({self.write(_spread(node.inner, node.fields, node.literal_fields))})"
        return self._fielded(self.write(node.inner), node.fields, node.literal_fields, bracket=True)

    def _heading(self, node: Heading) -> str:
        medline = {Database.OVID, Database.PUBMED}
        if node.subheadings:
            self.note(Todo.SUBHEADING, f"{node.text}/{', '.join(node.subheadings)}")
        if self.to is self.origin is Database.OVID:
            subs = ", ".join(node.subheadings)
            return f"{'exp ' if node.exploded else ''}{'*' if node.focus else ''}{node.text}/{subs}"
        if self.to is not self.origin:
            # even MeSH to MeSH: Ovid serves Embase and PsycINFO with other words in the same place
            self.note(Todo.HEADING, node.text)
        if self.to is Database.PUBMED:
            return f'"{node.text}"[{"Majr" if node.focus else "Mesh"}{"" if node.exploded else ":NoExp"}]'
        if self.to is Database.OVID and self.origin in medline:
            return f"{'exp ' if node.exploded else ''}{'*' if node.focus else ''}{node.text}/"
        words = f'"{node.text}"' if " " in node.text else node.text
        if self.to is Database.EBSCO:
            return f'({"MM" if node.focus else "MH"} "{node.text}{"+" if node.exploded else ""}")'
        return self._fielded(words, (Field.TITLE, Field.ABSTRACT, Field.KEYWORD), "", bracket=False)

    def _near(self, node: Near, *, inside: bool) -> str:
        left, right = self.write(node.left, inside=True), self.write(node.right, inside=True)
        forms = _NEAR_FORMS.get(self.to)
        distance = max(node.distance - 1, 0) if self.origin is Database.OVID else node.distance
        if forms is None:
            self.note(Todo.PROXIMITY, f"{left} ~{distance} {right}")
            text = f"{left} AND {right}"
        else:
            if node.ordered and self.to in {Database.WOS, Database.OVID} and self.origin is not self.to:
                self.note(Todo.PROXIMITY, f"{left} ~{distance} {right}")
            form = forms[1 if node.ordered else 0].format(n=distance, plus=distance + 1)
            text = f"{left} {form} {right}"
        return f"({text})" if inside else text


_REFERENCE = {
    Database.OVID: "{}",
    Database.PUBMED: "#{}",
    Database.EBSCO: "S{}",
    Database.SCOPUS: "#{}",
    Database.WOS: "#{}",
    Database.ORIA: "#{}",
}


def _spread(node: Node, fields: tuple[Field, ...], literal: str) -> Node:
    """The same tree with the fields on every term that has none."""
    match node:
        case Term():
            return node if node.fields else Term(node.text, node.quoted, fields, literal)
        case Combined():
            return Combined(node.operator, tuple(_spread(part, fields, literal) for part in node.parts))
        case Near():
            return Near(
                _spread(node.left, fields, literal),
                _spread(node.right, fields, literal),
                node.distance,
                node.ordered,
            )
        case _:
            return node


def _resolved(node: Node, lines: dict[str, Node], depth: int = 0) -> Node:
    """The tree with every reference replaced by the line it points at; a circle is left as it stands."""
    match node:
        case LineReference():
            inner = lines.get(node.label)
            return node if inner is None or depth > 60 else _resolved(inner, lines, depth + 1)
        case Combined():
            return Combined(node.operator, tuple(_resolved(part, lines, depth) for part in node.parts))
        case Within():
            return Within(_resolved(node.inner, lines, depth), node.fields, node.literal_fields)
        case Limited():
            return Limited(_resolved(node.inner, lines, depth), node.limit)
        case _:
            return node


def render(history: History, to: Database) -> tuple[Rendered, ...]:
    """Every line for another database. Oria has no line references: there the last line is written out whole."""
    parsed = history.parsed()
    if to is Database.ORIA and len(history.lines) > 1:
        trees = {line.label: one.tree for line, one in zip(history.lines, parsed, strict=True)}
        line, tree = history.lines[-1], parsed[-1].tree
        return (_written(line, _resolved(tree, trees), history.database, to, joined=True),)
    return tuple(
        _written(line, one.tree, history.database, to, joined=False)
        for line, one in zip(history.lines, parsed, strict=True)
    )


def _written(line: SearchLine, tree: Node, origin: Database, to: Database, *, joined: bool) -> Rendered:
    writer = _Writer(origin, to)
    if joined:
        writer.note(Todo.LINES_JOINED, line.label)
    if line.limits:
        writer.note(Todo.LIMIT, line.limits)
    text = writer.write(tree)
    return Rendered(line.label, text, tuple(writer.needs))
