"""What happens to every request: it gets an id, its session's age is looked at, and its language is chosen."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme

from medgang.web.accounts import logs
from medgang.web.accounts.models import Person
from medgang.web.accounts.sessions import mark_seen, why_ended

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("medgang.web.requests")

QUIET_ROUTES: Final = frozenset({"accounts:health"})
"""Routes asked by machines every few seconds; a line for each would bury the rest."""


class RequestIdMiddleware:
    """Gives each request an id of our own making (none is taken from outside) and writes one log line for it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Name it, answer it, and say how long it took; the path is not logged, only the route's name."""
        identity = str(uuid.uuid4())
        request.request_id = identity  # type: ignore[attr-defined]
        token = logs.request_id.set(identity)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = identity
            match = request.resolver_match
            route = match.view_name if match else ""
            if match and route not in QUIET_ROUTES:
                log.info(
                    "request",
                    extra={
                        "route": route,
                        "method": request.method,
                        "status": response.status_code,
                        "ms": round((time.perf_counter() - began) * 1000),
                    },
                )
            return response
        finally:
            logs.request_id.reset(token)


class SessionLimitsMiddleware:
    """Ends a session that has been idle, has lasted too long, or was ended from elsewhere."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let it through, or send it to sign-in with a way back to where it was."""
        if not isinstance(request.user, Person):
            return self.get_response(request)
        now = timezone.now()
        ended = why_ended(request.session, request.user, now)
        if ended is None:
            mark_seen(request.session, now)
            return self.get_response(request)
        logout(request)
        target = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': way_back(request), 'ended': ended.value})}"
        if request.headers.get("HX-Request") == "true":
            # A fragment must not be replaced by a whole sign-in page.
            response = HttpResponse(status=204)
            response["HX-Redirect"] = target
            return response
        return HttpResponseRedirect(target)


def way_back(request: HttpRequest) -> str:
    """The page to return to after signing in again: the one asked for, or the one a form was sent from."""
    if request.method == "GET" and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    referrer = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(referrer)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return resolve_url("accounts:home")


class LanguageMiddleware:
    """The person's own language; before sign-in the cookie's, then the browser's, then bokmål."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose, and answer in it."""
        own = request.user.language if isinstance(request.user, Person) else ""
        lang = own or translation.get_language_from_request(request)
        with translation.override(lang):
            request.LANGUAGE_CODE = lang
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", lang)
            return response
