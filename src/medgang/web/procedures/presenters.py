"""What the procedure pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from medgang.core.procedures import Clause, Gap, Ground, Procedure, Source, Step
from medgang.web.procedures import words
from medgang.web.procedures.models import InForceRow, ProcedureVersion
from medgang.web.procedures.selectors import procedure_of


@dataclass(frozen=True, slots=True)
class Listed:
    """One version in the list."""

    uid: UUID
    title: str
    question: str
    version: str
    sha256: str
    since: date | None
    until: date | None
    differs: bool

    @property
    def in_force(self) -> bool:
        """Whether the unit follows it, or has decided to."""
        return self.since is not None


def listed(versions: list[ProcedureVersion], decided: list[InForceRow]) -> list[Listed]:
    """Every version, with when this unit follows it."""
    found = []
    for version in versions:
        procedure = procedure_of(version)
        mine = [row for row in decided if row.version_id == version.pk]
        later = [
            row
            for row in decided
            if mine and row.procedure == version.procedure and row.begins > mine[-1].begins
        ]
        found.append(
            Listed(
                uid=version.uid,
                title=procedure.title.in_(words.lang()),
                question=procedure.question.in_(words.lang()),
                version=version.version,
                sha256=version.sha256,
                since=mine[-1].begins if mine else None,
                until=later[0].begins if later else None,
                differs=bool(mine and mine[-1].overlay_id),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One thing a clause rests on."""

    kind: str
    says: str
    certainty: str
    citation: str
    dated: str
    url: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause with what it rests on, and what is missing."""

    id: str
    text: str
    grounds: list[GroundLine]
    gaps: list[tuple[str, str]]


def clause_line(clause: Clause, procedure: Procedure) -> ClauseLine:
    """A clause in the reader's language."""
    sources = {source.id: source for source in procedure.sources}
    return ClauseLine(
        id=clause.id,
        text=clause.text.in_(words.lang()),
        grounds=[_ground(ground, sources[ground.source]) for ground in clause.grounds],
        gaps=[_gap(gap) for gap in clause.gaps],
    )


def _ground(ground: Ground, source: Source) -> GroundLine:
    return GroundLine(
        kind=words.ground_names([ground.kind]),
        says=ground.says.in_(words.lang()),
        certainty=words.certainty_name(ground.certainty),
        citation=source.citation,
        dated=source.dated,
        url=source.url,
    )


def _gap(gap: Gap) -> tuple[str, str]:
    return words.ground_names([gap.kind]), gap.says.in_(words.lang())


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section with its clauses and steps, in the order the work is done."""

    id: str
    title: str
    clauses: list[ClauseLine]
    steps: list[tuple[Step, str, str]]


def sections(procedure: Procedure) -> list[SectionLine]:
    """The whole procedure, to be read."""
    lang = words.lang()
    return [
        SectionLine(
            id=section.id,
            title=section.title.in_(lang),
            clauses=[
                clause_line(clause, procedure) for clause in procedure.clauses if clause.section == section.id
            ],
            steps=[
                (step, step.title.in_(lang), step.how.in_(lang))
                for step in procedure.steps
                if step.section == section.id and step.on
            ],
        )
        for section in procedure.sections
    ]
