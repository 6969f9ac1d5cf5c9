"""The first page after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from medgang.web.accounts import selectors
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import UnitRef
from medgang.web.accounts.permissions import ADMINISTRATORS
from medgang.web.accounts.words import role_name


def first_page_of(unit: UnitRef) -> str:
    """The unit's Today."""
    try:
        return reverse("ward:today", kwargs={"unit": unit.uid})
    except NoReverseMatch:
        return reverse("accounts:unit_people", kwargs={"unit": unit.uid})


def home(request: HttpRequest) -> HttpResponse:
    """The only unit's Today, or the choice of unit when there are several, or what one can do without a unit."""
    actor = actor_of(request)
    assert actor.person_id is not None  # noqa: S101 - behind the door SIGNED_IN
    units = selectors.units_of(actor.person_id, now_of(request))
    wards = [(ref, roles) for ref, roles in units if ref.setting]
    if len(wards) == 1 and len(units) == 1:
        return HttpResponseRedirect(first_page_of(wards[0][0]))
    choices = [
        {"unit": ref, "roles": [role_name(role) for role in sorted(roles)], "url": first_page_of(ref)}
        for ref, roles in wards
    ]
    held = frozenset(role for _, roles in units for role in roles)
    context = {"choices": choices, "units": units, "administers": bool(ADMINISTRATORS & held)}
    return render(request, "accounts/home.html", context)
