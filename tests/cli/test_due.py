"""`medgang due` says the same as Today, through the same door, and leaves the same trace."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.utils import timezone

from medgang.cli.due import due
from medgang.core.people import Role
from medgang.web.accounts.models import AccessLogEntry, Person
from tests.support import people
from tests.web.patients.conftest import World, world  # noqa: F401 - a fixture
from tests.web.ward.test_today import follow

pytestmark = [pytest.mark.command, pytest.mark.django_db]


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(due, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_what_is_due_and_the_trace_it_leaves(world: World) -> None:  # noqa: F811
    follow(world)
    name = Person.objects.get(uid=world.alice.uid).username
    common = ("--patient", world.patient.uid, "--as", name, "--purpose", "care")
    code, shown = run(*common)
    assert code == 0
    assert "Psykologisk vurdering  (psychological-assessment)" in shown
    entry = AccessLogEntry.objects.latest("id")
    assert (entry.what, entry.person, entry.purpose) == ("medgang due", world.alice.uid, "care")
    code, listed = run(*common, "--json", "--lang", "en")
    tasks = json.loads(listed)
    assert {
        "step",
        "procedure",
        "version",
        "title",
        "state",
        "deadline",
        "why",
        "grounds",
        "missing",
    } <= tasks[0].keys()
    assert any(task["title"] == "Psychological assessment" for task in tasks)
    before = timezone.localdate() - timedelta(days=40)
    assert run(*common, "--date", before.isoformat(), "--known-then") == (
        0,
        "Ingenting skal gjøres den dagen.\n",
    )


def test_a_stranger_finds_nothing(world: World) -> None:  # noqa: F811
    stranger = people.person("Charlie Prøve", Role.NURSE, world.house.stranger_ward)
    code, said = run("--patient", world.patient.uid, "--as", stranger.username, "--purpose", "care")
    assert code == 2
    assert "Fant ingen slik pasient" in said
    code, said = run("--patient", uuid4(), "--as", "finnes-ikke", "--purpose", "care")
    assert code == 2
    assert "Fant ingen med det brukernavnet" in said
