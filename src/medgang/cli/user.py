"""`medgang user …`: people who sign in, from the terminal: above all the first administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from medgang.cli.options import Refused, lang_option, refusals, words
from medgang.cli.site import database, done, password_lines, start_django
from medgang.core.people import Role

if TYPE_CHECKING:
    from medgang.web.accounts.models import Person


@click.group()
def user() -> None:
    """Folk som logger inn: legg til, steng, åpne, nullstill."""


def _person(username: str, lang: str) -> Person:
    from medgang.web.accounts.models import Person

    _ = words(lang)
    found = Person.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise Refused(_("Fant ingen med det brukernavnet."))
    return found


@user.command()
@click.argument("username")
@click.option("--name", "full_name", required=True, help="Hele navnet.")
@click.option("--email", default="", help="E-post, til beskjeder.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Rolle, sammen med --unit.")
@click.option("--unit", "unit_name", default="", help="Navnet på stedet rollen gjelder.")
@lang_option
def add(username: str, full_name: str, email: str, role: str | None, unit_name: str, lang: str) -> None:
    """Legg til en person og skriv ut et passord å levere."""
    _ = words(lang)
    if bool(role) != bool(unit_name):
        raise Refused(_("--role og --unit hører sammen."))
    start_django(lang)
    from django.db import transaction
    from django.utils import timezone

    from medgang.web.accounts import services
    from medgang.web.accounts.actors import SYSTEM
    from medgang.web.accounts.models import OrgUnit

    now = timezone.now()
    with database(lang), refusals(lang), transaction.atomic():
        person, password = services.create_person(
            username=username, full_name=full_name, email=email, by=SYSTEM, now=now
        )
        if role:
            places = list(OrgUnit.objects.filter(name=unit_name)[:2])
            if len(places) != 1:
                raise Refused(_("Fant ikke nøyaktig ett sted som heter det. Se «medgang unit list»."))
            services.give_membership(
                person=person, unit=places[0], role=Role(role), starts=now, by=SYSTEM, now=now
            )
    done(password_lines(person.username, password, lang))


@user.command()
@click.argument("username")
@lang_option
def disable(username: str, lang: str) -> None:
    """Steng kontoen; personen logges ut overalt med en gang."""
    _ = words(lang)
    start_django(lang)
    from django.utils import timezone

    from medgang.web.accounts import services
    from medgang.web.accounts.actors import SYSTEM

    with database(lang), refusals(lang):
        services.close_person(person=_person(username, lang), by=SYSTEM, now=timezone.now())
    done(_("Kontoen er stengt."))


@user.command()
@click.argument("username")
@lang_option
def enable(username: str, lang: str) -> None:
    """Åpne kontoen igjen."""
    _ = words(lang)
    start_django(lang)
    from django.utils import timezone

    from medgang.web.accounts import services
    from medgang.web.accounts.actors import SYSTEM

    with database(lang), refusals(lang):
        services.reopen_person(person=_person(username, lang), by=SYSTEM, now=timezone.now())
    done(_("Kontoen er åpen."))


@user.command("reset-mfa")
@click.argument("username")
@lang_option
def reset_mfa(username: str, lang: str) -> None:
    """Nytt passord å levere, og kodeappen glemt: begge lages på nytt ved neste innlogging."""
    start_django(lang)
    from django.utils import timezone

    from medgang.web.accounts import services
    from medgang.web.accounts.actors import SYSTEM

    with database(lang), refusals(lang):
        person = _person(username, lang)
        password = services.reset_sign_in(person=person, by=SYSTEM, now=timezone.now())
    done(password_lines(person.username, password, lang))
