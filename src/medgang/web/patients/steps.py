"""The steps of a stay as a person meets them: label, form, and the verb each leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.core.people import Level
from medgang.core.states import IN_CARE, LEAVE, STAY, Presence, StayState
from medgang.core.timeline.details_after import CloseReason
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.models import OrgUnit
from medgang.web.patients import forms, services
from medgang.web.patients.models import Stay

Data = Any


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can happen with a stay. `danger` asks twice by its looks: it ends something."""

    slug: str
    label: Promise
    help: Promise
    done: Promise
    possible: Callable[[Stay, Actor], bool]
    form: Callable[[Stay, Actor, datetime, Data], Any]
    save: Callable[[Stay, Any, Actor, datetime], object]
    danger: bool = False


def _verb(*verbs: str) -> Callable[[Stay, Actor], bool]:
    def possible(stay: Stay, by: Actor) -> bool:
        state = StayState(stay.state)
        return any(STAY.can(state, verb, role) for verb in verbs for role in by.roles)

    return possible


def _leave_verb(verb: str) -> Callable[[Stay, Actor], bool]:
    def possible(stay: Stay, by: Actor) -> bool:
        here = StayState(stay.state) in IN_CARE
        return here and any(LEAVE.can(Presence(stay.presence), verb, role) for role in by.roles)

    return possible


def _phases(stay: Stay) -> list[Phase]:
    return [Phase(state.value) for state in IN_CARE if state.value != stay.state]


def _other_units(by: Actor) -> list[tuple[str, str]]:
    assert by.unit is not None  # noqa: S101 - the door of the route
    units = OrgUnit.objects.filter(
        level=Level.UNIT.value, trust_id=by.unit.trust_id, closed_on__isnull=True
    ).exclude(pk=by.unit.id)
    return [(str(unit.uid), unit.name) for unit in units]


def _save_transfer(stay: Stay, form: Any, by: Actor, now: datetime) -> object:
    target = OrgUnit.objects.get(uid=form.cleaned_data["to"])
    return services.transfer(stay=stay, to=target, occurred=form.occurred(), by=by, now=now, uid=form.uid)


def _simple(form: type[forms.WhenForm]) -> Callable[[Stay, Actor, datetime, Data], Any]:
    return lambda _stay, _by, now, data: form(data, now=now)


STEPS: Final[tuple[Step, ...]] = (
    Step(
        slug="fase",
        label=_("Ny fase"),
        help=_("Faser kan hoppes over, gjentas og gå tilbake."),
        done=_("Fasen er endret."),
        possible=_verb(*(f"to_{state.value}" for state in IN_CARE)),
        form=lambda stay, _by, now, data: forms.PhaseForm(data, now=now, phases=_phases(stay)),
        save=lambda stay, form, by, now: services.change_phase(
            stay=stay,
            to=Phase(form.cleaned_data["to"]),
            expected_end=form.cleaned_data["expected_end"],
            occurred=form.occurred(),
            by=by,
            now=now,
            uid=form.uid,
        ),
    ),
    Step(
        slug="planlagt-slutt",
        label=_("Planlagt utskriving"),
        help=_("Sett eller flytt dagen. Det som skal være klart før, kommer på I dag i tide."),
        done=_("Dagen er lagret."),
        possible=_verb(*(f"to_{state.value}" for state in IN_CARE)),
        form=_simple(forms.EndsForm),
        save=lambda stay, form, by, now: services.plan_end(
            stay=stay,
            expected_end=form.cleaned_data["expected_end"],
            occurred=form.occurred(),
            by=by,
            now=now,
            uid=form.uid,
        ),
    ),
    Step(
        slug="permisjon",
        label=_("Ut på permisjon"),
        help=_("Pasienten beholder fase og plan."),
        done=_("Permisjonen er registrert."),
        possible=_leave_verb("start_leave"),
        form=_simple(forms.LeaveForm),
        save=lambda stay, form, by, now: services.start_leave(
            stay=stay,
            expected_back=form.cleaned_data["expected_back"],
            occurred=form.occurred(),
            by=by,
            now=now,
            uid=form.uid,
        ),
    ),
    Step(
        slug="tilbake",
        label=_("Tilbake fra permisjon"),
        help=_("Pasienten er i huset igjen."),
        done=_("Tilbake er registrert."),
        possible=_leave_verb("end_leave"),
        form=_simple(forms.WhenForm),
        save=lambda stay, form, by, now: services.end_leave(
            stay=stay, occurred=form.occurred(), by=by, now=now, uid=form.uid
        ),
    ),
    Step(
        slug="flytt",
        label=_("Til en annen enhet"),
        help=_("Innenfor samme foretak. Journalen følger med."),
        done=_("Pasienten er overflyttet."),
        possible=_verb("discharge"),
        form=lambda _stay, by, now, data: forms.TransferForm(data, now=now, units=_other_units(by)),
        save=_save_transfer,
    ),
    Step(
        slug="utskriv",
        label=_("Skriv ut"),
        help=_("En planlagt slutt. Oppfølgingen etterpå begynner nå."),
        done=_("Utskrevet. Oppfølgingen har begynt."),
        possible=_verb("discharge"),
        form=_simple(forms.WhenForm),
        save=lambda stay, form, by, now: services.discharge(
            stay=stay, occurred=form.occurred(), by=by, now=now, uid=form.uid
        ),
    ),
    Step(
        slug="avbrudd",
        label=_("Avbrudd"),
        help=_("Oppholdet sluttet på en annen måte enn planlagt. Det som skal gjøres etterpå, er det samme."),
        done=_("Avbruddet er registrert. Oppfølgingen har begynt."),
        possible=_verb("end_unplanned"),
        form=_simple(forms.UnplannedEndForm),
        save=lambda stay, form, by, now: services.end_unplanned(
            stay=stay, reason=forms.end_reason(form), occurred=form.occurred(), by=by, now=now, uid=form.uid
        ),
        danger=True,
    ),
    Step(
        slug="annet-foretak",
        label=_("Til et annet foretak"),
        help=_("Et annet foretak er en annen dataansvarlig. Det går et sammendrag, ingen kobling."),
        done=_("Flyttingen er registrert."),
        possible=_verb("move"),
        form=_simple(forms.MoveForm),
        save=lambda stay, form, by, now: services.move_to_other_entity(
            stay=stay,
            receiver=form.cleaned_data["receiver"],
            occurred=form.occurred(),
            by=by,
            now=now,
            uid=form.uid,
        ),
        danger=True,
    ),
    Step(
        slug="avslutt",
        label=_("Avslutt oppfølgingen"),
        help=_("Enheten skylder ikke pasienten mer."),
        done=_("Oppfølgingen er avsluttet."),
        possible=_verb("close"),
        form=_simple(forms.CloseForm),
        save=lambda stay, form, by, now: services.close_follow_up(
            stay=stay,
            reason=CloseReason(form.cleaned_data["reason"]),
            occurred=form.occurred(),
            by=by,
            now=now,
            uid=form.uid,
        ),
    ),
    Step(
        slug="dod",
        label=_("Pasienten er død"),
        help=_("Alle meldinger og påminnelser stanser med en gang."),
        done=_("Registrert. Ingen meldinger blir sendt."),
        possible=_verb("die"),
        form=_simple(forms.WhenForm),
        save=lambda stay, form, by, now: services.register_death(
            stay=stay, occurred=form.occurred(), by=by, now=now, uid=form.uid
        ),
        danger=True,
    ),
)

BY_SLUG: Final = {step.slug: step for step in STEPS}


def open_to(stay: Stay | None, by: Actor) -> list[Step]:
    """The steps this person can take with this stay now."""
    return [step for step in STEPS if stay is not None and step.possible(stay, by)]
