"""What every page needs around its own content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medgang.web.design import navigation
from medgang.web.design.navigation import NavLink, UnitChoice, Whereabouts
from medgang.web.design.preferences import LANGUAGE_NAMES, colour_scheme_of

# Names only: the app that owns these pages stands outside this one, and a site may lack them.
SIGN_OUT_ROUTE = "accounts:sign_out"
PROFILE_ROUTE = "accounts:profile"


@dataclass(frozen=True, slots=True)
class UnitLink:
    """Another unit one may go to, and its first page."""

    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Chrome:
    """The frame: header, menu, banner, footer."""

    person: str
    unit: str
    units: tuple[UnitLink, ...]
    nav: tuple[NavLink, ...]
    home: str
    sign_out: str
    profile: str


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `chrome` (built when a template first asks), languages, colour scheme, demo banner."""
    return {
        "chrome": SimpleLazyObject(lambda: _chrome(request)),
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": LANGUAGE_NAMES.items(),
        "colour_scheme": colour_scheme_of(request),
        "is_demo": settings.MEDGANG_PROFILE == "demo",
        "here": request.get_full_path(),
    }


def _chrome(request: HttpRequest) -> Chrome:
    here = navigation.whereabouts(request)
    nav = tuple(
        NavLink(url=url, label=_(item.label), current=current)
        for item, url, current in navigation.links(here, here.unit, request.path)
    )
    return Chrome(
        person=here.name,
        unit=here.unit.name if here.unit else "",
        units=_units(here),
        nav=nav,
        home=nav[0].url if nav else "/",
        sign_out=_address(SIGN_OUT_ROUTE) if here.name else "",
        profile=_address(PROFILE_ROUTE) if here.name else "",
    )


def _units(here: Whereabouts) -> tuple[UnitLink, ...]:
    if len(here.units) < 2:
        return ()
    return tuple(
        UnitLink(name=unit.name, url=url, current=_is(unit, here.unit))
        for unit in here.units
        if (url := _first_page(here, unit))
    )


def _is(one: UnitChoice, other: UnitChoice | None) -> bool:
    return other is not None and one.uid == other.uid


def _first_page(here: Whereabouts, unit: UnitChoice) -> str:
    return next((url for item, url, _current in navigation.links(here, unit, "") if item.in_unit), "")


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
