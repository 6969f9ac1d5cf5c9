"""Every clinical form: it opens, it is for some roles, and a procedure's steps all have one."""

from __future__ import annotations

import pytest

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.people import Role
from medgang.core.timeline import DETAILS, EventKind
from medgang.web.patients.care import FORMS
from medgang.web.patients.describe import _DESCRIBERS
from tests.web.patients.caring import colleague, send
from tests.web.patients.conftest import World
from tests.web.patients.test_pages import text

OWN_PAGE = {"background"}
WITHOUT_LINES = {
    EventKind.DISCHARGED,
    EventKind.DIED,
    EventKind.CLEARANCE_CONFIRMED,
    EventKind.CONTACT_REFUSED,
}
"""Their title says everything."""


def test_every_step_of_the_shipped_procedures_has_its_form() -> None:
    asked = {step.form for found in shipped_procedures().values() for step in found.procedure.steps}
    assert asked - OWN_PAGE <= set(FORMS)


def test_every_kind_of_event_is_described() -> None:
    assert set(DETAILS) - WITHOUT_LINES <= set(_DESCRIBERS)


@pytest.mark.page
@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_form_opens_and_an_empty_one_is_answered_in_sentences(world: World, code: str) -> None:
    opened = world.page.get(world.url(f"gjor/{code}/"))
    if Role.NURSE not in FORMS[code].roles:
        assert opened.status_code == 403
        return
    assert opened.status_code == 200
    assert str(FORMS[code].title) in text(opened)
    empty = send(world, code, {"key": ""})
    assert empty.status_code == 200
    assert "<title>Feil:" in empty.content.decode()


@pytest.mark.page
@pytest.mark.requirement("R242")
@pytest.mark.parametrize("code", ["talk", "two-questions", "motivation", "measure"])
def test_questions_can_be_skipped_and_say_why(world: World, code: str) -> None:
    query = "?skjema=own-week" if code == "measure" else ""
    page = text(world.page.get(world.url(f"gjor/{code}/{query}")))
    if code in ("talk", "measure"):
        assert "Hvorfor spør vi" in page
        assert "Hopp over" in page
    assert "kan hoppes over" in page or code in ("two-questions", "motivation")


@pytest.mark.page
def test_a_form_is_for_some_roles(world: World) -> None:
    leader = colleague(world, Role.PSYCHOLOGIST)
    refused = leader.get(world.url("gjor/test/"))
    assert refused.status_code == 403
    assert "Spør den oppgaven er til" in text(refused)
