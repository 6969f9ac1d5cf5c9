"""What a person must have in place before anything else opens: a password of their own, and a code app."""

from __future__ import annotations

from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from medgang.web.accounts.models import Person

READY: Final = "ready"
"""In the session, once seen. Whoever takes the code app away ends the sessions too, so it cannot grow stale."""


def has_code_app(person: Person) -> bool:
    """True when the person has set up a code app."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).exists())


def what_is_missing(request: HttpRequest, person: Person) -> str:
    """The route that mends what is missing; empty when nothing is."""
    if person.temporary_until is not None:
        return "accounts:password"
    if request.session.get(READY):
        return ""
    if person.made_up and settings.MEDGANG_DEMO_SIGN_IN:
        # The demo's made-up people have no phones.
        return ""
    if not has_code_app(person):
        return "accounts:code_app"
    request.session[READY] = True
    return ""
