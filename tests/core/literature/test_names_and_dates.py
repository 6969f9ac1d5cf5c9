"""Names and dates as databases print them."""

from __future__ import annotations

import pytest

from medgang.core.literature.names import parse_name, parse_names, parse_spoken_name
from medgang.core.literature.record import Name, clean_doi, parse_date


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lie, Per", Name("Lie", "Per")),
        ("Lie P", Name("Lie", "P")),
        ("van der Berg J.P.", Name("van der Berg", "J.P.")),
        ("The Walking Group", Name("The Walking Group")),
        ("Lie", Name("Lie")),
        ("Lie, Jr, Per", Name("Lie", "Per, Jr")),
        ("  ", None),
    ],
)
def test_one_name(text: str, name: Name | None) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan van der Berg", Name("van der Berg", "Jan")),
        ("Per Lie Jr", Name("Lie Jr", "Per")),
        ("Lie", Name("Lie")),
        ("Lie, Per", Name("Lie", "Per")),
        ("", None),
    ],
)
def test_a_spoken_name(text: str, name: Name | None) -> None:
    assert parse_spoken_name(text) == name


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Lie, P.; Dahl, K.", ["Lie", "Dahl"]),
        ("Lie, P. and Dahl, K.", ["Lie", "Dahl"]),
        ("Lie P., Dahl K., et al.", ["Lie", "Dahl"]),
        ("Lie, P., Dahl, K.", ["Lie", "Dahl"]),
        ("Lie, P., Dahl, K. and Berg, J.", ["Lie", "Dahl", "Berg"]),
        ("['Lie, Per', 'Dahl, Kari']", ["Lie", "Dahl"]),
        ("[broken", ["[broken"]),
        ("[not a list]", ["[not a list]"]),
        ("['only'", ["['only'"]),
        ("[1 +]", ["[1 +]"]),
        ("Lie, Per", ["Lie"]),
        ("Lie | Dahl", ["Lie", "Dahl"]),
        ("", []),
    ],
)
def test_a_list_of_names(text: str, families: list[str]) -> None:
    assert [name.family for name in parse_names(text)] == families


def test_a_name_as_printed() -> None:
    assert (str(Name("Lie", "Per")), str(Name("Lie"))) == ("Lie, Per", "Lie")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014//", (2014,)),
        ("2012 Apr 13", (2012, 4, 13)),
        ("1948/07/03", (1948, 7, 3)),
        ("03.07.1948", (1948, 7, 3)),
        ("07/23/1948", (1948, 7, 23)),
        ("Sep-Oct 2019", (2019, 9)),
        ("20190304", (2019, 3, 4)),
        ("2019-13", (2019,)),
        ("2019-03-45", (2019, 3)),
        ("2019 mars", (2019, 3)),
        ("soon", ()),
        ("10 15", ()),
    ],
)
def test_dates(text: str, date: tuple[int, ...]) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1234/ABC.", "10.1234/abc"),
        ("doi:10.1234/a(b)c", "10.1234/a(b)c"),
        ("(10.1234/ab)", "10.1234/ab"),
        ("no", ""),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert clean_doi(text) == doi
