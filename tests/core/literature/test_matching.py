"""Known items and earlier decisions."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.literature.matching import matches, recall_of_known
from medgang.core.literature.names import parse_names
from medgang.core.literature.record import Record

KNOWN = [
    Record("1", title="Walking and craving in adults", doi="10.1234/a"),
    Record(
        "2",
        title="Running and sleep in a locked ward of adults",
        authors=parse_names("Lie, P"),
        date=(2001,),
        pages="5-9",
        volume="3",
    ),
]


def test_known_items_of_a_search() -> None:
    found = recall_of_known(
        KNOWN, [Record("1", title="Walking & craving in adults", doi="10.1234/a"), Record("x", title="Other")]
    )
    assert (found.found, found.missed, found.recall, found.n) == (("1",), ("2",), 0.5, 2)
    with pytest.raises(InvalidValue):
        recall_of_known([], KNOWN)


@pytest.mark.requirement("R019")
def test_an_update_meets_its_earlier_decisions() -> None:
    new = [
        Record(
            "a",
            title="Running and sleep in a locked ward of adults",
            authors=parse_names("Lie, Per"),
            date=(2001,),
            pages="5-9",
            volume="3",
        ),
        Record("b", title="Something new"),
        Record("c", title="Something new", doi="10.1234/c"),
    ]
    assert matches(new, KNOWN) == {"a": "2"}
    assert matches([*new, Record("d", doi="10.1234/c", title="Something new")], KNOWN) == {"a": "2"}
