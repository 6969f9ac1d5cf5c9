"""One session as a picture: heart rate over time, the person's zones behind it, the bouts marked, gaps as gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medgang.charts import theme
from medgang.charts.figure import Figure, FigureTable
from medgang.core.recordings import Mark, SessionReview

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Words = Callable[[str], str]

WIDTH, HEIGHT = 880, 300
MOST_POINTS = 1500
_GAP_SHOWN_S = 10


def session_figure(review: SessionReview, _: Words, key: str = "recording") -> Figure:
    """The figure of a review. `_` is the translation into the reader's language; `key` makes ids unique on a page."""
    title, description = _title(review, _), _description(review, _)
    svg = theme.svg_of(_spec(review, _), title=title, description=description, key=key)
    return Figure(title, description, svg, _table(review, _))


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _bpm(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _title(review: SessionReview, _: Words) -> str:
    """What the picture shows, in one sentence."""
    found = review.fidelity
    values = {
        "done": found.done_bouts,
        "planned": found.planned_bouts,
        "inside": _minutes(found.seconds_in_target or 0),
        "reachable": _minutes(found.reachable_s or 0),
        "length": _minutes(review.seconds),
        "mean": _bpm(review.mean_bpm),
    }
    if not review.bouts:
        return _("Ingen drag funnet: %(length)s minutter med puls på %(mean)s i snitt") % values
    if found.seconds_in_target is None:
        return _("%(done)s drag funnet i pulsen") % values
    if found.planned_bouts:
        return _("%(done)s av %(planned)s drag, %(inside)s minutter i målet (%(reachable)s å vente)") % values
    return _("%(done)s drag, %(inside)s minutter i målet (%(reachable)s å vente)") % values


def _description(review: SessionReview, _: Words) -> str:
    """What a person would be told who cannot see the picture."""
    parts = [
        _("Kurve over puls i slag per minutt gjennom %(length)s minutter: snitt %(mean)s, høyeste %(max)s.")
        % {"length": _minutes(review.seconds), "mean": _bpm(review.mean_bpm), "max": _bpm(review.max_bpm)}
    ]
    if review.zones:
        parts.append(
            _("Bak kurven ligger personens %(count)s pulssoner, lysest nederst.")
            % {"count": len(review.zones)}
        )
    if review.bouts:
        parts.append(_("Hvert drag er merket med en strek og et tall øverst; stiplet ramme viser målet."))
    away = review.quality.seconds - review.quality.valid_s
    if away:
        parts.append(
            _("I %(seconds)s sekunder mangler pulsen eller kan ikke brukes; der er det hull i kurven.")
            % {"seconds": away}
        )
    return " ".join(parts)


def _table(review: SessionReview, _: Words) -> FigureTable:
    """The bouts in numbers; the zones where there are no bouts."""
    if not review.bouts:
        return FigureTable(
            (_("Sone"), _("Puls"), _("Tid")),
            tuple(
                (zone.key, f"{zone.low_bpm}–{zone.high_bpm}", _minutes(zone.seconds)) for zone in review.zones
            ),
        )
    columns = (_("Drag"), _("Start"), _("Slutt"), _("Snitt"), _("Høyest"), _("I målet"), _("Brukbart"))
    rows = tuple(
        (
            str(bout.number),
            _minutes(bout.start_s),
            _minutes(bout.end_s),
            _bpm(bout.mean_bpm),
            _bpm(bout.peak_bpm),
            "–" if bout.seconds_in_target is None else _minutes(bout.seconds_in_target),
            f"{round(100 * bout.valid_share)} %",
        )
        for bout in review.bouts
    )
    return FigureTable(columns, rows)


def _spec(review: SessionReview, _: Words) -> dict[str, Any]:
    """The chart as Vega-Lite."""
    curve = _curve(review)
    pulses = [point["bpm"] for point in curve] or [60.0, 180.0]
    bottom = 10 * (min(pulses) // 10) - 5
    top = max(max(pulses) + 6, review.hr_max.bpm + 2)
    end = review.seconds / 60
    x = {
        "field": "min",
        "type": "quantitative",
        "title": _("Minutter fra start"),
        "scale": {"domain": [0, end], "nice": False},
    }
    y = {
        "field": "bpm",
        "type": "quantitative",
        "title": _("Puls (slag per minutt)"),
        "scale": {"domain": [bottom, top + 8], "nice": False, "zero": False},
    }
    layers = [
        *_zone_layers(review, x, y, bottom, top, end),
        *_bout_layers(review, x, y, top),
        {
            "data": {"values": curve},
            "mark": {"type": "line", "color": theme.INK, "strokeWidth": 1.6, "interpolate": "linear"},
            "encoding": {"x": x, "y": y, "detail": {"field": "run", "type": "nominal"}},
        },
        {
            "data": {"values": _doubtful(review, bottom, top)},
            "mark": {"type": "point", "shape": "cross", "color": theme.DOUBT, "size": 18, "filled": True},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": _gaps(review, bottom + 1)},
            "mark": {"type": "rule", "color": theme.DOUBT, "strokeWidth": 5},
            "encoding": {"x": x, "x2": {"field": "to"}, "y": y},
        },
    ]
    return {"width": WIDTH, "height": HEIGHT, "layer": layers}


def _axis(field: str, title: str, domain: list[float]) -> dict[str, Any]:
    """An axis with numbers, from end to end of `domain`."""
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "title": title, "scale": scale}


def _curve(review: SessionReview) -> list[dict[str, float]]:
    """The valid seconds as points, means of a few seconds where there are very many; `run` changes at every gap."""
    import numpy as np

    from medgang.core.recordings.clean import valid

    good = valid(review.trace)
    step = -(-len(good) // MOST_POINTS)
    padded = np.full(-(-len(good) // step) * step, np.nan)
    padded[: len(good)] = np.where(good, review.trace.bpm, np.nan)
    bins = padded.reshape(-1, step)
    known = np.isfinite(bins)
    counts = known.sum(axis=1)
    means = np.where(known, bins, 0.0).sum(axis=1) / np.maximum(counts, 1)
    # A bin stands for its seconds only when most of them are known.
    whole = counts * 2 > step
    runs = np.cumsum(~whole)
    at = (np.arange(len(bins)) + 0.5) * step / 60
    return [
        {"min": round(float(at[place]), 3), "bpm": round(float(means[place]), 1), "run": int(runs[place])}
        for place in np.flatnonzero(whole)
    ]


def _gaps(review: SessionReview, bottom: float) -> list[dict[str, float]]:
    """Stretches of ten seconds or more without usable heart rate, in minutes."""
    import numpy as np

    from medgang.core.recordings.clean import valid

    edges = np.diff((~valid(review.trace)).astype(np.int8), prepend=0, append=0)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [
        {"min": round(int(start) / 60, 3), "to": round(int(end) / 60, 3), "bpm": bottom}
        for start, end in zip(starts, ends, strict=True)
        if end - start >= _GAP_SHOWN_S
    ]


def _doubtful(review: SessionReview, bottom: float, top: float) -> list[dict[str, float]]:
    """Seconds that were measured and are not used, where they lie inside the picture."""
    import numpy as np

    wrong = Mark.OUT_OF_RANGE.bit | Mark.SPIKE.bit | Mark.FLAT.bit | Mark.START_UP.bit
    bpm = review.trace.bpm
    with np.errstate(invalid="ignore"):
        places = np.flatnonzero(((review.trace.marks & wrong) > 0) & (bpm > bottom) & (bpm < top))
    every = -(-max(len(places), 1) // 300)
    return [{"min": round(int(place) / 60, 3), "bpm": float(bpm[place])} for place in places[::every]]


def _zone_layers(
    review: SessionReview, x: dict[str, Any], y: dict[str, Any], bottom: float, top: float, end: float
) -> list[dict[str, Any]]:
    """The zones as bands, with their names at the right edge."""
    bands: list[dict[str, Any]] = [
        {
            "min": 0,
            "to": end,
            "bpm": max(bottom, zone.low_bpm),
            "high": top if place == len(review.zones) - 1 else zone.high_bpm + 1,
            "name": zone.key,
            "color": theme.ZONES[min(place + max(0, 5 - len(review.zones)), 4)],
        }
        for place, zone in enumerate(review.zones)
        if zone.high_bpm > bottom
    ]
    if not bands:
        return []
    names = [{"min": end, "bpm": (band["bpm"] + band["high"]) / 2, "name": band["name"]} for band in bands]
    return [
        {
            "data": {"values": bands},
            "mark": {"type": "rect"},
            "encoding": {
                "x": x,
                "x2": {"field": "to"},
                "y": y,
                "y2": {"field": "high"},
                "fill": {"field": "color", "type": "nominal", "scale": None},
            },
        },
        {
            "data": {"values": names},
            "mark": {"type": "text", "align": "left", "dx": 5, "color": theme.INK, "fontSize": 11},
            "encoding": {"x": x, "y": y, "text": {"field": "name", "type": "nominal"}},
        },
    ]


def _bout_layers(
    review: SessionReview, x: dict[str, Any], y: dict[str, Any], top: float
) -> list[dict[str, Any]]:
    """A bar and a number above each bout, and a dashed frame where its target lies."""
    bouts = [
        {
            "min": bout.start_s / 60,
            "to": bout.end_s / 60,
            "mid": (bout.start_s + bout.end_s) / 120,
            "bpm": top + 2,
            "name": str(bout.number),
            "low": review.hr_max.bpm_at(bout.target_low_pct),
            "high": review.hr_max.bpm_at(bout.target_high_pct),
        }
        for bout in review.bouts
    ]
    if not bouts:
        return []
    data = {"values": bouts}
    return [
        {
            "data": data,
            "mark": {
                "type": "rect",
                "fillOpacity": 0,
                "stroke": theme.EFFORT,
                "strokeWidth": 1.2,
                "strokeDash": [4, 3],
            },
            "encoding": {"x": x, "x2": {"field": "to"}, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "data": data,
            "mark": {"type": "rule", "color": theme.EFFORT, "strokeWidth": 4},
            "encoding": {"x": x, "x2": {"field": "to"}, "y": y},
        },
        {
            "data": data,
            "mark": {"type": "text", "dy": -9, "color": theme.INK, "fontSize": 12},
            "encoding": {"x": {**x, "field": "mid"}, "y": y, "text": {"field": "name", "type": "nominal"}},
        },
    ]
