"""What the views of a review share: the door, the tabs, and the actor's own part."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.screening.decisions import Stage
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.evidence import permissions, selectors
from medgang.web.evidence.models import Review


def review_of(request: HttpRequest, uid: UUID) -> Review:
    """The review of the address, for a member."""
    return selectors.get_review(actor_of(request), uid, now_of(request))


def show(
    request: HttpRequest, template: str, review: Review, tab: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    """A page of a review, with its tabs and what this person may do."""
    parts: frozenset[Part] = selectors.parts_of(review, actor_of(request).person_id)
    return render(
        request,
        f"evidence/{template}.html",
        {
            "review": review,
            "tab": tab,
            "may": {
                "set_up": bool(parts & permissions.SETS_UP),
                "handle": bool(parts & permissions.HANDLES_RECORDS),
                "screen": bool(parts & permissions.SCREENS),
                "arbitrate": bool(parts & permissions.ARBITRATES),
                "pool": bool(parts & permissions.POOLS),
                "appraise": bool(parts & permissions.APPRAISES),
            },
            **(context or {}),
        },
    )


STAGES = {"title": Stage.TITLE, "full-text": Stage.FULL_TEXT}
