"""What the tests of the clinical forms share: send a form, and read what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar

from django.test import Client
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline import Detail, EventKind
from medgang.web.accounts.models import Person
from medgang.web.patients import selectors
from tests.support import people
from tests.web.patients.conftest import World
from tests.web.patients.test_pages import text, when

D = TypeVar("D", bound=Detail)


def send(world: World, code: str, answers: dict[str, Any] | None = None, page: Client | None = None) -> Any:
    """Post a clinical form as a nurse would."""
    return (page or world.page).post(world.url(f"gjor/{code}/"), {**when(world), **(answers or {})})


def said(world: World, code: str, answers: dict[str, Any] | None = None) -> str:
    """The page that comes back when something is missing."""
    response = send(world, code, answers)
    assert response.status_code == 200
    assert "<title>Feil:" in response.content.decode()
    return text(response)


def stored(world: World, kind: EventKind, cls: type[D]) -> D:
    """The latest event of a kind."""
    found = selectors.timeline(world.patient).details(kind, cls)
    assert found, kind
    return found[-1][1]


def how_many(world: World, *kinds: EventKind) -> int:
    """How many there are."""
    return len(selectors.timeline(world.patient).of_kind(*kinds))


def colleague(world: World, role: Role, name: str = "Bo Prøve") -> Client:
    """Somebody in another role on the same ward."""
    return people.signed_in(people.person(name, role, world.house.ward))


def day(days: int = 0) -> str:
    """A day from today, as it is typed."""
    found = timezone.localdate() + timedelta(days=days)
    return f"{found.day}.{found.month}.{found.year}"


def timeline_text(world: World) -> str:
    """How it reads on the timeline."""
    return text(world.page.get(world.url("tidslinje/")))


def the_nurse(world: World) -> Person:
    """Whom the page belongs to."""
    assert world.alice.uid is not None
    return Person.objects.get(uid=world.alice.uid)
