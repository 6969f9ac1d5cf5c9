"""`medgang serve`: the site and its one worker, started and ended together."""

from __future__ import annotations

import click

from medgang.cli.options import Refused, lang_option, words
from medgang.cli.site import (
    gather_static,
    refuse_taken,
    refuse_unmigrated,
    refuse_unsafe,
    run_server,
    start_django,
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen serveren lytter på.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Porten.")
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Antall nettprosesser."
)
@lang_option
def serve(host: str, port: int, workers: int, lang: str) -> None:
    """Start nettstedet og arbeideren ved siden av. Ctrl+C avslutter begge."""
    _ = words(lang)
    start_django(lang)
    from django.conf import settings

    if settings.MEDGANG_DEMO_SIGN_IN:
        raise Refused(
            _(
                "Demo-innlogging slipper alle inn. «medgang serve» starter ikke med den på; bruk «medgang demo»."
            )
        )
    refuse_unsafe(lang)
    refuse_unmigrated(lang)
    refuse_taken(host, port, lang)
    gather_static()
    click.echo(_("Medgang svarer på http://%(host)s:%(port)s") % {"host": host, "port": port})
    run_server(host=host, port=port, workers=workers)
