"""The effect-direction plot: which way each study points in each outcome domain, and how many persons were in it.

The size of an arrow tells the size of the study, never of the effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from medgang.charts.figure import Figure, FigureTable, svg_document
from medgang.charts.voice import Voice, label, shortened, text_width
from medgang.core.synthesis.direction import Direction

_ACCENT = "var(--mg-series-1, #00553e)"
_HARM = "var(--mg-series-2, #c9690c)"
_INK = "var(--mg-ink, #27241e)"
_ROW, _CELL, _MARGIN = 36, 120, 20
_SMALL, _LARGE = 50, 300


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A study, how many were analysed (None where it is not known), and its direction in each domain."""

    name: str
    n: int | None
    directions: tuple[Direction, ...]


def _arrow(x: float, y: float, direction: Direction, n: int | None) -> str:
    half = 10.0 if n is None else 6.0 if n < _SMALL else 10.0 if n < _LARGE else 14.0
    match direction:
        case Direction.BENEFIT:
            return f'<path d="M{x:.1f} {y - half:.1f}l{half} {2 * half}h{-2 * half}z" fill="{_ACCENT}"/>'
        case Direction.HARM:
            return f'<path d="M{x:.1f} {y + half:.1f}l{half} {-2 * half}h{-2 * half}z" fill="{_HARM}"/>'
        case Direction.NONE:
            return (
                f'<path d="M{x - half:.1f} {y:.1f}h{2 * half}" stroke="{_INK}" stroke-width="4" fill="none"/>'
            )
        case Direction.NOT_REPORTED:
            return ""
        case _:
            assert_never(direction)


def _persons(row: DirectionRow) -> str:
    return "?" if row.n is None else str(row.n)


def effect_direction(
    rows: Sequence[DirectionRow], domains: Sequence[str], voice: Voice, *, key: str = "effect-direction"
) -> Figure:
    """Draw `rows` × `domains`."""
    left = _MARGIN + max([140.0, *(text_width(shortened(row.name, 40), 13) + 60 for row in rows)])
    parts = [
        label(left + _CELL * (i + 0.5), 28, shortened(name, 20), size=12, anchor="middle", bold=True)
        for i, name in enumerate(domains)
    ]
    y = 58.0
    for row in rows:
        parts.append(label(_MARGIN, y + 5, f"{shortened(row.name, 40)} (n {_persons(row)})"))
        parts += [_arrow(left + _CELL * (i + 0.5), y, one, row.n) for i, one in enumerate(row.directions)]
        y += _ROW
    parts.append(label(_MARGIN, y + 8, voice.say("synthesis.direction_legend"), size=12))
    told = [one for row in rows for one in row.directions]
    title = voice.say(
        "synthesis.direction_title",
        benefit=told.count(Direction.BENEFIT),
        harm=told.count(Direction.HARM),
        k=len(rows),
    )
    description = voice.say("synthesis.direction_description")
    table = FigureTable(
        (voice.say("synthesis.forest_study"), "n", *domains),
        tuple(
            (
                row.name,
                _persons(row),
                *(voice.say(f"synthesis.direction_{one.value.replace('-', '_')}") for one in row.directions),
            )
            for row in rows
        ),
    )
    svg = svg_document(
        width=round(max(left + _CELL * len(domains) + _MARGIN, 560.0)),
        height=round(y + 30),
        title=title,
        description=description,
        parts=parts,
        key=key,
    )
    return Figure(title, description, svg, table)
