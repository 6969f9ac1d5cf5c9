"""The flow of a review (PRISMA 2020): counts that come from the records' states, and checks on counts others reported.

A *reported count* is a number a source prints, with its place there; it is never turned into records. What is not
printed stays unknown; what follows from printed numbers is marked derived.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from medgang.core.errors import InvalidValue


class State(StrEnum):
    """Where one record is on its way through a review."""

    IDENTIFIED = "identified"
    DUPLICATE = "duplicate"
    AUTOMATION = "automation"
    REMOVED_OTHER = "removed-other"
    EXCLUDED_TITLE = "excluded-title"
    SOUGHT = "sought"
    NOT_RETRIEVED = "not-retrieved"
    ASSESSED = "assessed"
    EXCLUDED_FULL_TEXT = "excluded-full-text"
    INCLUDED = "included"


class Route(StrEnum):
    """How a record was found: PRISMA's two columns, and the studies of the review that is updated."""

    DATABASE = "database"
    REGISTER = "register"
    WEBSITE = "website"
    ORGANISATION = "organisation"
    CITATION = "citation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A record on its way: where it came from, its state, its reason if excluded, and the study it reports."""

    id: str
    source: str
    state: State
    route: Route = Route.DATABASE
    reason: str = ""
    study: str = ""

    def __post_init__(self) -> None:
        if self.state is State.EXCLUDED_FULL_TEXT and not self.reason:
            raise InvalidValue("literature.no_reason", record=self.id)


@dataclass(frozen=True, slots=True)
class Count:
    """A box of the diagram: its number, None where it is not reported, and whether it was derived from others."""

    value: int | None
    derived: bool = False
    place: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and self.value < 0:
            raise InvalidValue("literature.negative_count", label=self.place)


UNKNOWN = Count(None)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the diagram, from identification to what was assessed."""

    sources: Mapping[str, Count] = field(default_factory=dict)
    identified: Count = UNKNOWN
    duplicates: Count = UNKNOWN
    automation: Count = UNKNOWN
    removed_other: Count = UNKNOWN
    screened: Count = UNKNOWN
    excluded: Count = UNKNOWN
    sought: Count = UNKNOWN
    not_retrieved: Count = UNKNOWN
    assessed: Count = UNKNOWN
    reasons: Mapping[str, Count] = field(default_factory=dict)
    excluded_full_text: Count = UNKNOWN


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole diagram. `previous_*` only for the update of a review; `totals` are then new and previous together."""

    databases: Column
    other: Column | None = None
    studies: Count = UNKNOWN
    reports: Count = UNKNOWN
    previous_studies: Count | None = None
    previous_reports: Count | None = None

    @property
    def total_studies(self) -> Count:
        """New and previous studies together."""
        return _plus(self.studies, self.previous_studies)

    @property
    def total_reports(self) -> Count:
        """New and previous reports together."""
        return _plus(self.reports, self.previous_reports)


def _plus(new: Count, previous: Count | None) -> Count:
    if previous is None:
        return new
    if new.value is None or previous.value is None:
        return UNKNOWN
    return Count(new.value + previous.value, derived=True)


_BEFORE_SCREENING = {State.DUPLICATE, State.AUTOMATION, State.REMOVED_OTHER, State.IDENTIFIED}
_FULL_TEXT = {State.ASSESSED, State.EXCLUDED_FULL_TEXT, State.INCLUDED}


def flow_of(
    records: Iterable[Tracked], *, previous_studies: int | None = None, previous_reports: int | None = None
) -> Flow:
    """The diagram of these records. Records still waiting for a decision are identified, not screened."""
    tracked = list(records)
    ids = Counter(record.id for record in tracked)
    twice = next((id_ for id_, times in ids.items() if times > 1), None)
    if twice is not None:
        raise InvalidValue("literature.record_twice", record=twice)
    first = [record for record in tracked if record.route in {Route.DATABASE, Route.REGISTER}]
    second = [record for record in tracked if record.route not in {Route.DATABASE, Route.REGISTER}]
    included = [record for record in tracked if record.state is State.INCLUDED]
    return Flow(
        databases=_column(first),
        other=_column(second) if second else None,
        # a report that names no study is a study of its own
        studies=Count(len({record.study or record.id for record in included})),
        reports=Count(len(included)),
        previous_studies=None if previous_studies is None else Count(previous_studies),
        previous_reports=None if previous_reports is None else Count(previous_reports),
    )


def _column(records: Sequence[Tracked]) -> Column:
    states = Counter(record.state for record in records)
    sources = Counter(record.source for record in records)
    reasons = Counter(record.reason for record in records if record.state is State.EXCLUDED_FULL_TEXT)
    screened = sum(count for state, count in states.items() if state not in _BEFORE_SCREENING)
    assessed = sum(states[state] for state in _FULL_TEXT)
    sought = assessed + states[State.SOUGHT] + states[State.NOT_RETRIEVED]
    return Column(
        sources={name: Count(count) for name, count in sorted(sources.items())},
        identified=Count(len(records)),
        duplicates=Count(states[State.DUPLICATE]),
        automation=Count(states[State.AUTOMATION]),
        removed_other=Count(states[State.REMOVED_OTHER]),
        screened=Count(screened),
        excluded=Count(states[State.EXCLUDED_TITLE]),
        sought=Count(sought),
        not_retrieved=Count(states[State.NOT_RETRIEVED]),
        assessed=Count(assessed),
        reasons={
            reason: Count(count)
            for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        },
        excluded_full_text=Count(states[State.EXCLUDED_FULL_TEXT]),
    )


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Reported numbers that cannot all be right: `shown` says the sum, `expected` its result, `printed` what stands."""

    code: str
    shown: str
    expected: int
    printed: int


def difference(start: int, taken: Sequence[int], printed: int) -> Contradiction | None:
    """Whether `start` less what was taken away is what is printed: 487 − 12 = 475, not 465."""
    expected = start - sum(taken)
    if expected == printed:
        return None
    return Contradiction("flow_difference", " − ".join(map(str, [start, *taken])), expected, printed)


def total(parts: Sequence[int], printed: int) -> Contradiction | None:
    """Whether parts add up to the printed sum."""
    expected = sum(parts)
    if expected == printed:
        return None
    return Contradiction("flow_total", " + ".join(map(str, parts)), expected, printed)


def contradictions(flow: Flow) -> tuple[Contradiction, ...]:
    """Every sum of the diagram that its own numbers break; a sum with an unknown part is left alone."""
    found: list[Contradiction | None] = []
    for column in (flow.databases, flow.other):
        if column is None:
            continue
        found += [
            _checked(list(column.sources.values()), column.identified) if column.sources else None,
            _step(
                column.identified,
                [column.duplicates, column.automation, column.removed_other],
                column.screened,
            ),
            _step(column.screened, [column.excluded], column.sought),
            _step(column.sought, [column.not_retrieved], column.assessed),
            _checked(list(column.reasons.values()), column.excluded_full_text) if column.reasons else None,
        ]
    if flow.other is None:
        found.append(_step(flow.databases.assessed, [flow.databases.excluded_full_text], flow.reports))
    return tuple(one for one in found if one is not None)


def _step(start: Count, taken: Sequence[Count], end: Count) -> Contradiction | None:
    """Start less taken against end. Parts that are not reported count as nothing, but then less may be left."""
    if start.value is None or end.value is None:
        return None
    known = [count.value for count in taken if count.value is not None]
    if len(known) < len(taken):
        most = start.value - sum(known)
        return (
            Contradiction("flow_difference", str(start.value), most, end.value) if end.value > most else None
        )
    return difference(start.value, known, end.value)


def _checked(parts: Sequence[Count], printed: Count) -> Contradiction | None:
    values = [part.value for part in parts if part.value is not None]
    return total(values, printed.value) if len(values) == len(parts) and printed.value is not None else None


def derived(column: Column) -> Column:
    """The column with the two exclusions that follow from printed numbers, marked derived."""
    from dataclasses import replace

    found = column
    if (
        column.excluded.value is None
        and column.screened.value is not None
        and column.assessed.value is not None
    ):
        left = column.sought.value if column.sought.value is not None else column.assessed.value
        found = replace(found, excluded=Count(column.screened.value - left, derived=True))
    return found
