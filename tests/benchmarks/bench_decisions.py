"""How long "hvorfor" and "hvem hviler på dette" take over 10⁵ edges, one core.

python -m tests.benchmarks.bench_decisions
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from medgang.core.decisions.grounds import Edge, EdgeKind, Grounds
from medgang.core.decisions.refs import RANK, Ref, RefKind

EDGES = 100_050
RUNS = 15
AT = datetime(2026, 5, 25, tzinfo=UTC)
PER_RANK = 2_500


def edges(count: int = EDGES) -> list[Edge]:
    """A library of reviews: 2,500 things of each kind, each edge from one kind to a lower, and one step on top of all.

    The same seed each time. The last edges tie one study to every result, so that the worst question is asked too.
    """
    chance = random.Random(20)
    kinds = list(RefKind)
    found = []
    while len(found) < count - 2 * PER_RANK:
        high = chance.randrange(1, len(kinds))
        low = chance.randrange(0, high)
        if RANK[kinds[low]] == RANK[kinds[high]]:
            continue
        rests = Ref(kinds[high], f"x{chance.randrange(PER_RANK)}")
        found.append(
            Edge(rests, Ref(kinds[low], f"x{chance.randrange(PER_RANK)}"), EdgeKind.JUDGED_ON, AT, "a")
        )
    for number in range(PER_RANK):
        top, result = Ref(RefKind.STEP, "top"), Ref(RefKind.RESULT, f"x{number}")
        found.append(Edge(top, Ref(RefKind.CLAUSE, f"x{number}"), EdgeKind.CARRIES_OUT, AT, "a"))
        found.append(Edge(result, Ref(RefKind.STUDY, "every"), EdgeKind.TAKEN_FROM, AT))
    return found


def _measure(what: Callable[[], object]) -> tuple[float, float]:
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        what()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken), max(taken)


def main() -> str:
    """The table, in Markdown."""
    drawn = edges()
    begun = time.process_time()
    grounds = Grounds(drawn)
    built = (time.process_time() - begun) * 1000
    top, every = Ref(RefKind.STEP, "top"), Ref(RefKind.STUDY, "every")
    asked: list[tuple[str, Callable[[], tuple[object, ...]]]] = [
        ("hvorfor: one step that rests on nearly everything", lambda: grounds.why(top)),
        ("hvorfor, as known at approval", lambda: grounds.why(top, AT)),
        ("hvorfor: one clause", lambda: grounds.why(Ref(RefKind.CLAUSE, "x7"))),
        ("hvem hviler på dette: a study under every result", lambda: grounds.who_rests_on(every)),
        ("hvem hviler på dette: a search line", lambda: grounds.who_rests_on(Ref(RefKind.SEARCH_LINE, "x7"))),
        ("siden: n endringer, on the whole thread", lambda: grounds.changes_since(top, AT)),
    ]
    lines = [
        f"{len(grounds):,} edges; built in {built:.0f} ms, ring check included.",
        "",
        "| Question | answers | median ms | slowest ms |",
        "|---|---:|---:|---:|",
    ]
    for name, ask in asked:
        median, slowest = _measure(ask)
        lines.append(f"| {name} | {len(ask()):,} | {median:.1f} | {slowest:.1f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(main())
