"""The permission table: every app's rows in one place. A route that is not here does not open."""

from __future__ import annotations

from medgang.web.accounts import permissions as accounts
from medgang.web.accounts.routes import by_name
from medgang.web.patients import permissions as patients
from medgang.web.ward import permissions as ward

TABLE = by_name(
    *accounts.ROUTES,
    *patients.ROUTES,
    *ward.ROUTES,
)
