"""What a session turned out to be: figures with the seconds they rest on, and what cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from medgang.core.errors import InvalidValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from medgang.core.physiology import HrMax
    from medgang.core.programmes import SessionPlan
    from medgang.core.recordings.recording import LapLabel, Loss


class Mark(StrEnum):
    """What is wrong, or may be wrong, with a second of heart rate. Marks stand beside the data."""

    MISSING = "missing"
    OUT_OF_RANGE = "out_of_range"
    SPIKE = "spike"
    FLAT = "flat"
    START_UP = "start_up"
    CADENCE = "cadence"  # a suspicion only: the second still counts

    @property
    def bit(self) -> int:
        """Its bit in `Seconds.marks`."""
        return int(1 << tuple(Mark).index(self))


class EdgeSource(StrEnum):
    """Where the edges of a bout come from, most trusted first."""

    PERSON = "person"
    LAPS = "laps"
    PLAN = "plan"
    HEART_RATE = "heart_rate"

    @property
    def carries_time_in_zone(self) -> bool:
        """Heart rate lags 20 to 100 s: edges found in it alone cannot hold a time in the zone."""
        return self is not EdgeSource.HEART_RATE


class WarningCode(StrEnum):
    """What a reader of the review must know before believing it."""

    FILE_DAMAGED = "file_damaged"
    CLOCK_JUMPED = "clock_jumped"
    MUCH_MISSING = "much_missing"
    CADENCE_SUSPECT = "cadence_suspect"
    ABOVE_HR_MAX = "above_hr_max"
    HR_MAX_PREDICTED = "hr_max_predicted"
    AUTOMATIC_LAPS = "automatic_laps"
    NO_INTERVALS = "no_intervals"
    PLAN_NOT_FOUND = "plan_not_found"
    BOUTS_MISSING = "bouts_missing"
    BOUTS_EXTRA = "bouts_extra"
    EDGES_FROM_HEART_RATE = "edges_from_heart_rate"
    TOO_SHORT = "too_short"


class Verdict(StrEnum):
    """Plan against done, in one word; the numbers beside it say the rest."""

    AS_PLANNED = "as_planned"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    CANNOT_TELL = "cannot_tell"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True, eq=False)
class Seconds:
    """The session second by second from the first record: `bpm` (NaN where missing) and `marks` (bits of `Mark`).

    A sample stands until the next one, for ten seconds at most; beyond that the second is missing.
    """

    bpm: NDArray[np.float64]
    marks: NDArray[np.uint8]

    def __post_init__(self) -> None:
        if len(self.bpm) != len(self.marks):
            raise InvalidValue("recordings.uneven")


@dataclass(frozen=True, slots=True)
class Quality:
    """How many seconds a session lasts, how many can be used, and why the others cannot (one second, many marks)."""

    seconds: int
    valid_s: int
    missing_s: int
    out_of_range_s: int
    spike_s: int
    flat_s: int
    start_up_s: int
    cadence_suspect_s: int

    @property
    def valid_share(self) -> float:
        """The usable share, 0 to 1."""
        return self.valid_s / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class ZoneSeconds:
    """Valid seconds of the whole session in one personal zone (bounds in bpm, both inclusive)."""

    key: str
    low_bpm: int
    high_bpm: int
    low_pct: float
    high_pct: float
    seconds: int


@dataclass(frozen=True, slots=True)
class Bout:
    """One bout (drag).

    Edges in seconds from the first record. Heart rates in bpm over valid seconds, percentages of the person's
    maximum. `peak_bpm` is the highest heart rate held for five seconds. `seconds_in_target` and `seconds_above` are
    None where the edges come from heart rate alone. `reachable_s` is how much of the bout a pulse with a time
    constant of 58 s could have spent in the target from where it stood at the start. `minute_three_bpm` is the mean
    of seconds 120 to 180, None in a shorter bout.
    """

    number: int
    start_s: float
    end_s: float
    source: EdgeSource
    lap_label: LapLabel | None
    target_low_pct: float
    target_high_pct: float
    valid_s: int
    mean_bpm: float | None
    peak_bpm: float | None
    mean_pct: float | None
    peak_pct: float | None
    seconds_in_target: int | None
    seconds_above: int | None
    reachable_s: int
    minute_three_bpm: float | None
    minute_three_pct: float | None

    @property
    def seconds(self) -> float:
        """The length of the bout in seconds."""
        return self.end_s - self.start_s

    @property
    def valid_share(self) -> float:
        """The usable share of the bout, 0 to 1."""
        return min(1.0, self.valid_s / self.seconds) if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Rest:
    """The pause after bout `after`: shown beside the protocol's guide, never scored.

    `lowest_bpm` is the lowest heart rate held for ten seconds (a single low value may be a dropout);
    `under_guide_after_s` the seconds until it stayed at or under the guide for ten seconds, None if it never did.
    """

    after: int
    start_s: float
    end_s: float
    valid_s: int
    mean_bpm: float | None
    lowest_bpm: float | None
    mean_pct: float | None
    lowest_pct: float | None
    guide_pct: float
    under_guide_after_s: int | None


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Plan against done. Seconds in target are counted only on plan, lap or a person's edges."""

    verdict: Verdict
    planned_bouts: int | None
    done_bouts: int
    planned_work_s: int | None
    done_work_s: int
    seconds_in_target: int | None
    reachable_s: int | None
    valid_share: float | None
    bouts_missing: int
    bouts_extra: int

    @property
    def share_of_reachable(self) -> float | None:
        """Seconds in target as a share of what was reachable, 0 to about 1."""
        if self.seconds_in_target is None or not self.reachable_s:
            return None
        return self.seconds_in_target / self.reachable_s


@dataclass(frozen=True, slots=True)
class ReviewWarning:
    """A code with the number that belongs to it (seconds, beats or a count), where there is one."""

    code: WarningCode
    count: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SessionReview:
    """One session, reviewed. It holds the maximum and the zones it was computed with, so that it never changes.

    `mean_bpm` and `max_bpm` are over valid seconds, None when there are none.
    """

    version: str
    samples: int
    seconds: int
    mean_bpm: float | None
    max_bpm: float | None
    hr_max: HrMax
    plan: SessionPlan | None
    quality: Quality
    zones: tuple[ZoneSeconds, ...]
    zone_scale: str | None
    bouts: tuple[Bout, ...]
    rests: tuple[Rest, ...]
    fidelity: Fidelity
    warnings: tuple[ReviewWarning, ...]
    losses: tuple[Loss, ...]
    trace: Seconds
