"""Synthetic sessions that are hard to read, with the truth beside them: for measuring, and for tests.

Every session comes from its number alone. Heart rate follows the work through two time constants (up and down, drawn
per person), a delay, drift, slow wander and noise; then the recorder spoils it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from medgang.core.recordings import FileFormat, Recording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

PLANS = ("4x240/180", "4x240/180", "4x240/180", "5x240/150", "3x480/180", "6x180/120", "2x600/360", "8x60/60",
         "10x60/90", "4x360/180", "3x240/180")  # fmt: skip
INTERVAL_KINDS = ("plain", "late_start", "missing_bout", "extra_bout", "interrupted", "belt_lost", "ragged",
                  "wrist", "spikes", "shallow")  # fmt: skip
STEADY_KINDS = ("even", "hills", "stops", "progressive", "walk", "drifting")


@dataclass(frozen=True, slots=True, eq=False)
class HardSession:
    """A synthetic session: what was done (`work`, seconds), by which plan, and what the recorder kept."""

    kind: str
    plan: str
    work: tuple[tuple[float, float], ...]
    recording: Recording
    rest_levels: tuple[float, ...] = field(default=())


def interval_session(number: int) -> HardSession:
    """Interval session `number`."""
    import numpy as np

    rng = np.random.default_rng([4, number])
    kind = INTERVAL_KINDS[number % len(INTERVAL_KINDS)]
    plan = str(rng.choice(PLANS))
    bouts, rest = plan.split("x")
    work_s, rest_s = (int(one) for one in rest.split("/"))
    count = int(bouts)
    warm = int(rng.integers(240, 720)) if kind != "late_start" else int(rng.integers(900, 1500))
    if rng.random() < 0.12:
        warm = 0
    ragged = 0.12 if kind == "ragged" else 0.015
    lengths = [max(20.0, work_s * (1 + ragged * rng.standard_normal())) for _ in range(count)]
    pauses = [max(20.0, rest_s * (1 + 2 * ragged * rng.standard_normal())) for _ in range(count)]
    if kind == "extra_bout":
        lengths.append(float(work_s))
        pauses.append(float(rest_s))
    if kind == "interrupted" and count > 1:
        pauses[int(rng.integers(0, count - 1))] += float(rng.integers(180, 600))
    skipped = int(rng.integers(1, count)) if kind == "missing_bout" and count > 2 else -1
    rest_level, work_level = rng.uniform(95, 120), rng.uniform(158, 182)
    if kind == "shallow":
        rest_level, work_level = rng.uniform(128, 138), rng.uniform(160, 170)
    levels: list[tuple[float, float]] = []
    work: list[tuple[float, float]] = []
    at = 0.0
    if warm:
        levels += [(0.0, rest_level - 15), (warm * 0.3, rest_level), (warm * 0.7, rest_level + 8)]
        at = float(warm)
    for bout, (length, pause) in enumerate(zip(lengths, pauses, strict=True)):
        if bout != skipped:
            levels.append((at, work_level + rng.normal(0, 3) + 1.5 * bout))
            work.append((at, at + length))
        levels.append((at + length, rest_level + rng.normal(0, 4) + bout))
        at += length + pause
    total = int(work[-1][1] + rng.integers(5, 420))
    bpm = _heart(rng, levels, total)
    recording = _recorded(rng, bpm, kind, work)
    return HardSession(kind, plan, tuple(work), recording)


def steady_session(number: int) -> HardSession:
    """Steady session `number`: no bouts in it, whatever it looks like."""
    import numpy as np

    rng = np.random.default_rng([5, number])
    kind = STEADY_KINDS[number % len(STEADY_KINDS)]
    total = int(rng.integers(1500, 5400))
    base = rng.uniform(115, 160)
    levels: list[tuple[float, float]] = [(0.0, base)]
    if kind == "hills":
        at = 200.0
        while at < total:
            levels.append((at, base + rng.normal(0, 9)))
            at += float(rng.gamma(2.0, 90.0)) + 15
    elif kind == "stops":
        at = float(rng.uniform(200, 700))
        while at < total:
            levels.append((at, base - rng.uniform(25, 55)))
            levels.append((at + float(rng.gamma(2.0, 18.0)) + 8, base + rng.normal(0, 4)))
            at += float(rng.exponential(500.0)) + 90
    elif kind == "progressive":
        levels = [(float(at), base - 20 + 45 * at / total) for at in range(0, total, 30)]
    elif kind == "walk":
        base = rng.uniform(85, 110)
        levels = [(float(at), base + rng.normal(0, 5)) for at in range(0, total, 120)]
    elif kind == "drifting":
        levels = [(float(at), base + 14 * at / total + 5 * np.sin(at / 400.0)) for at in range(0, total, 30)]
    bpm = _heart(rng, levels, total)
    return HardSession(kind, "", (), _recorded(rng, bpm, "plain", []))


def _heart(rng: np.random.Generator, levels: list[tuple[float, float]], total: int) -> Numbers:
    """Heart rate for the demand `levels` (from second, bpm)."""
    import numpy as np

    up, down = float(np.clip(rng.normal(45, 14), 18, 85)), float(np.clip(rng.normal(52, 15), 22, 95))
    delay = float(rng.uniform(2, 11))
    values = np.array([level[1] for level in levels])
    falls = np.diff(values, prepend=values[0]) < 0
    starts = np.array([level[0] for level in levels]) + delay + np.where(falls, rng.uniform(3, 17), 0.0)
    wanted = values[np.maximum(np.searchsorted(starts, np.arange(total), side="right") - 1, 0)]
    wanted = wanted + 8.0 * np.arange(total) / 3600.0
    bpm = np.empty(total)
    now = min(wanted[0], float(rng.uniform(75, 105)))
    wander = 0.0
    for second in range(total):
        now += (wanted[second] - now) / (up if wanted[second] > now else down)
        wander += -wander / 25.0 + 0.45 * rng.standard_normal()
        bpm[second] = now + wander
    return bpm + rng.normal(0, 0.6, total)


def _recorded(
    rng: np.random.Generator, bpm: Numbers, kind: str, work: list[tuple[float, float]]
) -> Recording:
    """What the recorder keeps of it."""
    import numpy as np

    kept = bpm.copy()
    if kind == "wrist":
        for second in range(1, len(kept)):
            kept[second] = kept[second - 1] + (bpm[second] - kept[second - 1]) / 9.0
        kept += np.repeat(rng.normal(0, 3, len(kept) // 40 + 1), 40)[: len(kept)]
    kept = np.asarray(np.round(np.clip(kept, 40, 215)), dtype=np.float64)
    if kind == "belt_lost" and work:
        start = int(rng.uniform(work[0][0], max(work[-1][1] - 130, work[0][0] + 1)))
        kept[start : start + 120] = 0
    if kind == "spikes":
        for start in rng.integers(60, len(kept) - 30, 12):
            kept[start : start + int(rng.integers(1, 12))] = rng.choice([232, 228, 58, 0])
    seconds = np.arange(len(kept), dtype=np.float64)
    if rng.random() < 0.15:  # a watch that writes only now and then
        chosen = np.sort(np.append(rng.choice(len(kept) - 1, len(kept) // 3, replace=False) + 1, 0))
        seconds, kept = seconds[chosen], kept[chosen]
    return Recording(FileFormat.FIT, None, seconds, np.where((kept > 0) & (kept < 255), kept, np.nan))
