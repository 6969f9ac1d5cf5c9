"""The main menu: what exists and what this person may open, in order, with the page one is on marked."""

from __future__ import annotations

import uuid

import pytest

from medgang.core.people import Role
from medgang.web.design import context, navigation
from medgang.web.design.navigation import NavItem, UnitChoice, Whereabouts

WARD = UnitChoice(uid=uuid.UUID(int=1), name="Døgn A", roles=frozenset({Role.NURSE}))
DETOX = UnitChoice(uid=uuid.UUID(int=2), name="Avrusning", roles=frozenset({Role.PHYSICIAN}))
TODAY = NavItem("ward:today", "I dag", roles=frozenset({Role.NURSE}), order=10)
PROFILE = NavItem("accounts:profile", "Min side", order=90, in_unit=False)


@pytest.fixture(autouse=True)
def empty_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_registry", navigation._Registry())


def labels(here: Whereabouts, unit: UnitChoice | None = None, path: str = "/") -> list[tuple[str, bool]]:
    return [(item.label, current) for item, _url, current in navigation.links(here, unit or here.unit, path)]


def nurse(*units: UnitChoice, unit: UnitChoice | None = None) -> Whereabouts:
    return Whereabouts(name="Alice", units=units, unit=unit)


def test_nobody_sees_nothing() -> None:
    navigation.register(PROFILE)
    assert labels(Whereabouts()) == []


def test_order_role_and_unit() -> None:
    for item in (PROFILE, TODAY):
        navigation.register(item)
    assert labels(nurse(WARD, unit=WARD)) == [("I dag", False), ("Min side", False)]
    assert labels(nurse(DETOX, unit=DETOX)) == [("Min side", False)], "another role does not see it"
    assert labels(nurse(WARD)) == [("Min side", False)], "a unit's page needs a unit"


def test_the_page_one_is_on_is_marked() -> None:
    navigation.register(TODAY)
    ((_item, url, _current),) = navigation.links(nurse(WARD, unit=WARD), WARD, "/")
    assert labels(nurse(WARD, unit=WARD), path=url) == [("I dag", True)]
    assert labels(nurse(WARD, unit=WARD), path=f"{url}noe/") == [("I dag", True)]


def test_of_two_addresses_where_one_begins_the_other_the_longer_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        navigation, "reverse", lambda name, kwargs: {"a": "/a/", "b": "/a/b/", "root": "/"}[name]
    )
    for name in ("a", "b", "root"):
        navigation.register(NavItem(name, name, in_unit=False))
    assert labels(nurse(), path="/a/b/c/") == [("a", False), ("b", True), ("root", False)]
    assert labels(nurse(), path="/") == [("a", False), ("b", False), ("root", True)]


def test_a_page_that_is_not_built_in_is_not_shown() -> None:
    navigation.register(NavItem("finnes:ikke", "Finnes ikke"))
    navigation.register(NavItem("finnes:heller_ikke", "Heller ikke", in_unit=False))
    assert labels(nurse(WARD, unit=WARD)) == []


def test_registering_twice_is_one_entry() -> None:
    navigation.register(TODAY)
    navigation.register(TODAY)
    assert len(labels(nurse(WARD, unit=WARD))) == 1


def test_other_units_are_links_to_their_first_page(rf) -> None:  # type: ignore[no-untyped-def]
    both = UnitChoice(uid=DETOX.uid, name=DETOX.name, roles=frozenset({Role.NURSE}))
    navigation.register(TODAY)
    navigation.register_whereabouts(lambda _request: nurse(WARD, both, unit=WARD))
    frame = context._chrome(rf.get("/"))
    assert [(unit.name, unit.current) for unit in frame.units] == [("Døgn A", True), ("Avrusning", False)]
    assert str(DETOX.uid) in frame.units[1].url
    assert frame.home == frame.nav[0].url
    assert frame.sign_out
    assert frame.profile


def test_one_unit_needs_no_choice_and_a_unit_without_pages_is_none(rf) -> None:  # type: ignore[no-untyped-def]
    navigation.register(TODAY)
    navigation.register_whereabouts(lambda _request: nurse(WARD, unit=WARD))
    assert context._chrome(rf.get("/")).units == ()
    navigation.register_whereabouts(lambda _request: nurse(WARD, DETOX, unit=WARD))
    assert [unit.name for unit in context._chrome(rf.get("/")).units] == ["Døgn A"]


def test_before_anyone_is_known(rf) -> None:  # type: ignore[no-untyped-def]
    frame = context._chrome(rf.get("/"))
    assert (frame.person, frame.unit, frame.nav, frame.home) == ("", "", (), "/")
    assert (frame.sign_out, frame.profile) == ("", "")


def test_a_site_without_the_accounts_pages_has_no_links_to_them() -> None:
    assert context._address("finnes:ikke") == ""
