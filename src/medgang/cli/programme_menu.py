"""What there is to choose from: the ladder, what is contested about it, and the activity menu."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from medgang.cli.body import CLASSES
from medgang.cli.options import (
    Refused,
    content_option,
    json_option,
    lang_option,
    print_json,
    refusals,
    sentence,
    table,
    words,
)
from medgang.content.catalogue import N_
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes.activities import Place, Risk, open_for

PLACES = {Place.INDOORS: N_("inne"), Place.OUTDOORS: N_("ute"), Place.WATER: N_("på vann")}
RISKS = {
    Risk.FALL: N_("fall"),
    Risk.CONTACT: N_("sammenstøt"),
    Risk.DROWNING: N_("drukning"),
    Risk.COLD: N_("kulde"),
    Risk.HEAVY_LOAD: N_("tung belastning"),
    Risk.TRAFFIC: N_("trafikk"),
    Risk.CLOSENESS: N_("nærhet og berøring"),
}


@click.command("ladder")
@content_option
@lang_option
@json_option
def ladder_command(over: Sequence[Path], lang: str, as_json: bool) -> None:
    """Trappa fra første tur til den treningen pasienten vil ha, og hva som er omstridt."""
    from medgang.content.schemas.programmes import DEFAULT_LADDER, ladder_file
    from medgang.content.schemas.reference import contested_claims
    from medgang.content.schemas.session_plans import session_plan_files

    with refusals(lang):
        file = ladder_file(DEFAULT_LADDER, over)
        plans = session_plan_files(over)
        claims = contested_claims(over)
        for rung in file.rungs:
            for option in rung.options:
                if option.plan not in plans:
                    raise Refused(
                        sentence(
                            "programmes.unknown_plan",
                            lang,
                            {"programme": DEFAULT_LADDER, "plan": option.plan},
                        )
                    )
    if as_json:
        print_json(
            {
                "key": DEFAULT_LADDER,
                "name": file.name.in_(lang),
                "text": file.text.in_(lang),
                "source": file.source,
                "rungs": [
                    {
                        "key": rung.key,
                        "name": rung.name.in_(lang),
                        "text": rung.text.in_(lang),
                        "options": [
                            {
                                "plan": option.plan,
                                "name": plans[option.plan].name.in_(lang),
                                "intensity": option.intensity.value,
                            }
                            for option in rung.options
                        ],
                    }
                    for rung in file.rungs
                ],
                "contested": [
                    {
                        "key": claim.key,
                        "claim": claim.claim.in_(lang),
                        "sides": [
                            {"says": side.says.in_(lang), "source": side.source, "strength": side.strength}
                            for side in claim.sides
                        ],
                        "settled_as": claim.settled_as.in_(lang),
                    }
                    for claim in claims
                ],
            }
        )
        return
    _ = words(lang)
    click.echo(file.name.in_(lang))
    click.echo(file.text.in_(lang))
    for place, rung in enumerate(file.rungs, start=1):
        click.echo(f"\n{place}. {rung.name.in_(lang)}: {rung.text.in_(lang)}")
        for option in rung.options:
            click.echo(f"   - {plans[option.plan].name.in_(lang)} ({_(CLASSES[option.intensity])})")
    click.echo()
    for claim in claims:
        click.echo(_("Omstridt: %(claim)s") % {"claim": claim.claim.in_(lang)})
        for side in claim.sides:
            click.echo(f"- {side.says.in_(lang)} [{side.source}]")
        click.echo(_("Derfor: %(settled)s") % {"settled": claim.settled_as.in_(lang)})


@click.command("activities")
@click.option(
    "--highest",
    type=click.Choice([one.value for one in IntensityClass]),
    default="high",
    show_default=True,
    help="Hardeste som er åpent for pasienten.",
)
@click.option("--place", type=click.Choice([one.value for one in Place]), help="Hvor.")
@content_option
@lang_option
@json_option
def activities_command(
    highest: str, place: str | None, over: Sequence[Path], lang: str, as_json: bool
) -> None:
    """Aktivitetsmenyen: hvor hardt, hvor, med hva, og hva lederen tenker på."""
    from medgang.content.schemas.activities import activity_files

    with refusals(lang):
        files = activity_files(over)
        cores = [file.activity(key) for key, file in files.items()]
        chosen = open_for(cores, IntensityClass(highest), None if place is None else Place(place))
    if as_json:
        print_json(
            [
                {
                    "key": one.key,
                    "name": files[one.key].name.in_(lang),
                    "intensity": one.intensity_class.value,
                    "eases_to": None if one.eases_to is None else one.eases_to.value,
                    "places": sorted(where.value for where in one.places),
                    "equipment": [thing.in_(lang) for thing in files[one.key].equipment],
                    "risks": sorted(risk.value for risk in one.risks),
                    "in_group": one.in_group,
                    "source": files[one.key].source,
                }
                for one in chosen
            ]
        )
        return
    _ = words(lang)
    rows = [
        [
            files[one.key].name.in_(lang),
            _(CLASSES[one.intensity_class]),
            "–" if one.eases_to is None else _(CLASSES[one.eases_to]),
            ", ".join(_(PLACES[where]) for where in files[one.key].places),
            ", ".join(thing.in_(lang) for thing in files[one.key].equipment),
            ", ".join(_(RISKS[risk]) for risk in files[one.key].risks),
        ]
        for one in chosen
    ]
    click.echo(
        table(
            [
                _("Aktivitet"),
                _("Intensitet"),
                _("Kan gjøres lettere"),
                _("Hvor"),
                _("Utstyr"),
                _("Tenk på"),
            ],
            rows,
        )
    )


COMMANDS = (ladder_command, activities_command)
