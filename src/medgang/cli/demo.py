"""`medgang demo`: a made-up clinic on this machine, filled once and kept until it is asked to start over."""

from __future__ import annotations

import os

import click

from medgang.cli.options import Refused, lang_option, words
from medgang.cli.site import database, gather_static, refuse_taken, run_server, start_django


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Porten.")
@click.option("--reset", is_flag=True, help="Begynn på nytt: alt som er skrevet i demoen, blir borte.")
@click.option("--only-fill", is_flag=True, help="Bare lag klinikken; ikke start nettstedet.")
@lang_option
def demo(port: int, reset: bool, only_fill: bool, lang: str) -> None:
    """Start en oppdiktet klinikk på denne maskinen."""
    _ = words(lang)
    # The demo is its own profile, whatever the terminal was set up for: it must never touch a real database.
    os.environ["MEDGANG_PROFILE"] = "demo"
    if os.environ.get("DATABASE_URL"):
        raise Refused(_("DATABASE_URL er satt. Demoen bruker bare sin egen, innebygde database."))
    if not only_fill:
        refuse_taken("127.0.0.1", port, lang)
    start_django(lang)
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    data = Path(settings.DATA_DIR)
    if reset:
        for old in data.glob("medgang.sqlite3*"):
            old.unlink()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with database(lang):
        call_command("migrate", verbosity=0, interactive=False)
        from medgang.web.config.demo.build import build, is_built

        if not is_built():
            click.echo(_("Lager en oppdiktet klinikk …"))
            build(now=timezone.now())
    if only_fill:
        click.echo(_("Klinikken er klar."))
        return
    gather_static()
    click.echo(f"http://localhost:{port}")
    run_server(host="127.0.0.1", port=port, workers=1)
