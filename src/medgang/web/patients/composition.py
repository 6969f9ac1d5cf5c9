"""What apps outside this one add to the pages of a patient.

The patient pages stand further in than procedures, gym and ward, and know none of them. The app that composes them
says, once, what else a patient's page shows: what is due next, and the limits that hold in the unit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from medgang.core.procedures import Limits
from medgang.core.timeline import Timeline
from medgang.web.patients.models import Patient


@dataclass(frozen=True, slots=True)
class NextTask:
    """One task in the band «Neste»: what, why in a few words, and the page that does it.

    `step` and `form` are the procedure's own codes.
    """

    title: str
    why: str
    state: str
    state_key: str
    url: str
    step: str
    form: str


@dataclass(frozen=True, slots=True)
class Extras:
    """What is added to a patient's pages in a unit."""

    limits: Limits = field(default_factory=Limits)
    tasks: tuple[NextTask, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One more page among the tabs of a patient: its route (unit and patient in the address) and its name."""

    route: str
    label: str


Provider = Callable[[UUID, int, Patient, Timeline, date], Extras]


@dataclass(slots=True)
class _Registered:
    provider: Provider | None = None
    pages: list[Page] = field(default_factory=list)


_registered = _Registered()


def register(provider: Provider) -> None:
    """Say what else a patient's page shows. Called once, by the app that composes the pages."""
    _registered.provider = provider


def add_page(route: str, label: str) -> None:
    """Put a page of another app among the tabs of a patient."""
    _registered.pages.append(Page(route, label))


def pages() -> tuple[Page, ...]:
    """The pages other apps have put among the tabs, in the reader's language."""
    return tuple(Page(page.route, _(page.label)) for page in _registered.pages)


def extras(unit: UUID, unit_id: int, patient: Patient, timeline: Timeline, today: date) -> Extras:
    """What is added for this patient; nothing, when no app has said so."""
    if _registered.provider is None:
        return Extras()
    return _registered.provider(unit, unit_id, patient, timeline, today)
