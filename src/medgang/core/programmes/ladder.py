"""The ladder from the first walk to 4×4: steps a patient chooses, where hard intervals are one way and never the way.

Light activity comes first and hard intervals are introduced gradually; they do not fit everyone. So no step may hold
high intensity alone: beside it there is always something that is not, and nobody is moved up by the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.physiology.intensity import IntensityClass, rank


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to do at a step: the session plan, and how hard it is."""

    plan: str
    intensity_class: IntensityClass


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder with its choices."""

    key: str
    options: tuple[Option, ...]

    @property
    def hardest(self) -> IntensityClass:
        """The hardest choice on the step."""
        return max((option.intensity_class for option in self.options), key=rank)


class Chooser(StrEnum):
    """Who wanted the step. The program is not among them."""

    PATIENT = "patient"
    PATIENT_AND_STAFF = "patient_and_staff"


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps, lowest first.

    The first holds light activity only; no step is easier than the one below it; a step with high intensity always
    holds something else too; the first high step is not the second (it is introduced gradually).
    """

    key: str
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        if len(self.rungs) < 2 or any(not rung.options for rung in self.rungs):
            raise InvalidValue("programmes.ladder_empty", ladder=self.key)
        if self.rungs[0].hardest is not IntensityClass.LIGHT:
            raise InvalidValue("programmes.ladder_starts_hard", ladder=self.key)
        for lower, upper in pairwise(self.rungs):
            if rank(upper.hardest) < rank(lower.hardest):
                raise InvalidValue("programmes.ladder_goes_down", ladder=self.key, rung=upper.key)
            if rank(upper.hardest) - rank(lower.hardest) > 1:
                raise InvalidValue("programmes.ladder_leaps", ladder=self.key, rung=upper.key)
        for rung in self.rungs:
            if all(option.intensity_class is IntensityClass.HIGH for option in rung.options):
                raise InvalidValue("programmes.ladder_forces_hard", ladder=self.key, rung=rung.key)

    def place_of(self, rung: str) -> int:
        """The number of a step, from 0."""
        for number, one in enumerate(self.rungs):
            if one.key == rung:
                return number
        raise InvalidValue("programmes.unknown_rung", ladder=self.key, rung=rung)

    def next(self, rung: str) -> Rung | None:
        """The step above; None at the top, where staying is as good as anything."""
        place = self.place_of(rung) + 1
        return self.rungs[place] if place < len(self.rungs) else None


@dataclass(frozen=True, slots=True)
class StepUp:
    """A step taken: from, to, who wanted it, and in a few words why (and, for hard intervals, why or why not)."""

    from_rung: str
    to_rung: str
    chosen_by: Chooser
    why: str


def step_to(
    ladder: Ladder, from_rung: str, to_rung: str, *, chosen_by: Chooser, why: str, highest: IntensityClass
) -> StepUp:
    """A patient's step up or down the ladder. Up goes one step at a time; down goes anywhere, without a reason asked.

    `highest` is the hardest effort the patient is cleared for: a step where nothing is within it waits
    (`programmes.waits_for_clearance`). To a step that holds high intensity a reason is written down.
    """
    start, end = ladder.place_of(from_rung), ladder.place_of(to_rung)
    target = ladder.rungs[end]
    if end > start + 1:
        raise NotAllowed("programmes.one_step_at_a_time", to=to_rung)
    if all(rank(option.intensity_class) > rank(highest) for option in target.options):
        raise NotAllowed("programmes.waits_for_clearance", to=to_rung)
    if end > start and target.hardest is IntensityClass.HIGH and not why.strip():
        raise InvalidValue("programmes.say_why_high")
    return StepUp(from_rung, to_rung, chosen_by, why.strip())
