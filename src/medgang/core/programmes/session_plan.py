"""A session as it is meant to be: blocks of time, each with what it is for and how hard it should be."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from medgang.core.errors import InvalidValue
from medgang.core.physiology.intensity import IntensityClass, hardest
from medgang.core.programmes.strength_scheme import StrengthScheme

LONGEST_BLOCK_S = 4 * 3600
"""No block of a session lasts longer than this (seconds); a day hike is the longest thing in the catalogue."""


class BlockKind(StrEnum):
    """What a block of a session is for."""

    WARM_UP = "warm_up"
    WORK = "work"
    REST = "rest"
    STEADY = "steady"
    COOL_DOWN = "cool_down"
    THEORY = "theory"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a session.

    `seconds` its length (1 s to 4 h); `target_low_pct` and `target_high_pct` percent of maximal heart rate, or None
    where heart rate is not what steers; `intensity_class` how hard it is meant to be.
    """

    kind: BlockKind
    seconds: int
    target_low_pct: float | None = None
    target_high_pct: float | None = None
    intensity_class: IntensityClass = IntensityClass.LIGHT

    def __post_init__(self) -> None:
        if not 1 <= self.seconds <= LONGEST_BLOCK_S:
            raise InvalidValue("programmes.block_length", seconds=self.seconds, longest=LONGEST_BLOCK_S)
        low, high = self.target_low_pct, self.target_high_pct
        if (low is None) != (high is None):
            raise InvalidValue("programmes.block_target", kind=self.kind.value)
        if low is not None and high is not None:
            if not (math.isfinite(low) and math.isfinite(high) and 0 < low <= high <= 100):
                raise InvalidValue("programmes.block_target", kind=self.kind.value)
            if self.kind is BlockKind.THEORY:
                raise InvalidValue("programmes.block_target", kind=self.kind.value)


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """A block with its place in the session: its number (from 0) and when it begins and ends, in seconds."""

    index: int
    block: Block
    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """The blocks of one session, in order. `key` is its name in the content, or the pattern it was read from.

    `strength` is how the strength part is done, where there is one; its time stands in the blocks.
    """

    key: str
    blocks: tuple[Block, ...]
    strength: StrengthScheme | None = None

    def __post_init__(self) -> None:
        if not self.blocks:
            raise InvalidValue("programmes.plan_empty", plan=self.key)

    @property
    def total_seconds(self) -> int:
        """The length of the whole session in seconds."""
        return sum(block.seconds for block in self.blocks)

    @property
    def training_seconds(self) -> int:
        """The seconds that are not theory."""
        return sum(block.seconds for block in self.blocks if block.kind is not BlockKind.THEORY)

    @property
    def intensity_class(self) -> IntensityClass:
        """The hardest block decides how hard a session is."""
        return hardest(block.intensity_class for block in self.blocks)

    @property
    def work_blocks(self) -> tuple[Block, ...]:
        """The bouts (drag), in order."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.WORK)

    @property
    def timetable(self) -> tuple[TimedBlock, ...]:
        """Every block with the second it begins and ends."""
        found: list[TimedBlock] = []
        at = 0
        for index, block in enumerate(self.blocks):
            found.append(TimedBlock(index, block, at, at + block.seconds))
            at += block.seconds
        return tuple(found)

    def block_at(self, second: float) -> TimedBlock | None:
        """The block that runs `second` seconds after the start; None before it and after the end."""
        for timed in self.timetable:
            if timed.start_s <= second < timed.end_s:
                return timed
        return None

    def interval_pattern(self) -> tuple[int, int, int] | None:
        """(bouts, work seconds, rest seconds) when all bouts are equal and all rests between them are; else None.

        One bout has the pattern (1, its seconds, 0). Rests before the first and after the last bout do not count.
        """
        bouts = [timed for timed in self.timetable if timed.block.kind is BlockKind.WORK]
        if not bouts:
            return None
        works = {timed.block.seconds for timed in bouts}
        gaps = {after.start_s - before.end_s for before, after in pairwise(bouts)}
        if len(works) > 1 or len(gaps) > 1:
            return None
        between = {
            timed.block.kind
            for timed in self.timetable
            if bouts[0].start_s < timed.start_s < bouts[-1].end_s and timed.block.kind is not BlockKind.WORK
        }
        if between - {BlockKind.REST}:
            return None
        return len(bouts), works.pop(), gaps.pop() if gaps else 0

    @classmethod
    def parse(cls, pattern: str, target: tuple[float, float] = (85.0, 95.0)) -> SessionPlan:
        """The plan of `bouts x work/rest` in seconds: "4x240/180" is four bouts of 240 s with 180 s between.

        One bout needs no rest ("1x1200"). `target` is the band of the bouts in percent of maximal heart rate. The
        plan holds bouts and rests only: no warm-up, no cool-down.
        """
        match = _PATTERN.fullmatch(pattern.strip())
        if match is None:
            raise InvalidValue("programmes.bad_pattern", pattern=pattern[:40])
        bouts, work, rest = int(match[1]), int(match[2]), int(match[3] or 0)
        if not (1 <= bouts <= 60 and 10 <= work <= 3600 and rest <= 3600 and (bouts == 1 or rest > 0)):
            raise InvalidValue("programmes.bad_pattern", pattern=pattern[:40])
        blocks: list[Block] = []
        for number in range(bouts):
            if number:
                blocks.append(Block(BlockKind.REST, rest, *REST_TARGET_PCT, IntensityClass.MODERATE))
            blocks.append(Block(BlockKind.WORK, work, *target, IntensityClass.HIGH))
        return cls(pattern.strip(), tuple(blocks))


_PATTERN = re.compile(r"([0-9]{1,2})\s*[x×]\s*([0-9]{1,4})(?:\s*/\s*([0-9]{1,4}))?")

WORK_TARGET_PCT = (85.0, 95.0)
REST_TARGET_PCT = (60.0, 70.0)
WARM_UP_TARGET_PCT = (60.0, 70.0)
"""The Norwegian field standard for 4×4 in treatment (percent of maximal heart rate): bouts 85–95 %, nearer 85; rests
60–70 %, reached within one to one and a half minutes; warm-up to about 70 %. rusfeltet.no, article 4156."""

FOUR_BY_FOUR = "four-by-four"


def four_by_four(warm_up_s: int = 360, cool_down_s: int = 240) -> SessionPlan:
    """Four bouts of 4 minutes with 3 minutes between; with the 6-minute warm-up and 4-minute cool-down 35 minutes."""
    middle = SessionPlan.parse("4x240/180").blocks
    return SessionPlan(
        FOUR_BY_FOUR,
        (
            Block(BlockKind.WARM_UP, warm_up_s, *WARM_UP_TARGET_PCT, IntensityClass.MODERATE),
            *middle,
            Block(BlockKind.COOL_DOWN, cool_down_s, None, None, IntensityClass.LIGHT),
        ),
    )
