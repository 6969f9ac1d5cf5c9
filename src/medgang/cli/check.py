"""`medgang check`: is this installation safe to serve?"""

from __future__ import annotations

import click

from medgang.cli.options import lang_option, words
from medgang.cli.site import refuse_unmigrated, refuse_unsafe, start_django


@click.command()
@click.option("--without-database", is_flag=True, help="Bare innstillingene, ikke databasen.")
@lang_option
def check(without_database: bool, lang: str) -> None:
    """Se etter at innstillingene er trygge, og at databasen svarer og er oppdatert."""
    _ = words(lang)
    start_django(lang)
    refuse_unsafe(lang)
    if not without_database:
        refuse_unmigrated(lang)
    click.echo(_("Alt i orden."))
