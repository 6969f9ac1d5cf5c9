"""Choosing language and colours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from medgang.web.design.errors import render_error
from medgang.web.design.preferences import (
    LANGUAGE_NAMES,
    ColourScheme,
    remember_colour_scheme,
    remember_language,
)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to the page one was on."""
    chosen = request.POST.get("language", "")
    if chosen not in LANGUAGE_NAMES:
        return render_error(request, 400)
    response = _back(request)
    remember_language(request, response, chosen)
    return response


@require_POST
def colour_scheme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device says, and go back."""
    try:
        chosen = ColourScheme(request.POST.get("scheme", ""))
    except ValueError:
        return render_error(request, 400)
    response = _back(request)
    remember_colour_scheme(request, response, chosen)
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """The page one was on, when it is one of ours."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    # A page that answered a POST has no address of its own to go back to; its form's address is the best there is.
    return HttpResponseRedirect(target if ours else "/")
