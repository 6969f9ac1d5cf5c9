"""What is taken out of a study, by whom, from where, with what right, and where two readings disagree."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.kinds import Design
from medgang.core.synthesis.results import Result


class Rights(StrEnum):
    """Whose words a field holds, which decides whether it may leave the house."""

    OWN_WORDS = "own-words"
    FACT = "fact"  # numbers and bare facts are nobody's
    QUOTE = "quote"  # a short quotation with its source
    LICENSED = "licensed"  # under an open licence that the study names
    RESERVED = "reserved"  # abstracts, figures, whole passages: stays here

    @property
    def may_leave(self) -> bool:
        """True when the field may go into a package, a demo or an export to others."""
        return self is not Rights.RESERVED


class Supervision(StrEnum):
    """Whether somebody led the training."""

    SUPERVISED = "supervised"
    UNSUPERVISED = "unsupervised"
    PARTLY = "partly"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Dose:
    """The training of one arm as the study describes it; None where it does not say. Nothing is guessed.

    `per_week` sessions, `minutes` each, for `weeks`; `intensity` in the study's words, with its range in percent of
    maximal heart rate where one is given.
    """

    per_week: float | None
    intensity: str
    minutes: float | None
    kind: str
    weeks: float | None
    supervision: Supervision = Supervision.NOT_STATED
    percent_hrmax: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        for name in ("per_week", "minutes", "weeks"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise InvalidValue("synthesis.bad_dose", field=name, value=value)
        if self.percent_hrmax is not None and not 0 < self.percent_hrmax[0] <= self.percent_hrmax[1] <= 100:
            raise InvalidValue("synthesis.bad_dose", field="percent_hrmax", value=self.percent_hrmax)

    @property
    def sessions(self) -> float | None:
        """Sessions planned in all."""
        return None if self.per_week is None or self.weeks is None else self.per_week * self.weeks

    @property
    def minutes_per_week(self) -> float | None:
        """Minutes planned in a week."""
        return None if self.per_week is None or self.minutes is None else self.per_week * self.minutes

    @property
    def missing(self) -> tuple[str, ...]:
        """Which parts of the dose the study does not state, so that programmes are compared knowing it."""
        absent = [name for name in ("per_week", "minutes", "weeks") if getattr(self, name) is None]
        absent += [name for name in ("intensity", "kind") if not getattr(self, name).strip()]
        if self.supervision is Supervision.NOT_STATED:
            absent.append("supervision")
        return tuple(absent)


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of a study: who it got, and what. `usual_care` says what treatment as usual was there."""

    name: str
    n: int | None
    dose: Dose | None = None
    usual_care: str = ""

    def __post_init__(self) -> None:
        if self.n is not None and self.n < 1:
            raise InvalidValue("synthesis.group_too_small", field="n", value=self.n)


@dataclass(frozen=True, slots=True)
class StudyDesign:
    """How a study was built: design, arms, how persons came into them, where, and how far it is from our question.

    `expectation` is what participants were told, `blinded` who did not know.
    """

    study: StudyRef
    design: Design
    arms: tuple[Arm, ...]
    allocation: str = ""
    country: str = ""
    directness: str = ""
    blinded: tuple[str, ...] = ()
    expectation: str = ""

    @property
    def flags(self) -> tuple[str, ...]:
        """What is missing from the description of the design."""
        found = []
        if self.design.randomised and not self.allocation.strip():
            found.append("synthesis.allocation_not_described")
        if self.design.randomised and len(self.arms) < 2:
            found.append("synthesis.one_arm_randomised")
        if len(self.arms) > 1 and all(arm.dose is not None for arm in self.arms):
            found.append("synthesis.no_comparison_without_training")
        if any(arm.dose is None and not arm.usual_care.strip() for arm in self.arms[1:]):
            found.append("synthesis.usual_care_not_described")
        if not self.country.strip():
            found.append("synthesis.country_not_stated")
        if not self.expectation.strip():
            found.append("synthesis.expectation_not_described")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a matrix: its key, and whether a row without it is unfinished."""

    key: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class MatrixTemplate:
    """The columns of a literature matrix, in order."""

    name: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(keys) != len(set(keys)):
            raise InvalidValue("synthesis.column_twice", template=self.name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell by one extractor: the text, where it stands in the report, and whose words it is."""

    study: StudyRef
    column: str
    extractor: str
    text: str
    place: str = ""
    rights: Rights = Rights.OWN_WORDS


@dataclass(frozen=True, slots=True)
class Matrix:
    """A filled matrix: one row of texts per study in the template's order; '' where nothing was extracted."""

    columns: tuple[str, ...]
    rows: tuple[tuple[StudyRef, tuple[str, ...]], ...]
    missing: tuple[tuple[StudyRef, str], ...]


def matrix(
    template: MatrixTemplate,
    studies: Sequence[StudyRef],
    entries: Iterable[Entry],
    *,
    for_others: bool = False,
) -> Matrix:
    """The matrix of `studies`; where extractors differ, the first entry stands until the difference is settled.

    `for_others` leaves out what may not leave the house.
    """
    chosen: dict[tuple[str, str], str] = {}
    for entry in entries:
        if for_others and not entry.rights.may_leave:
            continue
        chosen.setdefault((entry.study.id, entry.column), entry.text)
    keys = tuple(column.key for column in template.columns)
    rows = tuple((study, tuple(chosen.get((study.id, key), "") for key in keys)) for study in studies)
    missing = tuple(
        (study, column.key)
        for study in studies
        for column in template.columns
        if column.required and not chosen.get((study.id, column.key), "").strip()
    )
    return Matrix(keys, rows, missing)


def matrix_csv(filled: Matrix, heads: Mapping[str, str], study: str) -> str:
    """The matrix as CSV: `study` heads the first column, `heads` the others (a key without a head stands itself)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([study, *(heads.get(key, key) for key in filled.columns)])
    for name, texts in filled.rows:
        writer.writerow([name.shown, *texts])
    return out.getvalue()


class Relation(StrEnum):
    """What a study says happens to an outcome when something else is more."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement drawn from a study: more of `factor` goes with higher (lower, unchanged) `outcome`.

    `place` is where *our* text says it: the matrix, the results chapter.
    """

    study: StudyRef
    outcome: str
    factor: str
    relation: Relation
    place: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two readings of the same thing that cannot both hold. `readings` are (where or who, what)."""

    study: StudyRef
    subject: str
    kind: str
    readings: tuple[tuple[str, str], ...]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;,")


def between_extractors(entries: Iterable[Entry]) -> tuple[Contradiction, ...]:
    """Cells that two persons filled differently (case, spacing and a final stop set aside)."""
    cells: dict[tuple[StudyRef, str], dict[str, str]] = {}
    for entry in entries:
        cells.setdefault((entry.study, entry.column), {})[entry.extractor] = entry.text
    return tuple(
        Contradiction(study, column, "extractors", tuple(sorted(by_person.items())))
        for (study, column), by_person in cells.items()
        if len({_plain(text) for text in by_person.values()}) > 1
    )


def between_claims(claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """Statements about the same study, outcome and factor that point different ways in different places."""
    grouped: dict[tuple[StudyRef, str, str], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.study, _plain(claim.outcome), _plain(claim.factor)), []).append(claim)
    return tuple(
        Contradiction(
            study,
            f"{outcome} | {factor}",
            "claims",
            tuple((claim.place, claim.relation.value) for claim in members),
        )
        for (study, outcome, factor), members in grouped.items()
        if len({claim.relation for claim in members}) > 1
    )


def between_results(results: Iterable[Result]) -> tuple[Contradiction, ...]:
    """The same result (study, outcome, time, contrast, analysis set) with different numbers."""
    grouped: dict[object, list[Result]] = {}
    for result in results:
        grouped.setdefault(result.key, []).append(result)
    return tuple(
        Contradiction(
            members[0].study,
            members[0].outcome,
            "results",
            tuple((result.place, repr(result.data)) for result in members),
        )
        for members in grouped.values()
        if len({repr(result.data) for result in members}) > 1
    )


def counts_add_up(total: int, parts: Mapping[str, int], *, rest: int) -> int | None:
    """What `rest` ought to be when it is not `total` less the parts; None when it adds up."""
    expected = total - sum(parts.values())
    return None if expected == rest else expected
