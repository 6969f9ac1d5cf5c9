"""`medgang zones`: one person's intensity zones in beats per minute, effort and talk test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from medgang.cli.body import (
    age_option,
    drug_option,
    drugs_of,
    hr_max_json,
    hr_max_line,
    hr_max_of,
    hr_max_options,
    notice_text,
    notices_json,
)
from medgang.cli.options import (
    content_option,
    json_option,
    lang_option,
    number,
    print_json,
    refusals,
    table,
    words,
)
from medgang.content.catalogue import N_
from medgang.core.physiology.guidance import Guidance, Steering, guidance
from medgang.core.physiology.hr_max import HrMax
from medgang.core.physiology.zones import PersonalZone, Zone, personal_zones

STEERING = {
    Steering.HEART_RATE: N_("puls"),
    Steering.TALK_TEST: N_("prateprøven"),
    Steering.EFFORT: N_("opplevd anstrengelse"),
}

BOUTS = (85.0, 95.0)
"""The target of the bouts in 4×4, percent of maximal heart rate."""


@click.command("zones")
@age_option(required=False)
@hr_max_options
@drug_option
@click.option("--scale", default="olympiatoppen-2020", show_default=True, help="Skalaen sonene tas fra.")
@click.option("--bpm", type=float, help="Slå opp sonen til en puls.")
@click.option("--pct", type=float, help="Slå opp sonen til en prosent av makspuls.")
@click.option("--borg", type=int, help="Slå opp sonene til en anstrengelse fra 6 til 20.")
@content_option
@lang_option
@json_option
def zones(
    age: float | None,
    drugs: Sequence[str],
    scale: str,
    bpm: float | None,
    pct: float | None,
    borg: int | None,
    over: Sequence[Path],
    lang: str,
    as_json: bool,
    **maximum: Any,
) -> None:
    """Pulssoner for én person, med anstrengelse og prateprøve ved siden av."""
    from medgang.content.schemas.effort import effort_wording
    from medgang.content.schemas.zones import zone_scale_file

    with refusals(lang):
        file = zone_scale_file(scale, over)
        core = file.scale(scale)
        guide = guidance(hr_max_of(age, **maximum), drugs_of(drugs))
        personal = () if guide.hr_max is None else personal_zones(core, guide.hr_max)
        wording = effort_wording(over)
        looked_up: tuple[Zone, ...] = ()
        if bpm is not None and guide.hr_max is not None:
            pct = guide.hr_max.pct(bpm)
        if pct is not None:
            found = core.zone_of(pct)
            looked_up = () if found is None else (found,)
        elif borg is not None:
            looked_up = core.zones_of_borg(borg)
    in_bpm = {one.zone.key: one for one in personal}
    names = {entry.key: entry.name.in_(lang) for entry in file.zones}
    talks = {entry.key: "" if entry.talk is None else entry.talk.in_(lang) for entry in file.zones}
    asked = pct is not None or borg is not None or bpm is not None
    if as_json:
        print_json(
            {
                "scale": scale,
                "source": file.source,
                "boundary": file.boundary.in_(lang),
                "hr_max": hr_max_json(guide.hr_max),
                "steering": [one.value for one in guide.steering],
                "zones": [
                    _zone_json(zone, in_bpm.get(zone.key), names[zone.key], talks[zone.key])
                    for zone in core.zones
                ],
                "bouts": _bouts_json(guide.hr_max),
                "effort": []
                if wording is None
                else [{"number": n, "text": wording.of(n, lang)} for n in range(6, 21)],
                "looked_up": [zone.key for zone in looked_up] if asked else None,
                "notices": notices_json(guide.notices, lang),
            }
        )
        return
    _ = words(lang)
    click.echo(file.name.in_(lang))
    _say_guide(guide, lang)
    rows = [
        [
            f"{zone.key} {names[zone.key]}" if zone.key[0].isupper() else names[zone.key],
            "–" if zone.low_pct is None else f"{zone.low_pct:g}–{zone.high_pct:g} %",
            "–" if zone.key not in in_bpm else f"{in_bpm[zone.key].low_bpm}–{in_bpm[zone.key].high_bpm}",
            f"{zone.borg_low}–{zone.borg_high}",
            talks[zone.key],
        ]
        for zone in core.zones
    ]
    click.echo(
        table([_("Sone"), _("Av makspuls"), _("Puls"), _("Anstrengelse 6–20"), _("Prateprøven")], rows)
    )
    click.echo(file.boundary.in_(lang))
    if guide.hr_max is not None:
        click.echo(_bouts_line(guide.hr_max, lang))
    if wording is not None:
        for n in range(6, 21):
            text = wording.of(n, lang)
            if text:
                click.echo(f"{n:>2}  {text}")
    if asked:
        click.echo(
            _("Sone: %(zones)s") % {"zones": ", ".join(f"{zone.key} {names[zone.key]}" for zone in looked_up)}
            if looked_up
            else _("Under den laveste sonen.")
        )


def _say_guide(guide: Guidance, lang: str) -> None:
    """Where the maximum comes from, how to steer, and what to know, in that order."""
    _ = words(lang)
    if guide.hr_max is not None:
        click.echo(hr_max_line(guide.hr_max, lang))
    click.echo(_("Styr etter: %(ways)s.") % {"ways": ", ".join(_(STEERING[one]) for one in guide.steering)})
    for one in guide.notices:
        click.echo(notice_text(one, lang))


def _zone_json(zone: Zone, mine: PersonalZone | None, name: str, talk: str) -> dict[str, object]:
    return {
        "key": zone.key,
        "name": name,
        "low_pct": zone.low_pct,
        "high_pct": zone.high_pct,
        "low_bpm": None if mine is None else mine.low_bpm,
        "high_bpm": None if mine is None else mine.high_bpm,
        "borg_low": zone.borg_low,
        "borg_high": zone.borg_high,
        "intensity": zone.intensity_class.value,
        "talk": talk or None,
    }


def _band(hr_max: HrMax, shift: float) -> tuple[int, int]:
    """The bouts' target in whole beats when the maximum is `shift` beats away from what is thought."""
    return tuple(round(pct * (hr_max.bpm + shift) / 100) for pct in BOUTS)  # type: ignore[return-value]


def _bouts_json(hr_max: HrMax | None) -> dict[str, object] | None:
    if hr_max is None:
        return None
    error = hr_max.error_bpm
    low, high = _band(hr_max, 0)
    return {
        "low_pct": BOUTS[0],
        "high_pct": BOUTS[1],
        "low_bpm": low,
        "high_bpm": high,
        "if_maximum_is_lower": None if error is None else list(_band(hr_max, -error)),
        "if_maximum_is_higher": None if error is None else list(_band(hr_max, error)),
    }


def _bouts_line(hr_max: HrMax, lang: str) -> str:
    """The target of the bouts, and what it would be one standard error lower and higher."""
    _ = words(lang)
    low, high = _band(hr_max, 0)
    line = _("Drag i 4×4, 85–95 %%: puls %(low)s–%(high)s.") % {"low": low, "high": high}
    if hr_max.error_bpm is None:
        return line
    below, above = _band(hr_max, -hr_max.error_bpm), _band(hr_max, hr_max.error_bpm)
    more = _(
        "Er makspulsen %(error)s lavere eller høyere, er målet %(low1)s–%(high1)s eller %(low2)s–%(high2)s."
    ) % {
        "error": number(hr_max.error_bpm, lang),
        "low1": below[0],
        "high1": below[1],
        "low2": above[0],
        "high2": above[1],
    }
    return f"{line} {more}"
