"""The door of a personal link, as the views use it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from medgang.web.accounts.access import now_of, route_of
from medgang.web.accounts.access_log import log_read
from medgang.web.accounts.actors import Purpose
from medgang.web.portal import selectors, services
from medgang.web.portal.models import LinkKind
from medgang.web.portal.selectors import Visit

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Visit, P], HttpResponseBase]
Door = Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]

VISIT_COOKIE = "__Host-my-visit" if settings.IS_PRODUCTION else "my_visit"
DEVICE_COOKIE = "__Secure-my-device" if settings.IS_PRODUCTION else "my_device"
EVERYBODY = frozenset(LinkKind)
PATIENT = frozenset({LinkKind.PATIENT})
HELPERS = EVERYBODY - PATIENT


def visit_of(request: HttpRequest, kinds: frozenset[LinkKind] = EVERYBODY) -> Visit | None:
    """The visit this browser is on."""
    key = request.COOKIES.get(VISIT_COOKIE, "")
    return selectors.visit(key, kinds, now_of(request), getattr(request, "request_id", ""))


def _door(kinds: frozenset[LinkKind], reason: str) -> Door:
    def behind(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found = visit_of(request, kinds)
            if found is None:
                if visit_of(request) is not None:
                    raise Http404  # somebody's, but not for this page
                return redirect("portal:closed")
            request.actor = found.actor  # type: ignore[attr-defined]
            services.mark_seen(session=found.session, now=now_of(request))
            if request.method != "POST":
                log_read(
                    by=found.actor,
                    now=now_of(request),
                    what=route_of(request).name,
                    purpose=Purpose.PATIENT_ACCESS,
                    patient=found.patient.uid,
                    reason=reason,
                )
            return view(request, found, *args, **kwargs)

        return opened

    return behind


patients_own = _door(PATIENT, "")
"""The patient's own pages. Own reading is kept apart from others' in the log."""

helpers_own = _door(HELPERS, "delt av pasienten")
"""What a helper sees; each look is in the log the patient reads."""
