"""Pooling 50 studies with every interval: target < 50 ms on two cores.

python -m tests.benchmarks.bench_synthesis
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from medgang.core.synthesis.diagnostics import influence, leave_one_out
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.results import TwoGroups
from medgang.core.synthesis.small_study import funnel_tests, trim_and_fill


def studies(k: int, seed: int = 1) -> list[Study]:
    """Trials of unlike size with a true effect that differs between them."""
    chance = random.Random(seed)
    found = []
    for i in range(k):
        n = chance.randint(12, 160)
        true = chance.gauss(-0.3, 0.25)
        m1 = chance.gauss(true, n**-0.5)
        found.append(Study(f"study {i}", TwoGroups(m1, chance.uniform(0.8, 1.2), n, 0.0, 1.0, n)))
    return found


def milliseconds(work: Callable[[], object], times: int = 30) -> float:
    """The median of `times` runs after one to warm up."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Print a table."""
    fifty, thousand = studies(50), studies(1000)
    smd = Measure.SMD
    estimators = [method for method in Method if not method.needs_counts]
    sys.stdout.write("| What | ms |\n|---|---:|\n")
    for name, work in (
        ("50 studies, REML, all intervals", lambda: pool(fifty, smd)),
        ("50 studies, all eight estimators", lambda: [pool(fifty, smd, one, CiTest.HKSJ) for one in estimators]),
        ("50 studies, leave-one-out", lambda: leave_one_out(fifty, smd)),
        ("50 studies, influence", lambda: influence(fifty, smd)),
        ("50 studies, funnel tests, trim-and-fill", lambda: (funnel_tests(fifty, smd), trim_and_fill(fifty, smd))),
        ("1000 studies, REML, all intervals", lambda: pool(thousand, smd)),
    ):  # fmt: skip
        sys.stdout.write(f"| {name} | {milliseconds(work):.1f} |\n")


if __name__ == "__main__":
    main()
