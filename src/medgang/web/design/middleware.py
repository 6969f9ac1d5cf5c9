"""Headers every page carries."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from medgang.web.design.csp import PERMISSIONS_POLICY


class SecurityHeadersMiddleware:
    """Permissions-Policy always; no-store on everything a view made; a cleared cache after signing out.

    A page is kept out of every cache unless its view has said otherwise: a shared ward PC's back button must not
    bring back the last person's patient. Static files do not pass here, except those of the development server,
    which name their own age.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the page be made, then set what it lacks."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        # Says again, to browsers too old for the policy's frame-ancestors, that no page of ours stands in a frame.
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store, private")
        if getattr(request, "signed_out", False):
            # Not "storage": a tablet's outbox may hold what is not yet sent, and its own page empties it.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response
