"""Whether eleven figures can be a Norwegian identity number."""

from __future__ import annotations

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def looks_right(number: str) -> bool:
    """True when both control figures fit (modulus 11, folkeregisterforskriften § 2-2-3).

    Birth numbers, D-numbers and made-up numbers for tests pass alike; the date is not judged, because synthetic
    numbers move it on purpose.
    """
    if len(number) != 11 or not number.isascii() or not number.isdigit():
        return False
    figures = [int(figure) for figure in number]
    return (
        _control(figures[:9], FIRST_WEIGHTS) == figures[9]
        and _control(figures[:10], SECOND_WEIGHTS) == figures[10]
    )


def _control(figures: list[int], weights: tuple[int, ...]) -> int:
    """The control figure; 10 never equals a figure, which is right: such a number is not given out."""
    rest = sum(figure * weight for figure, weight in zip(figures, weights, strict=True)) % 11
    return 0 if rest == 0 else 11 - rest
