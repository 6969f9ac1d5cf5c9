"""The forest plot: every study with its interval, and the pooled answer under it. Fit for print, legible in grey."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from medgang.charts.figure import Figure, FigureTable, svg_document
from medgang.charts.voice import Voice, label, shortened, text_width
from medgang.core.synthesis.kinds import Measure, Scale
from medgang.core.synthesis.results import Interval, PooledResult, StudyEffect

_INK = "var(--mg-ink, #27241e)"
_QUIET = "var(--mg-ink-soft, #565047)"
_ACCENT = "var(--mg-series-1, #00553e)"
_BAND = "var(--mg-axis, #817b72)"
_ROW = 24
_PLOT = 360
_MARGIN = 20
_LONGEST_LABEL = 44
_TICKS = 9


@dataclass(frozen=True, slots=True)
class ForestBlock:
    """A part of the plot with its own pooled line: a subgroup, an analysis set, or all studies (title '')."""

    title: str
    pooled: PooledResult


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: the plot's left edge and the span of the axis on the pooled scale."""

    left: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """The place of a value, never outside the plot."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + _PLOT * min(1.0, max(0.0, share))


def _span(blocks: Sequence[ForestBlock], null: float | None) -> tuple[float, float]:
    """The axis: all estimates, pooled and prediction intervals, and study intervals as far as they stay readable."""
    points, wide = ([null] if null is not None else []), []
    for block in blocks:
        points += [study.yi for study in block.pooled.studies]
        wide += [study.ci for study in block.pooled.studies]
        for interval in (block.pooled.ci, *block.pooled.prediction[:1]):
            if interval is not None:
                points += [interval.low, interval.high]
    low, high = min(points), max(points)
    room = max(high - low, 0.2) * 0.75
    low = max(low - room, min([low, *(interval.low for interval in wide)]))
    high = min(high + room, max([high, *(interval.high for interval in wide)]))
    edge = (high - low) * 0.04 or 0.1
    return low - edge, high + edge


def ticks(low: float, high: float, scale: Scale) -> tuple[float, ...]:
    """Round values of the natural scale that fall in the span, as places on the pooled scale."""
    if scale is Scale.LOG:
        # A ratio beyond these has no number to write beside its tick.
        first, last = max(low / math.log(10), -300), min(high / math.log(10), 300)
        decades = range(math.floor(first) - 1, math.ceil(last) + 2)
        for steps in ((1, 2, 5), (1, 3), (1,)):
            found = [math.log(step * 10.0**decade) for decade in decades for step in steps]
            inside = sorted(value for value in found if low <= value <= high)
            if len(inside) <= _TICKS:
                return tuple(inside)
        return tuple(inside[:: math.ceil(len(inside) / _TICKS)])
    if scale is Scale.LOGIT:
        shares = (0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99)
        inside = [value for share in shares if low <= (value := math.log(share / (1 - share))) <= high]
        return tuple(inside[:: math.ceil(len(inside) / _TICKS)]) if inside else ()
    if scale is Scale.FISHER_Z:
        inside = [value for i in range(-9, 10) if low <= (value := math.atanh(i / 10)) <= high]
        return tuple(inside[:: math.ceil(len(inside) / _TICKS)]) if inside else ()
    step = 10 ** math.floor(math.log10((high - low) / 4))
    for times in (1, 2, 5, 10):
        if (high - low) / (step * times) <= _TICKS:
            step *= times
            break
    first = math.ceil(low / step)
    return tuple(step * i for i in range(first, math.floor(high / step) + 1))


def _digits(pooled: PooledResult) -> int:
    """Decimals that show the numbers: two, more where effects are small, none beyond hundreds."""
    natural = pooled.scale.natural
    largest = max((abs(natural(study.yi)) for study in pooled.studies), default=1.0)
    if pooled.measure in {Measure.RD, Measure.PROP}:
        return 3
    return 0 if largest >= 1000 else 1 if largest >= 100 else 2 if largest >= 0.1 else 4


def shown(value: float, interval: Interval, scale: Scale, voice: Voice, digits: int) -> str:
    """`0,49 (0,33 til 0,73)` on the natural scale."""
    low, high = scale.natural(interval.low), scale.natural(interval.high)
    return voice.say(
        "synthesis.forest_interval",
        estimate=voice.number(scale.natural(value), digits),
        low=voice.number(low, digits),
        high=voice.number(high, digits),
    )


def _axis_number(value: float, scale: Scale, voice: Voice) -> str:
    natural = scale.natural(value)
    text = f"{natural:.6g}"
    digits = len(text.partition(".")[2]) if "." in text and "e" not in text else 0
    return voice.number(natural, min(digits, 6))


def finding(pooled: PooledResult, voice: Voice) -> str:
    """The title: what the pooled answer is, or that there is none."""
    measure = voice.say(f"synthesis.measure_{pooled.measure.value}")
    if pooled.estimate is None or pooled.ci is None:
        return voice.say("synthesis.forest_title_none", measure=measure, k=pooled.k)
    answer = shown(pooled.estimate, pooled.ci, pooled.scale, voice, _digits(pooled))
    if pooled.measure is Measure.PROP:
        return voice.say("synthesis.forest_title_level", measure=measure, answer=answer, k=pooled.k)
    crosses = pooled.ci.low <= 0 <= pooled.ci.high
    code = "synthesis.forest_title_crosses" if crosses else "synthesis.forest_title_clear"
    return voice.say(code, measure=measure, answer=answer, k=pooled.k)


def _study_row(study: StudyEffect, frame: _Frame, y: float, largest: float) -> list[str]:
    left, right, centre = frame.x(study.ci.low), frame.x(study.ci.high), frame.x(study.yi)
    half = 2.5 + 5.5 * math.sqrt(max(study.weight, 0.0) / largest) if largest > 0 else 3.0
    parts = [f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{_INK}" stroke-width="1.3" fill="none"/>']
    if study.ci.low < frame.low:
        parts.append(f'<path d="M{left:.1f} {y:.1f}l7 -4v8z" fill="{_INK}"/>')
    if study.ci.high > frame.high:
        parts.append(f'<path d="M{right:.1f} {y:.1f}l-7 -4v8z" fill="{_INK}"/>')
    parts.append(
        f'<rect x="{centre - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" height="{2 * half:.1f}" '
        f'fill="{_ACCENT}"/>'
    )
    return parts


def _pooled_rows(block: ForestBlock, frame: _Frame, y: float, writer: _Writer) -> tuple[list[str], float]:
    pooled = block.pooled
    if pooled.estimate is None or pooled.ci is None:
        text = writer.voice.say("synthesis.forest_no_headline", k=pooled.k)
        return [label(_MARGIN, y + 4, text, ink=_QUIET)], y + _ROW
    low, high, centre = frame.x(pooled.ci.low), frame.x(pooled.ci.high), frame.x(pooled.estimate)
    parts = [
        label(_MARGIN, y + 4, writer.voice.say(f"synthesis.method_{pooled.method.value}"), bold=True),
        (
            f'<path d="M{low:.1f} {y:.1f}L{centre:.1f} {y - 7:.1f}L{high:.1f} {y:.1f}L{centre:.1f} {y + 7:.1f}Z" '
            f'fill="{_ACCENT}" stroke="{_INK}" stroke-width="0.8"/>'
        ),
        writer.answer(y, pooled.estimate, pooled.ci, bold=True),
    ]
    y += _ROW
    if pooled.other_ci is not None:
        text = writer.voice.say(f"synthesis.test_{pooled.other_ci.method}")
        parts += [
            label(_MARGIN, y + 4, writer.voice.say("synthesis.forest_other", test=text), ink=_QUIET),
            (
                f'<path d="M{frame.x(pooled.other_ci.low):.1f} {y:.1f}H{frame.x(pooled.other_ci.high):.1f}" '
                f'stroke="{_QUIET}" stroke-width="1.6" stroke-dasharray="3 3" fill="none"/>'
            ),
            writer.answer(y, pooled.estimate, pooled.other_ci),
        ]
        y += _ROW
    for interval in pooled.prediction[:1]:
        text = writer.voice.say("synthesis.forest_prediction", method=interval.method)
        parts += [
            label(_MARGIN, y + 4, text, ink=_QUIET),
            (
                f'<path d="M{frame.x(interval.low):.1f} {y:.1f}H{frame.x(interval.high):.1f}" '
                f'stroke="{_BAND}" stroke-width="6" fill="none"/>'
            ),
            writer.answer(y, pooled.estimate, interval, only_interval=True),
        ]
        y += _ROW
    return parts, y


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts numbers in the columns right of the plot."""

    voice: Voice
    scale: Scale
    digits: int
    column: float

    def answer(
        self, y: float, value: float, ci: Interval, *, bold: bool = False, only_interval: bool = False
    ) -> str:
        """Estimate and interval, right of the plot."""
        text = shown(value, ci, self.scale, self.voice, self.digits)
        if only_interval:
            text = text[text.index("(") :]
        return label(self.column, y + 4, text, anchor="end", bold=bold)


def forest(
    blocks: Sequence[ForestBlock],
    voice: Voice,
    *,
    key: str = "forest",
    favours: tuple[str, str] | None = None,
    overall: PooledResult | None = None,
) -> Figure:
    """Draw `blocks`. `favours` are the words left and right of no effect; `overall` a last line under all blocks."""
    first = overall or blocks[0].pooled
    scale = first.scale
    null = None if first.measure is Measure.PROP else first.measure.null
    drawn = [*blocks, ForestBlock("", overall)] if overall else list(blocks)
    low, high = _span(drawn, null)
    names = [shortened(study.label, _LONGEST_LABEL) for block in blocks for study in block.pooled.studies]
    left = _MARGIN + max(210.0, *(text_width(name, 13) + 14 for name in names))
    frame = _Frame(left, low, high)
    answer = left + _PLOT + 190
    width = answer + 80
    writer = _Writer(voice, scale, _digits(first), answer)
    parts = [
        label(_MARGIN, 26, voice.say("synthesis.forest_study"), bold=True),
        label(answer, 26, voice.say("synthesis.forest_effect"), anchor="end", bold=True),
        label(width - _MARGIN, 26, voice.say("synthesis.forest_weight"), anchor="end", bold=True),
        label(
            left + _PLOT / 2,
            26,
            voice.say(f"synthesis.measure_{first.measure.value}"),
            anchor="middle",
            bold=True,
        ),
    ]
    y = 52.0
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        largest = max((study.weight for study in block.pooled.studies), default=0.0)
        if block.title:
            parts.append(label(_MARGIN, y + 4, block.title, bold=True))
            y += _ROW
        for study in block.pooled.studies:
            parts.append(label(_MARGIN, y + 4, shortened(study.label, _LONGEST_LABEL)))
            parts += _study_row(study, frame, y, largest)
            parts.append(writer.answer(y, study.yi, study.ci))
            parts.append(label(width - _MARGIN, y + 4, voice.number(study.weight, 1), anchor="end"))
            cell = shown(study.yi, study.ci, scale, voice, writer.digits)
            rows.append((block.title, study.label, cell, voice.number(study.weight, 1)))
            y += _ROW
        more, y = _pooled_rows(block, frame, y, writer)
        parts += more
        rows += _table_rows(block.title, block.pooled, writer)
        parts.append(label(_MARGIN, y + 4, spread(block.pooled, voice), size=12, ink=_QUIET))
        y += _ROW + 6
    if overall:
        more, y = _pooled_rows(ForestBlock("", overall), frame, y, writer)
        parts += more
        rows += _table_rows("", overall, writer)
    parts += _axis(frame, y, scale, voice, null, favours)
    title = finding(first, voice)
    description = voice.say(
        "synthesis.forest_description",
        k=sum(len(block.pooled.studies) for block in blocks),
        finding=title,
        spread=spread(first, voice),
    )
    columns = tuple(
        voice.say(code)
        for code in (
            "synthesis.forest_group",
            "synthesis.forest_study",
            "synthesis.forest_effect",
            "synthesis.forest_weight",
        )
    )
    svg = svg_document(
        width=round(width),
        height=round(y + 62),
        title=title,
        description=description,
        parts=parts,
        key=key,
    )
    return Figure(title, description, svg, FigureTable(columns, tuple(rows)))


def _table_rows(title: str, pooled: PooledResult, writer: _Writer) -> list[tuple[str, ...]]:
    if pooled.estimate is None or pooled.ci is None:
        return [(title, writer.voice.say("synthesis.forest_no_headline", k=pooled.k), "", "")]
    say: Callable[..., str] = writer.voice.say
    lines = [(say(f"synthesis.method_{pooled.method.value}"), pooled.ci)]
    if pooled.other_ci is not None:
        test = say(f"synthesis.test_{pooled.other_ci.method}")
        lines.append((say("synthesis.forest_other", test=test), pooled.other_ci))
    lines += [(say("synthesis.forest_prediction", method=one.method), one) for one in pooled.prediction]
    return [
        (title, name, shown(pooled.estimate, ci, pooled.scale, writer.voice, writer.digits), "")
        for name, ci in lines
    ]


def spread(pooled: PooledResult, voice: Voice) -> str:
    """One line on how much the studies differ, with intervals where there are any."""
    if pooled.q is None or pooled.i2 is None or pooled.q_df is None:
        return ""
    i2 = voice.number(pooled.i2, 0)
    if pooled.i2_ci is None:
        return voice.say("synthesis.forest_spread_q", i2=i2, q=voice.number(pooled.q, 2), df=pooled.q_df)
    between = (voice.number(pooled.i2_ci.low, 0), voice.number(pooled.i2_ci.high, 0))
    if pooled.tau2_ci is None or pooled.tau2 is None:
        return voice.say(
            "synthesis.forest_spread_i2",
            i2=i2,
            low=between[0],
            high=between[1],
            q=voice.number(pooled.q, 2),
            df=pooled.q_df,
        )
    return voice.say(
        "synthesis.forest_spread",
        i2=i2,
        low=between[0],
        high=between[1],
        tau2=voice.number(pooled.tau2, 3),
        tau2_low=voice.number(pooled.tau2_ci.low, 3),
        tau2_high=voice.number(pooled.tau2_ci.high, 3),
        q=voice.number(pooled.q, 2),
        df=pooled.q_df,
    )


def _axis(
    frame: _Frame, y: float, scale: Scale, voice: Voice, null: float | None, favours: tuple[str, str] | None
) -> list[str]:
    parts = [
        f'<path d="M{frame.left:.1f} {y:.1f}h{_PLOT}" stroke="{_INK}" stroke-width="1" fill="none"/>',
    ]
    for value in ticks(frame.low, frame.high, scale):
        x = frame.x(value)
        parts.append(f'<path d="M{x:.1f} {y:.1f}v5" stroke="{_INK}" stroke-width="1" fill="none"/>')
        parts.append(label(x, y + 19, _axis_number(value, scale, voice), size=12, anchor="middle"))
    if null is not None:
        x = frame.x(null)
        parts.append(
            f'<path d="M{x:.1f} 38V{y:.1f}" stroke="{_QUIET}" stroke-width="1" stroke-dasharray="2 3" fill="none"/>'
        )
        if favours is not None:
            parts.append(label(x - 12, y + 40, "← " + favours[0], size=12, anchor="end", ink=_QUIET))
            parts.append(label(x + 12, y + 40, favours[1] + " →", size=12, ink=_QUIET))
    return parts
