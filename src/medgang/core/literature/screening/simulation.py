"""A finished review screened again in the order this program would have shown it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.literature.screening.metrics import first_relevant, loss, recall_after, work_saved
from medgang.core.literature.screening.ordering import Ordering, Text
from medgang.core.literature.screening.stopping import Look, StoppingRule, would_stop


def _records_a_look(decided: int, size: int) -> int:
    """How many records are taken from one ranking: one for the first hundred decisions, later more in a large review.

    The order hardly changes by then, and the time would be spent on nothing.
    """
    return 1 if decided < 100 else max(1, size // 300)


@dataclass(frozen=True, slots=True)
class Simulation:
    """The order of the records (places, priors left out) and how good it was.

    `stops` holds for each rule how many records were read when it said stop (None: never) and the recall (0–1) then.
    """

    order: tuple[int, ...]
    wss95: float
    recall10: float
    loss: float
    first_relevant: int
    stops: tuple[tuple[StoppingRule, int | None, float], ...]


def simulate(
    texts: Sequence[Text],
    labels: Sequence[bool],
    *,
    priors: Sequence[int] = (),
    criteria: str = "",
    tell: Callable[[int], None] | None = None,
) -> Simulation:
    """Screen again. `priors` are places already decided; without them `criteria` lead, without both the file's order.

    There is no randomness: the same review gives the same order. `tell` hears how many records were just screened.
    """
    if len(texts) != len(labels):
        raise InvalidValue("literature.labels_missing")
    if any(not 0 <= place < len(texts) for place in priors):
        raise InvalidValue("literature.no_such_row", row=next(p for p in priors if not 0 <= p < len(texts)))
    ordering = Ordering(texts, criteria=criteria)
    decided = {place: labels[place] for place in priors}
    order: list[int] = []
    while len(decided) < len(texts):
        ranked, before = ordering.ranked(decided), len(decided)
        for place in ranked[: _records_a_look(len(order), len(texts))]:
            decided[place] = labels[place]
            order.append(place)
        if tell is not None:
            tell(len(decided) - before)
    found = [labels[place] for place in order]
    if not found:
        raise InvalidValue("literature.nothing_to_order")
    stops = tuple((rule, *_stop(rule, found)) for rule in StoppingRule)
    return Simulation(
        tuple(order), work_saved(found), recall_after(found), loss(found), first_relevant(found), stops
    )


def _stop(rule: StoppingRule, found: list[bool]) -> tuple[int | None, float]:
    look: Look | None = would_stop(rule, found)
    return (None, 1.0) if look is None else (look.read, look.found / sum(found))
