"""How a test result reads: pulse first, then oxygen uptake with its error, then the reference, and last the age."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from medgang.cli.body import notice_text, notices_json
from medgang.cli.options import number, print_json, sentence, words
from medgang.core.errors import MedgangError
from medgang.core.physiology.body import Sex
from medgang.core.physiology.estimates import Estimate
from medgang.core.physiology.notice import Notice, notice
from medgang.core.physiology.reference import FitnessAge, Position, fitness_age

UNIT = "mL/kg/min"


@dataclass(frozen=True, slots=True)
class Shown:
    """An estimate with what it is held against."""

    test: str
    inputs: dict[str, object]
    estimate: Estimate
    position: Position | None
    age: FitnessAge | None
    notices: tuple[Notice, ...]


def held_against(
    test: str,
    inputs: dict[str, object],
    estimate: Estimate,
    *,
    age_years: float,
    sex: Sex,
    over: tuple[Path, ...] = (),
    extra: tuple[Notice, ...] = (),
) -> Shown:
    """The estimate beside HUNT3 and as an age, where both can be said."""
    from medgang.content.schemas.reference import population

    position = age = None
    if not estimate.method.is_reference:
        table = population(over=over)
        try:
            position = table.position(estimate.vo2, age_years, sex)
        except MedgangError:  # the table has no such age: the estimate stands alone
            position = None
        if estimate.error is not None and estimate.method.rests_on_load:
            age = fitness_age(table, estimate.vo2, estimate.error, sex)
    notices = [*estimate.notices, *extra]
    if position is not None:
        notices.append(notice("physiology.percentile_is_normal"))
    if not estimate.method.rests_on_load and not estimate.method.is_reference:
        notices.append(notice("physiology.fitness_age_needs_test"))
    if age is not None:
        notices.append(notice("physiology.fitness_age_jumps", years=round(age.years_per_ml, 1)))
        if age.at_limit:
            notices.append(notice("physiology.fitness_age_at_limit"))
    return Shown(test, inputs, estimate, position, age, tuple(notices))


def load_line(hr: object, borg: object, lang: str) -> str:
    """Pulse and effort at the load, before anything that was computed; what was not read says so."""
    _ = words(lang)
    return _("Ved denne belastningen: puls %(hr)s, anstrengelse %(borg)s.") % {
        "hr": _("ikke lest") if hr is None else number(float(str(hr)), lang, 0),
        "borg": _("ikke lest") if borg is None else str(borg),
    }


def show_estimate(shown: Shown, lang: str, *, as_json: bool) -> None:
    """The result as text or JSON."""
    if as_json:
        print_json(_json(shown, lang))
        return
    _ = words(lang)
    estimate = shown.estimate
    if estimate.method.rests_on_load:
        click.echo(load_line(shown.inputs.get("hr"), shown.inputs.get("borg"), lang))
    if estimate.error is None:
        click.echo(
            _("Oksygenopptak: %(vo2)s mL/kg/min (feilen er ikke kjent)") % {"vo2": number(estimate.vo2, lang)}
        )
    else:
        click.echo(
            _("Oksygenopptak: %(vo2)s ± %(error)s mL/kg/min (%(low)s–%(high)s)")
            % {
                "vo2": number(estimate.vo2, lang),
                "error": number(estimate.error, lang),
                "low": number(estimate.vo2 - estimate.error, lang),
                "high": number(estimate.vo2 + estimate.error, lang),
            }
        )
    if shown.position is not None:
        click.echo(
            _("Ventet i HUNT3: %(expected)s (SD %(sd)s). %(pct)s %% av det, persentil %(percentile)s.")
            % {
                "expected": number(shown.position.expected, lang),
                "sd": number(shown.position.sd, lang),
                "pct": number(shown.position.pct_of_expected, lang, 0),
                "percentile": number(shown.position.percentile, lang, 0),
            }
        )
    if shown.age is not None:
        click.echo(
            _("Kondisjonsalder: fra %(younger)s til %(older)s år")
            % {"younger": number(shown.age.younger, lang, 0), "older": number(shown.age.older, lang, 0)}
        )
    for one in shown.notices:
        click.echo(notice_text(one, lang))
    if estimate.assumes:
        click.echo(_("Forutsetter:"))
        for one in estimate.assumes:
            click.echo(f"- {notice_text(one, lang)}")
    click.echo(_("Kilde: %(source)s") % {"source": estimate.source})


def _json(shown: Shown, lang: str) -> dict[str, object]:
    estimate, position, age = shown.estimate, shown.position, shown.age
    interval = estimate.interval
    return {
        "test": shown.test,
        "inputs": shown.inputs,
        "estimate": {
            "method": estimate.method.value,
            "vo2": round(estimate.vo2, 2),
            "error": None if estimate.error is None else round(estimate.error, 2),
            "low": None if interval is None else round(interval[0], 2),
            "high": None if interval is None else round(interval[1], 2),
            "unit": UNIT,
            "source": estimate.source,
        },
        "reference": None
        if position is None
        else {
            "population": "hunt3",
            "expected": position.expected,
            "sd": position.sd,
            "pct_of_expected": round(position.pct_of_expected, 1),
            "percentile": round(position.percentile, 1),
        },
        "fitness_age": None
        if age is None
        else {
            "younger": round(age.younger, 1),
            "older": round(age.older, 1),
            "years_per_ml": round(age.years_per_ml, 2),
            "at_limit": age.at_limit,
        },
        "assumes": notices_json(estimate.assumes, lang),
        "notices": notices_json(shown.notices, lang),
    }


def show_no_uptake(test: str, inputs: dict[str, object], lang: str, *, as_json: bool) -> None:
    """Under a beta-blocker: the pulse at this load and the reason why no uptake follows."""
    silent = (notice("physiology.no_vo2_on_beta_blocker"),)
    if as_json:
        print_json(
            {
                "test": test,
                "inputs": inputs,
                "estimate": None,
                "reference": None,
                "fitness_age": None,
                "assumes": [],
                "notices": notices_json(silent, lang),
            }
        )
        return
    if inputs.get("hr") is not None:
        click.echo(load_line(inputs["hr"], inputs.get("borg"), lang))
    click.echo(sentence(silent[0].code, lang, {}))
