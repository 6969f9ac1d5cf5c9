"""How every picture with axes looks, and the way from a Vega-Lite description to an `<svg>` that fits the pages.

Colours are CSS variables with a light fallback, so that dark mode is CSS; the fallbacks are told apart in grey.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

INK = "var(--mg-ink, #1f2a24)"
QUIET = "var(--mg-ink-quiet, #5b665f)"
LINES = "var(--mg-lines, #d9d6cf)"
SURFACE = "var(--mg-surface, #fbfaf7)"
EFFORT = "var(--mg-effort, #b3541e)"
DOUBT = "var(--mg-doubt, #8a8378)"

ZONES = (
    "var(--mg-zone-1, #f4f3ef)",
    "var(--mg-zone-2, #e6e7df)",
    "var(--mg-zone-3, #d3d8cd)",
    "var(--mg-zone-4, #bcc6ba)",
    "var(--mg-zone-5, #a1b0a3)",
)
"""One ordered ramp, lightest for the easiest zone: its lightness falls evenly, so it reads in grey."""

_VARIABLE = re.compile(r"var\(--[a-z0-9-]+, (#[0-9a-f]{6})\)")


def config() -> dict[str, Any]:
    """What all charts share."""
    text = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 500,
    }
    return {
        "background": "transparent",
        "font": "system-ui, sans-serif",
        "view": {"stroke": None},
        "axis": {**text, "domainColor": QUIET, "tickColor": QUIET, "gridColor": LINES},
    }


def svg_of(spec: dict[str, Any], *, title: str, description: str, key: str) -> str:
    """The chart as one `<svg>` named for a screen reader. `key` makes its ids unique on a page.

    The marks inside are one picture: their own roles and labels would read out every point, so they are taken away;
    the table beside the figure holds the numbers.
    """
    import vl_convert

    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **spec, "config": config()}
    drawn: str = vl_convert.vegalite_to_svg(whole)
    head, rest = drawn.split(">", 1)
    size = re.search(r'viewBox="[^"]*"', head)
    assert size is not None  # noqa: S101 - the renderer always writes one
    body = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", rest)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size.group()} '
        f'role="img" aria-labelledby={quoteattr(f"{key}-title {key}-desc")} class="mg-figure">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>{body}'
    )


def in_print(svg: str) -> str:
    """The same with the light fallbacks in place of the variables, for renderers that know no CSS variables."""
    return _VARIABLE.sub(r"\1", svg)
