"""Who may open the sessions: the app's rows of the permission table."""

from __future__ import annotations

from typing import Final

from medgang.core.people.roles import CLINICAL_ROLES
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.routes import Action, Door, Route


def _unit(name: str, action: Action, purpose: Purpose = Purpose.CARE) -> Route:
    return Route(f"gym:{name}", Door.UNIT, action, CLINICAL_ROLES, purpose)


ROUTES: Final[tuple[Route, ...]] = (
    _unit("week", Action.READ),
    _unit("once", Action.FORM, Purpose.CARE_ADMINISTRATION),
    _unit("setup", Action.READ, Purpose.CARE_ADMINISTRATION),
    _unit("add", Action.FORM, Purpose.CARE_ADMINISTRATION),
    _unit("end_fixture", Action.WRITE, Purpose.CARE_ADMINISTRATION),
    _unit("leave_group", Action.WRITE, Purpose.CARE_ADMINISTRATION),
    _unit("session", Action.READ),
    _unit("cancel", Action.WRITE),
    _unit("open", Action.WRITE),
    _unit("entry", Action.WRITE),
    _unit("finish", Action.WRITE),
    _unit("seat", Action.FORM),
    _unit("cards", Action.READ),
    _unit("clock", Action.READ),
    _unit("press", Action.WRITE),
    Route("gym:training", Door.PATIENT, Action.READ, CLINICAL_ROLES, Purpose.CARE),
    # The calendar's address is its own key; it tells when, where and what, and of nobody.
    Route("gym:calendar", Door.LINK, Action.READ),
)
