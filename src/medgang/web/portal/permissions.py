"""Who may open what: the app's rows of the permission table.

The doors of a link have keys of their own. `selectors.visit` turns them, and only for the kind of link a page is for.
"""

from __future__ import annotations

from typing import Final

from medgang.core.people.roles import CLINICAL_ROLES
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.routes import Action, Door, Route


def _link(name: str, action: Action) -> Route:
    return Route(f"portal:{name}", Door.LINK, action)


def _staff(name: str, action: Action) -> Route:
    return Route(f"portal:{name}", Door.PATIENT, action, CLINICAL_ROLES, Purpose.CARE)


ROUTES: Final[tuple[Route, ...]] = (
    _link("open", Action.FORM),
    _link("send_code", Action.WRITE),
    _link("closed", Action.READ),
    _link("leave", Action.WRITE),
    # The patient's own.
    _link("home", Action.READ),
    _link("diary", Action.READ),
    _link("diary_new", Action.FORM),
    _link("diary_entry", Action.READ),
    _link("diary_share", Action.WRITE),
    _link("diary_take_back", Action.WRITE),
    _link("diary_delete", Action.WRITE),
    _link("goals", Action.READ),
    _link("tests", Action.READ),
    _link("log", Action.READ),
    _link("consents", Action.FORM),
    _link("helpers", Action.READ),
    _link("helper_share", Action.FORM),
    _link("helper_stop", Action.WRITE),
    _link("ring", Action.READ),
    _link("take_along", Action.READ),
    _link("file", Action.READ),
    # A helper's own.
    _link("follow", Action.READ),
    _link("meeting", Action.FORM),
    # The unit's.
    _staff("links", Action.READ),
    _staff("link_new", Action.FORM),
    _staff("link_renew", Action.WRITE),
    _staff("link_code", Action.WRITE),
    _staff("link_end", Action.WRITE),
    _staff("diary_paper", Action.FORM),
)
