"""Who may read procedures and decide what is in force: the app's rows of the permission table."""

from __future__ import annotations

from typing import Final

from medgang.core.people import Role
from medgang.core.people.roles import CLINICAL_ROLES
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.routes import Action, Door, Route

READERS: Final = CLINICAL_ROLES | {
    Role.LIBRARIAN,
    Role.QUALITY_ADVISER,
    Role.USER_REPRESENTATIVE,
    Role.RESEARCHER,
}
DECIDERS: Final = frozenset({Role.SECTION_LEADER})

ROUTES: Final[tuple[Route, ...]] = (
    Route("procedures:list", Door.UNIT, Action.READ, READERS, Purpose.INTERNAL_CONTROL),
    Route("procedures:read", Door.UNIT, Action.READ, READERS, Purpose.INTERNAL_CONTROL),
    Route("procedures:why", Door.UNIT, Action.READ, READERS, Purpose.INTERNAL_CONTROL),
    Route("procedures:begin", Door.UNIT, Action.FORM, DECIDERS, Purpose.INTERNAL_CONTROL),
)
