"""What steers the effort of this person: heart rate, talk test or felt effort; and how a higher maximum is believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.physiology.hr_max import HIGHEST_HR_MAX, HrMax, HrMaxSource
from medgang.core.physiology.notice import Notice, notice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class HeartRateDrug(StrEnum):
    """Drugs that change the heart rate. Only the beta-blocker's effect on targets has been read in a source."""

    BETA_BLOCKER = "beta_blocker"
    OTHER = "other"


class Steering(StrEnum):
    """What sets the intensity, in the order it is to be used."""

    HEART_RATE = "heart_rate"
    TALK_TEST = "talk_test"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Guidance:
    """How to steer, first choice first, and what to know. `hr_max` is None when no target may be shown."""

    steering: tuple[Steering, ...]
    hr_max: HrMax | None
    notices: tuple[Notice, ...] = ()

    @property
    def shows_targets(self) -> bool:
        """True when targets in bpm may be shown."""
        return self.hr_max is not None


def guidance(hr_max: HrMax | None, drugs: frozenset[HeartRateDrug] = frozenset()) -> Guidance:
    """How this person's effort is to be steered.

    A beta-blocker turns every target off that does not rest on a maximum measured on the drug: then talk test first,
    felt effort second, with the warning that effort alone overshoots (RPE 11–13 gave 71 ± 15 % of oxygen-uptake
    reserve, 82 % of patients above 60 %; PMID 15235299, n = 11). Other drugs only mark the heart rate as unsure.
    """
    without = (Steering.TALK_TEST, Steering.EFFORT)
    if hr_max is None:
        return Guidance(without, None, (notice("physiology.no_hr_max"),))
    notices = [error_notice(hr_max)]
    if HeartRateDrug.BETA_BLOCKER in drugs:
        if hr_max.source is not HrMaxSource.MEASURED_ON_BETA_BLOCKER:
            return Guidance(
                without,
                None,
                (notice("physiology.beta_blocker"), notice("physiology.effort_overshoots")),
            )
        notices.append(notice("physiology.measured_on_drug"))
    elif hr_max.source is HrMaxSource.MEASURED_ON_BETA_BLOCKER:
        notices.append(notice("physiology.drug_stopped"))
    if HeartRateDrug.OTHER in drugs:
        notices.append(notice("physiology.heart_rate_unsure"))
    return Guidance((Steering.HEART_RATE, Steering.TALK_TEST, Steering.EFFORT), hr_max, tuple(notices))


def error_notice(hr_max: HrMax) -> Notice:
    """What is known of the error of this maximum, as a notice. There is always one."""
    if hr_max.error_bpm is not None:
        return notice(
            "physiology.hr_max_error",
            error=hr_max.error_bpm,
            pct=round(100 * hr_max.error_bpm / hr_max.bpm, 1),
        )
    if hr_max.source is HrMaxSource.HIGHEST_OBSERVED:
        return notice("physiology.hr_max_at_least")
    return notice("physiology.hr_max_error_unknown")


SUSTAINED_S = 10.0
"""A higher maximum must last this many clean seconds. Our own rule: a spike of a belt lasts shorter."""


@dataclass(frozen=True, slots=True)
class HrMaxCandidate:
    """A heart rate above the stored maximum, held for `seconds` clean seconds from `at_s`. A person must confirm it."""

    bpm: float
    seconds: float
    at_s: float


def higher_maximum(
    seconds: NDArray[np.float64], bpm: NDArray[np.float64], valid: NDArray[np.bool_], current: HrMax
) -> HrMaxCandidate | None:
    """The highest heart rate (bpm) held through `SUSTAINED_S` clean seconds, when it lies above `current`.

    `seconds` is how long each sample lasts, `bpm` its heart rate, `valid` whether it may be used. Any sample that
    is not valid breaks the stretch. None when nothing above the stored maximum was held so long.
    """
    starts = [0.0]
    for length in seconds:
        starts.append(starts[-1] + float(length))
    best: HrMaxCandidate | None = None
    first = 0
    for last in range(len(bpm)):
        if not valid[last] or bpm[last] <= current.bpm or bpm[last] > HIGHEST_HR_MAX:
            first = last + 1
            continue
        # The shortest stretch ending here that is long enough; its lowest pulse is what was held.
        while starts[last + 1] - starts[first + 1] >= SUSTAINED_S:
            first += 1
        length = starts[last + 1] - starts[first]
        if length < SUSTAINED_S:
            continue
        held = float(min(bpm[first : last + 1]))
        if best is None or held > best.bpm:
            best = HrMaxCandidate(held, length, starts[first])
    return best


def confirm(candidate: HrMaxCandidate, current: HrMax, *, confirmed: bool, on: date) -> HrMax:
    """The candidate as the person's maximum, once a person has confirmed it (`physiology.not_confirmed` else)."""
    if not confirmed:
        raise NotAllowed("physiology.not_confirmed")
    if candidate.bpm <= current.bpm:
        raise InvalidValue("physiology.not_higher", bpm=f"{candidate.bpm:g}", current=f"{current.bpm:g}")
    return HrMax(candidate.bpm, HrMaxSource.HIGHEST_OBSERVED, None, on)
