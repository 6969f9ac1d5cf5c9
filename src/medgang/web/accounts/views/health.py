"""Is the site alive? One word, and nothing more to strangers."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from medgang.web.accounts import health


def show(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and the worker is alive, 503 when not."""
    fine = health.is_fine()
    return JsonResponse({"status": "ok" if fine else "down"}, status=200 if fine else 503)
