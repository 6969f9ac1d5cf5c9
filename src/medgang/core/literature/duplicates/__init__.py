"""Finding the records that are the same record, and the pairs a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from medgang.core.literature.record import Record

__all__ = ["Duplicates", "Pair", "find_duplicates"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by id, how alike their titles are (0 to 1), and what agrees and disagrees as codes."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Groups of records that are one (ids in file order), the pairs they rest on, and the pairs to ask about.

    `related` are pairs that look like two reports of one study (a conference abstract and the paper, a protocol and
    its results): never duplicates, offered when reports are grouped into studies.
    """

    groups: tuple[tuple[str, ...], ...]
    merged: tuple[Pair, ...]
    unsure: tuple[Pair, ...]
    related: tuple[Pair, ...] = ()


def find_duplicates(
    records: Sequence[Record], *, apart: frozenset[frozenset[str]] = frozenset()
) -> Duplicates:
    """Group records that are one. `apart` are pairs of ids a person has said are two: they are never joined again.

    At most 2 % as many pairs are asked about as there are records; the most alike come first.
    """
    from medgang.core.literature.duplicates.blocks import candidate_pairs
    from medgang.core.literature.duplicates.compare import fits
    from medgang.core.literature.duplicates.grouping import Groups
    from medgang.core.literature.duplicates.keys import keys_of, without_running_numbers
    from medgang.core.literature.duplicates.rules import Verdict, verdict

    keys = without_running_numbers([keys_of(record) for record in records])
    groups = Groups(keys)
    same: list[tuple[int, int, Pair]] = []
    doubtful: list[tuple[int, int, Pair]] = []
    related: list[tuple[int, int, Pair]] = []
    for one, other in candidate_pairs(keys):
        found = fits(keys[one], keys[other])
        answer = verdict(found) if found is not None else Verdict.DIFFERENT
        if (
            found is None
            or answer is Verdict.DIFFERENT
            or frozenset((records[one].id, records[other].id)) in apart
        ):
            continue
        pair = Pair(records[one].id, records[other].id, found.score, found.reasons())
        {Verdict.SAME: same, Verdict.UNSURE: doubtful, Verdict.RELATED: related}[answer].append(
            (one, other, pair)
        )
    # the surest pairs are joined first, so that a group is already clean when a weaker pair asks to enter
    same.sort(key=lambda item: (-item[2].score, item[0], item[1]))
    merged = []
    for one, other, pair in same:
        if groups.join(one, other):
            merged.append(pair)
        else:
            doubtful.append((one, other, pair))
    asked = [(one, other, pair) for one, other, pair in doubtful if not groups.together(one, other)]
    asked.sort(key=lambda item: (-item[2].score, item[0], item[1]))
    unsure = groups.one_per_pair_of_groups(asked)[: len(records) // 50]
    return Duplicates(
        tuple(tuple(records[place].id for place in members) for members in groups.members()),
        tuple(merged),
        tuple(pair for _, _, pair in unsure),
        tuple(pair for _, _, pair in groups.one_per_pair_of_groups(related)),
    )
