"""Duplicates, screening order, stopping, import and searches against labelled data, beside what the peers reached.

    python -m tools.accuracy.literature folder

`folder` holds `evidence/` (or is it) with `dedup`, `screening`, `import` and `search`. Nothing is tuned here: the
settings are those of the code.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import mean

from medgang.core.errors import MedgangError
from medgang.core.literature.duplicates import find_duplicates
from medgang.core.literature.importing import read
from medgang.core.literature.importing.tables import raw_column
from medgang.core.literature.screening.ordering import Text
from medgang.core.literature.screening.simulation import simulate
from medgang.core.literature.searching.history import read_history

# bib-dedupe 0.11.0 on the same files: sensitivity, false merges, seconds
BIB_DEDUPE = {"stroke": (0.9936, 0, 4.5), "respiratory": (0.9358, 0, 5.7), "digital_work": (0.9973, 0, 30.0)}
# ASReview 3.0.8, ELAS u4, published priors, mean of 5: WSS@95, recall after 10 %, loss
ASREVIEW = {
    "Donners_2021": (0.570, 0.710, 0.063),
    "Sep_2021": (0.165, 0.311, 0.177),
    "van_der_Valk_2021": (0.475, 0.328, 0.147),
    "Oud_2018": (0.814, 0.850, 0.049),
    "Jeyaraman_2020": (0.639, 0.677, 0.067),
}


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in markdown."""
    head = list(columns)
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(['---', *['---:'] * (len(head) - 1)])}|"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)])


def duplicates(folder: Path) -> str:
    """Merged groups only: a record merged into the wrong group is a false merge; what is asked does not count."""
    rows = []
    for path in sorted(folder.glob("*/records_pre_merged.csv")):
        name = path.parent.name
        records = read(path.read_bytes(), path.name).records
        with (path.parent / "merged_record_ids.csv").open(encoding="utf-8") as file:
            truth = [row["merged_ids"].split(";") for row in csv.DictReader(file)]
        start = time.perf_counter()
        found = find_duplicates(records)
        seconds = time.perf_counter() - start
        group_of = {id_: number for number, group in enumerate(truth) for id_ in group}
        merged = {id_: number for number, group in enumerate(found.groups) for id_ in group}
        hit = sum(len(group) - len({merged.get(id_, id_) for id_ in group}) for group in truth)
        false = sum(len({group_of.get(id_, id_) for id_ in group}) - 1 for group in found.groups)
        total = sum(len(group) - 1 for group in truth)
        peer = BIB_DEDUPE.get(name)
        rows.append(
            (
                f"{name} ({len(records)} records, {total} duplicates)",
                f"{hit / total:.4f}",
                false,
                f"{len(found.unsure)} ({100 * len(found.unsure) / len(records):.2f} %)",
                f"{seconds:.2f}",
                f"{peer[0]:.4f} / {peer[1]} / {peer[2]}" if peer else "–",
            )
        )
    return table(
        ("Set", "Sensitivity", "False merges", "Asked", "Seconds", "bib-dedupe 0.11 (sens. / false / s)"),
        rows,
    )


def flagged(folder: Path) -> str:
    """The one set whose labels no tool has corrected: does a record belong to any group?"""
    rows = []
    for path in sorted(folder.glob("*/*.xml")):
        records = read(path.read_bytes(), path.name).records
        truth = {record.id for record in records if ("caption", "Duplicate") in record.extra}
        said = {id_ for group in find_duplicates(records).groups for id_ in group}
        clean = len(records) - len(truth)
        rows.append(
            (path.name, f"{len(truth & said) / len(truth):.4f}", f"{1 - len(said - truth) / clean:.4f}")
        )
    return table(("Export", "Sensitivity", "Specificity"), rows)


def ordering(folder: Path, runs: int = 5) -> str:
    """The same priors as published, and a start from the eligibility criteria alone."""
    priors = [
        json.loads(line) for line in (folder / "published_priors.jsonl").read_text("utf-8").splitlines()
    ]
    criteria = json.loads((folder / "criteria.json").read_text("utf-8"))
    rows: list[tuple[object, ...]] = []
    losses: list[float] = []
    cold: list[float] = []
    for name, peer in ASREVIEW.items():
        data = (folder / f"{name}.csv").read_bytes()
        records = read(data, name).records
        labels = [cell == "1" for cell in raw_column(data, "label_included") or []]
        texts = [Text(record.title, record.abstract) for record in records]
        chosen = [one for one in priors if one["dataset_id"] == name][:runs]
        found = [
            simulate(texts, labels, priors=one["prior_inclusions"] + one["prior_exclusions"])
            for one in chosen
        ]
        start = simulate(texts, labels, criteria=criteria[name]["criteria"])
        losses.append(mean(one.loss for one in found))
        cold.append(start.loss)
        stopped = [
            recall for one in found for rule, read_, recall in one.stops if rule == "ranked_test" and read_
        ]
        rows.append(
            (
                f"{name} ({len(texts)}/{sum(labels)})",
                " / ".join(
                    f"{mean(getattr(one, key) for one in found):.3f}" for key in ("wss95", "recall10", "loss")
                ),
                " / ".join(f"{value:.3f}" for value in peer),
                f"{start.loss:.3f}",
                start.first_relevant,
                labels.index(True) + 1,
                f"{min(stopped):.3f}" if stopped else "never stopped",
            )
        )
    peer_loss = mean(peer[2] for peer in ASREVIEW.values())
    rows.append(("mean loss", f"{mean(losses):.4f}", f"{peer_loss:.4f}", f"{mean(cold):.4f}", "", "", ""))
    columns = (
        "Set (records/relevant)",
        "WSS@95 / recall 10 % / loss",
        "ASReview 3.0.8",
        "loss, cold start",
        "first relevant, cold",
        "in file order",
        "least recall at stop",
    )
    return table(columns, rows)


def imports(folder: Path) -> str:
    """Every export is read without a crash; a file of no known format is refused with a sentence."""
    read_, records, losses, refused = 0, 0, 0, 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            try:
                found = read(path.read_bytes(), path.name)
            except MedgangError:
                refused += 1
            else:
                read_, records, losses = read_ + 1, records + len(found.records), losses + len(found.losses)
    return table(
        ("Files read", "Records", "Losses named", "Refused as no export"), [(read_, records, losses, refused)]
    )


def searches(folder: Path) -> str:
    """Strategies parsed without a crash, and the lines in which something is wrong."""
    strategies = json.loads((folder / "boolean_strategies.json").read_text("utf-8"))
    lines = wrong = 0
    for one in strategies:
        history = read_history(one["query"])
        lines += len(history.lines)
        wrong += sum(
            any(c.trouble != "mixed_operators" for c in parsed.complaints) for parsed in history.parsed()
        )
    return table(("Strategies", "Lines", "Lines with a fault"), [(len(strategies), lines, wrong)])


def main(data: Path) -> str:
    """All tables."""
    base = data / "evidence" if (data / "evidence").is_dir() else data
    parts = [
        ("Duplicates", duplicates(base / "dedup")),
        ("Duplicates, flags of the SRA", flagged(base / "dedup")),
        ("Screening order", ordering(base / "screening")),
        ("Import", imports(base / "import")),
        ("Searches", searches(base / "search")),
    ]
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in parts)


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
