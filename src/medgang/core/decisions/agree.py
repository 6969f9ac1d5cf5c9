"""AGREE II: 23 items in six domains, each scored 1–7 by people who did not make the procedure.

Domain score in percent = (obtained − lowest possible) / (highest possible − lowest possible) × 100, where the lowest is
1 × items × appraisers and the highest 7 × items × appraisers (AGREE II user's manual; its example: four appraisers,
items 16 + 19 + 18, gives 41/72 = 57 %). An item the group left out *beforehand* is taken out of all three. Valid for
whole scores 1–7; the manual gives no standard error, no pass mark, and no sum of the six domains, so neither do we.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.decisions.remarks import Remark
from medgang.core.errors import InvalidValue
from medgang.core.people.names import search_key

AGREE_VERSION = "II"
"""The only edition scored here; the 2003 instrument numbers its items otherwise."""

LOWEST, HIGHEST = 1, 7
FEWEST_APPRAISERS, BETTER_APPRAISERS = 2, 4


class Domain(StrEnum):
    """The six domains, in the manual's order."""

    SCOPE = "scope"
    STAKEHOLDERS = "stakeholders"
    RIGOUR = "rigour"
    CLARITY = "clarity"
    APPLICABILITY = "applicability"
    INDEPENDENCE = "independence"


ITEMS: dict[Domain, range] = {
    Domain.SCOPE: range(1, 4),
    Domain.STAKEHOLDERS: range(4, 7),
    Domain.RIGOUR: range(7, 15),
    Domain.CLARITY: range(15, 18),
    Domain.APPLICABILITY: range(18, 22),
    Domain.INDEPENDENCE: range(22, 24),
}
ALL_ITEMS = range(1, 24)


class Use(StrEnum):
    """Whether the appraiser would have the procedure used."""

    YES = "yes"
    WITH_CHANGES = "with-changes"
    NO = "no"


def _check_score(score: int, what: str) -> None:
    if not LOWEST <= score <= HIGHEST:
        raise InvalidValue("decisions.bad_score", item=what, score=score)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """One appraiser's scores by item number, and the two overall answers."""

    appraiser: str
    scores: Mapping[int, int]
    overall: int | None = None
    use: Use | None = None
    version: str = AGREE_VERSION

    def __post_init__(self) -> None:
        if self.version != AGREE_VERSION:
            raise InvalidValue("decisions.other_agree", version=self.version)
        if not self.appraiser.strip():
            raise InvalidValue("decisions.appraiser_without_name")
        for item, score in self.scores.items():
            if item not in ALL_ITEMS:
                raise InvalidValue("decisions.unknown_item", item=item)
            _check_score(score, str(item))
        if self.overall is not None:
            _check_score(self.overall, "overall")


@dataclass(frozen=True, slots=True)
class DomainScore:
    """A domain: what was obtained between the lowest and highest possible, or which items lack a score."""

    domain: Domain
    items: tuple[int, ...]
    appraisers: int
    obtained: int
    missing: tuple[tuple[str, int], ...]

    @property
    def lowest(self) -> int:
        """1 for each item and appraiser."""
        return LOWEST * len(self.items) * self.appraisers

    @property
    def highest(self) -> int:
        """7 for each item and appraiser."""
        return HIGHEST * len(self.items) * self.appraisers

    @property
    def percent(self) -> float | None:
        """The domain score in percent; None while a score is missing or every item was left out."""
        if self.missing or not self.items:
            return None
        return 100 * (self.obtained - self.lowest) / (self.highest - self.lowest)


def domain_scores(
    appraisals: Sequence[Appraisal], left_out: frozenset[int] = frozenset()
) -> tuple[DomainScore, ...]:
    """The six domain scores. `left_out` are the items the group agreed to leave out before anybody scored."""
    names = [search_key(one.appraiser) for one in appraisals]
    if len(names) < FEWEST_APPRAISERS:
        raise InvalidValue("decisions.too_few_appraisers", n=len(names), fewest=FEWEST_APPRAISERS)
    if len(set(names)) != len(names):
        raise InvalidValue("decisions.appraised_twice")
    for item in left_out:
        if item not in ALL_ITEMS:
            raise InvalidValue("decisions.unknown_item", item=item)
        if any(item in one.scores for one in appraisals):
            raise InvalidValue("decisions.left_out_but_scored", item=item)
    found = []
    for domain, numbers in ITEMS.items():
        items = tuple(number for number in numbers if number not in left_out)
        obtained = sum(one.scores.get(item, 0) for one in appraisals for item in items)
        missing = tuple(
            (one.appraiser, item) for one in appraisals for item in items if item not in one.scores
        )
        found.append(DomainScore(domain, items, len(appraisals), obtained, missing))
    return tuple(found)


def spread(appraisals: Sequence[Appraisal], least: int = 3) -> tuple[tuple[int, int, int], ...]:
    """(item, lowest, highest) where the appraisers are `least` or more points apart: something to talk about."""
    found = []
    for item in ALL_ITEMS:
        given = [one.scores[item] for one in appraisals if item in one.scores]
        if given and max(given) - min(given) >= least:
            found.append((item, min(given), max(given)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who made the procedure, wrote what it rests on, or would appraise it."""

    name: str
    key: str = ""
    orcid: str = ""


class Bar(StrEnum):
    """Whether somebody may appraise."""

    FREE = "free"
    BARRED = "barred"  # surely the same person
    FLAGGED = "flagged"  # the same name: a person must look


def may_appraise(appraiser: Person, makers: Iterable[Person]) -> Bar:
    """Barred when key or ORCID is that of a member or author; flagged when only the name is."""
    found = Bar.FREE
    for maker in makers:
        if (appraiser.key and appraiser.key == maker.key) or (
            appraiser.orcid and appraiser.orcid == maker.orcid
        ):
            return Bar.BARRED
        two_orcids = appraiser.orcid and maker.orcid
        if not two_orcids and search_key(appraiser.name) == search_key(maker.name):
            found = Bar.FLAGGED
    return found


def appraiser_remarks(appraisers: Sequence[Person], makers: Sequence[Person]) -> tuple[Remark, ...]:
    """Who must not score, who must be looked at, and whether there should be more of them."""
    found = []
    for one in appraisers:
        bar = may_appraise(one, makers)
        if bar is not Bar.FREE:
            found.append(Remark.of(f"decisions.appraiser_{bar.value}", name=one.name))
    if len(appraisers) < BETTER_APPRAISERS:
        found.append(Remark.of("decisions.few_appraisers", n=len(appraisers), better=BETTER_APPRAISERS))
    return tuple(found)


class Met(StrEnum):
    """Whether an item is met in a text. No score: that is for people who did not write it."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"


@dataclass(frozen=True, slots=True)
class ItemReport:
    """Where a procedure meets one item, and what is missing."""

    item: int
    met: Met
    where: str = ""
    missing: str = ""

    def __post_init__(self) -> None:
        if self.item not in ALL_ITEMS:
            raise InvalidValue("decisions.unknown_item", item=self.item)
        if self.met is not Met.NOT_MET and not self.where.strip():
            raise InvalidValue("decisions.met_without_place", item=self.item)
        if self.met is not Met.MET and not self.missing.strip():
            raise InvalidValue("decisions.gap_without_words", item=self.item)


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a publisher asks for at least: items that must be met, and what must be attached."""

    items: frozenset[int]
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportingChecklist:
    """Where each item of AGREE II is met in one version of a procedure, and what is attached to it."""

    procedure: str
    version: str
    items: tuple[ItemReport, ...]
    attached: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        numbers = [one.item for one in self.items]
        if len(set(numbers)) != len(numbers):
            raise InvalidValue("decisions.item_twice", procedure=self.procedure)

    @property
    def not_written(self) -> tuple[int, ...]:
        """The items nobody has written a line about."""
        written = {one.item for one in self.items}
        return tuple(item for item in ALL_ITEMS if item not in written)

    @property
    def gaps(self) -> tuple[ItemReport, ...]:
        """The items that are not, or only partly, met, in order."""
        return tuple(sorted((one for one in self.items if one.met is not Met.MET), key=lambda one: one.item))

    def short_of(self, minimum: Minimum) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Items and attachments that the minimum asks for and this procedure does not have."""
        met = {one.item for one in self.items if one.met is Met.MET}
        return (
            tuple(sorted(minimum.items - met)),
            tuple(one for one in minimum.attachments if one not in self.attached),
        )
