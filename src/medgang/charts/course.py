"""One person's answers over time: a small panel for each question, points joined only where nothing is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from medgang.charts import theme
from medgang.charts.figure import Figure, FigureTable

WIDTH, HEIGHT = 560, 78


@dataclass(frozen=True, slots=True)
class Course:
    """One question or score: what it is called, what is possible, and each day's value (None: asked, no answer)."""

    name: str
    low: float
    high: float
    points: tuple[tuple[date, float | None], ...]


def course_figure(
    courses: Sequence[Course],
    *,
    title: str,
    description: str,
    table: FigureTable,
    day_title: str,
    key: str = "course",
) -> Figure:
    """The panels under one another, on the same days. All words come in the reader's language."""
    svg = theme.svg_of(_spec(courses, day_title), title=title, description=description, key=key)
    return Figure(title, description, svg, table)


def _spec(courses: Sequence[Course], day_title: str) -> dict[str, Any]:
    """The chart as Vega-Lite."""
    days = [day for course in courses for day, _ in course.points]
    span = [min(days).isoformat(), max(days).isoformat()]
    return {
        "vconcat": [_panel(course, span, day_title if course is courses[-1] else "") for course in courses],
        "spacing": 14,
    }


def _panel(course: Course, span: list[str], day_title: str) -> dict[str, Any]:
    x: dict[str, Any] = {
        "field": "day",
        "type": "temporal",
        "title": day_title or None,
        "scale": {"domain": span},
        "axis": {"format": "%d.%m.", "tickCount": 6, "labels": bool(day_title)},
    }
    y: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [course.low, course.high], "nice": False},
        "axis": {"tickCount": 3},
    }
    encoding = {"x": x, "y": y}
    runs, run = [], 0
    for day, value in course.points:
        if value is None:
            run += 1
            continue
        runs.append({"day": day.isoformat(), "value": value, "run": run})
    missing = [{"day": day.isoformat(), "value": course.low} for day, value in course.points if value is None]
    line = {
        "data": {"values": runs},
        "mark": {"type": "line", "color": theme.INK, "strokeWidth": 1.6},
        "encoding": {**encoding, "detail": {"field": "run", "type": "nominal"}},
    }
    dots = {
        "data": {"values": runs},
        "mark": {"type": "point", "filled": True, "color": theme.INK, "size": 50},
        "encoding": encoding,
    }
    gone = {
        "data": {"values": missing},
        "mark": {"type": "point", "shape": "cross", "color": theme.DOUBT, "size": 50},
        "encoding": encoding,
    }
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "title": {"text": course.name, "anchor": "start", "fontSize": 13, "color": theme.INK},
        "layer": [line, dots, gone],
    }
