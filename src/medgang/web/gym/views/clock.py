"""The clock: a page that counts by itself, and the presses it sends."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medgang.content.schemas.reference import stop_criteria
from medgang.content.sentences import say
from medgang.core.errors import InvalidValue, MedgangError
from medgang.core.programmes import Press
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.gym import plans, presenters, selectors, services, words
from medgang.web.gym.describe import lang
from medgang.web.gym.views.plan import unit_of
from medgang.web.gym.views.session import found_session

STOP = "stop-2023"
"""The stop criteria shown on the clock."""


@require_safe
def clock(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponse:
    """The whole session is in the page: it runs on without a network, and a reload begins where it was."""
    here = unit_of(request)
    found = found_session(request, session)
    plan = plans.planned(found.plan)
    settings = selectors.settings_of(here.id)
    data = {
        "session": str(found.uid),
        "now": now_of(request).isoformat(),
        "post": reverse("gym:press", args=[unit, session]),
        "blocks": [
            {
                "kind": block.kind.value,
                "seconds": block.seconds,
                "level": block.intensity_class.value,
                "target": presenters.target_text(block),
                "low": block.target_low_pct,
                "high": block.target_high_pct,
            }
            for block in plan.blocks
        ],
        "presses": [
            {"uid": str(one.uid), "press": one.press, "at": one.at.isoformat()}
            for one in (found.presses.all() if found.pk else ())
        ],
        "words": {
            "phases": {kind.value: str(word) for kind, word in words.PHASES.items()},
            "bout": _("Drag {n} av {total}"),
            "next": _("Neste: {phase}, {time}"),
            "last": _("Dette er det siste."),
            "ready": _("Klar"),
            "over": _("Ferdig"),
            "paused": _("Klokka står."),
            "pulse": _("{low}–{high} % av makspuls"),
            "stored": "",
            "unsent": _("{n} trykk er ikke lagret på serveren ennå. De ligger her til nettet er tilbake."),
        },
    }
    return render(
        request,
        "gym/clock.html",
        {
            "unit": here,
            "session": found,
            "title": presenters.title_of(found),
            "data": data,
            "data_json": json.dumps(data),
            "criteria": [text.in_(lang()) for text in stop_criteria(STOP)],
            "defibrillator": settings.defibrillator if settings else "",
        },
    )


@require_POST
def press(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponseBase:
    """One press with the device's instant; the same press again is the same press."""
    found = found_session(request, session)
    try:
        posted = json.loads(request.body)
        kind, uid = Press(posted["press"]), UUID(str(posted["uid"]))
        at = datetime.fromisoformat(posted["at"])
        if at.tzinfo is None:
            raise InvalidValue("gym.unreadable")
        services.press(session=found, press=kind, at=at, uid=uid, by=actor_of(request), now=now_of(request))
    except MedgangError as error:
        return JsonResponse({"stored": False, "why": say(error, lang())}, status=422)
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"stored": False, "why": say("gym.unreadable", lang())}, status=422)
    return JsonResponse({"stored": True, "uid": str(uid)})
