"""What a helper may see: item by item, as the patient last said. Pure: the timeline comes in."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from medgang.core.timeline import EventKind, Timeline
from medgang.core.timeline.details_after import Consent, Purpose


class Item(StrEnum):
    """One thing that can be shared."""

    WEEK = "week"
    GOALS = "goals"
    VICTORIES = "victories"
    AFTER = "after"
    CAUTIONS = "cautions"


def shared_with(timeline: Timeline, holder: UUID) -> frozenset[Item]:
    """The items shared with one person now: the latest word holds, and a withdrawal leaves nothing."""
    items: frozenset[Item] = frozenset()
    for event in timeline.of_kind(EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN):
        detail = event.detail
        if not isinstance(detail, Consent):
            continue
        if detail.to == holder:
            given = event.kind is EventKind.CONSENT_GIVEN
            items = (
                frozenset(Item(item) for item in detail.items if item in set(Item)) if given else frozenset()
            )
    return items


def standing(timeline: Timeline) -> frozenset[Purpose]:
    """The purposes the patient agrees to now, apart from sharing with one named person."""
    said: dict[Purpose, bool] = {}
    for event in timeline.of_kind(EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN):
        if isinstance(event.detail, Consent) and event.detail.to is None:
            said[event.detail.purpose] = event.kind is EventKind.CONSENT_GIVEN
    return frozenset(purpose for purpose, yes in said.items() if yes)
