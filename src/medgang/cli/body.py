"""What the commands about a body share: whose it is, its maximal heart rate, and how notices and classes read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click

from medgang.cli.options import number, sentence, words
from medgang.content.catalogue import N_
from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex
from medgang.core.physiology.guidance import HeartRateDrug
from medgang.core.physiology.hr_max import FORMULAS, HrMax, HrMaxSource, predict_hr_max
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.physiology.notice import Notice

F = TypeVar("F", bound=Callable[..., Any])

CLASSES = {
    IntensityClass.LIGHT: N_("lett"),
    IntensityClass.MODERATE: N_("moderat"),
    IntensityClass.HIGH: N_("høy"),
}

SOURCES = {
    HrMaxSource.MEASURED: N_("målt"),
    HrMaxSource.MEASURED_ON_BETA_BLOCKER: N_("målt med betablokker"),
    HrMaxSource.HIGHEST_OBSERVED: N_("høyeste som er sett"),
    HrMaxSource.PREDICTED_NES: N_("beregnet: 211 − 0,64 × alder (Nes 2013)"),
    HrMaxSource.PREDICTED_TANAKA: N_("beregnet: 208 − 0,7 × alder (Tanaka 2001)"),
    HrMaxSource.PREDICTED_GELLISH: N_("beregnet: 207 − 0,7 × alder (Gellish 2007)"),
    HrMaxSource.PREDICTED_GELLISH_UNROUNDED: N_("beregnet: 206,9 − 0,67 × alder (Gellish 2007)"),
    HrMaxSource.PREDICTED_GELLISH_CURVE: N_("beregnet: 192 − 0,007 × alder² (Gellish 2007)"),
}

_KNOWN = [source.value for source in HrMaxSource if not source.is_predicted]
_FORMULAS = {source.value.removeprefix("predicted_").replace("_", "-"): source for source in FORMULAS}
_DRUGS = {drug.value.replace("_", "-"): drug for drug in HeartRateDrug}
_SEXES = {"m": Sex.MALE, "f": Sex.FEMALE, "k": Sex.FEMALE}


def age_option(*, required: bool = True) -> Callable[[F], F]:
    """`--age` in years."""
    return click.option("--age", type=float, required=required, help="Alder i år.")


def sex_option(function: F) -> F:
    """`--sex m|f` (k for kvinne)."""
    return click.option(
        "--sex", type=click.Choice(list(_SEXES)), required=True, help="m = mann, f eller k = kvinne."
    )(function)


def sex_of(letter: str) -> Sex:
    """The sex a letter of `--sex` stands for."""
    return _SEXES[letter]


def drug_option(function: F) -> F:
    """`--drug`, once for each."""
    return click.option(
        "--drug",
        "drugs",
        type=click.Choice(list(_DRUGS)),
        multiple=True,
        help="Legemiddel som endrer pulsen.",
    )(function)


def drugs_of(names: Sequence[str]) -> frozenset[HeartRateDrug]:
    """The drugs that `--drug` named."""
    return frozenset(_DRUGS[name] for name in names)


def hr_max_options(function: F) -> F:
    """`--hr-max`, where it comes from, when, and which formula stands in where it is not known."""
    for option in (
        click.option(
            "--formula",
            type=click.Choice(list(_FORMULAS)),
            default="nes",
            show_default=True,
            help="Aldersformel når makspuls ikke er kjent.",
        ),
        click.option("--hr-max-on", type=click.DateTime(["%Y-%m-%d"]), help="Dagen den ble målt eller sett."),
        click.option(
            "--hr-max-source",
            type=click.Choice(_KNOWN),
            default="measured",
            show_default=True,
            help="Hvor makspulsen kommer fra.",
        ),
        click.option("--hr-max", type=float, help="Makspuls i slag per minutt."),
    ):
        function = option(function)
    return function


def hr_max_of(
    age: float | None,
    *,
    hr_max: float | None,
    hr_max_source: str,
    hr_max_on: datetime | None,
    formula: str,
) -> HrMax | None:
    """The maximum that was given, else the predicted one; None when neither pulse nor age is known."""
    day: date | None = hr_max_on.date() if hr_max_on is not None else None
    if hr_max is not None:
        return HrMax(hr_max, HrMaxSource(hr_max_source), None, day)
    if age is None:
        return None
    return predict_hr_max(age, _FORMULAS[formula])


def known_hr_max(found: HrMax | None) -> HrMax:
    """The maximum; `physiology.missing_hr_max` when there is none."""
    if found is None:
        raise InvalidValue("physiology.missing_hr_max")
    return found


def notice_text(one: Notice, lang: str) -> str:
    """The sentence of a notice."""
    return sentence(one.code, lang, dict(one.values))


def notices_json(notices: Sequence[Notice], lang: str) -> list[dict[str, str]]:
    """Notices as code and sentence."""
    return [{"code": one.code, "text": notice_text(one, lang)} for one in notices]


def hr_max_json(hr_max: HrMax | None) -> dict[str, object] | None:
    """A maximum with where it comes from, its error and its date."""
    if hr_max is None:
        return None
    return {
        "bpm": hr_max.bpm,
        "source": hr_max.source.value,
        "error": hr_max.error_bpm,
        "date": None if hr_max.on is None else hr_max.on.isoformat(),
    }


def hr_max_line(hr_max: HrMax, lang: str) -> str:
    """The maximum in one line: value, ± where known, where it comes from, when."""
    _ = words(lang)
    values = {
        "bpm": number(hr_max.bpm, lang, 0),
        "source": _(SOURCES[hr_max.source]),
        "error": "" if hr_max.error_bpm is None else number(hr_max.error_bpm, lang),
        "on": "" if hr_max.on is None else hr_max.on.isoformat(),
    }
    line = (
        _("Makspuls %(bpm)s (± ikke kjent), %(source)s") % values
        if hr_max.error_bpm is None
        else _("Makspuls %(bpm)s ± %(error)s, %(source)s") % values
    )
    return line if hr_max.on is None else f"{line}, {values['on']}"
