"""Line formats: RIS, NBIB/MEDLINE, Ovid, Web of Science, RefWorks and Refer are one idea with different tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medgang.core.literature.importing.dialects import (
    NBIB,
    OVID,
    OVID_LABELS,
    REFER,
    REFWORKS,
    RIS,
    WOS,
    Dialect,
)
from medgang.core.literature.importing.draft import Draft
from medgang.core.literature.importing.sources import add_source
from medgang.core.literature.importing.text import lines
from medgang.core.literature.record import Kind, Loss, LossCode

_NUMBER_ONLY = re.compile(r"^\s*(?:<?\s*\d+\s*\.?\s*>?|\d+\.)\s*$")
_PREAMBLE = re.compile(
    r"^\s*(?:Record #?\d+ of \d+|Provider:|Content:|Database:|Tagformat:|Link to the|\d+/\d+|Link:|EF\b|FN |VR "
    r"|Export Date|https?://)"
)


@dataclass(slots=True)
class _Open:
    """The record being read: its lines as (tag, value, line)."""

    line: int
    pieces: list[tuple[str, list[str], int]]
    started: bool


def _pieces(data: bytes, source: str, dialect: Dialect, losses: list[Loss]) -> Iterator[_Open]:  # noqa: C901, PLR0912
    """The records of the file as lists of tagged values. One loop for all dialects: their rules are in the table."""
    current: _Open | None = None
    for number, text in lines(data):
        match = dialect.line.match(text)
        if match is None:
            if not text.strip():
                if dialect.blank_ends and current is not None:
                    yield current
                    current = None
                continue
            if dialect.separator is not None and dialect.separator.match(text):
                if current is not None:
                    yield current
                current = None
            elif current is None or not current.pieces:
                if not _NUMBER_ONLY.match(text) and not _PREAMBLE.match(text):
                    losses.append(Loss(source, number, LossCode.NOT_IN_RECORD, text.strip()[:80]))
            else:
                current.pieces[-1][1].append(text.strip() if text[:1].isspace() else text)
            continue
        tag, value = match[1], (match[2] or "")
        if tag == dialect.end:
            if current is not None:
                yield current
            current = None
            continue
        if tag in dialect.ignored_alone and current is None:
            continue
        if tag in dialect.starts and current is not None and (dialect.end or current.started):
            if dialect.end and current.started:
                losses.append(Loss(source, current.line, LossCode.UNCLOSED_RECORD))
            yield current
            current = None
        if current is None:
            current = _Open(number, [], started=False)
        current.started = current.started or tag in dialect.starts
        current.pieces.append((tag, [value], number))
    if current is not None:
        if dialect.end and current.started:
            losses.append(Loss(source, current.line, LossCode.UNCLOSED_RECORD))
        yield current


def _joined(tag: str, parts: list[str], dialect: Dialect) -> list[str]:
    """A value that ran over several lines: one value, or one per line where the tag lists things."""
    if tag in dialect.per_line:
        return [part.strip() for part in parts if part.strip()]
    keep = "\n" if not dialect.wraps and dialect.fields.get(tag) in {"abstract", "keyword", "note"} else " "
    return [keep.join(parts).strip()]


def _draft(found: _Open, source: str, dialect: Dialect, losses: list[Loss]) -> Draft:
    draft = Draft(found.line)
    unknown: set[str] = set()
    for tag, parts, number in found.pieces:
        name = dialect.fields.get(tag)
        for value in _joined(tag, parts, dialect):
            if name is None:
                if tag not in unknown:
                    losses.append(Loss(source, number, LossCode.UNKNOWN_TAG, f"{tag} {value}"[:80]))
                unknown.add(tag)
                draft.extra.append((tag, value))
            elif name == "type":
                draft.kind = dialect.kind(value) or draft.kind
            elif name == "source":
                add_source(draft, value)
            elif name == "extra":
                draft.extra.append((tag, value))
            elif name == "identifier":
                _identifier(draft, value)
            else:
                draft.add(name, value)
    if dialect is RIS:
        _ris_titles(draft)
    return draft


def _identifier(draft: Draft, value: str) -> None:
    """MEDLINE's `10.1000/182 [doi]`, `S0140-6736 [pii]`."""
    if "[doi]" in value:
        draft.add("doi", value.replace("[doi]", ""))
    elif value.startswith("http"):
        draft.add("url", value)
    else:
        draft.add("maybe_doi", value)


def _ris_titles(draft: Draft) -> None:
    """T2 is the journal, the book, or a book's series, by the kind of work; A2 the editors of all but a series."""
    second = draft.fields.pop("second", [])
    for value in second:
        draft.add("series" if draft.kind is Kind.BOOK else "container", value)
    if (
        draft.kind is Kind.ARTICLE
        and draft.first("place")
        and draft.first("database").lower().startswith("arxiv")
    ):
        draft.kind = Kind.PREPRINT


def read_tagged(data: bytes, source: str, dialect: Dialect) -> tuple[list[Draft], list[Loss]]:
    """Every record of a tagged file, and what stood outside or could not be understood."""
    losses: list[Loss] = []
    drafts = []
    for found in _pieces(data, source, dialect, losses):
        if dialect.starts and not found.started and not _whole(found, dialect):
            # tagged lines between two records, as Ovid prints after ER: no record of their own
            for tag, parts, number in found.pieces:
                losses.append(Loss(source, number, LossCode.NOT_IN_RECORD, f"{tag} {parts[0]}"[:80]))
            continue
        drafts.append(_draft(found, source, dialect, losses))
    return drafts, losses


def _whole(found: _Open, dialect: Dialect) -> bool:
    """A record that lost its first line, but not its title."""
    return any(dialect.fields.get(tag) in {"title", "abstract"} for tag, _, _ in found.pieces)


_LABEL = re.compile(r"^([A-Z][A-Za-z /()&-]{1,44}?)\s*$")
_RECORD_MARK = re.compile(r"^\s*<\s*\d+\s*\.?\s*>\s*$")


def read_ovid(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """Ovid's own export: tagged (`TI  - `), or labels on a line of their own with the value indented below."""
    labelled = sum(1 for _, text in lines(data[:20000]) if text.strip() in OVID_LABELS)
    if labelled < 2:
        return read_tagged(data, source, OVID)
    losses: list[Loss] = []
    drafts: list[Draft] = []
    label = ""
    for number, text in lines(data):
        if _RECORD_MARK.match(text):
            drafts.append(Draft(number))
            label = ""
        elif not drafts or not text.strip():
            if text.strip() and not _PREAMBLE.match(text):
                losses.append(Loss(source, number, LossCode.NOT_IN_RECORD, text.strip()[:80]))
        elif not text[0].isspace() and _LABEL.match(text):
            label = OVID_LABELS.get(text.strip(), "")
            if not label:
                losses.append(Loss(source, number, LossCode.UNKNOWN_TAG, text.strip()[:80]))
        elif label == "source":
            add_source(drafts[-1], text.strip())
        elif label == "type":
            drafts[-1].kind = OVID.kind(text.strip()) or drafts[-1].kind
        elif label in {"title", "abstract"} and drafts[-1].first(label):
            drafts[-1].fields[label][-1] += f" {text.strip()}"
        elif label:
            drafts[-1].add(label, text)
    return drafts, losses


def read_ris(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """RIS in its dialects."""
    return read_tagged(data, source, RIS)


def read_nbib(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """PubMed's NBIB, MEDLINE and what ERIC calls NBIB."""
    return read_tagged(data, source, NBIB)


def read_wos(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """Web of Science's tagged plain text."""
    return read_tagged(data, source, WOS)


def read_refworks(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """RefWorks tagged."""
    return read_tagged(data, source, REFWORKS)


def read_refer(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """Refer/BibIX, which EndNote calls ENW."""
    return read_tagged(data, source, REFER)
