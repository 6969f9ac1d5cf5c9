"""How well the bouts of recorded sessions are found: on labelled real sessions, and on hard synthetic ones.

    python -m tools.accuracy.recordings ../shared/data

Prints markdown tables. One setting for all files; heart rate alone and with the file's laps stand apart, since the
labels of real sessions were themselves made from laps.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from medgang.core.physiology import predict_hr_max
from medgang.core.programmes import SessionPlan
from medgang.core.recordings import Recording, RecordingError, SessionReview, analyse, read_recording
from tools.accuracy.hard_sessions import (
    INTERVAL_KINDS,
    STEADY_KINDS,
    HardSession,
    interval_session,
    steady_session,
)

SESSIONS = 400
HR_MAX = predict_hr_max(35)
Work = tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Score:
    """What was found of what there was."""

    bouts: int = 0
    missed: int = 0
    invented: int = 0
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)

    def add(self, work: Work, review: SessionReview) -> None:
        """Match found bouts with true ones by at least half overlap, each once."""
        left = [(bout.start_s, bout.end_s) for bout in review.bouts]
        self.bouts += len(work)
        for start, end in work:
            near = [
                one for one in left if _overlap(one, (start, end)) > 0.5 * max(end - start, one[1] - one[0])
            ]
            if not near:
                self.missed += 1
                continue
            best = max(near, key=lambda one: _overlap(one, (start, end)))
            left.remove(best)
            self.starts.append(best[0] - start)
            self.ends.append(best[1] - end)
        self.invented += len(left)

    def row(self, name: str) -> str:
        """A row of the table."""
        edges = np.abs(self.starts + self.ends) if self.starts else np.array([np.nan])
        return (
            f"| {name} | {self.bouts} | {self.missed} | {self.invented} | {np.median(edges):.1f} | "
            f"{np.percentile(edges, 90):.1f} | {_median(self.starts)} | {_median(self.ends)} |"
        )


HEAD = (
    "| sessions | bouts | missed | invented | edge error, median (s) | 90th percentile (s) | start, median signed (s) "
    "| end, median signed (s) |\n|---|---:|---:|---:|---:|---:|---:|---:|"
)


def _median(values: list[float]) -> str:
    return f"{np.median(values):+.1f}" if values else "–"


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def plan_of(work: Work) -> SessionPlan:
    """The regular plan nearest to labelled bouts: their median length and median pause, to whole 10 s."""
    lengths = [end - start for start, end in work]
    gaps = [after[0] - before[1] for before, after in pairwise(work)]
    length, gap = (max(10, round(float(np.median(one)) / 10) * 10) for one in (lengths, gaps or [60]))
    return SessionPlan.parse(f"{len(work)}x{length}/{gap}")


def _reviewed(recording: Recording, plan: SessionPlan | None, *, laps: bool) -> SessionReview:
    return analyse(recording if laps else replace(recording, laps=(), steps=()), plan, HR_MAX)


def _real(data: Path) -> Iterable[str]:
    """Tables over the labelled real sessions, and over those no label calls interval sessions."""
    folder = data / "recordings"
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    visible = {one["path"] for one in labels["intervals_visible_no_truth"]}
    known: dict[str, Work] = {one["path"]: tuple(map(tuple, one["work"])) for one in labels["labelled"]}
    yield "### Labelled real sessions\n"
    yield HEAD
    ways: list[tuple[str, bool, bool]] = [
        ("plan known, heart rate alone", True, False),
        ("plan known, with laps", True, True),
        ("plan unknown, heart rate alone", False, False),
        ("plan unknown, with laps", False, True),
    ]
    for name, with_plan, laps in ways:
        score = Score()
        for path, work in sorted(known.items()):
            recording = read_recording(folder / path)
            score.add(work, _reviewed(recording, plan_of(work) if with_plan else None, laps=laps))
        yield score.row(name)
    looked = mistaken = forced = 0
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        try:
            recording = read_recording(file)
        except RecordingError:
            continue
        if str(file.relative_to(folder)) in known.keys() | visible or recording.seconds[-1] < 900:
            continue
        looked += 1
        mistaken += bool(_reviewed(recording, None, laps=False).bouts)
        forced += bool(_reviewed(recording, SessionPlan.parse("4x240/180"), laps=False).bouts)
    yield (
        f"\nOther sessions of 15 minutes and more, {looked} in all (runs, rides, swims; none is known to hold "
        f"intervals): bouts claimed without a plan in {mistaken}, with the plan 4×4 held against them in {forced}."
    )


def _synthetic() -> Iterable[str]:
    """Tables over the generator."""
    sessions = [interval_session(number) for number in range(SESSIONS)]
    finders: list[tuple[str, Callable[[HardSession], SessionPlan | None]]] = [
        ("plan known", lambda one: SessionPlan.parse(one.plan)),
        ("plan unknown", lambda _: None),
    ]
    for name, plan in finders:
        yield f"\n### Generator, {name} ({SESSIONS} sessions)\n"
        yield HEAD
        scores = {kind: Score() for kind in ("all", *INTERVAL_KINDS)}
        for one in sessions:
            review = analyse(one.recording, plan(one), HR_MAX)
            for kind in ("all", one.kind):
                scores[kind].add(one.work, review)
        yield from (score.row(kind.replace("_", " ")) for kind, score in scores.items())
    yield f"\n### Generator, steady ({SESSIONS} sessions): how many were taken for interval sessions\n"
    yield "| kind | sessions | without a plan | with the plan 4×4 held against them |\n|---|---:|---:|---:|"
    steady = [steady_session(number) for number in range(SESSIONS)]
    for kind in STEADY_KINDS:
        these = [one.recording for one in steady if one.kind == kind]
        blind = sum(bool(analyse(one, None, HR_MAX).bouts) for one in these)
        forced = sum(bool(analyse(one, SessionPlan.parse("4x240/180"), HR_MAX).bouts) for one in these)
        yield f"| {kind} | {len(these)} | {blind} | {forced} |"


def main(data: Path) -> str:
    """The tables as markdown."""
    return "\n".join([*_real(data), *_synthetic()]) + "\n"


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
