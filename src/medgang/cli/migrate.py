"""`medgang migrate`: makes the database, or brings it to the shape this version expects."""

from __future__ import annotations

import click

from medgang.cli.options import lang_option, words
from medgang.cli.site import database, start_django


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Bare si fra om noe mangler (utgang 1).")
@lang_option
def migrate(only_check: bool, lang: str) -> None:
    """Lag databasen, eller gjør den klar for denne versjonen."""
    _ = words(lang)
    start_django(lang)
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if connection.vendor == "sqlite":
        Path(settings.DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    with database(lang):
        executor = MigrationExecutor(connection)
        behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if only_check:
            if behind:
                click.echo(_("%(n)s steg mangler. Kjør «medgang migrate».") % {"n": behind})
                raise SystemExit(1)
        else:
            call_command("migrate", verbosity=0, interactive=False)
    click.echo(_("Databasen er oppdatert (%(n)s steg).") % {"n": behind})
