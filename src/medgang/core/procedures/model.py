"""The procedure as data: what is recommended, what it says, what it rests on, and the steps it asks for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from medgang.core.errors import InvalidValue
from medgang.core.people.roles import Role
from medgang.core.plain import DoesNotFit, from_plain, to_plain
from medgang.core.procedures.rules import Condition, Due, Match
from medgang.core.timeline.details_stay import Phase
from medgang.core.words import Words


class GroundKind(StrEnum):
    """What a clause can rest on."""

    RESEARCH = "research"  # forskning
    USER_KNOWLEDGE = "user_knowledge"  # brukerkunnskap
    CLINICAL_EXPERIENCE = "clinical_experience"  # klinisk erfaring
    LAW_OR_POLICY = "law_or_policy"  # lov, nasjonal føring
    LOCAL_DATA = "local_data"  # lokale data


class Certainty(StrEnum):
    """How sure the research behind a ground is, as its own source says; `NOT_GRADED` where it says nothing."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NOT_GRADED = "not_graded"


class Strength(StrEnum):
    """How strong a recommendation is: "bør/anbefaler" or "kan/foreslår"; `MUST` is law."""

    MUST = "must"
    STRONG = "strong"
    WEAK = "weak"


class Place(StrEnum):
    """On whose list a task stands."""

    WARD = "ward"
    PHYSICIAN = "physician"
    AFTER = "after"  # contacts after the stay, outside the ward's overdue list


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is said: citation, date of the source, address without trackers."""

    id: str
    citation: str
    dated: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing a clause rests on, of one kind, with its source and what it says in our words."""

    kind: GroundKind
    source: str
    says: Words
    certainty: Certainty = Certainty.NOT_GRADED


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing under a clause, said openly."""

    kind: GroundKind
    says: Words


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation the procedure takes over or makes; `clauses` carry it out."""

    id: str
    text: Words
    strength: Strength
    source: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing the procedure says, in one section, with its typed grounds and what is missing."""

    id: str
    section: str
    text: Words
    grounds: tuple[Ground, ...]
    gaps: tuple[Gap, ...] = ()
    recommendations: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[GroundKind, ...]:
        """Which kinds of ground it rests on, in the order of the enum."""
        have = {ground.kind for ground in self.grounds}
        return tuple(kind for kind in GroundKind if kind in have)


@dataclass(frozen=True, slots=True)
class Grounds:
    """As far as the grounds of some clauses reach: the kinds there are, those there are not, the gaps said openly."""

    kinds: tuple[GroundKind, ...]
    missing: tuple[GroundKind, ...]
    gaps: tuple[Gap, ...]

    @classmethod
    def of(cls, clauses: Iterable[Clause]) -> Grounds:
        """The grounds of these clauses together."""
        taken = tuple(clauses)
        have = {ground.kind for clause in taken for ground in clause.grounds}
        return cls(
            tuple(kind for kind in GroundKind if kind in have),
            tuple(kind for kind in GroundKind if kind not in have),
            tuple(gap for clause in taken for gap in clause.gaps),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the procedure, in the order the work is done."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who gets the task when it has not been done `hours` after it arose."""

    hours: int
    to: Role


@dataclass(frozen=True, slots=True)
class Link:
    """A page of a knowledge bank that belongs to a step."""

    title: Words
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done for a patient.

    `roles` may do it, the first one first; `phases` are when it applies; `completed_by` any of these events;
    `when` must all hold. `form` is the code of the page that completes it. `offer` marks what is offered and never
    overdue; `on` False: off until a unit turns it on. `record` says whether "se journal" may complete it. Steps of
    one patient with the same `bundle` stand in one row, since one page completes them all.
    """

    id: str
    section: str
    title: Words
    how: Words
    roles: tuple[Role, ...]
    phases: tuple[Phase, ...]
    due: Due
    completed_by: tuple[Match, ...]
    clauses: tuple[str, ...]
    when: tuple[Condition, ...] = ()
    place: Place = Place.WARD
    form: str = ""
    instrument: str = ""
    bundle: str = ""
    offer: bool = False
    on: bool = True
    record: bool = True
    escalation: Escalation | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The procedure's own numbers. Blood pressure in mmHg (above it is a red flag), the rest in days."""

    systolic_mmhg: int = 200
    diastolic_mmhg: int = 110
    medicines_checked_days: int = 14
    expiry_warning_days: int = 14
    clearance_days: int = 180

    def __post_init__(self) -> None:
        if not 120 <= self.systolic_mmhg <= 260 or not 70 <= self.diastolic_mmhg <= 150:
            raise InvalidValue("procedures.bad_limit")
        if min(self.medicines_checked_days, self.expiry_warning_days, self.clearance_days) < 1:
            raise InvalidValue("procedures.bad_limit")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an author has declared; nothing to declare is also said."""

    who: Words
    interests: Words


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure in one version. Two procedures with the same content have the same `sha256`."""

    id: str
    version: str
    dated: date
    title: Words
    question: Words
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    recommendations: tuple[Recommendation, ...]
    clauses: tuple[Clause, ...]
    steps: tuple[Step, ...]
    limits: Limits = Limits()
    declarations: tuple[Declaration, ...] = ()
    topic: str = ""
    sha256: str = field(init=False, compare=False, repr=False)
    _steps: Mapping[str, Step] = field(init=False, compare=False, repr=False)
    _clauses: Mapping[str, Clause] = field(init=False, compare=False, repr=False)
    _grounds: Mapping[str, Grounds] = field(init=False, compare=False, repr=False)
    _by_phase: Mapping[Phase, tuple[Step, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        _unique("section", [section.id for section in self.sections])
        _unique("source", [source.id for source in self.sources])
        _unique("recommendation", [one.id for one in self.recommendations])
        _unique("clause", [clause.id for clause in self.clauses])
        _unique("step", [step.id for step in self.steps])
        sections = {section.id for section in self.sections}
        sources = {source.id for source in self.sources}
        recommendations = {one.id for one in self.recommendations}
        clauses = {clause.id: clause for clause in self.clauses}
        for one in self.recommendations:
            _known("source", [one.source], sources)
        for clause in self.clauses:
            _known("section", [clause.section], sections)
            _known("source", [ground.source for ground in clause.grounds], sources)
            _known("recommendation", clause.recommendations, recommendations)
            if not clause.grounds:
                raise InvalidValue("procedures.no_grounds", clause=clause.id)
        for step in self.steps:
            _known("section", [step.section], sections)
            _known("clause", step.clauses, set(clauses))
            if not step.clauses:
                raise InvalidValue("procedures.no_clause", step=step.id)
            if not step.roles or not step.phases:
                raise InvalidValue("procedures.bad_step", step=step.id)
        object.__setattr__(self, "_steps", {step.id: step for step in self.steps})
        object.__setattr__(self, "_clauses", clauses)
        object.__setattr__(
            self,
            "_grounds",
            {step.id: Grounds.of([clauses[one] for one in step.clauses]) for step in self.steps},
        )
        by_phase = {
            phase: tuple(step for step in self.steps if step.on and phase in step.phases) for phase in Phase
        }
        object.__setattr__(self, "_by_phase", by_phase)
        object.__setattr__(self, "sha256", sha256_of(to_plain(self, defaults=False)))

    def steps_in(self, phase: Phase) -> tuple[Step, ...]:
        """The steps that are on and apply in this phase, in the order of the procedure."""
        return self._by_phase[phase]

    def step(self, step_id: str) -> Step | None:
        """The step with this id, or None."""
        return self._steps.get(step_id)

    def grounds_of(self, step_id: str) -> Grounds:
        """As far as the grounds of a step reach."""
        return self._grounds[step_id]

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id."""
        return self._clauses[clause_id]


def sha256_of(document: object) -> str:
    """The hash of plain JSON values: of their meaning, not of how they were written down."""
    written = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def procedure_to_json(procedure: Procedure) -> dict[str, Any]:
    """The form in which a version is stored and exchanged."""
    written: dict[str, Any] = to_plain(procedure)
    return written


def procedure_from_json(stored: Mapping[str, object]) -> Procedure:
    """Read a stored version. Raises `procedures.bad_document` with the place that does not fit."""
    try:
        return from_plain(Procedure, stored)
    except DoesNotFit as error:
        raise InvalidValue("procedures.bad_document", field=error.field) from error


def _unique(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if not one or one in seen:
            raise InvalidValue("procedures.not_unique", what=what, id=one)
        seen.add(one)


def _known(what: str, used: Iterable[str], known: set[str]) -> None:
    for one in used:
        if one not in known:
            raise InvalidValue("procedures.unknown_id", what=what, id=one)
