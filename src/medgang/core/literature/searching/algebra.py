"""What hit counts must obey: the sets of one database on one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from medgang.core.literature.searching.history import History, SearchLine
from medgang.core.literature.searching.syntax import (
    Combined,
    Limited,
    LineReference,
    Node,
    Operator,
    Parsed,
    Term,
)

if TYPE_CHECKING:
    from medgang.core.literature.searching.linting import Check, Finding


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most a combination can have, which check speaks when it has less or more, and the sum shown."""

    low: int
    high: int | None
    check: Check
    check_high: Check
    shown: str


class Sets:
    """The lines of a history as sets of known size."""

    def __init__(self, history: History, parsed: Sequence[Parsed]) -> None:
        self.history = history
        self.hits = {line.label: line.hits for line in history.lines if line.hits is not None}
        self.trees = {line.label: one.tree for line, one in zip(history.lines, parsed, strict=True)}
        self.limits = {line.label: line.limits for line in history.lines}

    def _size(self, node: Node) -> int | None:
        """The size of a part: a line's own hits, or those of a line with the very same terms."""
        if isinstance(node, LineReference):
            return self.hits.get(node.label)
        for label, tree in self.trees.items():
            if tree == node and not self.limits[label]:
                return self.hits.get(label)
        return None

    def bounds(self, node: Node, *, limited: bool = False) -> Bounds | None:
        """What a combination of lines can have. None where the parts' sizes are not known.

        A line that was `limited` beside its text can have less than the combination, never more.
        """
        from medgang.core.literature.searching.linting import Check

        if isinstance(node, Limited):
            size = self._size(node.inner)
            return (
                Bounds(0, size, Check.LIMIT_HAS_MORE, Check.LIMIT_HAS_MORE, str(size))
                if size is not None
                else None
            )
        if not isinstance(node, Combined):
            return None
        sizes = [self._size(part) for part in node.parts]
        known = [size for size in sizes if size is not None]
        if node.operator is Operator.AND:
            check = Check.AND_EXCEEDS_PART
            return Bounds(0, min(known), check, check, str(min(known))) if known else None
        if node.operator is Operator.OR:
            high = sum(known) if len(known) == len(sizes) else None
            low = 0 if limited else max(known, default=0)
            return Bounds(low, high, Check.OR_BELOW_PART, Check.OR_EXCEEDS_SUM, " + ".join(map(str, known)))
        if sizes[0] is None:
            return None
        taken = sum(size for size in sizes[1:] if size is not None)
        low = max(0, sizes[0] - taken) if None not in sizes else 0
        high = sizes[0]
        if len(sizes) == 2 and sizes[1] is not None and self.within(node.parts[1], node.parts[0]):
            low = high = sizes[0] - taken
        low = 0 if limited else low
        check = Check.NOT_OUT_OF_RANGE
        return Bounds(low, high, check, check, f"{sizes[0]} - {taken}")

    def conjuncts(self, node: Node) -> frozenset[str] | None:
        """The terms of a line that is nothing but terms joined by AND, in lower case."""
        if isinstance(node, LineReference):
            inner = self.trees.get(node.label)
            return (
                None
                if inner is None or isinstance(inner, LineReference) or self.limits.get(node.label)
                else self.conjuncts(inner)
            )
        parts = node.parts if isinstance(node, Combined) and node.operator is Operator.AND else (node,)
        terms = [part.text.lower() for part in parts if isinstance(part, Term) and not part.fields]
        return frozenset(terms) if len(terms) == len(parts) else None

    def within(self, inner: Node, outer: Node) -> bool:
        """Whether the one must lie inside the other: the same terms joined by AND, and more or less truncated ones."""
        narrow, wide = self.conjuncts(inner), self.conjuncts(outer)
        if narrow is None or wide is None:
            return False
        return all(any(_covers(term, one) for one in narrow) for term in wide)

    def narrower(self, line: SearchLine, parsed: Parsed) -> Iterator[Finding]:
        """A line that asks for more at once than an earlier one and still has more hits."""
        from medgang.core.literature.searching.linting import Check, Finding

        if line.limits or self.conjuncts(parsed.tree) is None:
            return
        for other in self.history.lines:
            tree = self.trees[other.label]
            wider = (
                other.label != line.label
                and not other.limits
                and other.hits is not None
                and not isinstance(tree, LineReference)
            )
            if (
                wider
                and line.hits is not None
                and line.hits > (other.hits or 0)
                and self.within(parsed.tree, tree)
            ):
                yield Finding(
                    Check.NARROWER_HAS_MORE,
                    line.label,
                    {"hits": line.hits, "label": other.label, "other": other.hits},
                )
                return


def _covers(wide: str, narrow: str) -> bool:
    """`craving*` finds all that `craving` finds."""
    if wide == narrow:
        return True
    stem = wide.rstrip("*$:")
    return wide != stem and narrow.startswith(stem)
