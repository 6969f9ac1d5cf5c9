"""How good an order of screening was, when every answer is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from medgang.core.errors import InvalidValue


def _check(labels: Sequence[bool]) -> int:
    relevant = sum(labels)
    if relevant == 0:
        raise InvalidValue("literature.no_relevant")
    return relevant


def records_until(labels: Sequence[bool], recall: float) -> int:
    """How many records were read when this share (0–1) of the relevant ones was found."""
    needed = recall * _check(labels)
    return next(read for read, found in enumerate(accumulate(labels), 1) if found >= needed - 1e-9)


def work_saved(labels: Sequence[bool], recall: float = 0.95) -> float:
    """WSS@recall: the share not read when `recall` was reached, less the share a random order would not have read.

    Range −1 to 1, no unit, no standard error (one fixed order). Cohen et al. 2006, J Am Med Inform Assoc 13:206.
    """
    return 1 - records_until(labels, recall) / len(labels) - (1 - recall)


def recall_after(labels: Sequence[bool], share: float = 0.1) -> float:
    """The share (0–1) of the relevant records found when `share` of all records was read."""
    relevant = _check(labels)
    return sum(labels[: int(len(labels) * share)]) / relevant


def loss(labels: Sequence[bool]) -> float:
    """The area between this order's recall curve and the best one's, 0 (best) to 1 (worst).

    (Ny(Nx − (Ny − 1)/2) − Σ cumulative found) / (Ny(Nx − Ny)), Nx records, Ny relevant; ASReview 3's definition
    (de Bruin et al. 2025, Patterns, PMC12416088).
    """
    relevant, size = _check(labels), len(labels)
    if relevant == size:
        return 0.0
    best = relevant * (size - (relevant - 1) / 2)
    return (best - sum(accumulate(labels))) / (relevant * (size - relevant))


def first_relevant(labels: Sequence[bool]) -> int:
    """How many records were read when the first relevant one came, that one counted."""
    _check(labels)
    return list(labels).index(True) + 1
