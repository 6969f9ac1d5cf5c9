"""A session review in words and small tables, for a clinician at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from medgang.cli.body import hr_max_line
from medgang.cli.options import number, sentence, table, words
from medgang.content.catalogue import N_
from medgang.core.recordings import EdgeSource, LapLabel, Recording, SessionReview

SOURCES = {
    EdgeSource.PERSON: N_("satt av en person"),
    EdgeSource.LAPS: N_("rundene"),
    EdgeSource.PLAN: N_("planen"),
    EdgeSource.HEART_RATE: N_("pulsen"),
}
LABELS = {
    LapLabel.STRUCTURED: N_("rundene i klokkas program"),
    LapLabel.PRESSED: N_("runder noen trykket"),
    LapLabel.AUTOMATIC: N_("klokkas egne runder"),
    LapLabel.UNKNOWN: N_("runder av ukjent opphav"),
}


def bpm(value: float | None) -> str:
    """A heart rate in whole beats; a dash for none."""
    return "–" if value is None else f"{value:.0f}"


def pct(value: float | None) -> str:
    """A whole percentage; a dash for none."""
    return "–" if value is None else f"{value:.0f} %"


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds (4:05), or hours (1:04:05)."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def review_text(read: Recording, review: SessionReview, lang: str) -> Iterator[str]:
    """The review in words and small tables."""
    _ = words(lang)
    started = "" if read.started is None else f", {read.started:%Y-%m-%d %H:%M} UTC"
    yield _("Økt på %(length)s%(started)s. %(samples)s pulsmålinger fra en %(format)s-fil.") % {
        "length": clock(review.seconds),
        "started": started,
        "samples": review.samples,
        "format": read.format.value.upper(),
    }
    yield _("Puls: snitt %(mean)s, høyeste %(max)s. Tallene hviler på %(valid)s av %(all)s sekunder.") % {
        "mean": bpm(review.mean_bpm),
        "max": bpm(review.max_bpm),
        "valid": review.quality.valid_s,
        "all": review.quality.seconds,
    }
    yield hr_max_line(review.hr_max, lang) + "."
    yield ""
    yield from _zone_lines(review, lang)
    yield from _bout_lines(review, lang)
    yield from _plan_lines(review, lang)
    notes = [sentence(f"recordings.{one.code.value}", lang, {"count": one.count}) for one in review.warnings]
    notes += [sentence(f"recordings.{one.code.value}", lang, {"count": one.count}) for one in review.losses]
    yield from (f"• {note}" for note in notes)


def _zone_lines(review: SessionReview, lang: str) -> Iterator[str]:
    _ = words(lang)
    rows = [
        [
            zone.key,
            f"{zone.low_pct:g}–{zone.high_pct:g} %",
            f"{zone.low_bpm}–{zone.high_bpm}",
            clock(zone.seconds),
        ]
        for zone in review.zones
    ]
    yield table([_("Sone"), _("Av makspuls"), _("Puls"), _("Tid")], rows)
    yield ""


def _bout_lines(review: SessionReview, lang: str) -> Iterator[str]:
    _ = words(lang)
    if not review.bouts:
        return
    rows = [
        [
            str(bout.number),
            clock(bout.start_s),
            clock(bout.seconds),
            f"{bpm(bout.mean_bpm)} ({pct(bout.mean_pct)})",
            f"{bpm(bout.peak_bpm)} ({pct(bout.peak_pct)})",
            f"{bpm(bout.minute_three_bpm)} ({pct(bout.minute_three_pct)})" if bout.minute_three_bpm else "–",
            "–" if bout.seconds_in_target is None else clock(bout.seconds_in_target),
            "–" if bout.seconds_above is None else clock(bout.seconds_above),
            clock(bout.reachable_s),
            pct(100 * bout.valid_share),
            _(SOURCES[bout.source] if bout.lap_label is None else LABELS[bout.lap_label]),
        ]
        for bout in review.bouts
    ]
    yield table([_(title) for title in _BOUT_TITLES], rows)
    first = review.bouts[0]
    yield _(
        "Målet er %(low)s–%(high)s %% av makspuls. «Å vente» er tiden en vanlig puls rekker å være der."
    ) % {
        "low": number(first.target_low_pct, lang, 0),
        "high": number(first.target_high_pct, lang, 0),
    }
    yield ""
    if review.rests:
        rows = [
            [
                str(rest.after),
                clock(rest.end_s - rest.start_s),
                f"{bpm(rest.mean_bpm)} ({pct(rest.mean_pct)})",
                f"{bpm(rest.lowest_bpm)} ({pct(rest.lowest_pct)})",
                "–" if rest.under_guide_after_s is None else clock(rest.under_guide_after_s),
            ]
            for rest in review.rests
        ]
        yield table([_(title) for title in _REST_TITLES], rows)
        yield (
            _("Rettesnor for pausene: ned mot 70 prosent av makspuls i løpet av 1–1½ minutt. Ikke et krav.")
            % {}
        )
        yield ""


_BOUT_TITLES = (
    N_("Drag"),
    N_("Start"),
    N_("Lengde"),
    N_("Snitt"),
    N_("Høyest"),
    N_("Minutt 3"),
    N_("I målet"),
    N_("Over"),
    N_("Å vente"),
    N_("Brukbart"),
    N_("Kanter fra"),
)
_REST_TITLES = (N_("Pause etter"), N_("Lengde"), N_("Snitt"), N_("Laveste"), N_("Under 70 prosent etter"))


def _plan_lines(review: SessionReview, lang: str) -> Iterator[str]:
    _ = words(lang)
    found = review.fidelity
    if found.planned_bouts is None:
        return
    yield sentence(f"recordings.{found.verdict.value}", lang, {})
    yield _("Drag: %(done)s av %(planned)s. Arbeid: %(work)s av %(planned_work)s.") % {
        "done": found.done_bouts,
        "planned": found.planned_bouts,
        "work": clock(found.done_work_s),
        "planned_work": clock(found.planned_work_s or 0),
    }
    if found.seconds_in_target is not None and found.reachable_s is not None:
        yield _("I målet: %(inside)s. Å vente: %(reachable)s.") % {
            "inside": clock(found.seconds_in_target),
            "reachable": clock(found.reachable_s),
        }
    yield ""
