"""Who may open Today."""

from __future__ import annotations

from typing import Final

from medgang.core.people.roles import CLINICAL_ROLES
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.routes import Action, Door, Route

ROUTES: Final[tuple[Route, ...]] = (
    Route("ward:today", Door.UNIT, Action.READ, CLINICAL_ROLES, Purpose.CARE),
    Route("ward:adverse", Door.UNIT, Action.READ, CLINICAL_ROLES, Purpose.INTERNAL_CONTROL),
    Route("ward:offer", Door.UNIT, Action.FORM, CLINICAL_ROLES, Purpose.CARE),
)
