"""How Norwegian names are searched and sorted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.people import Role, is_outside_role, is_staff_role, search_key, sort_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("  Bjørn-Åge  MÜLLER ", "bjørn åge muller"),
        ("Åse", "åse"),
        ("A\u030ase", "åse"),  # a with a combining ring is the same letter
        ("ÆRLIG", "ærlig"),
        ("Sjöström", "sjøstrøm"),
        ("François", "francois"),
        ("", ""),
    ],
)
def test_search_key_ignores_what_people_write_differently(name: str, key: str) -> None:
    assert search_key(name) == key


def test_norwegian_letters_are_not_reduced() -> None:
    assert search_key("Åse") != search_key("Ase")
    assert search_key("Bøe") != search_key("Boe")


def test_names_sort_as_in_the_alphabet() -> None:
    names = ["Åse", "Aaberg", "Ørn", "Zorn", "Ærlig", "Anna", "Dahl"]
    assert sorted(names, key=sort_key) == ["Anna", "Dahl", "Zorn", "Ærlig", "Ørn", "Aaberg", "Åse"]


@given(st.text())
def test_keys_are_stable(name: str) -> None:
    assert search_key(search_key(name)) == search_key(name)
    assert search_key(name) == search_key(f" {name} ")


def test_every_role_is_inside_or_outside() -> None:
    for role in Role:
        assert is_staff_role(role) is not is_outside_role(role)
    assert is_outside_role(Role.SUPPORT_PERSON)
    assert is_staff_role(Role.NURSE)
