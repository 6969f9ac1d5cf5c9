"""Searches and worked reviews as content files, and the search files a person hands to the command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from medgang.content.loader import Schema, Text, load, load_all
from medgang.core.literature.flow import Column, Count, Flow
from medgang.core.literature.questions import Criteria, Criterion, Pico, Question, Side, Spider
from medgang.core.literature.searching.history import History, SearchLine
from medgang.core.literature.searching.syntax import Database


class LineFile(Schema):
    """One line of a search history as printed."""

    n: str | int
    q: str
    hits: int | None = None
    limits: str = ""
    abstracts: int | None = None
    articles: int | None = None
    note: str = ""


class SearchFile(Schema):
    """The search in one database."""

    name: str
    syntax: Literal["ovid", "pubmed", "ebsco", "scopus", "wos", "oria"]
    place: str = ""
    date: str = ""
    date_elsewhere: str = ""
    annex: str = ""
    annex_cited: str = ""
    years_from: int | None = None
    described: str = ""
    read_below: int | None = None
    printed_hits: int | None = None
    printed_abstracts: int | None = None
    printed_articles: int | None = None
    lines: list[LineFile] = Field(min_length=1)

    def history(self) -> History:
        """The search as the core knows it."""
        return History(
            database=Database(self.syntax),
            lines=tuple(
                SearchLine(
                    str(line.n).lower().removeprefix("s"),
                    line.q,
                    line.hits,
                    line.limits,
                    line.abstracts,
                    line.articles,
                    line.note,
                )
                for line in self.lines
            ),
            name=self.name,
            source=self.place,
            date=self.date,
            described=self.described,
            printed_hits=self.printed_hits,
            printed_abstracts=self.printed_abstracts,
            printed_articles=self.printed_articles,
            read_below=self.read_below,
            date_elsewhere=self.date_elsewhere,
            annex=self.annex,
            annex_cited=self.annex_cited,
            years_from=self.years_from,
        )


class SearchesFile(Schema):
    """Every search of one review, as a report prints them."""

    source: str
    searches: list[SearchFile] = Field(min_length=1)
    printed_hits: int | None = None
    printed_abstracts: int | None = None
    printed_articles: int | None = None


class CountFile(Schema):
    """A number a source prints, with its place there; `derived` where it follows from printed ones."""

    value: int | None
    place: str = ""
    derived: bool = False

    def count(self) -> Count:
        """The count as the core knows it."""
        return Count(self.value, self.derived, self.place)


Box = Literal[
    "identified",
    "duplicates",
    "automation",
    "removed_other",
    "screened",
    "excluded",
    "sought",
    "not_retrieved",
    "assessed",
    "excluded_full_text",
]


class FlowFile(Schema):
    """The flow a source reports; a box it does not print is left out."""

    sources: dict[str, CountFile] = Field(default_factory=dict)
    boxes: dict[Box, CountFile]
    studies: CountFile | None = None
    reports: CountFile | None = None

    def flow(self) -> Flow:
        """The flow as the core knows it."""
        boxes: dict[str, Any] = {name: box.count() for name, box in self.boxes.items()}
        unknown = CountFile(value=None)
        return Flow(
            databases=Column(sources={name: one.count() for name, one in self.sources.items()}, **boxes),
            studies=(self.studies or unknown).count(),
            reports=(self.reports or unknown).count(),
        )


class CriterionFile(Schema):
    """One line of the checklist."""

    key: str
    side: Literal["include", "exclude"]
    text: Text


class PicoFile(Schema):
    """A question about effect."""

    kind: Literal["pico"]
    population: str
    intervention: str
    comparison: str
    outcome: str


class SpiderFile(Schema):
    """A question about experience."""

    kind: Literal["spider"]
    sample: str
    phenomenon: str
    design: str
    evaluation: str
    research_type: str


class CheckFile(Schema):
    """A sum of reported numbers that the source gets right or wrong: `start` less `taken`, or the sum of `parts`."""

    name: Text
    place: str
    start: int | None = None
    taken: list[int] = Field(default_factory=list)
    parts: list[int] = Field(default_factory=list)
    printed: int
    row: str = ""


class WorkFile(Schema):
    """A work the source names. What was not checked stands empty; variants are kept as printed."""

    key: str
    authors: str
    year: int | None = None
    printed_years: list[int] = Field(default_factory=list)
    title: str = ""
    design: str
    design_printed: str = ""
    participants: int | None = None
    decision: Literal["included", "excluded", "background"]
    reason: str = ""
    database: str = ""
    line: str = ""
    place: str
    casp: list[str] = Field(default_factory=list)


class NoteFile(Schema):
    """A contradiction in the source that no sum can show, said in words."""

    text: Text
    place: str
    row: str = ""


class ReviewFile(Schema):
    """A reported review."""

    source: str
    title: Text
    question_text: Text
    question: PicoFile | SpiderFile = Field(discriminator="kind")
    criteria: list[CriterionFile] = Field(default_factory=list)
    searches: str
    flow: FlowFile
    checks: list[CheckFile] = Field(default_factory=list)
    works: list[WorkFile]
    quotes: dict[str, dict[str, int]] = Field(default_factory=dict)
    notes: list[NoteFile] = Field(default_factory=list)

    def asked(self) -> Question:
        """The question as the core knows it."""
        values = self.question.model_dump(exclude={"kind"})
        return Pico(**values) if isinstance(self.question, PicoFile) else Spider(**values)

    def checklist(self, lang: str) -> Criteria | None:
        """The criteria, version 1; None where the source prints none."""
        items = tuple(Criterion(one.key, Side(one.side), one.text.in_(lang)) for one in self.criteria)
        return Criteria(1, items) if items else None


def review(name: str, over: Sequence[Path] = ()) -> ReviewFile:
    """One worked review by name."""
    return load("reviews", name, ReviewFile, over).value


def reviews(over: Sequence[Path] = ()) -> Mapping[str, ReviewFile]:
    """Every worked review."""
    return {name: found.value for name, found in load_all("reviews", ReviewFile, over).items()}


def searches(name: str, over: Sequence[Path] = ()) -> SearchesFile:
    """The searches of one worked review."""
    return load("searches", name, SearchesFile, over).value
