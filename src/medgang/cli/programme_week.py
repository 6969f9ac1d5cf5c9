"""A week against the national advice, and whether the next session should be harder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from medgang.cli.options import (
    content_option,
    json_option,
    lang_option,
    number,
    print_json,
    refusals,
    sentence,
    words,
)


@click.command("week")
@click.option("--moderate", type=float, default=0.0, help="Minutter med moderat intensitet.")
@click.option("--vigorous", type=float, default=0.0, help="Minutter med høy intensitet.")
@click.option("--strength-days", type=int, default=0, help="Dager med styrke.")
@click.option("--weight", type=float, help="Vekt i kg: bare for den som selv vil se energi.")
@content_option
@lang_option
@json_option
def week_command(
    moderate: float,
    vigorous: float,
    strength_days: int,
    weight: float | None,
    over: Sequence[Path],
    lang: str,
    as_json: bool,
) -> None:
    """En uke mot de nasjonale rådene: moderat eller høyt, med regelen det telles etter."""
    from medgang.content.schemas.reference import NATIONAL_ADVICE, national_advice
    from medgang.core.physiology.dose import Week, least_energy_kcal, week_against

    with refusals(lang):
        file = national_advice(over=over)
        found = week_against(Week(moderate, vigorous, strength_days), file.advice(NATIONAL_ADVICE))
        energy = None if weight is None else least_energy_kcal(found.week, weight)
    if as_json:
        print_json(
            {
                "advice": NATIONAL_ADVICE,
                "rule": file.rule.in_(lang),
                "source": file.source,
                "moderate": moderate,
                "vigorous": vigorous,
                "vigorous_counts": found.advice.vigorous_counts,
                "equivalent": round(found.equivalent, 1),
                "goal": found.advice.moderate_low,
                "share": round(found.share, 3),
                "missing": round(found.missing, 1),
                "minutes_reached": found.minutes_reached,
                "strength_days": strength_days,
                "strength_goal": found.advice.strength_days,
                "strength_reached": found.strength_reached,
                "energy": None
                if energy is None
                else {"at_least_kcal": round(energy), "goal": file.energy_kcal, "source": file.energy_source},
            }
        )
        return
    _ = words(lang)
    click.echo(
        _("%(done)s av %(goal)s moderate minutter (%(moderate)s + %(counts)s × %(vigorous)s).")
        % {
            "done": number(found.equivalent, lang, 0),
            "goal": number(found.advice.moderate_low, lang, 0),
            "moderate": number(moderate, lang, 0),
            "vigorous": number(vigorous, lang, 0),
            "counts": f"{found.advice.vigorous_counts:g}",
        }
    )
    click.echo(
        _("Styrke %(done)s av %(goal)s dager.") % {"done": strength_days, "goal": found.advice.strength_days}
    )
    if energy is not None:
        click.echo(
            _("Energi: minst %(kcal)s av %(goal)s kcal.")
            % {"kcal": number(energy, lang, 0), "goal": number(file.energy_kcal, lang, 0)}
        )
    click.echo(file.rule.in_(lang))


@click.command("next-load")
@click.option("--speed", type=float, required=True, help="Fart i dragene, km/t.")
@click.option("--incline", type=float, required=True, help="Stigning i dragene, prosent.")
@click.option("--pulse-pct", type=float, help="Pulsen i minutt tre av første drag, prosent av makspuls.")
@click.option("--speed-step", type=float, default=0.0, help="Klinikerens steg i km/t.")
@click.option("--incline-step", type=float, default=0.0, help="Klinikerens steg i prosent stigning.")
@lang_option
@json_option
def next_load_command(
    speed: float,
    incline: float,
    pulse_pct: float | None,
    speed_step: float,
    incline_step: float,
    lang: str,
    as_json: bool,
) -> None:
    """Tyngre, lettere eller likt neste gang, etter pulsen i første drag. Hvor mye bestemmer klinikeren."""
    from medgang.core.programmes.progression import ClinicianRule, TreadmillLoad, suggest

    with refusals(lang):
        found = suggest(TreadmillLoad(speed, incline), pulse_pct, ClinicianRule(speed_step, incline_step))
    text = sentence(f"programmes.direction_{found.direction.value}", lang, {})
    if as_json:
        print_json(
            {
                "direction": found.direction.value,
                "text": text,
                "load": None
                if found.load is None
                else {"speed_kmh": found.load.speed_kmh, "incline_pct": found.load.incline_pct},
            }
        )
        return
    _ = words(lang)
    click.echo(text)
    if found.load is not None:
        click.echo(
            _("Forslag, som kan endres: %(speed)s km/t, %(incline)s %%")
            % {"speed": number(found.load.speed_kmh, lang), "incline": number(found.load.incline_pct, lang)}
        )
    elif pulse_pct is not None:
        click.echo(sentence("programmes.direction_no_rule", lang, {}))


COMMANDS = (week_command, next_load_command)
