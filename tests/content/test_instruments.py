"""The instrument files: shared items, runs of ids, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from medgang.content import ContentError
from medgang.content.schemas.instruments import load_bank, load_instrument, load_instruments

MINIMAL = """
source: a clinic
id: own-two
version: "1"
title: {nb: a, nn: a, en: a}
licence: own
credit: us
texts: [{language: nb, status: own}]
items:
  - {use: mood}
  - {ids: "q1..3, extra", low: 0.0, high: 4.0}
scales:
  - {id: total, title: {nb: a, nn: a, en: a}, rule: sum, items: "q1..3", low: 0.0, high: 12.0, source: us}
"""


def clinic(folder: Path, text: str) -> list[Path]:
    (folder / "instruments").mkdir()
    (folder / "instruments" / "own-two.yaml").write_text(text, encoding="utf-8")
    return [folder]


def test_items_of_the_bank_and_runs_of_ids(tmp_path: Path):
    one = load_instrument("own-two", clinic(tmp_path, MINIMAL))
    assert [item.id for item in one.items] == ["mood", "q1", "q2", "q3", "extra"]
    assert one.items[0] == load_bank()["mood"]
    assert one.scales[0].items == ("q1", "q2", "q3")


def test_a_clinic_loads_its_own_text_into_a_slot(tmp_path: Path):
    (tmp_path / "instruments").mkdir()
    shipped = Path(__file__).parents[2] / "src/medgang/content/instruments/gad-7.yaml"
    text = shipped.read_text(encoding="utf-8").replace(
        "language: nb, status: slot", "language: nb, status: own", 1
    )
    text = text.replace("ids: gad7-1..7,", 'ids: gad7-1..7, text: {nb: "x", nn: "x", en: "x"},')
    (tmp_path / "instruments" / "gad-7.yaml").write_text(text, encoding="utf-8")
    assert load_instruments([tmp_path])["gad-7"].can_be_shown("nb")
    assert not load_instruments()["gad-7"].can_be_shown("nb")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{use: mood}", "{use: nonsense}", "nonsense"),
        ("{use: mood}", "{use: mood, id: x}", "exactly one"),
        ('items: "q1..3"', 'items: "q1..9"', "q4"),
        ("rule: sum", "rule: guess", "sum"),
        ("licence: own", "licence: stolen", "ship"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str, says: str):
    with pytest.raises(ContentError) as caught:
        load_instruments(clinic(tmp_path, MINIMAL.replace(old, new, 1)))
    assert caught.value.file == "instruments/own-two.yaml"
    assert says in caught.value.reason
