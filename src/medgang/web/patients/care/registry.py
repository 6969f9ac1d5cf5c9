"""What a clinical form is to the view that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise

from medgang.core.errors import NotAllowed
from medgang.core.people import Role
from medgang.core.people.roles import CLINICAL_ROLES
from medgang.core.timeline import Timeline
from medgang.web.accounts.actors import Actor
from medgang.web.patients.models import Patient, Stay


@dataclass(frozen=True, slots=True)
class Context:
    """The patient, what is known, who is writing, and when. `instrument` where the step names one."""

    patient: Patient
    stay: Stay | None
    timeline: Timeline
    actor: Actor
    now: datetime
    today: date
    step: str = ""
    procedure: str = ""
    version: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """What a form's saver returns when another form must follow at once, whatever page the press came from."""

    form: str


FormMaker = Callable[[Context, Any], Any]
Saver = Callable[[Context, Any], object]
MoreContext = Callable[[Context], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class CareForm:
    """One clinical page. `more` gives its template what stands beside the form."""

    code: str
    title: Promise
    help: Promise | str
    done: Promise
    roles: frozenset[Role]
    make: FormMaker
    save: Saver
    template: str = "patients/form.html"
    more: MoreContext | None = None


FORMS: Final[dict[str, CareForm]] = {}
"""Every clinical form by its code."""


def care_form(
    code: str,
    *,
    title: Promise,
    done: Promise,
    make: FormMaker,
    help: Promise | str = "",  # noqa: A002 - the word the page uses
    roles: frozenset[Role] = CLINICAL_ROLES,
    template: str = "patients/form.html",
    more: MoreContext | None = None,
) -> Callable[[Saver], Saver]:
    """Declare a form; the function it decorates saves it."""

    def declare(save: Saver) -> Saver:
        if code in FORMS:
            raise ValueError(f"two forms are called {code}")
        FORMS[code] = CareForm(
            code=code,
            title=title,
            help=help,
            done=done,
            roles=roles,
            make=make,
            save=save,
            template=template,
            more=more,
        )
        return save

    return declare


def check_can_use(form: CareForm, by: Actor) -> None:
    """Only the roles the form is for; the sentence says whom to ask."""
    if not form.roles & by.roles:
        raise NotAllowed("patients.form_for_others")


def can_use(form: CareForm, by: Actor) -> bool:
    """The same, as a yes or no."""
    return bool(form.roles & by.roles)
