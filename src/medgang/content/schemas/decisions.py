"""Frameworks, verb lists, evidence-to-decision tables and AGREE II as content files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from medgang.content.loader import Content, ContentError, Schema, Text, load, load_all
from medgang.content.sentences import say
from medgang.core.appraisal.grade import Level
from medgang.core.decisions.agree import AGREE_VERSION, ALL_ITEMS, Domain, Minimum
from medgang.core.decisions.etd import Adopted, Beside, Criterion, Framework, Judgement, Table, Vote
from medgang.core.decisions.refs import Ref
from medgang.core.decisions.strength import (
    Conclusion,
    Force,
    Mark,
    Recommendation,
    ResearchGap,
    Settled,
    VerbTable,
    WhyStrong,
)
from medgang.core.errors import MedgangError

Lang = Literal["nb", "nn", "en"]
NOTHING = Text(nb="", nn="", en="")


class CriterionFile(Schema):
    """One criterion: its scale, least in favour of the intervention first, and what stands beside it."""

    id: str
    text: Text
    scale: list[str] = Field(min_length=2)
    beside: list[Annotated[Beside, Field(strict=False)]]


class FrameworkFile(Schema):
    """A set of criteria, and the words of every answer."""

    source: str
    version: str
    title: Text
    criteria: list[CriterionFile] = Field(min_length=1)
    answers: dict[str, Text]

    @model_validator(mode="after")
    def _worded(self) -> FrameworkFile:
        for criterion in self.criteria:
            for answer in (*criterion.scale, *(one.value for one in criterion.beside)):
                if answer not in self.answers:
                    raise ValueError(f"the answer {answer!r} has no words")
        return self


@dataclass(frozen=True, slots=True)
class WordedFramework:
    """A framework of the core with its words."""

    framework: Framework
    title: Text
    criteria: dict[str, Text]
    answers: dict[str, Text]


class VerbsFile(Schema):
    """Which words are how strong, in each language."""

    source: str
    title: Text
    must: dict[Lang, list[str]]
    strong: dict[Lang, list[str]]
    weak: dict[Lang, list[str]]


class VoteFile(Schema):
    """What one member answered."""

    voter: str
    answer: str
    reason: str = ""


class JudgementFile(Schema):
    """What was judged on one criterion; `column` is where a source table has its cross."""

    criterion: str
    answer: str
    column: int | None = Field(default=None, ge=1, le=5)
    rationale: str = ""
    by: list[str] = Field(default_factory=list)
    on: str = ""
    rests_on: list[str] = Field(default_factory=list)
    votes: list[VoteFile] = Field(default_factory=list)

    def judgement(self) -> Judgement:
        """As the core knows it."""
        return Judgement(
            self.criterion,
            self.answer,
            self.rationale,
            tuple(self.by),
            date.fromisoformat(self.on) if self.on else None,
            tuple(Ref.parse(one) for one in self.rests_on),
            tuple(Vote(one.voter, one.answer, one.reason) for one in self.votes),
        )


class AdoptedFile(Schema):
    """Where a table that was made elsewhere comes from, and what is known of it."""

    origin: Text
    confirmed_by: str = ""
    voters: str = ""
    dated: str = ""
    evidence: str = ""


class SettledFile(Schema):
    """What a person settled."""

    mark: Annotated[Mark, Field(strict=False)]
    by: str
    on: str
    reason: str


class RecommendationFile(Schema):
    """A recommendation as marked and as said."""

    id: str
    version: int = 1
    text: Text
    mark: Annotated[Mark | None, Field(strict=False)] = None
    mark_sure: bool = True
    certainty: Annotated[Level | None, Field(strict=False)] = None
    exception: Annotated[WhyStrong | None, Field(strict=False)] = None
    exception_reason: str = ""
    settled: SettledFile | None = None

    def recommendation(self, lang: str) -> Recommendation:
        """As the core knows it, in the language it is said in."""
        settled = self.settled
        return Recommendation(
            self.id,
            self.version,
            self.text.in_(lang),
            self.mark,
            self.certainty,
            self.mark_sure,
            self.exception,
            self.exception_reason,
            Settled(settled.mark, settled.by, date.fromisoformat(settled.on), settled.reason)
            if settled
            else None,
        )


class GapFile(Schema):
    """What the group would have known."""

    id: str
    text: Text
    criterion: str = ""


class TableFile(Schema):
    """One evidence-to-decision table; `lang` is the language its recommendations were decided in."""

    source: str
    id: str
    version: str
    framework: str
    lang: Lang = "nb"
    question: Text
    intervention: Text
    alternative: Text
    adopted: AdoptedFile | None = None
    judgements: list[JudgementFile]
    recommendations: list[RecommendationFile] = Field(default_factory=list)
    justification: Text = NOTHING
    subgroups: Text = NOTHING
    implementation: Text = NOTHING
    monitoring: Text = NOTHING
    economy: Text = NOTHING
    research_priorities: list[GapFile] = Field(default_factory=list)

    def table(self, framework: Framework, lang: str) -> Table:
        """As the core knows it, with its texts in `lang`."""
        adopted = self.adopted
        return Table(
            self.id,
            self.version,
            self.question.in_(lang),
            self.intervention.in_(lang),
            self.alternative.in_(lang),
            framework,
            tuple(one.judgement() for one in self.judgements),
            adopted=Adopted(
                adopted.origin.in_(lang),
                adopted.confirmed_by,
                adopted.voters,
                adopted.dated,
                adopted.evidence,
            )
            if adopted
            else None,
        )

    def conclusion(self, lang: str) -> Conclusion:
        """What it ends in, as the core knows it."""
        return Conclusion(
            tuple(one.recommendation(lang) for one in self.recommendations),
            self.justification.in_(lang),
            self.subgroups.in_(lang),
            self.implementation.in_(lang),
            self.monitoring.in_(lang),
            self.economy.in_(lang),
            tuple(ResearchGap(one.id, one.text.in_(lang), one.criterion) for one in self.research_priorities),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """A table with its framework, its conclusion and the file it came from."""

    name: str
    shipped: bool
    file: TableFile
    worded: WordedFramework
    table: Table
    conclusion: Conclusion


class MinimumFile(Schema):
    """What a publisher asks for at least."""

    items: list[int]
    attachments: dict[str, Text]


class AgreeFile(Schema):
    """AGREE II in our own labels."""

    source: str
    link: str
    version: str
    domains: dict[Annotated[Domain, Field(strict=False)], Text]
    items: list[Text]
    minimum: MinimumFile

    @model_validator(mode="after")
    def _whole(self) -> AgreeFile:
        if (
            self.version != AGREE_VERSION
            or len(self.items) != len(ALL_ITEMS)
            or set(self.domains) != set(Domain)
        ):
            raise ValueError("AGREE II has 23 items in six domains")
        return self

    def least(self) -> Minimum:
        """The minimum as the core knows it."""
        return Minimum(frozenset(self.minimum.items), tuple(self.minimum.attachments))


def agree_labels(over: Sequence[Path] = ()) -> AgreeFile:
    """The labels of AGREE II; a clinic with the official text lays its own file over this one."""
    return load("decisions/agree", "agree-ii", AgreeFile, over).value


def frameworks(over: Sequence[Path] = ()) -> dict[str, WordedFramework]:
    """Every framework by name."""
    return {
        name: _framework(content)
        for name, content in load_all("decisions/frameworks", FrameworkFile, over).items()
    }


def _framework(content: Content[FrameworkFile]) -> WordedFramework:
    file = content.value
    try:
        criteria = tuple(Criterion(one.id, tuple(one.scale), frozenset(one.beside)) for one in file.criteria)
        framework = Framework(content.name, file.version, criteria)
    except MedgangError as error:
        raise _broken("frameworks", content.name, error) from error
    return WordedFramework(framework, file.title, {one.id: one.text for one in file.criteria}, file.answers)


def verb_table(lang: Lang, over: Sequence[Path] = ()) -> VerbTable:
    """The verbs of one language and how strong each is."""
    file = load("decisions/verbs", "hdir", VerbsFile, over).value
    listed = ((Force.MUST, file.must), (Force.STRONG, file.strong), (Force.WEAK, file.weak))
    return VerbTable({word: force for force, words in listed for word in words.get(lang, ())})


def decisions(lang: str, over: Sequence[Path] = ()) -> dict[str, Decision]:
    """Every evidence-to-decision table by name, its texts in `lang`; the clinic's own lie over the shipped ones."""
    known = frameworks(over)
    found = {}
    for name, content in load_all("decisions/tables", TableFile, over).items():
        file = content.value
        if file.framework not in known:
            raise ContentError(
                f"decisions/tables/{name}.yaml", 1, f"no framework is called {file.framework!r}"
            )
        worded = known[file.framework]
        try:
            table, conclusion = file.table(worded.framework, lang), file.conclusion(lang)
        except MedgangError as error:
            raise _broken("tables", name, error) from error
        except ValueError as error:
            raise ContentError(f"decisions/tables/{name}.yaml", 1, str(error)) from error
        found[name] = Decision(name, content.shipped, file, worded, table, conclusion)
    return found


def _broken(area: str, name: str, error: MedgangError) -> ContentError:
    return ContentError(f"decisions/{area}/{name}.yaml", 1, say(error, "en"))
