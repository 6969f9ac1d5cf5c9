"""What is wrong with a search: its syntax, its references, and what the hit counts say about each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from medgang.core.literature.searching.algebra import Sets
from medgang.core.literature.searching.history import History, SearchLine, referred
from medgang.core.literature.searching.syntax import (
    Combined,
    Heading,
    LineReference,
    Parsed,
    Term,
    Trouble,
    walk,
)


class Severity(StrEnum):
    """Whether it cannot be right, should be looked at, or is only worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Check(StrEnum):
    """Every check there is. Each has its sentence under `literature.lint_`."""

    UNBALANCED_BRACKETS = "unbalanced_brackets"
    UNCLOSED_QUOTE = "unclosed_quote"
    NO_OPERAND = "no_operand"
    MIXED_OPERATORS = "mixed_operators"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_LINE = "unknown_line"
    LATER_LINE = "later_line"
    UNUSED_LINE = "unused_line"
    EMPTY_LINE = "empty_line"
    DESCRIBED_NOT_SEARCHED = "described_not_searched"
    AND_EXCEEDS_PART = "and_exceeds_part"
    OR_BELOW_PART = "or_below_part"
    OR_EXCEEDS_SUM = "or_exceeds_sum"
    NOT_OUT_OF_RANGE = "not_out_of_range"
    NARROWER_HAS_MORE = "narrower_has_more"
    LIMIT_HAS_MORE = "limit_has_more"
    IMPLAUSIBLE_HITS = "implausible_hits"
    OR_ADDS_NOTHING = "or_adds_nothing"
    SUM_OF_LINE_HITS = "sum_of_line_hits"
    PRINTED_SUM_DIFFERS = "printed_sum_differs"
    READ_ABOVE_RULE = "read_above_rule"
    NOTE_REVERSES = "note_reverses"
    MANGLED_LIMIT = "mangled_limit"
    DATE_DIFFERS = "date_differs"
    ANNEX_DIFFERS = "annex_differs"
    YEARS_DIFFER = "years_differ"


SEVERITY: dict[Check, Severity] = {
    Check.UNUSED_LINE: Severity.NOTE,
    Check.SUM_OF_LINE_HITS: Severity.WARNING,
    Check.MIXED_OPERATORS: Severity.WARNING,
    Check.UNKNOWN_FIELD: Severity.WARNING,
    Check.EMPTY_LINE: Severity.WARNING,
    Check.DESCRIBED_NOT_SEARCHED: Severity.WARNING,
    Check.IMPLAUSIBLE_HITS: Severity.WARNING,
    Check.OR_ADDS_NOTHING: Severity.WARNING,
    Check.READ_ABOVE_RULE: Severity.WARNING,
    Check.NOTE_REVERSES: Severity.WARNING,
    Check.MANGLED_LIMIT: Severity.WARNING,
    Check.DATE_DIFFERS: Severity.WARNING,
    Check.ANNEX_DIFFERS: Severity.WARNING,
    Check.YEARS_DIFFER: Severity.WARNING,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found, on which line, with the values its sentence needs."""

    check: Check
    line: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """An error unless the table says otherwise."""
        return SEVERITY.get(self.check, Severity.ERROR)


_TROUBLES = {
    Trouble.UNBALANCED_OPEN: Check.UNBALANCED_BRACKETS,
    Trouble.UNBALANCED_CLOSE: Check.UNBALANCED_BRACKETS,
    Trouble.UNCLOSED_QUOTE: Check.UNCLOSED_QUOTE,
    Trouble.NO_OPERAND: Check.NO_OPERAND,
    Trouble.MIXED_OPERATORS: Check.MIXED_OPERATORS,
    Trouble.UNKNOWN_FIELD: Check.UNKNOWN_FIELD,
}


def lint(history: History) -> tuple[Finding, ...]:
    """Everything the checks find in one history, in the order of its lines."""
    parsed = history.parsed()
    found = [*_syntax(history, parsed), *_references(history, parsed), *_described(history, parsed)]
    found += [*_algebra(history, parsed), *_plausible(history, parsed), *_reading(history)]
    order = {line.label: place for place, line in enumerate(history.lines)}
    return tuple(sorted(found, key=lambda finding: order.get(finding.line, len(order))))


def _syntax(history: History, parsed: Sequence[Parsed]) -> Iterator[Finding]:
    for line, one in zip(history.lines, parsed, strict=True):
        seen: set[Check] = set()
        for complaint in one.complaints:
            check = _TROUBLES[complaint.trouble]
            if check not in seen:
                # one bracket astray makes many complaints; the first place is the one to look at
                values = {"at": complaint.at + 1, "text": complaint.text}
                if check is Check.UNBALANCED_BRACKETS:
                    values |= {"opened": line.text.count("("), "closed": line.text.count(")")}
                yield Finding(check, line.label, values)
            seen.add(check)
        if not line.text.strip():
            yield Finding(Check.EMPTY_LINE, line.label)
        if re.search(r"(?:PUBYEAR|\byr)\s*,?\s*\d{4}\s*\)?\s*[-–]\s*,", line.text) or re.search(
            r"-\s*,\s*\d{4}", line.text
        ):
            yield Finding(Check.MANGLED_LIMIT, line.label)


def _references(history: History, parsed: Sequence[Parsed]) -> Iterator[Finding]:
    labels = history.labels
    seen: set[str] = set()
    used: set[str] = set()
    for line, one in zip(history.lines, parsed, strict=True):
        for label in sorted(referred(one)):
            if label not in labels:
                yield Finding(Check.UNKNOWN_LINE, line.label, {"label": label})
            elif label not in seen:
                yield Finding(Check.LATER_LINE, line.label, {"label": label})
        used |= referred(one)
        seen.add(line.label)
    if used:
        # where lines are combined at all, a line that is neither combined nor last was forgotten or is a trial
        for line in history.lines[:-1]:
            if line.label not in used:
                yield Finding(Check.UNUSED_LINE, line.label)


def _described(history: History, parsed: Sequence[Parsed]) -> Iterator[Finding]:
    """Terms the report says were searched, in quotes or after AND/OR, that no line holds."""
    held = " ".join(
        node.text.lower() for one in parsed for node in walk(one.tree) if isinstance(node, Term | Heading)
    )
    for term in re.findall(r"«([^»]+)»", history.described):
        word = term.lower().rstrip("*$:")
        if not re.search(rf"(?<!\w){re.escape(word)}", held):
            yield Finding(Check.DESCRIBED_NOT_SEARCHED, history.lines[-1].label, {"term": term})


def _algebra(history: History, parsed: Sequence[Parsed]) -> Iterator[Finding]:
    sets = Sets(history, parsed)
    for line, one in zip(history.lines, parsed, strict=True):
        if line.hits is None:
            continue
        bounds = sets.bounds(one.tree, limited=bool(line.limits))
        if bounds is not None and (
            line.hits < bounds.low or (bounds.high is not None and line.hits > bounds.high)
        ):
            check = bounds.check if line.hits < bounds.low else bounds.check_high
            yield Finding(
                check,
                line.label,
                {"hits": line.hits, "low": bounds.low, "high": bounds.high, "sum": bounds.shown},
            )
        yield from sets.narrower(line, one)


def _plausible(history: History, parsed: Sequence[Parsed]) -> Iterator[Finding]:
    """A plain word with next to no hits between lines with thousands; an OR to which one part adds next to nothing."""
    single = [
        (line, one)
        for line, one in zip(history.lines, parsed, strict=True)
        if isinstance(one.tree, Term) and line.hits is not None
    ]
    counts = sorted(line.hits or 0 for line, _ in single)
    middle = counts[len(counts) // 2] if counts else 0
    for line, one in single:
        short = isinstance(one.tree, Term) and len(one.tree.text.split()) == 1
        if short and not line.limits and middle >= 200 and (line.hits or 0) * 100 < middle:
            yield Finding(Check.IMPLAUSIBLE_HITS, line.label, {"hits": line.hits, "middle": middle})
    hits = {line.label: line.hits for line in history.lines}
    for line, one in zip(history.lines, parsed, strict=True):
        if isinstance(one.tree, Combined) and one.tree.operator == "or" and line.hits:
            parts = [hits.get(node.label) for node in one.tree.parts if isinstance(node, LineReference)]
            known = [part for part in parts if part is not None]
            if len(known) == len(one.tree.parts) >= 2 and 0 < line.hits - max(known) <= line.hits / 10000:
                yield Finding(Check.OR_ADDS_NOTHING, line.label, {"hits": line.hits, "largest": max(known)})


def _reading(history: History) -> Iterator[Finding]:
    """Sums that are no number of records, sums that are wrong, and lines read against the rule."""
    last = history.lines[-1].label
    if history.printed_hits is not None:
        yield Finding(Check.SUM_OF_LINE_HITS, last, {"hits": history.printed_hits})
    for printed, name in (
        (history.printed_hits, "hits"),
        (history.printed_abstracts, "abstracts_read"),
        (history.printed_articles, "articles_read"),
    ):
        counted = [getattr(line, name) for line in history.lines]
        total = sum(count for count in counted if count is not None)
        if printed is not None and any(count is not None for count in counted) and printed != total:
            yield Finding(Check.PRINTED_SUM_DIFFERS, last, {"printed": printed, "sum": total, "column": name})
    if history.date and history.date_elsewhere and history.date != history.date_elsewhere:
        yield Finding(Check.DATE_DIFFERS, last, {"date": history.date, "other": history.date_elsewhere})
    if history.annex and history.annex_cited and history.annex != history.annex_cited:
        yield Finding(Check.ANNEX_DIFFERS, last, {"annex": history.annex, "cited": history.annex_cited})
    for line in history.lines:
        rule = history.read_below
        if rule is not None and line.abstracts_read and line.hits is not None and line.hits > rule:
            yield Finding(Check.READ_ABOVE_RULE, line.label, {"hits": line.hits, "rule": rule})
        if _note_reverses(line):
            yield Finding(Check.NOTE_REVERSES, line.label, {"note": line.note or line.limits})


def lint_together(histories: Sequence[History]) -> tuple[Finding, ...]:
    """What only shows when the searches of one review are held together: a year limit in some and not in others."""
    limited = {history.name: history.years_from for history in histories if history.years_from is not None}
    free = [history.name for history in histories if history.years_from is None]
    if not limited or (not free and len(set(limited.values())) == 1):
        return ()
    return (Finding(Check.YEARS_DIFFER, "", {"limited": ", ".join(limited), "free": ", ".join(free) or "–"}),)


def _note_reverses(line: SearchLine) -> bool:
    """`30 not 29` with a note that says 30 was taken out of 29."""
    operands = re.match(r"^\s*[#Ss]?(\d+)\s+not\s+[#Ss]?(\d+)\s*$", line.text, re.IGNORECASE)
    said = re.search(r"nummer\s+(\d+)\D{1,30}nummer\s+(\d+)", f"{line.note} {line.limits}")
    return operands is not None and said is not None and (said[1], said[2]) == (operands[1], operands[2])
