"""Who may open patients: the app's rows of the permission table."""

from __future__ import annotations

from typing import Final

from medgang.core.people.roles import CLINICAL_ROLES
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.permissions import ADMINISTRATORS, LEADERS
from medgang.web.accounts.routes import Action, Door, Route


def _patient(name: str, action: Action, purpose: Purpose = Purpose.CARE) -> Route:
    return Route(f"patients:{name}", Door.PATIENT, action, CLINICAL_ROLES, purpose)


ROUTES: Final[tuple[Route, ...]] = (
    Route("patients:list", Door.UNIT, Action.READ, CLINICAL_ROLES, Purpose.CARE),
    Route("patients:find", Door.UNIT, Action.FORM, CLINICAL_ROLES, Purpose.CARE),
    Route("patients:new", Door.UNIT, Action.FORM, CLINICAL_ROLES, Purpose.CARE),
    Route("patients:emergency", Door.UNIT, Action.FORM, CLINICAL_ROLES, Purpose.EMERGENCY, asks_purpose=True),
    Route("patients:reviews", Door.UNIT, Action.FORM, LEADERS, Purpose.INTERNAL_CONTROL),
    Route("patients:log_control", Door.UNIT, Action.READ, LEADERS | ADMINISTRATORS, Purpose.INTERNAL_CONTROL),
    Route("patients:open_past", Door.UNIT, Action.FORM, CLINICAL_ROLES, Purpose.CARE, asks_purpose=True),
    _patient("page", Action.READ),
    _patient("timeline", Action.READ),
    _patient("background", Action.FORM),
    _patient("plan", Action.READ),
    _patient("measures", Action.READ),
    _patient("stay", Action.READ),
    _patient("step", Action.FORM),
    _patient("flag", Action.FORM),
    _patient("correct", Action.FORM),
    _patient("withdraw", Action.FORM),
    _patient("readmit", Action.FORM),
    _patient("do", Action.FORM),
    _patient("summary", Action.READ),
    _patient("access_log", Action.READ, Purpose.PATIENT_ACCESS),
    _patient("export_all", Action.FORM, Purpose.PATIENT_ACCESS),
)
