"""A questionnaire or a set of single items as data: what is asked, what may be answered, how it is scored.

An instrument whose text may not be shipped has its engine here and slots for the clinic's own text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.words import Words


class Licence(StrEnum):
    """What may be done with the text."""

    SHIP = "ship"  # may be bundled, with the credit line
    SHIP_NONCOMMERCIAL = "ship_noncommercial"  # bundled only while nobody pays for the product
    BRING = "bring"  # the engine ships, the clinic loads the text under its own licence
    NAME = "name"  # only name, date and a total entered by hand
    OWN = "own"  # our own wording, with no claim of validity


class TextStatus(StrEnum):
    """Where the wording of one language comes from."""

    OFFICIAL = "official"  # compared with its source by a person
    OWN = "own"  # our own words, not a translation of a validated scale
    SLOT = "slot"  # empty: the clinic puts its text in


class Rule(StrEnum):
    """How the answers become a score."""

    SUM = "sum"
    MEAN = "mean"
    PRODUCT = "product"
    SINGLE = "single"
    WEIGHTS = "weights"  # constant plus a published weight for each answer
    IPAQ = "ipaq"  # MET-minutes a week, capped, with the published categories


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be given."""

    value: float
    text: Words | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question. Either `options`, or any whole number from `low` to `high`.

    `why` is what "hvorfor spør vi" says. `higher_is_better` None: neither. `private`: the patient alone sees the
    answer until it is shared.
    """

    id: str
    text: Words | None = None
    why: Words | None = None
    options: tuple[Option, ...] = ()
    low: float = 0.0
    high: float = 10.0
    low_text: Words | None = None
    high_text: Words | None = None
    frame: str = ""
    unit: str = ""
    higher_is_better: bool | None = None
    private: bool = False
    optional: bool = False

    def __post_init__(self) -> None:
        values = [option.value for option in self.options]
        if len(set(values)) != len(values) or self.low >= self.high:
            raise InvalidValue("instruments.bad_item", item=self.id)

    def allows(self, value: float) -> bool:
        """Whether `value` can be an answer."""
        if self.options:
            return any(option.value == value for option in self.options)
        return self.low <= value <= self.high and value == int(value)

    @property
    def lowest(self) -> float:
        """The smallest answer."""
        return min((option.value for option in self.options), default=self.low)

    @property
    def highest(self) -> float:
        """The greatest answer."""
        return max((option.value for option in self.options), default=self.high)


@dataclass(frozen=True, slots=True)
class Band:
    """A published name for scores from `low` (included) up to the next band, with its source."""

    low: float
    name: Words
    source: str


@dataclass(frozen=True, slots=True)
class Recode:
    """What the raw answers of some items count as: `values[n]` for the n-th answer, the first being 1."""

    items: tuple[str, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """The published weights of one item, for answers 1, 2, 3 …"""

    item: str
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """One score. `reverse` items count as lowest + highest − answer; `recode` comes instead of the raw answer.

    `least` is how many answers are needed (0: all). With fewer there is no score; nothing is filled in, except that
    a mean is a mean of what was answered. `factor` multiplies the result. `low` and `high` are what is possible.
    """

    id: str
    title: Words
    rule: Rule
    items: tuple[str, ...]
    low: float
    high: float
    least: int = 0
    reverse: tuple[str, ...] = ()
    recode: tuple[Recode, ...] = ()
    weights: tuple[Weight, ...] = ()
    constant: float = 0.0
    factor: float = 1.0
    unit: str = ""
    higher_is_better: bool | None = None
    bands: tuple[Band, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not self.items or not 0 <= self.least <= len(self.items):
            raise InvalidValue("instruments.bad_scale", scale=self.id)
        lows = [band.low for band in self.bands]
        if lows != sorted(lows) or len(set(lows)) != len(lows):
            raise InvalidValue("instruments.bad_scale", scale=self.id)
        if self.rule is Rule.WEIGHTS and {one.item for one in self.weights} != set(self.items):
            raise InvalidValue("instruments.bad_scale", scale=self.id)

    @property
    def needed(self) -> int:
        """How many answers a score takes."""
        return self.least or len(self.items)


@dataclass(frozen=True, slots=True)
class Alert:
    """An answer above `above` to `item` calls for a person the same day; `code` says what for."""

    item: str
    above: float
    code: str


@dataclass(frozen=True, slots=True)
class TextSource:
    """Where the wording in one language is from. `sha256` and `checked_by` when a person has compared it."""

    language: str
    status: TextStatus
    source: str = ""
    sha256: str = ""
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A whole instrument in one version. `order` is the name of the order in which the items are printed."""

    id: str
    version: str
    title: Words
    licence: Licence
    credit: str
    source: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...] = ()
    alerts: tuple[Alert, ...] = ()
    texts: tuple[TextSource, ...] = ()
    frame: Words | None = None
    intro: Words | None = None
    order: str = "printed"
    notes: tuple[Words, ...] = ()
    needs_receiver: bool = False
    shared_tablet: bool = True
    by_link: bool = True
    codes: tuple[tuple[str, str], ...] = ()
    _items: Mapping[str, Item] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        ids = [item.id for item in self.items]
        if len(set(ids)) != len(ids):
            raise InvalidValue("instruments.twice", instrument=self.id)
        known = set(ids)
        used = {one for scale in self.scales for one in (*scale.items, *scale.reverse)}
        used |= {one for scale in self.scales for recode in scale.recode for one in recode.items}
        used |= {alert.item for alert in self.alerts}
        if not used <= known:
            raise InvalidValue("instruments.unknown_item", instrument=self.id, item=min(used - known))
        if self.licence is Licence.NAME and self.items:
            raise InvalidValue("instruments.name_only", instrument=self.id)
        for text in self.texts:
            official = text.status is TextStatus.OFFICIAL
            if official and not (text.source and text.sha256 and text.checked_by):
                raise InvalidValue("instruments.not_compared", instrument=self.id, language=text.language)
            if official and self.licence in (Licence.BRING, Licence.NAME):
                raise InvalidValue("instruments.may_not_ship", instrument=self.id)
        object.__setattr__(self, "_items", {item.id: item for item in self.items})

    def item(self, item_id: str) -> Item:
        """The item with this id, or `instruments.unknown_item`."""
        found = self._items.get(item_id)
        if found is None:
            raise InvalidValue("instruments.unknown_item", instrument=self.id, item=item_id)
        return found

    def status(self, language: str) -> TextStatus:
        """Whether there is a text to show in `language`, and whose it is."""
        for text in self.texts:
            if text.language == language:
                return text.status
        return TextStatus.SLOT

    def can_be_shown(self, language: str) -> bool:
        """True when every item has words in `language`."""
        has_words = all(item.text is not None for item in self.items)
        return bool(self.items) and has_words and self.status(language) is not TextStatus.SLOT
