"""A session while it runs: the presses on the clock, and the plan as it came to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from medgang.core.programmes.session_plan import Block, BlockKind, SessionPlan, TimedBlock


class Press(StrEnum):
    """What a leader can press on the clock."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"  # the block that runs now is over
    EXTRA = "extra"  # one more bout, with the rest before it
    END = "end"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press at an instant."""

    press: Press
    at: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """How the clock stands: the blocks as they have become, and how many seconds of them were used at `anchor`."""

    blocks: tuple[Block, ...]
    used: float = 0.0
    anchor: datetime | None = None
    started: datetime | None = None
    ended: datetime | None = None

    @property
    def running(self) -> bool:
        """The seconds are counting."""
        return self.anchor is not None

    def second(self, now: datetime) -> float:
        """Seconds into the session, never more than there are."""
        since = (now - self.anchor).total_seconds() if self.anchor else 0.0
        return min(self.used + max(0.0, since), float(sum(block.seconds for block in self.blocks)))

    def current(self, now: datetime) -> TimedBlock | None:
        """The block that runs, or None when all are over."""
        return SessionPlan("clock", self.blocks).block_at(self.second(now))


def run(plan: SessionPlan, presses: Iterable[Pressed]) -> Clock:
    """The clock after these presses, in the order of their instants. A press that makes no sense changes nothing."""
    clock = Clock(plan.blocks)
    for one in sorted(presses, key=lambda pressed: pressed.at):
        clock = _after(clock, one)
    return clock


def _after(clock: Clock, pressed: Pressed) -> Clock:
    at = pressed.at
    if clock.ended is not None:
        return clock
    if clock.started is None:
        return replace(clock, started=at, anchor=at) if pressed.press is Press.START else clock
    used = clock.second(at)
    if pressed.press is Press.PAUSE:
        return replace(clock, used=used, anchor=None)
    if pressed.press is Press.RESUME:
        return clock if clock.running else replace(clock, anchor=at)
    if pressed.press is Press.SKIP:
        return _skipped(clock, at)
    if pressed.press is Press.EXTRA:
        return _with_extra(clock, at)
    if pressed.press is Press.END:
        return _ended(clock, at)
    return clock


def _cut(timed: TimedBlock, used: float) -> Block:
    return replace(timed.block, seconds=max(1, round(used - timed.start_s)))


def _skipped(clock: Clock, at: datetime) -> Clock:
    now = clock.current(at)
    if now is None:
        return clock
    cut = _cut(now, clock.second(at))
    blocks = (*clock.blocks[: now.index], cut, *clock.blocks[now.index + 1 :])
    return replace(
        clock, blocks=blocks, used=float(now.start_s + cut.seconds), anchor=at if clock.running else None
    )


def _with_extra(clock: Clock, at: datetime) -> Clock:
    works = [index for index, block in enumerate(clock.blocks) if block.kind is BlockKind.WORK]
    now = clock.current(at)
    if not works or now is None or now.index > works[-1]:
        return clock
    last = works[-1]
    rests = [block for block in clock.blocks if block.kind is BlockKind.REST][-1:]
    return replace(clock, blocks=(*clock.blocks[: last + 1], *rests, *clock.blocks[last:]))


def _ended(clock: Clock, at: datetime) -> Clock:
    now = clock.current(at)
    used = clock.second(at)
    blocks = clock.blocks
    if now is not None:
        # A block that had hardly begun was not held, unless it is the only one.
        held = used - now.start_s >= 1 or now.index == 0
        blocks = (*clock.blocks[: now.index], *((_cut(now, used),) if held else ()))
    return replace(clock, blocks=blocks, used=used, anchor=None, ended=at)
