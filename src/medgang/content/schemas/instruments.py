"""The shape of `content/instruments/*.yaml` and of the bank of our own items, and their way to the core's types."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from medgang.content.loader import ContentError, Schema, Text, load, load_all
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

AREA = "instruments"
BANK = "own_items"
_RANGE = re.compile(r"^([a-z0-9-]*?)(\d+)\.\.(\d+)$")


def _words(text: Text | None) -> Words | None:
    return Words(text.nb, text.nn, text.en) if text is not None else None


def _ids(written: str) -> list[str]:
    """`phq9-1..9` is nine ids; several parts stand with commas between."""
    found: list[str] = []
    for part in (one.strip() for one in written.split(",")):
        run = _RANGE.match(part)
        if run is None:
            found.append(part)
        else:
            found += [f"{run[1]}{number}" for number in range(int(run[2]), int(run[3]) + 1)]
    return found


class OptionFile(Schema):
    """One answer with its words."""

    value: float
    text: Text


class ItemFile(Schema):
    """One question, several alike (`ids: phq9-1..9`), or one of our own from the bank (`use: craving`)."""

    id: str = ""
    ids: str = ""
    use: str = ""
    text: Text | None = None
    why: Text | None = None
    options: list[float | OptionFile] = Field(default_factory=list)
    low: float = 0.0
    high: float = 10.0
    low_text: Text | None = None
    high_text: Text | None = None
    frame: str = ""
    unit: str = ""
    higher_is_better: bool | None = None
    private: bool = False
    optional: bool = False

    @model_validator(mode="after")
    def _one(self) -> ItemFile:
        if sum(bool(one) for one in (self.id, self.ids, self.use)) != 1:
            raise ValueError("an item has exactly one of id, ids, use")
        return self

    def items(self, bank: Mapping[str, Item]) -> list[Item]:
        """As the core knows them."""
        if self.use:
            if self.use not in bank:
                raise InvalidValue("instruments.unknown_item", instrument=BANK, item=self.use)
            return [bank[self.use]]
        options = tuple(
            Option(one.value, _words(one.text)) if isinstance(one, OptionFile) else Option(one)
            for one in self.options
        )
        return [
            Item(
                id=item_id,
                text=_words(self.text),
                why=_words(self.why),
                options=options,
                low=self.low,
                high=self.high,
                low_text=_words(self.low_text),
                high_text=_words(self.high_text),
                frame=self.frame,
                unit=self.unit,
                higher_is_better=self.higher_is_better,
                private=self.private,
                optional=self.optional,
            )
            for item_id in ([self.id] if self.id else _ids(self.ids))
        ]


class BandFile(Schema):
    """A published name for scores from `low`."""

    low: float
    name: Text
    source: str


class RecodeFile(Schema):
    """What the first, second, third answer counts as."""

    items: str
    values: list[float]


class ScaleFile(Schema):
    """One score."""

    id: str
    title: Text
    rule: Annotated[Rule, Field(strict=False)]
    items: str
    low: float
    high: float
    least: int = 0
    reverse: str = ""
    recode: list[RecodeFile] = Field(default_factory=list)
    weights: dict[str, list[float]] = Field(default_factory=dict)
    constant: float = 0.0
    factor: float = 1.0
    unit: str = ""
    higher_is_better: bool | None = None
    bands: list[BandFile] = Field(default_factory=list)
    source: str

    def scale(self) -> Scale:
        """As the core knows it."""
        return Scale(
            id=self.id,
            title=Words(self.title.nb, self.title.nn, self.title.en),
            rule=self.rule,
            items=tuple(_ids(self.items)),
            low=self.low,
            high=self.high,
            least=self.least,
            reverse=tuple(_ids(self.reverse)) if self.reverse else (),
            recode=tuple(Recode(tuple(_ids(one.items)), tuple(one.values)) for one in self.recode),
            weights=tuple(Weight(item, tuple(values)) for item, values in self.weights.items()),
            constant=self.constant,
            factor=self.factor,
            unit=self.unit,
            higher_is_better=self.higher_is_better,
            bands=tuple(
                Band(one.low, Words(one.name.nb, one.name.nn, one.name.en), one.source) for one in self.bands
            ),
            source=self.source,
        )


class AlertFile(Schema):
    """An answer that calls for a person the same day."""

    item: str
    above: float
    code: str


class TextSourceFile(Schema):
    """Where the wording in one language is from."""

    language: str
    status: Annotated[TextStatus, Field(strict=False)]
    source: str = ""
    sha256: str = ""
    checked_by: str = ""


class InstrumentFile(Schema):
    """A whole instrument."""

    source: str
    id: str
    version: str
    title: Text
    licence: Annotated[Licence, Field(strict=False)]
    credit: str
    frame: Text | None = None
    intro: Text | None = None
    order: str = "printed"
    notes: list[Text] = Field(default_factory=list)
    needs_receiver: bool = False
    shared_tablet: bool = True
    by_link: bool = True
    codes: dict[str, str] = Field(default_factory=dict)
    texts: list[TextSourceFile]
    items: list[ItemFile] = Field(default_factory=list)
    scales: list[ScaleFile] = Field(default_factory=list)
    alerts: list[AlertFile] = Field(default_factory=list)

    def instrument(self, bank: Mapping[str, Item]) -> Instrument:
        """As the core knows it; raises the core's own errors for what does not hang together."""
        return Instrument(
            id=self.id,
            version=self.version,
            title=Words(self.title.nb, self.title.nn, self.title.en),
            licence=self.licence,
            credit=self.credit,
            source=self.source,
            items=tuple(item for one in self.items for item in one.items(bank)),
            scales=tuple(one.scale() for one in self.scales),
            alerts=tuple(Alert(one.item, one.above, one.code) for one in self.alerts),
            texts=tuple(
                TextSource(one.language, one.status, one.source, one.sha256, one.checked_by)
                for one in self.texts
            ),
            frame=_words(self.frame),
            intro=_words(self.intro),
            order=self.order,
            notes=tuple(Words(one.nb, one.nn, one.en) for one in self.notes),
            needs_receiver=self.needs_receiver,
            shared_tablet=self.shared_tablet,
            by_link=self.by_link,
            codes=tuple(self.codes.items()),
        )


class BankFile(Schema):
    """Our own items, each written once."""

    source: str
    items: list[ItemFile]


def load_bank(over: Sequence[Path] = ()) -> dict[str, Item]:
    """Our own items, by id."""
    found: dict[str, Item] = {}
    for file in load_all(BANK, BankFile, over).values():
        found |= {item.id: item for one in file.value.items for item in one.items({})}
    return found


def load_instrument(name: str, over: Sequence[Path] = ()) -> Instrument:
    """The instrument in `instruments/<name>.yaml`, the clinic's own folder first."""
    found = load(AREA, name, InstrumentFile, over)
    return _instrument(found.value, name, load_bank(over))


def load_instruments(over: Sequence[Path] = ()) -> dict[str, Instrument]:
    """Every instrument there is, by id."""
    bank = load_bank(over)
    read = [
        _instrument(file.value, name, bank) for name, file in load_all(AREA, InstrumentFile, over).items()
    ]
    return {one.id: one for one in read}


def _instrument(file: InstrumentFile, name: str, bank: Mapping[str, Item]) -> Instrument:
    try:
        return file.instrument(bank)
    except InvalidValue as error:
        raise ContentError(f"{AREA}/{name}.yaml", 1, say(error, "en")) from error


@lru_cache(maxsize=1)
def shipped_instruments() -> dict[str, Instrument]:
    """The shipped ones, read once."""
    return load_instruments()
