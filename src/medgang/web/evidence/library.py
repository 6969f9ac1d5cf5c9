"""The reviews that ship as reported: what their sources print, with place, and what does not add up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from medgang.content import ContentError
from medgang.content.schemas.literature import ReviewFile, WorkFile, review, reviews, searches
from medgang.content.sentences import say
from medgang.core.literature.flow import Flow, contradictions, derived, difference, total
from medgang.core.literature.searching.linting import lint
from medgang.web.evidence import presenters, words


@dataclass(frozen=True, slots=True)
class Check:
    """A sum the source prints, and whether it holds."""

    name: str
    place: str
    wrong: str


@dataclass(frozen=True, slots=True)
class SearchShown:
    """One database's search with its line hits."""

    name: str
    date: str
    lines: list[tuple[str, str, int | None]]
    sum_of_line_hits: int
    findings: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A reported review, to be read."""

    title: str
    question: str
    parts: list[tuple[str, str]]
    source: str
    flow: Flow
    contradictions: list[str]
    checks: list[Check]
    works: list[WorkFile]
    notes: list[tuple[str, str]]
    searches: list[SearchShown]


def listed() -> list[tuple[str, str, str]]:
    """Name, title and question of each."""
    lang = words.lang()
    return [(name, one.title.in_(lang), one.question_text.in_(lang)) for name, one in reviews().items()]


def shown(name: str) -> Shown | None:
    """One of them; None where there is none of that name."""
    try:
        found = review(name)
    except ContentError:
        return None
    lang = words.lang()
    flow = found.flow.flow()
    flow = replace(flow, databases=derived(flow.databases))
    return Shown(
        title=found.title.in_(lang),
        question=found.question_text.in_(lang),
        parts=[(str(words.QUESTION[key]), text) for key, text in found.asked().parts().items() if text],
        source=found.source,
        flow=flow,
        contradictions=presenters.contradiction_lines(contradictions(flow)),
        checks=_checks(found),
        works=found.works,
        notes=[(note.text.in_(lang), note.place) for note in found.notes],
        searches=_searches(found),
    )


def _checks(found: ReviewFile) -> list[Check]:
    lines = []
    for check in found.checks:
        wrong = (
            total(check.parts, check.printed)
            if check.start is None
            else difference(check.start, check.taken, check.printed)
        )
        said = presenters.contradiction_lines([wrong])[0] if wrong else ""
        lines.append(Check(check.name.in_(words.lang()), check.place, said))
    return lines


def _searches(found: ReviewFile) -> list[SearchShown]:
    listed_ = []
    for one in searches(found.searches).searches:
        history = one.history()
        listed_.append(
            SearchShown(
                name=history.name,
                date=history.date,
                lines=[(line.label, line.text, line.hits) for line in history.lines],
                sum_of_line_hits=history.sum_of_line_hits,
                findings=[
                    (
                        finding.line,
                        say(f"literature.lint_{finding.check.value}", words.lang(), **dict(finding.values)),
                    )
                    for finding in lint(history)
                ],
            )
        )
    return listed_
