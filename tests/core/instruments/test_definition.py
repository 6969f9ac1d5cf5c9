"""An instrument that does not hang together, or whose text may not ship, is refused."""

from __future__ import annotations

import pytest

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.instruments import (
    Alert,
    Band,
    Instrument,
    Item,
    Licence,
    Option,
    Recode,
    Rule,
    Scale,
    TextSource,
    TextStatus,
    Weight,
)
from medgang.core.words import Words

TEXT = Words("a", "a", "a")
ITEM = Item("q1", TEXT)


def instrument(*items: Item, **more: object) -> Instrument:
    values: dict[str, object] = {
        "id": "i",
        "version": "1",
        "title": TEXT,
        "licence": Licence.OWN,
        "credit": "c",
        "source": "s",
        "items": items,
        "texts": (TextSource("nb", TextStatus.OWN),),
    }
    return Instrument(**{**values, **more})  # type: ignore[arg-type]


def scale(**more: object) -> Scale:
    values: dict[str, object] = {
        "id": "total", "title": TEXT, "rule": Rule.SUM, "items": ("q1",), "low": 0.0, "high": 10.0,
    }  # fmt: skip
    return Scale(**{**values, **more})  # type: ignore[arg-type]


OFFICIAL = TextSource("nb", TextStatus.OFFICIAL, "the owner's file", "a" * 64, "a person")

CASES = [
    ("instruments.bad_item", lambda: Item("q", low=3, high=3)),
    ("instruments.bad_item", lambda: Item("q", options=(Option(1), Option(1)))),
    ("instruments.bad_scale", lambda: scale(items=())),
    ("instruments.bad_scale", lambda: scale(least=2)),
    ("instruments.bad_scale", lambda: scale(bands=(Band(5, TEXT, "s"), Band(1, TEXT, "s")))),
    ("instruments.bad_scale", lambda: scale(bands=(Band(5, TEXT, "s"), Band(5, TEXT, "s")))),
    ("instruments.bad_scale", lambda: scale(rule=Rule.WEIGHTS, weights=(Weight("q2", (1.0,)),))),
    ("instruments.twice", lambda: instrument(ITEM, ITEM)),
    ("instruments.unknown_item", lambda: instrument(ITEM, scales=(scale(items=("q9",)),))),
    ("instruments.unknown_item", lambda: instrument(ITEM, scales=(scale(reverse=("q9",)),))),
    (
        "instruments.unknown_item",
        lambda: instrument(ITEM, scales=(scale(recode=(Recode(("q9",), (1.0,)),)),)),
    ),
    (
        "instruments.unknown_item",
        lambda: instrument(ITEM, alerts=(Alert("q9", 0, "instruments.receiver_today"),)),
    ),
    ("instruments.unknown_item", lambda: instrument(ITEM).item("q9")),
    ("instruments.name_only", lambda: instrument(ITEM, licence=Licence.NAME)),
    (
        "instruments.not_compared",
        lambda: instrument(ITEM, texts=(TextSource("nb", TextStatus.OFFICIAL, "file"),)),
    ),
    ("instruments.may_not_ship", lambda: instrument(ITEM, licence=Licence.BRING, texts=(OFFICIAL,))),
]


@pytest.mark.parametrize(("code", "make"), CASES)
def test_what_does_not_hang_together_is_refused_with_a_sentence(code: str, make: object):
    with pytest.raises(InvalidValue) as caught:
        make()  # type: ignore[operator]
    assert caught.value.code == code
    assert "%(" not in say(caught.value, "nb")


def test_what_can_be_answered():
    assert [ITEM.allows(value) for value in (0, 10, 11, -1, 2.5)] == [True, True, False, False, False]
    choice = Item("q", options=(Option(0), Option(2), Option(4)))
    assert [choice.allows(value) for value in (0, 1, 2, 4)] == [True, False, True, True]
    assert (choice.lowest, choice.highest) == (0, 4)


def test_a_text_is_shown_only_where_there_is_one():
    assert instrument(ITEM).can_be_shown("nb")
    assert not instrument(ITEM).can_be_shown("en"), "no text is named for it"
    assert instrument(ITEM).status("en") is TextStatus.SLOT
    assert not instrument(Item("q1")).can_be_shown("nb")
    assert not instrument().can_be_shown("nb")
    assert instrument(ITEM, licence=Licence.SHIP, texts=(OFFICIAL,)).can_be_shown("nb")
