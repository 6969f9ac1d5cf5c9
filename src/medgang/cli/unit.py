"""`medgang unit …`: the organisation tree from the terminal."""

from __future__ import annotations

import click

from medgang.cli.options import Refused, json_option, lang_option, print_json, refusals, words
from medgang.cli.site import database, done, start_django
from medgang.core.people import Level, Setting


@click.group()
def unit() -> None:
    """Stedene: region, helseforetak, klinikk og enhet."""


@unit.command()
@click.argument("name")
@click.option("--level", type=click.Choice([level.value for level in Level]), required=True, help="Nivå.")
@click.option("--under", default="", help="Navnet på stedet det ligger under.")
@click.option(
    "--setting", type=click.Choice([setting.value for setting in Setting]), help="Bare for enheter."
)
@click.option("--beds", type=click.IntRange(0, 999), help="Plasser.")
@lang_option
def add(name: str, level: str, under: str, setting: str | None, beds: int | None, lang: str) -> None:
    """Legg til et sted."""
    _ = words(lang)
    start_django(lang)
    from django.utils import timezone

    from medgang.web.accounts import services
    from medgang.web.accounts.actors import SYSTEM
    from medgang.web.accounts.models import OrgUnit

    with database(lang), refusals(lang):
        parent = None
        if under:
            places = list(OrgUnit.objects.filter(name=under)[:2])
            if len(places) != 1:
                raise Refused(_("Fant ikke nøyaktig ett sted som heter det. Se «medgang unit list»."))
            parent = places[0]
        services.create_place(
            level=Level(level),
            name=name,
            parent=parent,
            setting=Setting(setting) if setting else None,
            beds=beds,
            by=SYSTEM,
            now=timezone.now(),
        )
    done(_("Stedet er lagt til."))


@unit.command("list")
@json_option
@lang_option
def list_(as_json: bool, lang: str) -> None:
    """Vis hele treet."""
    start_django(lang)
    from django.utils import translation

    from medgang.web.accounts import selectors
    from medgang.web.accounts.words import LEVELS, SETTINGS

    with database(lang), translation.override(lang):
        rows = selectors.places()
        if as_json:
            print_json(
                [
                    {
                        "uid": str(place.uid),
                        "name": place.name,
                        "level": place.level,
                        "setting": place.setting,
                        "beds": place.beds,
                        "under": str(place.parent.uid) if place.parent else None,
                        "closed_on": place.closed_on.isoformat() if place.closed_on else None,
                    }
                    for place, _depth in rows
                ]
            )
            return
        for place, depth in rows:
            kind = SETTINGS[Setting(place.setting)] if place.setting else LEVELS[Level(place.level)]
            done(f"{'  ' * depth}{place.name} ({kind})")
