"""Language and colour scheme: remembered with the person when signed in, in a cookie before."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LANGUAGE_NAMES: Final = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}

COLOUR_SCHEME_COOKIE: Final = "medgang_colours"
A_YEAR: Final = 31_536_000


class ColourScheme(StrEnum):
    """What the reader has chosen; AUTO follows the device."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


def colour_scheme_of(request: HttpRequest) -> ColourScheme:
    """The signed-in person's choice, else the cookie's, else the device's."""
    # `user` is missing when a page fails before anyone is known.
    person = getattr(request, "user", None)
    for said in (getattr(person, "theme", ""), request.COOKIES.get(COLOUR_SCHEME_COOKIE, "")):
        if said in {ColourScheme.LIGHT, ColourScheme.DARK}:
            return ColourScheme(said)
    return ColourScheme.AUTO


def remember_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Keep the choice of language, for the person and for this browser."""
    _remember_for_person(request, "language", language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def remember_colour_scheme(request: HttpRequest, response: HttpResponse, scheme: ColourScheme) -> None:
    """Keep the choice of light or dark, for the person and for this browser."""
    _remember_for_person(request, "theme", "" if scheme is ColourScheme.AUTO else scheme.value)
    response.set_cookie(
        COLOUR_SCHEME_COOKIE,
        scheme.value,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _remember_for_person(request: HttpRequest, name: str, value: str) -> None:
    person = request.user
    if person.is_authenticated and hasattr(person, name):
        setattr(person, name, value)
        person.save(update_fields=[name])
