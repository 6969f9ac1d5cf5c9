"""From pieces to a tree. There is no line that stops it: what is wrong is named, and the rest is read."""

from __future__ import annotations

import re

from medgang.core.errors import InvalidValue
from medgang.core.literature.searching import fields as known
from medgang.core.literature.searching.lexer import Lexer, Piece, Token
from medgang.core.literature.searching.syntax import (
    Combined,
    Complaint,
    Database,
    Empty,
    Field,
    Heading,
    Limited,
    LineReference,
    Near,
    Node,
    Operator,
    Parsed,
    Term,
    Trouble,
    Within,
)

_LIMIT = re.compile(r"^\s*limit\s+(?:#|s)?(\d+[a-z]?)\s+to\s+(.+)$", re.IGNORECASE)
_REMOVE = re.compile(r"^\s*(remove duplicates) from\s+(?:#|s)?(\d+[a-z]?)\s*$", re.IGNORECASE)
_MESH = re.compile(
    r"^(?:mesh(?: terms| heading)?|mh|mesh major topic|majr)(?:\s*:\s*(no\s*exp))?$", re.IGNORECASE
)
_DEEPEST = 100


def parse(text: str, database: Database, labels: frozenset[str] = frozenset()) -> Parsed:
    """The tree of one line. `labels` are the labels of the other lines, in lower case."""
    limited = _LIMIT.match(text)
    if limited is not None:
        return Parsed(Limited(LineReference(limited[1].lower()), limited[2].strip()), ())
    removed = _REMOVE.match(text)
    if removed is not None:
        return Parsed(Limited(LineReference(removed[2].lower()), removed[1].lower()), ())
    lexer = Lexer(text, database, labels)
    tokens = lexer.run()
    parser = _Parser(tokens, database, lexer.complaints)
    return Parsed(parser.whole(), tuple(parser.complaints))


class _Parser:
    def __init__(self, tokens: list[Token], database: Database, complaints: list[Complaint]) -> None:
        self.tokens = tokens
        self.database = database
        self.complaints = complaints
        self.place = 0
        self.depth = 0

    def _peek(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _complain(self, trouble: Trouble, token: Token | None, text: str = "") -> None:
        at = (
            token.at
            if token is not None
            else (self.tokens[-1].at + len(self.tokens[-1].text) if self.tokens else 0)
        )
        self.complaints.append(Complaint(trouble, at, text or (token.text if token is not None else "")))

    def whole(self) -> Node:
        """Everything there is; a bracket too many is reported and passed over."""
        tree = self.expression()
        while (token := self._peek()) is not None:
            # only a closing bracket ends an expression before the line does
            self._complain(Trouble.UNBALANCED_CLOSE, token)
            self.place += 1
            tree = self.expression(tree)
        return tree

    def expression(self, before: Node | None = None) -> Node:
        """Operands and the operators between them, read from left to right as the databases do."""
        tree: Node = before if before is not None and not isinstance(before, Empty) else self.near()
        used: set[str] = set()
        turns = 0
        while (token := self._peek()) is not None and token.piece is not Piece.CLOSE:
            if token.piece is Piece.OPERATOR:
                self.place += 1
                operator = Operator(token.text)
            else:
                # two operands side by side: every database reads that as AND
                operator = Operator.AND
            right = self.near()
            if isinstance(right, Empty):
                self._complain(Trouble.NO_OPERAND, token)
                if token.piece is not Piece.OPERATOR:
                    break
                continue
            if used and operator.value not in used and "or" in used | {operator.value}:
                self._complain(Trouble.MIXED_OPERATORS, token)
            used.add(operator.value)
            turns += isinstance(tree, Combined) and tree.operator is not operator
            if turns > _DEEPEST:
                # a line that changes operator a hundred times without a bracket is no search
                raise InvalidValue("literature.search_too_deep")
            tree = right if isinstance(tree, Empty) else _combine(operator, tree, right)
        return tree

    def near(self) -> Node:
        left = self.operand()
        while (token := self._peek()) is not None and token.piece is Piece.NEAR:
            self.place += 1
            right = self.operand()
            if isinstance(left, Empty) or isinstance(right, Empty):
                self._complain(Trouble.NO_OPERAND, token)
                left = right if isinstance(left, Empty) else left
                continue
            left = Near(
                left,
                right,
                int(token.parts[0] or 1),
                ordered=bool(token.parts[1]) or token.text.lower() == "adj",
            )
        return left

    def operand(self) -> Node:
        token = self._peek()
        if token is None or token.piece in {Piece.CLOSE, Piece.OPERATOR, Piece.NEAR}:
            if token is not None and token.piece is Piece.OPERATOR:
                self._complain(Trouble.NO_OPERAND, token)
            return Empty()
        if token.piece is Piece.OPEN:
            return self._suffixed(self._bracketed(token))
        if token.piece is Piece.PREFIX:
            return self._prefixed(token)
        if token.piece in {Piece.WORD, Piece.QUOTE}:
            return self._suffixed(self._term())
        self.place += 1
        if token.piece is Piece.HEADING:
            return Heading(token.text, bool(token.parts[0]), bool(token.parts[1]), token.parts[2:])
        if token.piece is Piece.COMBINE:
            return _combination(token)
        if token.piece is Piece.REFERENCE:
            return LineReference(token.parts[0].lower())
        return self.operand()  # a field code with nothing before it

    def _bracketed(self, opened: Token) -> Node:
        self.place += 1
        self.depth += 1
        if self.depth > _DEEPEST:
            # nobody writes this deep; it would only be a way to make the program fail
            self.place = len(self.tokens)
            return Empty()
        inner = self.expression()
        self.depth -= 1
        token = self._peek()
        if token is None:
            self._complain(Trouble.UNBALANCED_OPEN, opened)
        else:
            self.place += 1
        return inner

    def _prefixed(self, token: Token) -> Node:
        self.place += 1
        inner = self.operand()
        if isinstance(inner, Empty):
            self._complain(Trouble.NO_OPERAND, token)
            return inner
        if self.database is Database.EBSCO and token.text in {"MH", "MM", "DE"} and isinstance(inner, Term):
            return Heading(inner.text.rstrip("+"), inner.text.endswith("+"), token.text == "MM")
        return Within(inner, known.PREFIXED[self.database].get(token.text, (Field.OTHER,)), token.text)

    def _term(self) -> Node:
        words: list[str] = []
        quoted = True
        while (token := self._peek()) is not None and token.piece in {Piece.WORD, Piece.QUOTE}:
            quoted = quoted and token.piece is Piece.QUOTE and not words
            words.append(token.text)
            self.place += 1
        return Term(" ".join(words), quoted)

    def _suffixed(self, node: Node) -> Node:
        token = self._peek()
        while token is not None and token.piece is Piece.SUFFIX:
            self.place += 1
            node = self._with_fields(node, token)
            token = self._peek()
        return node

    def _with_fields(self, node: Node, token: Token) -> Node:
        if self.database is Database.PUBMED:
            code = re.sub(r"\s+", " ", token.text.strip().lower())
            mesh = _MESH.match(code)
            if mesh is not None and isinstance(node, Term):
                heading, _, sub = node.text.partition("/")
                return Heading(
                    heading.strip(),
                    mesh[1] is None,
                    code.startswith(("maj", "mesh major")),
                    (sub,) if sub else (),
                )
            bare = code.split(":")[0]
            if bare not in known.PUBMED:
                self._complain(Trouble.UNKNOWN_FIELD, token)
            found = known.PUBMED.get(bare, (Field.OTHER,))
        else:
            codes = re.findall(r"[a-z]{2}", token.text.lower())
            unknown = [code for code in codes if code not in known.OVID]
            if unknown:
                self._complain(Trouble.UNKNOWN_FIELD, token)
            found = tuple(
                dict.fromkeys(field for code in codes for field in known.OVID.get(code, (Field.OTHER,)))
            )
        if isinstance(node, Term):
            return Term(node.text, node.quoted, found, token.text)
        return node if isinstance(node, Empty) else Within(node, found, token.text)


def _combine(operator: Operator, left: Node, right: Node) -> Node:
    if isinstance(left, Combined) and left.operator is operator:
        # `a not b not c` takes both from a
        return Combined(operator, (*left.parts, right))
    return Combined(operator, (left, right))


def expand(text: str) -> list[str]:
    """`1-3,5` → 1, 2, 3, 5, in lower case without # or S. A range over a thousand lines is taken as its two ends."""
    found: list[str] = []
    for part in re.split(
        r"\s*,\s*|\s+(?!-)(?<!-\s)", text.lower().replace("#", "").replace("s", "").strip(" ,")
    ):
        ends = [end.strip() for end in part.split("-") if end.strip()]
        if len(ends) == 2 and int(ends[0]) <= int(ends[1]) <= int(ends[0]) + 1000:
            found += [str(number) for number in range(int(ends[0]), int(ends[1]) + 1)]
        else:
            found += ends
    return found


def _combination(token: Token) -> Node:
    parts: tuple[Node, ...] = tuple(LineReference(label) for label in expand(token.parts[1]))
    return parts[0] if len(parts) == 1 else Combined(Operator(token.parts[0]), parts)
