"""Laps as evidence: what made them, and whether they may carry the edges of bouts.

Services that convert files write "pressed" on every lap, and a watch that makes a lap each kilometre cuts steady work
into equal pieces. So a lap's own label is believed only as far as the laps' lengths agree with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from medgang.core.recordings.bouts import Span
from medgang.core.recordings.recording import FileFormat, Lap, LapLabel, StepIntent

SNAP_S = 30
"""A found edge moves to the edge of a lap at most this far away (s), and never more than a quarter of the bout."""

EQUAL_METRES = 0.015
EQUAL_SECONDS = 1.5
PLANNED_S = 12.0
PLANNED_SHARE = 0.06


def labelled(laps: Sequence[Lap], file_format: FileFormat) -> tuple[Lap, ...]:
    """The laps, with labels that their lengths do not contradict.

    Laps of one distance (all but the last) are automatic, whoever is said to have made them; laps of one duration
    are, unless a button or a workout made them. Other laps in a TCX file are of unknown making: converters write
    "Manual" on all of them.
    """
    if not laps:
        return ()
    if all(lap.label is LapLabel.STRUCTURED for lap in laps):
        return tuple(laps)
    whole = laps[:-1]
    metres = [lap.metres for lap in whole if lap.metres]
    if len(metres) == len(whole) >= 2 and max(metres) - min(metres) <= EQUAL_METRES * max(metres):
        return tuple(replace(lap, label=LapLabel.AUTOMATIC) for lap in laps)
    seconds = [lap.seconds for lap in whole]
    unsure = all(lap.label is LapLabel.UNKNOWN for lap in whole) or file_format is FileFormat.TCX
    if len(whole) >= 2 and unsure and max(seconds) - min(seconds) <= EQUAL_SECONDS:
        return tuple(replace(lap, label=LapLabel.AUTOMATIC) for lap in laps)
    intents = {lap.intent for lap in laps}
    if file_format is FileFormat.TCX and StepIntent.REST not in intents:
        return tuple(
            replace(lap, label=LapLabel.UNKNOWN) if lap.label is LapLabel.PRESSED else lap for lap in laps
        )
    return tuple(laps)


def usable(laps: Sequence[Lap]) -> tuple[Lap, ...]:
    """The laps whose edges may be edges of bouts."""
    return tuple(lap for lap in laps if lap.label is not LapLabel.AUTOMATIC)


def of_workout(laps: Sequence[Lap]) -> tuple[Lap, ...]:
    """The laps that the stored workout, or the person, calls work where it also calls some rest."""
    intents = {lap.intent for lap in laps}
    if StepIntent.REST not in intents:
        return ()
    return tuple(lap for lap in laps if lap.intent is StepIntent.WORK and lap.seconds >= 5)


def of_plan(laps: Sequence[Lap], works: tuple[int, ...]) -> tuple[Lap, ...]:
    """The laps as long as a planned bout, when at least half the bouts have one and the laps alternate; else none."""
    typical = sorted(works)[len(works) // 2]
    near = max(PLANNED_S, PLANNED_SHARE * typical)
    matching = [lap for lap in laps if abs(lap.seconds - typical) <= near]
    alternate = all(after.start_s - before.end_s > 5 for before, after in pairwise(matching))
    return tuple(matching) if alternate and len(matching) * 2 >= max(len(works), 3) else ()


def snapped(span: Span, laps: Sequence[Lap]) -> tuple[Span, Lap] | None:
    """The span moved to edges of laps, with the lap it begins with; None unless both edges have one nearby.

    One lap with both its edges nearby goes before a row of several, which has more ways of being near by chance.
    """
    near = min(SNAP_S, span.seconds // 4)

    def off(one: Lap, other: Lap) -> float:
        return max(abs(one.start_s - span.start), abs(other.end_s - span.end))

    pairs = [(lap, lap) for lap in laps if off(lap, lap) <= near]
    if not pairs:
        pairs = [
            (one, two) for one in laps for two in laps if two.end_s > one.start_s and off(one, two) <= near
        ]
    if not pairs:
        return None
    first, last = min(pairs, key=lambda pair: off(*pair))
    start, end = round(first.start_s), round(last.end_s)
    return (Span(start, end), first) if end - start >= 5 else None
