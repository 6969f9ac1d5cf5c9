"""Every route of the resolver is in the permission table, and every door holds.

Alice has the role in the unit, Bob is in the unit without it, Charlie has it in another unit. Nobody writes the list
of routes: it is taken from Django's resolver, so that a new page is tried on the day it is made. Each test walks the
whole list in one house and names every address that failed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from medgang.core.people import Role
from medgang.web.accounts.models import AccessLogEntry, OrgUnit, Person
from medgang.web.accounts.routes import Action, Door, Route, table
from tests.support import people, resolver, review
from tests.support.resolver import Address, Places

pytestmark = [pytest.mark.django_db, pytest.mark.page]

ALL = resolver.addresses()
INSIDE = frozenset({Door.UNIT, Door.PATIENT})


@pytest.fixture
def places() -> Places:
    return resolver.places()


def behind(doors: Iterable[Door]) -> list[tuple[Address, Route]]:
    """Every address by which requests are let in through these doors, each once."""
    let_in = {route.name for route in resolver.resolved_routes()}
    wanted = frozenset(doors)
    return [
        (address, table()[address.name])
        for address in ALL
        if address.name in let_in and table()[address.name].door in wanted
    ]


def ask(client: Client, route: Route, url: str) -> Any:
    return client.post(url) if route.action is Action.WRITE else client.get(url)


def somebody(name: str, unit: OrgUnit, roles: Iterable[Role]) -> Person:
    someone = people.person(name, None)
    for role in sorted(roles):
        people.member(someone, role, unit, leads_shifts=True)
    review.take_part(someone)
    return someone


def newest_refusal(before: int) -> AccessLogEntry | None:
    rows = AccessLogEntry.objects.filter(action="refused", pk__gt=before).order_by("pk")
    assert len(rows) <= 1
    return rows.first()


def mark() -> int:
    return AccessLogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@pytest.mark.requirement("R241")
def test_every_route_is_classified_and_every_row_is_a_route() -> None:
    names = {address.name for address in ALL}
    assert "" not in names, "an address without a name cannot be classified"
    assert names - set(table()) == set(), "in the resolver, but not in the permission table"
    assert set(table()) - names == set(), "in the permission table, but not in the resolver"


def test_an_address_holds_only_ids_and_fits_its_door() -> None:
    wrong = []
    for address, route in behind(Door):
        if ("<uuid:unit>" in address.pattern) != (route.door in INSIDE):
            wrong.append(f"{address.name}: a unit stands in the address of a unit's page, and only there")
        if route.door is Door.PATIENT and "<uuid:patient>" not in address.pattern:
            wrong.append(f"{address.name}: a patient's page has the patient in its address")
        for parameter in address.parameters:
            kind = address.pattern.split(f":{parameter}>")[0].rsplit("<", 1)[1]
            if kind not in {"uuid", "slug", "int"}:
                wrong.append(f"{address.name}: {parameter} is {kind}")
    assert wrong == []


def test_a_stranger_is_sent_to_sign_in(places: Places) -> None:
    wrong = []
    for address, route in behind(set(Door) - {Door.PUBLIC, Door.DEVICE, Door.LINK}):
        answer = ask(Client(), route, places.url(address))
        if answer.status_code != 302 or not answer["Location"].startswith("/logg-inn/?next="):
            wrong.append((address.name, answer.status_code))
    assert wrong == []


@pytest.mark.requirement("R241")
def test_charlie_from_another_unit_finds_nothing_and_is_logged(places: Places) -> None:
    charlie = somebody("Charlie", places.house.stranger_ward, Role)
    client = people.signed_in(charlie)
    wrong = []
    for address, route in behind(INSIDE):
        before = mark()
        answer = ask(client, route, places.url(address))
        row = newest_refusal(before)
        patient = places.patient.uid if "patient" in address.parameters else None
        logged = row is not None and (row.person, row.what, row.patient) == (
            charlie.uid,
            address.name,
            patient,
        )
        if answer.status_code != 404 or not logged:
            wrong.append((address.name, answer.status_code, logged))
    assert wrong == []


@pytest.mark.requirement("R241")
def test_another_units_patient_is_not_found_through_ones_own_unit(places: Places) -> None:
    client = people.signed_in(somebody("Alice", places.house.ward, Role))
    wrong = []
    for address, route in behind(INSIDE):
        if "patient" not in address.parameters:
            continue
        url = places.url(address, patient=places.stranger_patient)
        answers = [ask(client, route, url), *([client.post(url)] if route.action is Action.FORM else [])]
        wrong += [
            (address.name, answer.status_code)
            for answer in answers
            if answer.status_code != 404 or "Fremmed Pasient" in answer.content.decode()
        ]
    assert wrong == []
    refused = AccessLogEntry.objects.filter(action="refused", patient=places.stranger_patient.uid)
    assert refused.count() >= len({address.name for address, _ in behind({Door.PATIENT})})


@pytest.mark.requirement("R241")
def test_bob_without_the_role_is_told_so_and_logged(places: Places) -> None:
    bobs: dict[frozenset[Role], Client] = {}
    wrong = []
    for address, route in behind({*INSIDE, Door.ANY_ROLE}):
        without = frozenset(Role) - route.roles
        assert without, f"{address.name}: a route for every role has no need of roles"
        # Bob has every other role at once: had one of them opened the door, it would be open.
        if without not in bobs:
            bobs[without] = people.signed_in(somebody("Bob", places.house.ward, without))
        before = mark()
        answer = ask(bobs[without], route, places.url(address))
        row = newest_refusal(before)
        if answer.status_code != 403 or row is None or row.reason != "role":
            wrong.append((address.name, answer.status_code))
    assert wrong == []


def test_alice_comes_in_with_each_role(places: Places) -> None:
    alices = {role: people.signed_in(somebody("Alice", places.house.ward, [role])) for role in Role}
    wrong = []
    for address, route in behind({*INSIDE, Door.ANY_ROLE, Door.SIGNED_IN, Door.PUBLIC}):
        if route.action is Action.WRITE:
            continue  # what a press does is tried by the tests of its page
        fine = {200, 302} | ({503} if address.name == "accounts:health" else set())
        for role in sorted(route.roles) or [Role.NURSE]:
            answer = alices[role].get(places.url(address))
            if answer.status_code not in fine:
                wrong.append((address.name, role.value, answer.status_code))
    assert wrong == []


def test_the_wrong_method_is_refused(places: Places) -> None:
    client = people.signed_in(somebody("Alice", places.house.ward, Role))
    wrong = []
    for address, route in behind(Door):
        url = places.url(address)
        refused = [client.put, client.delete, client.patch]
        refused += [client.get] if route.action is Action.WRITE else []
        refused += [client.post] if route.action is Action.READ else []
        wrong += [(address.name, method.__name__) for method in refused if method(url).status_code != 405]
    assert wrong == []


def test_a_post_from_another_site_is_refused(places: Places) -> None:
    client = people.signed_in(somebody("Alice", places.house.ward, Role), enforce_csrf=True)
    wrong = []
    for address, route in behind(Door):
        if route.action is not Action.READ:
            answer = client.post(places.url(address), {}, HTTP_ORIGIN="https://ond.example")
            if answer.status_code != 403:
                wrong.append((address.name, answer.status_code))
    assert wrong == []
