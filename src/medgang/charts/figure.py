"""What a picture is here: an SVG that says its finding, a description for those who cannot see it, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The numbers behind a figure, already in the reader's language."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError("every row of a figure's table has one cell per column")


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished picture.

    `title` says the finding, `description` what a person would be told who cannot see it, `svg` is a whole `<svg>`
    element without style attributes or scripts, coloured by CSS variables (`var(--mg-zone-3, #…)`) so that dark
    mode is CSS. All text is in the reader's language.
    """

    title: str
    description: str
    svg: str
    table: FigureTable

    def __post_init__(self) -> None:
        if not self.svg.startswith("<svg") or "<script" in self.svg or " style=" in self.svg:
            raise ValueError("a figure is one <svg> element without scripts or style attributes")
        if "<title" not in self.svg or "<desc" not in self.svg:
            raise ValueError("a figure's svg holds <title> and <desc>")


def svg_document(
    *, width: int, height: int, title: str, description: str, parts: Sequence[str], key: str
) -> str:
    """An `<svg>` element around `parts`, named for a screen reader. `key` makes its ids unique on a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby={quoteattr(f"{key}-title {key}-desc")} class="mg-figure">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
        + "".join(parts)
        + "</svg>"
    )
