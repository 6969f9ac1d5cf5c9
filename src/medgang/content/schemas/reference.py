"""Reference populations, norms, retest errors, the national advice and contested claims as data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from medgang.content.loader import Schema, Text, load
from medgang.content.schemas.fields import Numbers2, SexField, built
from medgang.core.physiology.change import RetestError
from medgang.core.physiology.dose import Advice
from medgang.core.physiology.field_tests import Norm, NormRow
from medgang.core.physiology.reference import FitnessLine, ReferenceRow, ReferenceTable, StudyGroup

AREA = "reference"


class RowEntry(Schema):
    """One sex and decade; `mark` says whether the number was read in the paper (V1) or in others' copies (V2)."""

    sex: SexField
    ages: Numbers2
    mean: float
    sd: float
    mark: Literal["V1", "V2"]


class LineEntry(Schema):
    """The straight line through a sex's decade means."""

    sex: SexField
    intercept: float
    slope: float


class PopulationFile(Schema):
    """A population with measured oxygen uptake (mL/kg/min)."""

    source: str
    name: Text
    note: Text
    rows: list[RowEntry]
    fitness_age: list[LineEntry]

    @model_validator(mode="after")
    def _holds_together(self) -> PopulationFile:
        return built(self, lambda: self.table("checked"))

    def table(self, key: str) -> ReferenceTable:
        """The table as the core knows it."""
        return ReferenceTable(
            key,
            tuple(ReferenceRow(one.sex, *one.ages, one.mean, one.sd) for one in self.rows),
            tuple(FitnessLine(one.sex, one.intercept, one.slope) for one in self.fitness_age),
        )


def population(key: str = "hunt3", over: Sequence[Path] = ()) -> ReferenceTable:
    """A reference population as the core knows it."""
    return load(AREA, key, PopulationFile, over).value.table(key)


def population_file(key: str = "hunt3", over: Sequence[Path] = ()) -> PopulationFile:
    """A reference population with its texts."""
    return load(AREA, key, PopulationFile, over).value


class GroupEntry(Schema):
    """A measured group in treatment: mean and standard deviation."""

    key: str
    source: str
    sex: SexField
    n: int
    age: list[float | None]
    vo2: Numbers2


class StudyGroupsFile(Schema):
    """Groups in treatment for substance use whose uptake was measured."""

    source: str
    note: Text
    groups: list[GroupEntry]

    @model_validator(mode="after")
    def _ages_are_pairs(self) -> StudyGroupsFile:
        if any(len(one.age) != 2 or one.age[0] is None for one in self.groups):
            raise ValueError("age is [mean, standard deviation or null]")
        return self


def study_groups(over: Sequence[Path] = ()) -> tuple[StudyGroup, ...]:
    """The groups in treatment, as the core knows them."""
    file = load(AREA, "treatment-groups", StudyGroupsFile, over).value
    return tuple(
        StudyGroup(one.key, one.sex, one.n, one.age[0] or 0.0, one.age[1], *one.vo2) for one in file.groups
    )


class RetestEntry(Schema):
    """How much two results must differ: `threshold` in `unit`, or in percent of the first where `relative`."""

    key: str
    name: Text
    unit: str
    threshold: float
    relative: bool = False
    lower_is_better: bool = False
    first_threshold: float | None = None
    source: str

    def retest(self) -> RetestError:
        """The entry as the core knows it."""
        return RetestError(
            self.key,
            self.unit,
            self.threshold,
            self.relative,
            self.lower_is_better,
            self.source,
            self.first_threshold,
        )


class RetestFile(Schema):
    """Every retest error that has been read, and the tests for which none has (`unread`)."""

    source: str
    tests: list[RetestEntry]
    unread: list[str]

    @model_validator(mode="after")
    def _holds_together(self) -> RetestFile:
        keys = [one.key for one in self.tests] + self.unread
        if len(set(keys)) != len(keys):
            raise ValueError("a test stands twice")
        return built(self, lambda: [one.retest() for one in self.tests])


def retest_file(over: Sequence[Path] = ()) -> RetestFile:
    """Every retest error, with texts."""
    return load(AREA, "retest", RetestFile, over).value


def retest_error(key: str, over: Sequence[Path] = ()) -> RetestError | None:
    """The retest error of one test; None where none has been read: then nobody can tell."""
    return next((one.retest() for one in retest_file(over).tests if one.key == key), None)


class NormRowEntry(Schema):
    """One sex and age band."""

    sex: SexField
    ages: Numbers2
    mean: float
    interval: Numbers2 | None = None


class NormEntry(Schema):
    """The norms of one test in its unit."""

    key: str
    source: str
    unit: Literal["m", "stands", "s"]
    lower_is_better: bool = False
    rows: list[NormRowEntry]

    def norm(self) -> Norm:
        """The norms as the core knows them."""
        return Norm(
            self.key,
            self.unit,
            self.lower_is_better,
            tuple(NormRow(one.sex, *one.ages, one.mean, one.interval) for one in self.rows),
        )


class NormsFile(Schema):
    """Norms of the tests without a machine."""

    source: str
    norms: list[NormEntry]

    @model_validator(mode="after")
    def _holds_together(self) -> NormsFile:
        return built(self, lambda: [one.norm() for one in self.norms])


def norm(key: str, over: Sequence[Path] = ()) -> Norm:
    """The norms of one test; a test without any has an empty list of rows."""
    file = load(AREA, "norms", NormsFile, over).value
    return next(one.norm() for one in file.norms if one.key == key)


class AdviceFile(Schema):
    """The national advice, with the rule minutes are counted by and how the wording was settled."""

    source: str
    name: Text
    rule: Text
    moderate_minutes: Numbers2
    vigorous_counts: float
    strength_days: int
    daily_minutes: float
    energy_kcal: float
    energy_source: str
    moderate_zones: list[str]
    vigorous_zones: list[str]
    scale: str

    @model_validator(mode="after")
    def _holds_together(self) -> AdviceFile:
        return built(self, lambda: self.advice("checked"))

    def advice(self, key: str) -> Advice:
        """The advice as the core knows it."""
        return Advice(key, *self.moderate_minutes, self.vigorous_counts, self.strength_days)


NATIONAL_ADVICE = "national-advice-2022"


def national_advice(key: str = NATIONAL_ADVICE, over: Sequence[Path] = ()) -> AdviceFile:
    """The national advice with its texts."""
    return load(AREA, key, AdviceFile, over).value


class Side(Schema):
    """What one source says about a claim."""

    says: Text
    source: str
    strength: Literal["assertion", "experience", "single_study", "review", "guideline"]


class Claim(Schema):
    """A claim its sources disagree on, and what the product says instead."""

    key: str
    claim: Text
    sides: list[Side]
    settled_as: Text


class ClaimsFile(Schema):
    """The register of contested claims."""

    source: str
    claims: list[Claim]

    @model_validator(mode="after")
    def _two_sides(self) -> ClaimsFile:
        for one in self.claims:
            if len(one.sides) < 2:
                raise ValueError(f"{one.key}: a contested claim has at least two sides")
        return self


def contested_claims(over: Sequence[Path] = ()) -> list[Claim]:
    """Every contested claim."""
    return load(AREA, "claims", ClaimsFile, over).value.claims


class StopFile(Schema):
    """A versioned list of why a test is stopped."""

    source: str
    criteria: list[Text]


def stop_criteria(key: str, over: Sequence[Path] = ()) -> list[Text]:
    """Why a test is stopped, by the version a test names."""
    return load(AREA, key, StopFile, over).value.criteria
