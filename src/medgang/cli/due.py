"""`medgang due`: what is due for one patient on one day, through the door of the pages and with the same trace."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import click

from medgang.cli.options import Refused, json_option, lang_option, refusals, words
from medgang.cli.site import database, start_django

PURPOSES = ("care", "care_administration", "internal_control", "quality_improvement", "own_learning")


@click.command()
@click.option("--patient", required=True, type=click.UUID, help="Pasientens uid.")
@click.option(
    "--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="Dagen det gjelder; i dag når den mangler."
)
@click.option("--as", "username", required=True, help="Brukernavnet til den som spør.")
@click.option("--purpose", required=True, type=click.Choice(PURPOSES), help="Hvorfor opplysningene trengs.")
@click.option("--known-then", is_flag=True, help="Slik det var kjent den dagen, ikke slik det er kjent nå.")
@json_option
@lang_option
def due(
    patient: UUID,
    on: datetime | None,
    username: str,
    purpose: str,
    known_then: bool,
    as_json: bool,
    lang: str,
) -> None:
    """Hva som skal gjøres for en pasient. Oppslaget står i innsynsloggen, som på sidene."""
    _ = words(lang)
    start_django(lang)
    from django.utils import timezone, translation

    now = timezone.now()
    today = on.date() if on else timezone.localdate(now)
    with database(lang), refusals(lang), translation.override(lang):
        tasks = _look_up(patient, username, purpose, now, today, known_then, lang)
    if as_json:
        click.echo(json.dumps(tasks, ensure_ascii=False, indent=2))
        return
    if not tasks:
        click.echo(_("Ingenting skal gjøres den dagen."))
    for task in tasks:
        click.echo(f"{task['deadline']}  {task['state_name']:<16}  {task['title']}  ({task['step']})")
        for reason in task["why"]:
            click.echo(f"            {reason}")


def _look_up(
    patient: UUID, username: str, purpose: str, now: datetime, today: date, known_then: bool, lang: str
) -> list[dict[str, Any]]:
    from django.utils import timezone

    from medgang.core.people.roles import CLINICAL_ROLES
    from medgang.web.accounts import selectors as accounts
    from medgang.web.accounts.actors import Actor, Purpose
    from medgang.web.accounts.models import Person
    from medgang.web.patients import selectors
    from medgang.web.patients.reasons import reason_text
    from medgang.web.procedures import selectors as procedures
    from medgang.web.procedures import words as procedure_words
    from medgang.web.ward.tasks import due_for

    _ = words(lang)
    person = Person.objects.filter(username=username.strip().lower(), is_active=True).first()
    if person is None:
        raise Refused(_("Fant ingen med det brukernavnet."))
    found = None
    for unit, roles in accounts.units_of(person.pk, now):
        held = sorted(roles & CLINICAL_ROLES)
        actor = Actor(
            person_id=person.pk,
            uid=person.uid,
            name=person.full_name,
            role=held[0] if held else None,
            roles=roles,
            unit=unit,
        )
        if not held or not selectors.has_been_here(actor, patient):
            continue
        try:
            found = selectors.get_patient(
                actor, unit.uid, patient, Purpose(purpose), now=now, what="medgang due", sections=("due",)
            )
        except selectors.GroundNeeded:
            continue
        break
    if found is None or actor.unit is None:
        raise Refused(_("Fant ingen slik pasient på en enhet der denne personen arbeider nå."))
    end_of_day = timezone.make_aware(datetime.combine(today + timedelta(days=1), time.min))
    timeline = selectors.timeline(found, known_at=end_of_day if known_then else None)
    return [
        {
            "step": task.step.id,
            "procedure": task.procedure,
            "version": task.version,
            "title": task.step.title.in_(lang),
            "state": task.state.value,
            "state_name": procedure_words.state_name(task.state),
            "since": task.since.isoformat(),
            "deadline": task.deadline.isoformat(),
            "why": [reason_text(reason) for reason in task.why],
            "grounds": [ground.value for ground in task.grounds],
            "missing": [ground.value for ground in task.missing],
        }
        for task in due_for(procedures.histories(actor.unit.id), timeline, today)
    ]
