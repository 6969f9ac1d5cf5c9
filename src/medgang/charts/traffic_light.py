"""Risk of bias: one row per study and one mark per domain, and how many studies got each judgement.

A mark is a colour, a sign and a shape, so that it reads in grey, by the colour-blind and on paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from medgang.charts.figure import Figure, FigureTable, svg_document
from medgang.charts.voice import Voice, label, shortened, text_width

_INK = "var(--mg-ink, #27241e)"
_ROW, _CELL, _MARGIN = 34, 58, 20

# judgement → (sign, fill with a lightness of its own, shape)
_MARKS: dict[str, tuple[str, str, str]] = {
    "low": ("+", "var(--mg-bias-low, #b9dcc4)", "circle"),
    "low-except-confounding": ("+?", "var(--mg-bias-low-except, #cfe0b8)", "circle"),
    "some-concerns": ("–", "var(--mg-bias-some, #f0d48a)", "diamond"),
    "moderate": ("–", "var(--mg-bias-some, #f0d48a)", "diamond"),
    "high": ("×", "var(--mg-bias-high, #c4694f)", "square"),
    "serious": ("×", "var(--mg-bias-high, #c4694f)", "square"),
    "critical": ("!", "var(--mg-bias-critical, #8c3b3b)", "square"),
    "no-information": ("?", "var(--mg-bias-unknown, #e4e7e5)", "circle"),
    "not-applicable": ("", "var(--mg-surface, #ffffff)", "circle"),
}
ORDER = tuple(_MARKS)


@dataclass(frozen=True, slots=True)
class LightRow:
    """A study (or a result of it) with its judgement in each domain, then overall."""

    name: str
    judgements: tuple[str, ...]


def _mark(x: float, y: float, judgement: str) -> str:
    sign, fill, shape = _MARKS[judgement]
    match shape:
        case "circle":
            drawn = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="{fill}" stroke="{_INK}"/>'
        case "diamond":
            drawn = f'<path d="M{x:.1f} {y - 13:.1f}l13 13l-13 13l-13 -13z" fill="{fill}" stroke="{_INK}"/>'
        case _:
            drawn = f'<rect x="{x - 11:.1f}" y="{y - 11:.1f}" width="22" height="22" fill="{fill}" stroke="{_INK}"/>'
    ink = "#ffffff" if judgement == "critical" else "#1d2621"
    text = label(x, y + 5, sign, size=14, anchor="middle", bold=True, ink=ink) if sign else ""
    return f"<g>{drawn}{text}</g>"


def _legend(judgements: Sequence[str], y: float, voice: Voice) -> list[str]:
    parts, x = [], float(_MARGIN + 12)
    for judgement in judgements:
        name = voice.say(f"appraisal.judgement_{judgement.replace('-', '_')}")
        parts += [_mark(x, y, judgement), label(x + 20, y + 5, name, size=12)]
        x += 44 + text_width(name, 12)
    return parts


def traffic_light(
    rows: Sequence[LightRow], domains: Sequence[tuple[str, str]], voice: Voice, *, key: str = "traffic-light"
) -> Figure:
    """Draw `rows`; `domains` are (short sign, name), the last of them the overall judgement."""
    names = [shortened(row.name, 40) for row in rows]
    left = _MARGIN + max(120.0, *(text_width(name, 13) + 16 for name in names)) if names else _MARGIN + 120.0
    parts = []
    for column, (short, _) in enumerate(domains):
        x = left + _CELL * (column + 0.5)
        parts.append(label(x, 30, short, anchor="middle", bold=True))
    y = 58.0
    for row, name in zip(rows, names, strict=True):
        parts.append(label(_MARGIN, y + 5, name))
        for column, judgement in enumerate(row.judgements):
            parts.append(_mark(left + _CELL * (column + 0.5), y, judgement))
        y += _ROW
    used = [one for one in ORDER if any(one in row.judgements for row in rows)]
    y += 10
    parts += _legend(used, y, voice)
    y += 34
    for short, name in domains:
        if short == name:
            continue
        parts.append(label(_MARGIN, y, f"{short}  {name}", size=12))
        y += 18
    overall = Counter(row.judgements[-1] for row in rows)
    title = voice.say(
        "appraisal.traffic_title",
        high=sum(overall[one] for one in ("high", "serious", "critical")),
        n=len(rows),
    )
    description = voice.say("appraisal.traffic_description", n=len(rows), domains=len(domains))
    table = FigureTable(
        (voice.say("synthesis.forest_study"), *(name for _, name in domains)),
        tuple((row.name, *(_name(one, voice) for one in row.judgements)) for row in rows),
    )
    width = max(left + _CELL * len(domains) + _MARGIN, 640.0)
    svg = svg_document(
        width=round(width), height=round(y + 10), title=title, description=description, parts=parts, key=key
    )
    return Figure(title, description, svg, table)


def _name(judgement: str, voice: Voice) -> str:
    return voice.say(f"appraisal.judgement_{judgement.replace('-', '_')}")


def bias_summary(
    rows: Sequence[LightRow], domains: Sequence[tuple[str, str]], voice: Voice, *, key: str = "bias-summary"
) -> Figure:
    """One bar per domain: how many studies got each judgement, with the number in the bar. Never weighted silently."""
    wide, left = 420.0, _MARGIN + max(150.0, *(text_width(name, 13) + 16 for _, name in domains))
    parts: list[str] = []
    table_rows: list[tuple[str, ...]] = []
    used = [one for one in ORDER if any(one in row.judgements for row in rows)]
    y = 24.0
    for column, (_, name) in enumerate(domains):
        counts = Counter(row.judgements[column] for row in rows)
        parts.append(label(_MARGIN, y + 16, name))
        x = left
        for judgement in used:
            share = wide * counts[judgement] / len(rows)
            if not share:
                continue
            fill = _MARKS[judgement][1]
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{share:.1f}" height="24" fill="{fill}" stroke="{_INK}">'
                f"<title>{escape(_name(judgement, voice))}: {counts[judgement]}</title></rect>"
            )
            ink = "#ffffff" if judgement == "critical" else "#1d2621"
            parts.append(
                label(x + share / 2, y + 17, str(counts[judgement]), size=12, anchor="middle", ink=ink)
            )
            x += share
        table_rows.append((name, *(str(counts[one]) for one in used)))
        y += _ROW
    parts += _legend(used, y + 16, voice)
    title = voice.say("appraisal.summary_title", n=len(rows))
    description = voice.say("appraisal.summary_description", n=len(rows), domains=len(domains))
    columns = (voice.say("appraisal.summary_domain"), *(_name(one, voice) for one in used))
    svg = svg_document(
        width=round(max(left + wide + _MARGIN, 640.0)),
        height=round(y + 44),
        title=title,
        description=description,
        parts=parts,
        key=key,
    )
    return Figure(title, description, svg, FigureTable(columns, tuple(table_rows)))
