"""The first page after signing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from medgang.web.accounts.access import actor_of
from medgang.web.accounts.permissions import ADMINISTRATORS
from medgang.web.accounts.whereabouts import whereabouts
from medgang.web.accounts.words import role_name
from medgang.web.design import navigation


def home(request: HttpRequest) -> HttpResponse:
    """The only unit's first page (Today, for whoever takes part in care), or the choice when there are several.

    The pages are those of the menu, so that nobody is sent to one their role does not open.
    """
    assert actor_of(request)  # noqa: S101 - behind the door SIGNED_IN
    here = whereabouts(request)
    choices: list[dict[str, Any]] = []
    for unit in here.units:
        pages = [url for item, url, _ in navigation.links(here, unit, "") if item.in_unit]
        if pages:
            roles = [role_name(role) for role in sorted(unit.roles)]
            choices.append({"unit": unit, "roles": roles, "url": pages[0]})
    held = frozenset(role for unit in here.units for role in unit.roles)
    administers = bool(ADMINISTRATORS & held)
    if len(choices) == 1 and not administers:
        return HttpResponseRedirect(choices[0]["url"])
    context = {"choices": choices, "has_role": bool(here.units), "administers": administers}
    return render(request, "accounts/home.html", context)
