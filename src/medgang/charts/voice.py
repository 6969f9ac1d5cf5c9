"""How a chart speaks: it is given a voice, since words belong to the content and charts know only numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from medgang.charts.theme import in_print

_CHARACTER = 0.56
"""Mean width of a character in parts of the font size; enough to place text, never to cut it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """`say(code, **values)` gives the sentence of a code in the reader's language; `decimal` is its decimal sign."""

    say: Callable[..., str]
    decimal: str = ","

    def number(self, value: float, digits: int = 2) -> str:
        """A number for people: a real minus sign, and never "−0,00"."""
        if not math.isfinite(value):
            return "∞" if value > 0 else "−∞"
        text = f"{value:.{digits}f}"
        if float(text) == 0:
            text = text.removeprefix("-")
        return text.replace("-", "−").replace(".", self.decimal)


standalone = in_print
"""The same picture with the fallback colours written in, for programs that do not read CSS variables."""


def text_width(text: str, size: float) -> float:
    """About how wide `text` is at a font size."""
    return len(text) * size * _CHARACTER


def shortened(text: str, most: int) -> str:
    """`text` cut with an ellipsis; the whole of it stands in the figure's table."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def label(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 13,
    anchor: str = "start",
    bold: bool = False,
    ink: str = "",
) -> str:
    """A piece of text."""
    weight = ' font-weight="600"' if bold else ""
    fill = ink or "var(--mg-ink, #27241e)"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{fill}"'
        f' font-family="system-ui, sans-serif"{weight}>{escape(text)}</text>'
    )
