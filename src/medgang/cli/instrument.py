"""`medgang instrument`: which questionnaires there are, what they hold, and scores from raw answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from medgang.cli.options import (
    Refused,
    content_option,
    json_option,
    lang_option,
    localised,
    number,
    print_json,
    refusals,
    table,
    words,
)
from medgang.content.schemas.instruments import load_instruments
from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.instruments import Instrument, Item, Score, Scored, score

_SKIPPED = "-"


@click.group("instrument")
def command() -> None:
    """Spørreskjemaer og enkeltspørsmål: list, vis, regn ut."""


def _instrument(name: str, over: tuple[Path, ...], lang: str) -> Instrument:
    with refusals(lang):
        found = load_instruments(over)
        if name not in found:
            raise InvalidValue("instruments.unknown", instrument=name)
    return found[name]


@command.command("list")
@content_option
@lang_option
@json_option
def list_all(over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """List alle skjemaer med lisens."""
    with refusals(lang):
        found = load_instruments(over)
    if as_json:
        print_json([_summary(one, lang) for one in found.values()])
        return
    _ = words(lang)
    rows = [
        (one.id, one.version, one.title.in_(lang), say(f"instruments.licence_{one.licence.value}", lang))
        for one in found.values()
    ]
    click.echo(table((_("navn"), _("versjon"), _("tittel"), _("lisens")), rows))


@command.command("show")
@click.argument("name")
@content_option
@lang_option
@json_option
def show(name: str, over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Vis ett skjema: spørsmål, mulige svar, skårer og lisens."""
    one = _instrument(name, over, lang)
    if as_json:
        print_json(
            {
                **_summary(one, lang),
                "credit": one.credit,
                "source": one.source,
                "order": one.order,
                "needs_receiver": one.needs_receiver,
                "items": [_item(item, one, lang) for item in one.items],
                "scales": [
                    {
                        "id": scale.id,
                        "rule": scale.rule.value,
                        "items": list(scale.items),
                        "needed": scale.needed,
                        "low": scale.low,
                        "high": scale.high,
                        "unit": scale.unit,
                        "source": scale.source,
                        "bands": [{"low": band.low, "name": band.name.in_(lang)} for band in scale.bands],
                    }
                    for scale in one.scales
                ],
            }
        )
        return
    _ = words(lang)
    click.echo(f"{one.title.in_(lang)} ({_('versjon')} {one.version})")
    click.echo(say(f"instruments.licence_{one.licence.value}", lang))
    click.echo(one.credit)
    for note in one.notes:
        click.echo(note.in_(lang))
    for item in one.items:
        text = item.text.in_(lang) if item.text is not None else f"[{say('instruments.slot', lang)}]"
        click.echo(f"  {item.id}: {text} ({_range(item, lang)})")
    for scale in one.scales:
        shown = f"{number(scale.low, lang, 0)}–{number(scale.high, lang, 0)}"
        click.echo(f"  = {scale.title.in_(lang)} {shown} {scale.unit}".rstrip() + f" [{scale.source}]")


@command.command("score")
@click.argument("name")
@click.option(
    "--answers", required=True, help="Svarene i rekkefølge, eller som id=svar. «-» er ikke besvart."
)
@content_option
@lang_option
@json_option
def score_answers(name: str, answers: str, over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Regn ut skårer fra svar: --answers 1,0,2,-,3 eller --answers evs-days=3,evs-minutes=40."""
    one = _instrument(name, over, lang)
    given = _answers(answers, one, lang)
    with refusals(lang):
        scored = score(one, given)
    if as_json:
        print_json(_scored(scored, lang))
        return
    _ = words(lang)
    for result in scored.scores:
        click.echo(_score_line(result, lang))
    for raised in scored.raised:
        click.echo(f"{raised.item}: {say(raised.code, lang)}")
    if scored.not_answered:
        click.echo(f"{say('instruments.not_answered', lang)}: {', '.join(scored.not_answered)}")


def _answers(text: str, one: Instrument, lang: str) -> dict[str, float | None]:
    _ = words(lang)
    parts = [part.strip() for part in text.split(",")]
    named = all("=" in part for part in parts)
    if not named and len(parts) > len(one.items):
        raise Refused(
            _("%(instrument)s har %(items)s spørsmål, og det er gitt %(answers)s svar.")
            % {"instrument": one.id, "items": len(one.items), "answers": len(parts)}
        )
    pairs = (
        [part.split("=", 1) for part in parts]
        if named
        else [[item.id, part] for item, part in zip(one.items, parts, strict=False)]
    )
    found: dict[str, float | None] = {}
    for item_id, value in pairs:
        if value == _SKIPPED:
            found[item_id] = None
            continue
        try:
            found[item_id] = float(value)
        except ValueError:
            raise Refused(_("«%(value)s» er ikke et tall.") % {"value": value}) from None
    return found


def _summary(one: Instrument, lang: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "title": one.title.in_(lang),
        "licence": one.licence.value,
        "text": one.status(lang).value,
        "can_be_shown": one.can_be_shown(lang),
        "items": len(one.items),
    }


def _item(item: Item, one: Instrument, lang: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text.in_(lang) if item.text is not None else None,
        "why": item.why.in_(lang) if item.why is not None else None,
        "low": item.lowest,
        "high": item.highest,
        "optional": item.optional,
        "private": item.private,
        "code": dict(one.codes).get(item.id),
    }


def _range(item: Item, lang: str) -> str:
    low, high = number(item.lowest, lang, 0), number(item.highest, lang, 0)
    return f"{low}–{high} {item.unit}".strip()


def _scored(scored: Scored, lang: str) -> dict[str, Any]:
    return {
        "instrument": scored.instrument,
        "version": scored.version,
        "algorithm": scored.algorithm,
        "scores": [
            {
                "scale": one.scale,
                "value": one.value,
                "unit": one.unit,
                "answered": one.answered,
                "of": one.of,
                "needed": one.needed,
                "band": one.band.name.in_(lang) if one.band else None,
                "band_source": one.band.source if one.band else None,
                "category": one.category or None,
                "bad": one.bad or None,
            }
            for one in scored.scores
        ],
        "raised": [{"item": one.item, "code": one.code} for one in scored.raised],
        "not_answered": list(scored.not_answered),
    }


def _score_line(one: Score, lang: str) -> str:
    title = one.title.in_(lang)
    if one.bad:
        return f"{title}: {say(one.bad, lang)}"
    if one.value is None:
        return f"{title}: {say('instruments.too_few', lang, answered=one.answered, needed=one.needed)}"
    value = localised(f"{one.value:.5f}".rstrip("0").rstrip("."), lang)
    extra = [one.unit] if one.unit else []
    if one.band is not None:
        extra.append(f"({one.band.name.in_(lang)}; {one.band.source})")
    if one.category:
        extra.append(f"({say(f'instruments.{one.category}', lang)})")
    return " ".join([f"{title}: {value}", *extra])
