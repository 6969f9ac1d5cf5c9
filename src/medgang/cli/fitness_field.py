"""The tests without a machine, and strength: the measure is the result, with a norm and the error beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from medgang.cli.body import age_option, sex_of, sex_option
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
from medgang.content.catalogue import N_

UNITS = {"m": N_("meter"), "stands": N_("ganger"), "s": N_("sekunder")}


def _field(
    key: str, value: float, age: float, sex: str, over: Sequence[Path], lang: str, as_json: bool
) -> None:
    """A test whose measure is the result, beside its norm."""
    from medgang.content.schemas.reference import norm, retest_error
    from medgang.core.physiology.field_tests import field_result

    with refusals(lang):
        found = field_result(norm(key, over), value, age, sex_of(sex))
        retest = retest_error(key, over)
    needed = None if retest is None else retest.threshold
    if as_json:
        print_json(
            {
                "test": key,
                "value": value,
                "unit": found.unit,
                "norm": None
                if found.norm is None
                else {"mean": found.norm.mean, "interval": found.norm.interval},
                "pct_of_norm": None if found.pct_of_norm is None else round(found.pct_of_norm, 1),
                "change_needed": needed,
            }
        )
        return
    _ = words(lang)
    unit = _(UNITS[found.unit])
    click.echo(f"{number(value, lang, 0)} {unit}")
    if found.norm is None or found.pct_of_norm is None:
        click.echo(sentence("physiology.no_norm", lang, {}))
    else:
        click.echo(
            _("Gjennomsnittet for alder og kjønn er %(mean)s %(unit)s: %(pct)s %% av det.")
            % {
                "mean": number(found.norm.mean, lang, 0),
                "unit": unit,
                "pct": number(found.pct_of_norm, lang, 0),
            }
        )
    if needed is not None:
        click.echo(
            _("Minst %(needed)s %(unit)s må skille før det er en endring.")
            % {"needed": number(needed, lang, 0), "unit": unit}
        )


@click.command("walk")
@age_option()
@sex_option
@click.option("--metres", type=float, required=True, help="Meter på seks minutter.")
@click.option("--weight", type=float, help="Vekt i kg, for forventet lengde.")
@click.option("--height", type=float, help="Høyde i cm, for forventet lengde.")
@content_option
@lang_option
@json_option
def walk_command(
    age: float,
    sex: str,
    metres: float,
    weight: float | None,
    height: float | None,
    over: Sequence[Path],
    lang: str,
    as_json: bool,
) -> None:
    """6-minutters gangtest, med forventet lengde der vekt og høyde er oppgitt."""
    from medgang.core.physiology.field_tests import enright_distance

    if weight is None or height is None:
        _field("six-minute-walk", metres, age, sex, over, lang, as_json)
        return
    from medgang.content.schemas.reference import norm, retest_error
    from medgang.core.physiology.field_tests import field_result

    with refusals(lang):
        expected = enright_distance(age, sex_of(sex), weight, height)
        field_result(norm("six-minute-walk", over), metres, age, sex_of(sex))
        retest = retest_error("six-minute-walk", over)
    needed = None if retest is None else retest.threshold
    if as_json:
        print_json(
            {
                "test": "six-minute-walk",
                "value": metres,
                "unit": "m",
                "expected": round(expected.metres, 1),
                "extrapolated": expected.extrapolated,
                "pct_of_expected": round(100 * metres / expected.metres, 1),
                "change_needed": needed,
            }
        )
        return
    _ = words(lang)
    click.echo(f"{number(metres, lang, 0)} {_(UNITS['m'])}")
    click.echo(
        _("Ventet lengde er %(expected)s meter (Enright 1998): %(pct)s %% av det.")
        % {
            "expected": number(expected.metres, lang, 0),
            "pct": number(100 * metres / expected.metres, lang, 0),
        }
    )
    if expected.extrapolated:
        click.echo(sentence("physiology.walk_extrapolated", lang, {}))
    if needed is not None:
        click.echo(
            _("Minst %(needed)s %(unit)s må skille før det er en endring.")
            % {"needed": number(needed, lang, 0), "unit": _(UNITS["m"])}
        )


@click.command("stand")
@age_option()
@sex_option
@click.option("--times", type=float, required=True, help="Antall ganger på 30 sekunder.")
@content_option
@lang_option
@json_option
def stand_command(age: float, sex: str, times: float, over: Sequence[Path], lang: str, as_json: bool) -> None:
    """Reise og sette seg i 30 sekunder."""
    _field("sit-to-stand-30", times, age, sex, over, lang, as_json)


@click.command("stairs")
@age_option()
@sex_option
@click.option("--seconds", type=float, required=True, help="Sekunder for 18 trinn tre ganger.")
@content_option
@lang_option
@json_option
def stairs_command(
    age: float, sex: str, seconds: float, over: Sequence[Path], lang: str, as_json: bool
) -> None:
    """Trappetest."""
    _field("stairs", seconds, age, sex, over, lang, as_json)


@click.command("strength")
@click.option("--load", type=float, required=True, help="Vekt i kg.")
@click.option(
    "--repetitions", type=int, required=True, help="Hvor mange ganger den ble løftet, og ikke én til."
)
@click.option(
    "--formula",
    default="brzycki",
    show_default=True,
    type=click.Choice(["brzycki", "epley", "lander", "lombardi", "oconner", "mayhew", "wathan"]),
    help="Formelen for 1RM.",
)
@lang_option
@json_option
def strength_command(load: float, repetitions: int, formula: str, lang: str, as_json: bool) -> None:
    """Styrke: 4×4-vekta av 4–5 løft uten makstest, og 1RM av flere løft."""
    from medgang.core.physiology.strength import OneRepFormula, four_by_four_load, load_at_share, one_rep_max

    with refusals(lang):
        maximum = one_rep_max(load, repetitions, OneRepFormula(formula))
        band = four_by_four_load(load, repetitions) if repetitions in {4, 5} else load_at_share(maximum.kg)
    if as_json:
        print_json(
            {
                "one_rep_max": {
                    "kg": round(maximum.kg, 1),
                    "low": round(maximum.low_kg, 1),
                    "high": round(maximum.high_kg, 1),
                    "formula": maximum.formula.value,
                    "lifted_once": maximum.lifted_once,
                },
                "four_by_four": {
                    "low_kg": round(band.low_kg, 1),
                    "high_kg": round(band.high_kg, 1),
                    "needs_maximum": band.needs_maximum,
                },
            }
        )
        return
    _ = words(lang)
    if band.needs_maximum:
        click.echo(
            _("Vekt i 4×4, 85–90 %% av 1RM: %(low)s–%(high)s kg")
            % {"low": number(band.low_kg, lang), "high": number(band.high_kg, lang)}
        )
    else:
        click.echo(_("Vekt i 4×4: %(load)s kg. Ingen makstest trengs.") % {"load": number(band.low_kg, lang)})
    if maximum.lifted_once:
        click.echo(_("1RM: %(kg)s kg, løftet én gang.") % {"kg": number(maximum.kg, lang)})
    else:
        click.echo(
            _("1RM etter %(formula)s: %(kg)s kg. Formlene gir fra %(low)s til %(high)s kg.")
            % {
                "formula": formula.capitalize(),
                "kg": number(maximum.kg, lang),
                "low": number(maximum.low_kg, lang),
                "high": number(maximum.high_kg, lang),
            }
        )


COMMANDS = (walk_command, stand_command, stairs_command, strength_command)
