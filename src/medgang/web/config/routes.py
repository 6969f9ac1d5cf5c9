"""The permission table: every app's rows in one place. A route that is not here does not open."""

from __future__ import annotations

from medgang.web.accounts import permissions as accounts
from medgang.web.accounts.routes import Action, Door, Route, by_name
from medgang.web.evidence import permissions as evidence
from medgang.web.gym import permissions as gym
from medgang.web.patients import permissions as patients
from medgang.web.portal import permissions as portal
from medgang.web.procedures import permissions as procedures
from medgang.web.ward import permissions as ward

# The design app stands innermost and knows no doors, so its rows stand here.
_DESIGN = (
    Route("design:language", Door.PUBLIC, Action.WRITE, before_ready=True),
    Route("design:colour_scheme", Door.PUBLIC, Action.WRITE, before_ready=True),
    Route("design:draft_save", Door.SIGNED_IN, Action.WRITE),
    Route("design:draft_delete", Door.SIGNED_IN, Action.WRITE),
    Route("design:catalogue", Door.SIGNED_IN, Action.FORM),
    Route("design:catalogue_search", Door.SIGNED_IN, Action.WRITE),
)

TABLE = by_name(
    *_DESIGN,
    *accounts.ROUTES,
    *patients.ROUTES,
    *procedures.ROUTES,
    *portal.ROUTES,
    *evidence.ROUTES,
    *gym.ROUTES,
    *ward.ROUTES,
)
