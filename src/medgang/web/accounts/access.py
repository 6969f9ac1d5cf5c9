"""The doors. `AccessMiddleware` looks every request up in the permission table before its view is reached.

What is not in the table is not there (404), whatever the view would have done. Another unit's page is a 404 and a
logged refusal; a page of one's own unit that one's role does not open is a 403 with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medgang.content.sentences import say
from medgang.core.errors import NotAllowed
from medgang.core.people import Role
from medgang.web.accounts import access_log, ready, selectors
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.models import Person
from medgang.web.accounts.routes import Action, Door, Route, table
from medgang.web.design.errors import render_error


def actor_of(request: HttpRequest) -> Actor:
    """Who is behind this request. Views use this and nothing else to fill `by=`."""
    actor = getattr(request, "actor", None)
    assert isinstance(actor, Actor)  # noqa: S101 - the middleware below has run
    return actor


def now_of(request: HttpRequest) -> datetime:
    """The instant this request began: where `now` enters the program."""
    found = getattr(request, "now", None)
    return found if isinstance(found, datetime) else timezone.now()


def route_of(request: HttpRequest) -> Route:
    """The row of the permission table that let this request in."""
    assert request.resolver_match is not None  # noqa: S101 - set before any view runs
    return table()[request.resolver_match.view_name]


METHODS: Final = {
    Action.READ: ["GET", "HEAD"],
    Action.FORM: ["GET", "HEAD", "POST"],
    Action.WRITE: ["POST"],
}


class AccessMiddleware:
    """Opens the door the table names, or keeps it shut."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note when the request began."""
        request.now = timezone.now()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Look up, check, and hand the view its actor."""
        assert request.resolver_match is not None  # noqa: S101 - Django has resolved the URL
        route = table().get(request.resolver_match.view_name)
        if route is None:
            raise Http404
        allowed = METHODS[route.action]
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if route.door is Door.PUBLIC:
            return None
        if route.door in {Door.DEVICE, Door.LINK}:
            # These doors have keys of their own; their views turn them, through their app's selectors.
            return None
        person = request.user
        if not isinstance(person, Person):
            return redirect_to_login(request.get_full_path(), resolve_url("accounts:sign_in"))
        if not route.before_ready and (missing := ready.what_is_missing(request, person)):
            return HttpResponseRedirect(resolve_url(missing))
        actor = Actor(
            person_id=person.pk,
            uid=person.uid,
            name=person.full_name,
            request_id=getattr(request, "request_id", ""),
        )
        request.actor = self._let_in(request, route, actor, kwargs)  # type: ignore[attr-defined]
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A rule that said no inside a view: its sentence on a 403 page, and a refusal in the log."""
        actor = getattr(request, "actor", None)
        if not isinstance(exception, NotAllowed) or not isinstance(actor, Actor):
            return None
        match = request.resolver_match
        patient = match.kwargs.get("patient") if match else None
        access_log.log_refusal(
            by=actor,
            now=now_of(request),
            what=match.view_name if match else "",
            patient=patient if isinstance(patient, UUID) else None,
            reason=exception.code,
            details={},
        )
        return render_error(request, 403, reason=say(exception, get_language() or "nb"))

    def _let_in(self, request: HttpRequest, route: Route, actor: Actor, kwargs: dict[str, Any]) -> Actor:
        now = now_of(request)
        assert actor.person_id is not None  # noqa: S101 - a signed-in person
        if route.door is Door.SIGNED_IN:
            return actor
        if route.door is Door.ANY_ROLE:
            held = selectors.roles_anywhere(actor.person_id, now)
            return self._with_role(route, actor, held, now, kwargs)
        unit_uid = kwargs.get("unit")
        assert isinstance(unit_uid, UUID)  # noqa: S101 - the URL pattern has <uuid:unit>
        unit, held = selectors.unit_and_roles(actor.person_id, unit_uid, now)
        if unit is None or not held:
            patient = kwargs.get("patient")
            access_log.log_refusal(
                by=actor,
                now=now,
                what=route.name,
                patient=patient if isinstance(patient, UUID) else None,
                reason="no membership",
                details={"unit": str(unit_uid)},
            )
            raise Http404
        return self._with_role(route, replace(actor, unit=unit), held, now, kwargs)

    @staticmethod
    def _with_role(
        route: Route, actor: Actor, held: frozenset[Role], now: datetime, kwargs: dict[str, Any]
    ) -> Actor:
        fitting = [role for role in Role if role in held and role in route.roles]
        if not fitting:
            patient = kwargs.get("patient")
            access_log.log_refusal(
                by=replace(actor, roles=held),
                now=now,
                what=route.name,
                patient=patient if isinstance(patient, UUID) else None,
                reason="role",
                details={},
            )
            raise PermissionDenied(
                _("Rollen din åpner ikke denne siden. Spør lederen din hvis du trenger den.")
            )
        return replace(actor, role=fitting[0], roles=held)
