"""Sign-ins, sign-outs, failures and changed secrets in the access log."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from medgang.web.accounts import access_log
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.models import Person

_NOBODY = Actor(person_id=None, uid=None, name="")


def actor_for(request: HttpRequest | None, person: Person) -> Actor:
    """The person as an actor outside any unit."""
    return Actor(
        person_id=person.pk,
        uid=person.uid,
        name=person.full_name,
        request_id=getattr(request, "request_id", ""),
    )


def signed_in(request: HttpRequest, person: Person, now: datetime) -> None:
    """Somebody came in."""
    access_log.log_write(
        by=actor_for(request, person), now=now, what="accounts:signed_in", purpose=Purpose.INTERNAL_CONTROL
    )


def signed_out(request: HttpRequest, person: Person, now: datetime) -> None:
    """Somebody went out by the door."""
    access_log.log_write(
        by=actor_for(request, person), now=now, what="accounts:signed_out", purpose=Purpose.INTERNAL_CONTROL
    )


def changed(request: HttpRequest | None, person: Person, what: str, now: datetime) -> None:
    """Somebody changed one of their own secrets."""
    access_log.log_write(
        by=actor_for(request, person),
        now=now,
        what=f"accounts:changed_{what}",
        purpose=Purpose.INTERNAL_CONTROL,
    )


def failed(request: HttpRequest, username: str) -> None:
    """An attempt that did not succeed. An unknown name is not kept: it may be a password in the wrong field."""
    person = Person.objects.filter(username=username.strip().lower()).first()
    by = actor_for(request, person) if person else _NOBODY
    access_log.log_refusal(
        by=by, now=timezone.now(), what="accounts:sign_in", reason="wrong name, password or code", details={}
    )
