"""A large library: import and duplicates of 100,000 records, the next record while 20,000 are screened.

    python -m tests.benchmarks.bench_literature

Targets on two cores: import < 60 s, duplicates < 120 s, memory < 2 GB, next record < 150 ms.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time

from medgang.core.literature.duplicates import find_duplicates
from medgang.core.literature.importing import read
from medgang.core.literature.record import Record
from medgang.core.literature.screening.ordering import Ordering, Text

_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "tu",
    "re",
    "sa",
    "vi",
    "no",
    "pe",
    "du",
    "fa",
    "li",
    "go",
    "ra",
    "ne",
    "sto",
    "pli",
    "bre",
    "tri",
    "cha",
]


def _vocabulary(chance: random.Random, size: int) -> list[str]:
    return ["".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 5))) for _ in range(size)]


def library(size: int, seed: int = 1) -> bytes:
    """RIS as a database would export it, a tenth of it duplicates in another dress."""
    chance = random.Random(seed)
    words = _vocabulary(chance, 12_000)
    # words as unevenly used as in a language
    weights = [1 / (rank + 3) for rank in range(len(words))]
    drawn = iter(chance.choices(words, weights, k=size * 96))
    names = _vocabulary(chance, 4_000)
    journals = [" ".join(chance.choices(words, k=4)).title() for _ in range(900)]
    records: list[tuple[str, list[str], int, str, int, int, str]] = []
    lines: list[str] = []
    for number in range(size):
        if number % 10 == 9:
            title, authors, year, journal, volume, page, abstract = records[chance.randrange(len(records))]
            title, journal = title.upper(), journal.replace("Journal", "J")
            authors = [f"{author.split(',')[0]}, {author.split(', ')[1][0]}." for author in authors]
        else:
            title = " ".join(next(drawn) for _ in range(12)).capitalize()
            authors = [f"{chance.choice(names).title()}, {chance.choice(names).title()}" for _ in range(4)]
            year, journal = chance.randint(1990, 2025), chance.choice(journals)
            volume, page = chance.randint(1, 80), chance.randint(1, 2000)
            abstract = " ".join(next(drawn) for _ in range(80))
            records.append((title, authors, year, journal, volume, page, abstract))
        lines += [
            "TY  - JOUR",
            f"ID  - {number}",
            f"TI  - {title}",
            *(f"AU  - {author}" for author in authors),
        ]
        lines += [
            f"PY  - {year}",
            f"JF  - {journal}",
            f"VL  - {volume}",
            f"SP  - {page}",
            f"EP  - {page + 8}",
        ]
        lines += [f"AB  - {abstract}", "ER  - ", ""]
    return "\n".join(lines).encode()


def _memory() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def screening(size: int, looks: int) -> tuple[float, float]:
    """Seconds to vectorise, and the median milliseconds to the next record after each decision."""
    chance = random.Random(2)
    words = _vocabulary(chance, 12_000)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    texts = [
        Text(" ".join(chance.choices(words, weights, k=12)), " ".join(chance.choices(words, weights, k=160)))
        for _ in range(size)
    ]
    start = time.perf_counter()
    ordering = Ordering(texts)
    made = time.perf_counter() - start
    decided = {place: place % 25 == 0 for place in range(0, size, 40)}
    taken = []
    for _ in range(looks):
        start = time.perf_counter()
        first = ordering.ranked(decided)[0]
        taken.append((time.perf_counter() - start) * 1000)
        decided[first] = chance.random() < 0.1
    return made, statistics.median(taken)


def main(size: int = 100_000) -> str:
    """The table of measured times."""
    data = library(size)
    start = time.perf_counter()
    records: list[Record] = list(read(data, "library.ris").records)
    imported = time.perf_counter() - start
    start = time.perf_counter()
    found = find_duplicates(records)
    merged = time.perf_counter() - start
    memory = _memory()
    extra = sum(len(group) - 1 for group in found.groups)
    made, look = screening(size // 5, 15)
    rows = [
        (f"import of {size:,} records ({len(data) / 1e6:.0f} MB)", f"{imported:.1f} s", "60 s"),
        (f"duplicates among them ({extra:,} found)", f"{merged:.1f} s", "120 s"),
        ("memory, both together with the file", f"{memory:.0f} MB", "2,000 MB"),
        (f"vectorising {size // 5:,} records, once", f"{made:.1f} s", "–"),
        ("next record while screening them", f"{look:.0f} ms", "150 ms"),
    ]
    return "\n".join(
        ["| What | Measured | Target |", "|---|---:|---:|", *(f"| {' | '.join(row)} |" for row in rows)]
    )


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
