"""What the evidence pages show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from medgang.content.sentences import say
from medgang.core.literature.flow import Contradiction
from medgang.core.literature.questions import search_terms
from medgang.core.literature.record import Record
from medgang.core.literature.screening.agreement import Agreement, agreement
from medgang.core.literature.screening.stopping import StoppingRule, ranked_p_value
from medgang.web.accounts.models import Person
from medgang.web.evidence import selectors, words
from medgang.web.evidence.models import DuplicatePair, RecordRow, Review

TARGET = 0.95
ALPHA = 0.05
Piece = tuple[str, bool]


def pieces(text: str, terms: Iterable[str]) -> list[Piece]:
    """The text cut where a term of the question stands: each piece and whether it is to be marked."""
    found = sorted({term for term in terms if len(term) > 2}, key=len, reverse=True)
    if not found or not text:
        return [(text, False)] if text else []
    pattern = re.compile("(" + "|".join(rf"\b{re.escape(term)}\w*" for term in found) + ")", re.IGNORECASE)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pattern.split(text)) if piece]


def terms_of(review: Review) -> list[str]:
    """The words of the question to mark."""
    return [term for part in search_terms(selectors.question_of(review)).values() for term in part]


def question_lines(review: Review) -> list[tuple[str, str]]:
    """The question by part, in words."""
    parts = selectors.question_of(review).parts()
    return [(str(words.QUESTION[name]), text) for name, text in parts.items() if text]


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One record as it is read."""

    row: RecordRow
    title: list[Piece]
    abstract: list[Piece]
    where: str
    doi: str

    @property
    def source(self) -> str:
        """Where it was found."""
        return self.row.file.database


def where_line(record: Record) -> str:
    """Authors, journal and year in one line."""
    authors = [name.family for name in record.authors]
    shown = f"{authors[0]} m.fl." if len(authors) > 3 else ", ".join(authors)
    parts = [shown, record.container, str(record.year or "")]
    return " · ".join(part for part in parts if part)


def card(row: RecordRow, terms: Iterable[str] = ()) -> RecordCard:
    """A record with the words of the question marked."""
    record = selectors.as_record(row)
    wanted = list(terms)
    return RecordCard(
        row, pieces(row.title, wanted), pieces(row.abstract, wanted), where_line(record), record.doi
    )


@dataclass(frozen=True, slots=True)
class PairCard:
    """Two records side by side with what agrees and what does not."""

    pair: DuplicatePair
    one: RecordCard
    other: RecordCard
    reasons: list[str]


def reason_words(reasons: Iterable[str]) -> list[str]:
    """Why two records look like one, in words."""
    return [say(f"literature.reason_{reason}", words.lang()) for reason in reasons]


def pair_card(pair: DuplicatePair) -> PairCard:
    """A pair to be judged."""
    return PairCard(pair, card(pair.one), card(pair.other), reason_words(pair.reasons))


@dataclass(frozen=True, slots=True)
class JoinedCard:
    """A record that another stands for, and why."""

    card: RecordCard
    pair: DuplicatePair | None
    reasons: list[str]


def group_cards(review: Review, rows: Iterable[RecordRow]) -> list[tuple[RecordCard, list[JoinedCard]]]:
    """Each group: the record that stays, and those it stands for."""
    listed = list(rows)
    ids = {one.pk for row in listed for one in (row, *row.duplicates.all())}
    between = selectors.reasons_between(review, ids)
    found = []
    for row in listed:
        inside = [row, *row.duplicates.all()]
        joined = []
        for one in row.duplicates.all():
            pair = next(
                (between[key] for other in inside if (key := frozenset((one.pk, other.pk))) in between), None
            )
            joined.append(JoinedCard(card(one), pair, reason_words(pair.reasons) if pair else []))
        found.append((card(row), joined))
    return found


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """How two screeners agreed before they talked."""

    one: str
    other: str
    figures: Agreement


def agreements(given: dict[Person, dict[str, bool]]) -> list[AgreementLine]:
    """Every two screeners with records in common."""
    people = sorted(given, key=lambda person: person.pk)
    return [
        AgreementLine(one.full_name, other.full_name, agreement(given[one], given[other]))
        for place, one in enumerate(people)
        for other in people[place + 1 :]
        if given[one].keys() & given[other].keys()
    ]


@dataclass(frozen=True, slots=True)
class StoppingLine:
    """What the stopping aid can say: never more than it knows."""

    read: int
    found: int
    left: int
    p_value: float | None
    since: int
    standing: str
    rule: str

    @property
    def below(self) -> bool:
        """Whether the heuristic would stop."""
        return self.p_value is not None and self.p_value < ALPHA


def stopping(labels: list[bool], total: int) -> StoppingLine:
    """The ranked test and the run since the last relevant record. Ranked records are no random sample: a heuristic."""
    found = sum(labels)
    since = next((place for place, label in enumerate(reversed(labels)) if label), len(labels))
    usable = bool(labels) and bool(found) and len(labels) <= total
    return StoppingLine(
        read=len(labels),
        found=found,
        left=max(total - len(labels), 0),
        p_value=ranked_p_value(labels, total, TARGET) if usable else None,
        since=since,
        standing=say("literature.standing_heuristic", words.lang()),
        rule=say(f"literature.rule_{StoppingRule.RANKED_TEST.value}", words.lang()),
    )


def contradiction_lines(found: Iterable[Contradiction]) -> list[str]:
    """Sums that do not hold, in words."""
    return [
        say(
            f"literature.{one.code}",
            words.lang(),
            shown=one.shown,
            expected=one.expected,
            printed=one.printed,
        )
        for one in found
    ]


def loss_lines(name: str, losses: Iterable[dict[str, Any]]) -> list[str]:
    """What could not be read, each with its line."""
    return [
        say(f"literature.{one['code']}", words.lang(), file=name, line=one["line"], text=one["text"])
        for one in losses
    ]
