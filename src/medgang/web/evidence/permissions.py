"""Who may work with reviews: the app's rows of the permission table, and what each part of a review may do.

The roles of the hospital open the list. Which reviews stand in it is decided by membership of the review
(`selectors.get_review`), and what a member may do there by the part the member has.
"""

from __future__ import annotations

from typing import Final

from medgang.core.literature.protocol import Role as Part
from medgang.core.people import Role
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.routes import Action, Door, Route

READERS: Final = frozenset(
    {
        Role.LIBRARIAN,
        Role.RESEARCHER,
        Role.QUALITY_ADVISER,
        Role.PHYSIOTHERAPIST,
        Role.PSYCHOLOGIST,
        Role.PHYSICIAN,
        Role.USER_REPRESENTATIVE,
    }
)

SETS_UP: Final = frozenset({Part.LEAD})
HANDLES_RECORDS: Final = frozenset({Part.LEAD, Part.LIBRARIAN})
SCREENS: Final = frozenset({Part.SCREENER, Part.GUEST_SCREENER})
ARBITRATES: Final = frozenset({Part.ARBITER})
POOLS: Final = frozenset({Part.LEAD, Part.EXTRACTOR})
APPRAISES: Final = frozenset(set(Part) - {Part.GUEST_SCREENER})


def _route(name: str, action: Action) -> Route:
    return Route(f"evidence:{name}", Door.ANY_ROLE, action, READERS, Purpose.QUALITY_IMPROVEMENT)


ROUTES: Final[tuple[Route, ...]] = (
    _route("list", Action.READ),
    _route("new", Action.FORM),
    _route("worked", Action.READ),
    _route("review", Action.READ),
    _route("protocol", Action.FORM),
    _route("criteria", Action.FORM),
    _route("members", Action.FORM),
    _route("colleagues", Action.WRITE),
    _route("end_member", Action.WRITE),
    _route("import", Action.FORM),
    _route("file", Action.READ),
    _route("duplicates", Action.READ),
    _route("find_duplicates", Action.WRITE),
    _route("judge_pair", Action.WRITE),
    _route("screen", Action.FORM),
    _route("full_text", Action.FORM),
    _route("conflicts", Action.FORM),
    _route("progress", Action.READ),
    _route("stop", Action.WRITE),
    _route("flow", Action.READ),
    _route("export", Action.READ),
    _route("pooling", Action.FORM),
    _route("pooled", Action.READ),
    _route("appraisals", Action.READ),
    _route("appraise", Action.FORM),
)
