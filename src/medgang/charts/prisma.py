"""The PRISMA 2020 flow diagram as own SVG: boxes with numbers, a number not reported said in words.

Layout after the published template (Page et al. 2021, BMJ 372:n71): the databases in the middle, other methods to the
right, the previous studies of an updated review to the left.
"""

from __future__ import annotations

from collections.abc import Sequence

from medgang.charts.figure import Figure, FigureTable, svg_document
from medgang.charts.voice import Voice, label, text_width
from medgang.core.literature.flow import Column, Count, Flow

_WIDE, _GAP, _LINE, _PAD, _MARGIN = 270.0, 34.0, 18.0, 12.0, 20.0
_INK = "var(--mg-ink, #1d2621)"
_BOX = "var(--mg-surface, #ffffff)"
_HEAD = "var(--mg-surface-2, #e8efe9)"
_MOST_REASONS = 12

Row = tuple[str, str]


def _number(count: Count, voice: Voice) -> str:
    if count.value is None:
        return voice.say("literature.flow_not_reported")
    text = f"{count.value:,}".replace(",", "\u202f")
    return voice.say("literature.flow_derived", n=text) if count.derived else f"n = {text}"


def _wrapped(text: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", 12) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class _Drawing:
    """Boxes and arrows as they are placed, and the same numbers as a table."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.parts: list[str] = []
        self.rows: list[Row] = []

    def lines(self, name: str, count: Count | None, details: Sequence[tuple[str, Count]] = ()) -> list[str]:
        """What a box says, wrapped; and its numbers into the table."""
        found = _wrapped(name, _WIDE - 2 * _PAD)
        if count is not None:
            number = _number(count, self.voice)
            self.rows.append((name, number))
            found.append(number)
        for detail, one in details:
            number = _number(one, self.voice)
            self.rows.append((f"{name}: {detail}", number))
            found += _wrapped(f"{detail}: {number}", _WIDE - 2 * _PAD)
        return found

    def box(self, x: float, y: float, lines: Sequence[str], *, head: bool = False) -> float:
        """Draw a box; returns its height."""
        high = len(lines) * _LINE + 2 * _PAD
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{_WIDE:.1f}" height="{high:.1f}" rx="4"'
            f' fill="{_HEAD if head else _BOX}" stroke="{_INK}"/>'
        )
        for place, text in enumerate(lines):
            self.parts.append(label(x + _PAD, y + _PAD + 13 + place * _LINE, text, size=12, bold=head))
        return high

    def arrow(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """An arrow down or to the right."""
        head = "l-4 -7h8z" if x1 == x2 else "l-7 -4v8z"
        self.parts.append(f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{_INK}" fill="none"/>')
        self.parts.append(f'<path d="M{x2:.1f} {y2:.1f}{head}" fill="{_INK}"/>')


def _steps(column: Column, drawing: _Drawing) -> list[tuple[list[str], list[str]]]:
    """The boxes of a column from top to bottom: what goes on, and what is taken away there."""
    say = drawing.voice.say
    removed = [
        (say("literature.flow_duplicates"), column.duplicates),
        (say("literature.flow_automation"), column.automation),
        (say("literature.flow_removed_other"), column.removed_other),
    ]
    reasons = list(column.reasons.items())[:_MOST_REASONS]
    return [
        (
            drawing.lines(say("literature.flow_identified"), column.identified, list(column.sources.items())),
            drawing.lines(say("literature.flow_removed_before"), None, removed),
        ),
        (
            drawing.lines(say("literature.flow_screened"), column.screened),
            drawing.lines(say("literature.flow_excluded"), column.excluded),
        ),
        (
            drawing.lines(say("literature.flow_sought"), column.sought),
            drawing.lines(say("literature.flow_not_retrieved"), column.not_retrieved),
        ),
        (
            drawing.lines(say("literature.flow_assessed"), column.assessed),
            drawing.lines(say("literature.flow_excluded_reports"), column.excluded_full_text, reasons),
        ),
    ]


def _draw_column(drawing: _Drawing, column: Column, title: str, x: float) -> float:
    """Draw one column from `x`; returns where it ends."""
    y = _MARGIN + drawing.box(x, _MARGIN, _wrapped(title, _WIDE - 2 * _PAD), head=True)
    middle = x + _WIDE / 2
    for kept, taken in _steps(column, drawing):
        drawing.arrow(middle, y, middle, y + _GAP)
        y += _GAP
        high = drawing.box(x, y, kept)
        aside = drawing.box(x + _WIDE + _GAP, y, taken)
        drawing.arrow(x + _WIDE, y + 20, x + _WIDE + _GAP, y + 20)
        y += high
        extra = aside - high
        if extra > 0:
            drawing.parts.append(f'<path d="M{middle:.1f} {y:.1f}v{extra:.1f}" stroke="{_INK}" fill="none"/>')
            y += extra
    return y


def prisma(flow: Flow, voice: Voice, *, key: str = "prisma") -> Figure:
    """The diagram of a flow, new review or update, with its numbers as a table."""
    drawing = _Drawing(voice)
    say = voice.say
    x = _MARGIN
    if flow.previous_studies is not None:
        lines = drawing.lines(say("literature.flow_previous_studies"), flow.previous_studies)
        lines += drawing.lines(say("literature.flow_previous_reports"), flow.previous_reports or Count(None))
        drawing.box(x, _MARGIN, _wrapped(say("literature.flow_previous"), _WIDE - 2 * _PAD), head=True)
        drawing.box(x, _MARGIN + 80, lines)
        x += _WIDE + _GAP
    start = x
    bottom = _draw_column(drawing, flow.databases, say("literature.flow_databases"), x)
    x += 2 * _WIDE + 2 * _GAP
    if flow.other is not None:
        bottom = max(bottom, _draw_column(drawing, flow.other, say("literature.flow_other"), x))
        x += 2 * _WIDE + 2 * _GAP
    drawing.arrow(start + _WIDE / 2, bottom, start + _WIDE / 2, bottom + _GAP)
    bottom += _GAP
    lines = drawing.lines(say("literature.flow_studies"), flow.studies)
    lines += drawing.lines(say("literature.flow_reports"), flow.reports)
    if flow.previous_studies is not None:
        lines += drawing.lines(say("literature.flow_total_studies"), flow.total_studies)
        lines += drawing.lines(say("literature.flow_total_reports"), flow.total_reports)
    bottom += drawing.box(start, bottom, lines)
    included = flow.total_studies if flow.total_studies.value is not None else flow.total_reports
    title = say(
        "literature.flow_title",
        identified=_number(flow.databases.identified, voice),
        included=_number(included, voice),
    )
    description = say("literature.flow_description", boxes=len(drawing.rows))
    columns = (say("literature.flow_box"), say("literature.flow_number"))
    svg = svg_document(
        width=round(x - _GAP + _MARGIN),
        height=round(bottom + _MARGIN),
        title=title,
        description=description,
        parts=drawing.parts,
        key=key,
    )
    return Figure(title, description, svg, FigureTable(columns, tuple(drawing.rows)))
