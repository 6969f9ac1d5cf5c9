"""The funnel plot: effects against their standard error, with the triangle chance alone would fill."""

from __future__ import annotations

import math
from collections.abc import Sequence

from medgang.charts.figure import Figure, FigureTable, svg_document
from medgang.charts.forest import shown, ticks
from medgang.charts.voice import Voice, label
from medgang.core.synthesis.results import PooledResult

_INK = "var(--mg-ink, #27241e)"
_QUIET = "var(--mg-ink-soft, #565047)"
_ACCENT = "var(--mg-series-1, #00553e)"
_BAND = "var(--mg-band, #cce5da)"
_LEFT, _TOP, _WIDE, _HIGH = 70, 24, 520, 340


def funnel(
    pooled: PooledResult,
    voice: Voice,
    *,
    filled: Sequence[tuple[float, float]] = (),
    key: str = "funnel",
) -> Figure:
    """Draw the funnel around the pooled estimate (the unweighted middle where there is no headline).

    `filled` are the effects that trim-and-fill adds, drawn hollow: they are nobody's results.
    """
    studies = pooled.studies
    centre = pooled.estimate
    if centre is None:
        centre = sum(study.yi for study in studies) / len(studies)
    largest = max([math.sqrt(study.vi) for study in studies] + [math.sqrt(v) for _, v in filled]) * 1.05
    reach = 1.96 * largest
    values = [study.yi for study in studies] + [y for y, _ in filled]
    # Room beside the outermost point, also where all points lie on one another.
    room = max(0.05 * reach, 1e-6 * abs(centre))
    low, high = min(centre - reach, *values) - room, max(centre + reach, *values) + room

    def x(value: float) -> float:
        return _LEFT + _WIDE * (value - low) / (high - low)

    def y(se: float) -> float:
        return _TOP + _HIGH * se / largest

    parts = [
        (
            f'<path d="M{x(centre):.1f} {_TOP}L{x(centre - reach):.1f} {_TOP + _HIGH}H{x(centre + reach):.1f}Z" '
            f'fill="{_BAND}"/>'
        ),
        f'<path d="M{x(centre):.1f} {_TOP}v{_HIGH}" stroke="{_QUIET}" stroke-dasharray="4 3" fill="none"/>',
        f'<path d="M{_LEFT} {_TOP}v{_HIGH}h{_WIDE}" stroke="{_INK}" fill="none"/>',
    ]
    for value in ticks(low, high, pooled.scale):
        parts.append(f'<path d="M{x(value):.1f} {_TOP + _HIGH}v5" stroke="{_INK}" fill="none"/>')
        text = voice.number(pooled.scale.natural(value), 2)
        parts.append(label(x(value), _TOP + _HIGH + 20, text, size=12, anchor="middle"))
    for step in range(5):
        se = largest * step / 4
        parts.append(f'<path d="M{_LEFT - 5} {y(se):.1f}h5" stroke="{_INK}" fill="none"/>')
        parts.append(label(_LEFT - 9, y(se) + 4, voice.number(se, 2), size=12, anchor="end"))
    parts += [
        f'<circle cx="{x(study.yi):.1f}" cy="{y(math.sqrt(study.vi)):.1f}" r="5" fill="{_ACCENT}" stroke="{_INK}"/>'
        for study in studies
    ]
    parts += [
        f'<circle cx="{x(effect):.1f}" cy="{y(math.sqrt(v)):.1f}" r="5" fill="none" stroke="{_INK}" '
        'stroke-dasharray="2 2"/>'
        for effect, v in filled
    ]
    measure = voice.say(f"synthesis.measure_{pooled.measure.value}")
    parts.append(label(_LEFT + _WIDE / 2, _TOP + _HIGH + 44, measure, anchor="middle", bold=True))
    parts.append(label(_LEFT, _TOP - 8, voice.say("synthesis.funnel_se"), size=12, ink=_QUIET))
    inside = sum(abs(study.yi - centre) <= 1.96 * math.sqrt(study.vi) for study in studies)
    title = voice.say("synthesis.funnel_title", inside=inside, k=len(studies))
    description = voice.say(
        "synthesis.funnel_description", k=len(studies), added=len(filled), measure=measure
    )
    rows = tuple(
        (
            study.label,
            shown(study.yi, study.ci, pooled.scale, voice, 2),
            voice.number(math.sqrt(study.vi), 3),
        )
        for study in studies
    )
    columns = (
        voice.say("synthesis.forest_study"),
        voice.say("synthesis.forest_effect"),
        voice.say("synthesis.funnel_se"),
    )
    svg = svg_document(width=620, height=430, title=title, description=description, parts=parts, key=key)
    return Figure(title, description, svg, FigureTable(columns, rows))
