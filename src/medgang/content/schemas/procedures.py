"""The shape of `content/procedures/*.yaml`, as one writes it, and its way to the core's own types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from medgang.content.loader import Content, ContentError, Schema, Text, content_files, load, load_all
from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.people.roles import Role
from medgang.core.procedures import (
    Anchor,
    AnchorKind,
    Certainty,
    Clause,
    Condition,
    Declaration,
    Due,
    DueKind,
    Escalation,
    Gap,
    Ground,
    GroundKind,
    Limits,
    Link,
    Match,
    Place,
    Procedure,
    Recommendation,
    Section,
    Source,
    Span,
    Step,
    Strength,
    Where,
    clean_link,
)
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_background import Flag
from medgang.core.timeline.details_stay import Phase
from medgang.core.words import Words

AREA = "procedures"
_SPAN = re.compile(r"^(?:(\d+) months?)?(?: and )?(?:(\d+) days?)?$")
_POINTS = {
    "admission": AnchorKind.ADMISSION,
    "phase": AnchorKind.PHASE,
    "end": AnchorKind.END,
    "discharge": AnchorKind.DISCHARGE,
}
_EACH = {"day": DueKind.EACH_DAY, "week": DueKind.EACH_WEEK, "shift": DueKind.EACH_SHIFT}
_WEEKDAYS = ("", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Kind = Annotated[EventKind, Field(strict=False)]
GroundKindF = Annotated[GroundKind, Field(strict=False)]


def words(text: Text) -> Words:
    """A content text as the core carries it."""
    return Words(text.nb, text.nn, text.en)


def span(text: str) -> Span:
    """`3 days`, `3 months`, `1 month and 7 days`."""
    found = _SPAN.match(text.strip())
    if found is None or not any(found.groups()):
        raise ValueError(f"{text!r} is not a length of time like '3 days' or '3 months'")
    return Span(int(found[1] or 0), int(found[2] or 0))


class MatchFile(Schema):
    """`{kind: talked, where: {finished: "true"}, above: {phq9-9: 0}}`."""

    kind: Kind
    where: dict[str, str | list[str]] = Field(default_factory=dict)
    above: dict[str, float] = Field(default_factory=dict)

    def match(self) -> Match:
        """As the core knows it."""
        return Match(
            self.kind, (*_wheres(self.where), *(Where(one, (), least) for one, least in self.above.items()))
        )


def _wheres(written: dict[str, str | list[str]]) -> tuple[Where, ...]:
    return tuple(
        Where(name, tuple(values) if isinstance(values, list) else (values,))
        for name, values in written.items()
    )


class AnchorFile(Schema):
    """`{last: {kind: planned}, field: review_on}`."""

    first: MatchFile | None = None
    last: MatchFile | None = None
    each: MatchFile | None = None
    field: str = ""

    @model_validator(mode="after")
    def _one(self) -> AnchorFile:
        if sum(one is not None for one in (self.first, self.last, self.each)) != 1:
            raise ValueError("an anchor has exactly one of first, last, each")
        return self

    def anchor(self, name: str) -> Anchor:
        """As the core knows it."""
        for kind, found in (
            (AnchorKind.FIRST, self.first),
            (AnchorKind.LAST, self.last),
            (AnchorKind.EACH, self.each),
        ):
            if found is not None:
                return Anchor(kind, name, found.match(), self.field)
        raise AssertionError  # pragma: no cover - `_one` has seen to it


class DueFile(Schema):
    """`{within: 3 days, after: admission}`, `{every: 3 months, after: first-test}`, `{before: discharge 14 days}`,
    `{each: day}`, `{each: shift, times: 2}`, `{each: week, weekday: monday}`."""

    within: str = ""
    every: str = ""
    before: str = ""
    each: Literal["", "day", "week", "shift"] = ""
    after: str = ""
    opens: str = ""
    times: int = 1
    weekday: Literal["", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = ""
    fresh: bool = False

    @model_validator(mode="after")
    def _one(self) -> DueFile:
        if sum(bool(one) for one in (self.within, self.every, self.before, self.each)) != 1:
            raise ValueError("a due rule has exactly one of within, every, before, each")
        if bool(self.within or self.every) != bool(self.after):
            raise ValueError("within and every say what they count after, and only they do")
        for text in (
            self.within,
            self.every,
            self.opens,
            self.before.partition(" ")[2] if self.before else "",
        ):
            if text:
                span(text)
        return self

    def due(self, anchors: dict[str, Anchor]) -> Due:
        """As the core knows it."""
        opens = span(self.opens) if self.opens else Span()
        if self.each:
            return Due(_EACH[self.each], times=self.times, weekday=_WEEKDAYS.index(self.weekday))
        if self.before:
            name, _, length = self.before.partition(" ")
            return Due(DueKind.BEFORE, span(length), _anchor(name, anchors), fresh=self.fresh)
        kind = DueKind.WITHIN if self.within else DueKind.EVERY
        return Due(
            kind, span(self.within or self.every), _anchor(self.after, anchors), opens, fresh=self.fresh
        )


def _anchor(name: str, anchors: dict[str, Anchor]) -> Anchor:
    if name in _POINTS:
        return Anchor(_POINTS[name], name)
    if name not in anchors:
        raise InvalidValue("procedures.unknown_id", what="anchors", id=name)
    return anchors[name]


class ConditionFile(Schema):
    """`{flag: withdrawal_or_taper}`, `{latest: {kind: tested}}`, either with `holds: false`."""

    latest: MatchFile | None = None
    flag: Annotated[Flag | None, Field(strict=False)] = None
    among: dict[str, str | list[str]] = Field(default_factory=dict)
    holds: bool = True

    def condition(self) -> Condition:
        """As the core knows it."""
        return Condition(
            self.latest.match() if self.latest else None, self.flag, self.holds, _wheres(self.among)
        )


class SectionFile(Schema):
    """A part of the procedure."""

    id: str
    title: Text


class SourceFile(Schema):
    """Where something is said."""

    id: str
    citation: str
    dated: str
    url: str = ""


class RecommendationFile(Schema):
    """A recommendation that is taken over."""

    id: str
    text: Text
    strength: Annotated[Strength, Field(strict=False)]
    source: str


class GroundFile(Schema):
    """One thing a clause rests on."""

    kind: GroundKindF
    source: str
    says: Text
    certainty: Annotated[Certainty, Field(strict=False)] = Certainty.NOT_GRADED

    def ground(self) -> Ground:
        """As the core knows it."""
        return Ground(self.kind, self.source, words(self.says), self.certainty)


class GapFile(Schema):
    """What is missing under a clause."""

    kind: GroundKindF
    says: Text


class ClauseFile(Schema):
    """One thing the procedure says."""

    id: str
    section: str
    text: Text
    grounds: list[GroundFile]
    gaps: list[GapFile] = Field(default_factory=list)
    recommendations: list[str] = Field(default_factory=list)

    def clause(self) -> Clause:
        """As the core knows it."""
        return Clause(
            self.id,
            self.section,
            words(self.text),
            tuple(one.ground() for one in self.grounds),
            tuple(Gap(one.kind, words(one.says)) for one in self.gaps),
            tuple(self.recommendations),
        )


class EscalationFile(Schema):
    """Who gets the task when its hours have run."""

    hours: int
    to: Annotated[Role, Field(strict=False)]


class LinkFile(Schema):
    """A page that belongs to a step."""

    title: Text
    url: str


class StepFile(Schema):
    """Something to be done for a patient."""

    id: str
    section: str
    title: Text
    how: Text
    roles: list[Annotated[Role, Field(strict=False)]]
    phases: list[Annotated[Phase, Field(strict=False)]]
    due: DueFile
    completed_by: list[MatchFile] = Field(default_factory=list)
    clauses: list[str]
    when: list[ConditionFile] = Field(default_factory=list)
    place: Annotated[Place, Field(strict=False)] = Place.WARD
    form: str = ""
    instrument: str = ""
    bundle: str = ""
    offer: bool = False
    on: bool = True
    record: bool = True
    escalation: EscalationFile | None = None
    links: list[LinkFile] = Field(default_factory=list)

    def step(self, anchors: dict[str, Anchor]) -> Step:
        """As the core knows it."""
        return Step(
            id=self.id,
            section=self.section,
            title=words(self.title),
            how=words(self.how),
            roles=tuple(self.roles),
            phases=tuple(self.phases),
            due=self.due.due(anchors),
            completed_by=tuple(one.match() for one in self.completed_by),
            clauses=tuple(self.clauses),
            when=tuple(one.condition() for one in self.when),
            place=self.place,
            form=self.form,
            instrument=self.instrument,
            bundle=self.bundle,
            offer=self.offer,
            on=self.on,
            record=self.record,
            escalation=Escalation(self.escalation.hours, self.escalation.to) if self.escalation else None,
            links=tuple(Link(words(one.title), clean_link(one.url)) for one in self.links),
        )


class LimitsFile(Schema):
    """The procedure's own numbers."""

    systolic_mmhg: int
    diastolic_mmhg: int
    medicines_checked_days: int
    expiry_warning_days: int
    clearance_days: int


class DeclarationFile(Schema):
    """What an author has declared."""

    who: Text
    interests: Text


class ProcedureFile(Schema):
    """A whole procedure."""

    source: str
    id: str
    version: str
    dated: str
    title: Text
    question: Text
    topic: str = ""
    limits: LimitsFile
    declarations: list[DeclarationFile] = Field(default_factory=list)
    sections: list[SectionFile]
    sources: list[SourceFile]
    recommendations: list[RecommendationFile]
    clauses: list[ClauseFile]
    anchors: dict[str, AnchorFile] = Field(default_factory=dict)
    steps: list[StepFile]

    def procedure(self) -> Procedure:
        """As the core knows it; raises the core's own errors for what does not hang together."""
        anchors = {name: found.anchor(name) for name, found in self.anchors.items()}
        return Procedure(
            id=self.id,
            version=self.version,
            dated=date.fromisoformat(self.dated),
            title=words(self.title),
            question=words(self.question),
            sections=tuple(Section(one.id, words(one.title)) for one in self.sections),
            sources=tuple(
                Source(one.id, one.citation, one.dated, clean_link(one.url) if one.url else "")
                for one in self.sources
            ),
            recommendations=tuple(
                Recommendation(one.id, words(one.text), one.strength, one.source)
                for one in self.recommendations
            ),
            clauses=tuple(one.clause() for one in self.clauses),
            steps=tuple(one.step(anchors) for one in self.steps),
            limits=Limits(
                self.limits.systolic_mmhg,
                self.limits.diastolic_mmhg,
                self.limits.medicines_checked_days,
                self.limits.expiry_warning_days,
                self.limits.clearance_days,
            ),
            declarations=tuple(
                Declaration(words(one.who), words(one.interests)) for one in self.declarations
            ),
            topic=self.topic,
        )


@dataclass(frozen=True, slots=True)
class LoadedProcedure:
    """A procedure from a file: the name of the file, whether it is the shipped one, and the procedure."""

    name: str
    shipped: bool
    procedure: Procedure


def _loaded(found: Content[ProcedureFile], over: Sequence[Path]) -> LoadedProcedure:
    try:
        return LoadedProcedure(found.name, found.shipped, found.value.procedure())
    except InvalidValue as error:
        line = _line(found.name, over, [str(value) for value in error.values.values()])
        raise ContentError(f"{AREA}/{found.name}.yaml", line, say(error, "en")) from error
    except ValueError as error:
        raise ContentError(f"{AREA}/{found.name}.yaml", 1, str(error)) from error


def _line(name: str, over: Sequence[Path], words_of_error: list[str]) -> int:
    """The first line of the file that names what the error names; what hangs together badly stands on no one line."""
    path, _shipped = content_files(AREA, over)[name]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if any(word and re.search(rf"\bid: {re.escape(word)}\b", line) for word in words_of_error):
            return number
    return 1


def load_procedure(name: str, over: Sequence[Path] = ()) -> Procedure:
    """The procedure in `procedures/<name>.yaml`, the clinic's own folder first."""
    return _loaded(load(AREA, name, ProcedureFile, over), over).procedure


def load_procedures(over: Sequence[Path] = ()) -> dict[str, LoadedProcedure]:
    """Every procedure there is, by file name."""
    return {name: _loaded(found, over) for name, found in load_all(AREA, ProcedureFile, over).items()}


@lru_cache(maxsize=1)
def shipped_procedures() -> dict[str, LoadedProcedure]:
    """The shipped ones, read once."""
    return load_procedures()
