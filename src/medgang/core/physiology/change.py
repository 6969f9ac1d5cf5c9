"""Is it a change? Only beyond a published retest error of the same test; where none has been read, nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import within


class ChangeVerdict(StrEnum):
    """What may be said of two results of one person."""

    BETTER = "better"
    WORSE = "worse"
    WITHIN_ERROR = "within_error"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class RetestError:
    """How much two results of the same person must differ before it is a change.

    `threshold` is in `unit`, or in percent of the first result where `relative`. `first_threshold` is the wider one
    that holds when the first result was this person's first time ever with the test.
    """

    key: str
    unit: str
    threshold: float
    relative: bool
    lower_is_better: bool
    source: str
    first_threshold: float | None = None

    def __post_init__(self) -> None:
        if self.threshold <= 0 or (
            self.first_threshold is not None and self.first_threshold < self.threshold
        ):
            raise InvalidValue("physiology.retest_threshold", test=self.key)


@dataclass(frozen=True, slots=True)
class Change:
    """Two results and what may be said. `threshold` is in the unit of the results; None where none has been read."""

    before: float
    after: float
    verdict: ChangeVerdict
    threshold: float | None

    @property
    def difference(self) -> float:
        """The second result minus the first."""
        return self.after - self.before


def change(before: float, after: float, retest: RetestError | None, *, first_ever: bool = False) -> Change:
    """What two results of the same test by the same person say. `first_ever`: the first was the first time ever."""
    within("before", before, 0, 10_000)
    within("after", after, 0, 10_000)
    if retest is None:
        return Change(before, after, ChangeVerdict.CANNOT_TELL, None)
    needed = retest.threshold
    if first_ever and retest.first_threshold is not None:
        needed = retest.first_threshold
    if retest.relative:
        needed = needed * before / 100.0
    difference = after - before
    if abs(difference) < needed or difference == 0:
        return Change(before, after, ChangeVerdict.WITHIN_ERROR, needed)
    better = (difference < 0) == retest.lower_is_better
    return Change(before, after, ChangeVerdict.BETTER if better else ChangeVerdict.WORSE, needed)


@dataclass(frozen=True, slots=True)
class Load:
    """What the person worked against: speed (km/h) and incline (%), or watts."""

    speed_kmh: float | None = None
    incline_pct: float | None = None
    watts: float | None = None

    @property
    def is_cycle(self) -> bool:
        """True for a load in watts."""
        return self.watts is not None


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Pulse (bpm) and effort (6–20) at one load; None for what was not read."""

    load: Load
    hr_bpm: float | None = None
    borg: int | None = None


@dataclass(frozen=True, slots=True)
class SameLoad:
    """The same load then and now. No retest error of effort has been read: its two numbers get no verdict."""

    load: Load
    pulse: Change | None
    borg_before: int | None
    borg_after: int | None


def same_load(
    before: Sequence[LoadResult],
    after: Sequence[LoadResult],
    *,
    treadmill: RetestError,
    cycle: RetestError,
    first_ever: bool = False,
) -> tuple[SameLoad, ...]:
    """The loads both tests hold, with pulse and effort then and now: what is shown before any oxygen uptake."""
    earlier = {result.load: result for result in before}
    found: list[SameLoad] = []
    for now in after:
        then = earlier.get(now.load)
        if then is None:
            continue
        pulse = None
        if then.hr_bpm is not None and now.hr_bpm is not None:
            retest = cycle if now.load.is_cycle else treadmill
            pulse = change(then.hr_bpm, now.hr_bpm, retest, first_ever=first_ever)
        found.append(SameLoad(now.load, pulse, then.borg, now.borg))
    return tuple(found)
