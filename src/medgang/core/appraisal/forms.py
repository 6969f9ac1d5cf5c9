"""Checklists for reading a study critically: a form chosen by design, two readers, and never a sum.

A checklist has no score. What is shown is each answer with its note, where the two readers differ, and whether a row
of nothing but "yes" came without a single reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.kinds import Design


class FormAnswer(StrEnum):
    """What a reader answers to an item that is not free text."""

    YES = "yes"
    UNCLEAR = "unclear"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a form. `screening` items come first: a "no" there asks whether to read on."""

    id: str
    screening: bool = False
    free_text: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A checklist at a version, for study designs, with the address of the official one where there is one."""

    name: str
    version: str
    designs: frozenset[str]
    items: tuple[Item, ...]
    link: str = ""

    def __post_init__(self) -> None:
        ids = [item.id for item in self.items]
        if not ids or len(ids) != len(set(ids)):
            raise InvalidValue("appraisal.bad_form", form=self.name)

    def item(self, name: str) -> Item:
        """The item called `name`."""
        for item in self.items:
            if item.id == name:
                return item
        raise InvalidValue("appraisal.unknown_item", form=self.name, item=name)


def forms_for(forms: Iterable[Form], design: Design | str) -> tuple[Form, ...]:
    """The forms that fit a design, in the order given."""
    wanted = design.value if isinstance(design, Design) else design
    return tuple(form for form in forms if wanted in form.designs)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer (or the text of a free-text item) and the reader's note, with its place in the report."""

    answer: FormAnswer | str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormReading:
    """One reader's answers about one study. Not every item needs an answer yet."""

    form: Form
    study: StudyRef
    appraiser: str
    given: Mapping[str, Given]

    def __post_init__(self) -> None:
        for name, given in self.given.items():
            item = self.form.item(name)
            if item.free_text == isinstance(given.answer, FormAnswer) or not str(given.answer).strip():
                raise InvalidValue("appraisal.wrong_answer", item=name, answer=str(given.answer))

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Items still to answer."""
        return tuple(item.id for item in self.form.items if item.id not in self.given)

    @property
    def read_on(self) -> bool:
        """False when a screening item was answered no: then a person decides whether to continue."""
        return not any(
            item.screening and item.id in self.given and self.given[item.id].answer is FormAnswer.NO
            for item in self.form.items
        )

    @property
    def without_reason(self) -> bool:
        """True when every answer is yes and not one carries a note: shown as such, it is no appraisal."""
        closed = [given for given in self.given.values() if isinstance(given.answer, FormAnswer)]
        return (
            bool(closed)
            and not self.unanswered
            and all(given.answer is FormAnswer.YES for given in closed)
            and not any(given.note.strip() for given in self.given.values())
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """An item the two readers answered differently; None where one has not answered."""

    item: str
    first: str | None
    second: str | None


def differences(first: FormReading, second: FormReading) -> tuple[Difference, ...]:
    """Where two readers of the same study with the same form differ; free texts are never compared."""
    if (first.form.name, first.form.version, first.study) != (
        second.form.name,
        second.form.version,
        second.study,
    ):
        raise InvalidValue("appraisal.not_the_same")
    if first.appraiser == second.appraiser:
        raise InvalidValue("appraisal.same_appraiser")
    found = []
    for item in first.form.items:
        if item.free_text:
            continue
        one, other = first.given.get(item.id), second.given.get(item.id)
        answers = (str(one.answer) if one else None, str(other.answer) if other else None)
        if answers[0] != answers[1]:
            found.append(Difference(item.id, *answers))
    return tuple(found)


def matrix_of(readings: Sequence[FormReading]) -> tuple[tuple[StudyRef, tuple[str, ...]], ...]:
    """One row per reading: the study and its answers in the form's order, '' where there is none yet.

    All readings are of the same form.
    """
    if len({(reading.form.name, reading.form.version) for reading in readings}) > 1:
        raise InvalidValue("appraisal.not_the_same")
    return tuple(
        (
            reading.study,
            tuple(
                str(reading.given[item.id].answer) if item.id in reading.given else ""
                for item in reading.form.items
            ),
        )
        for reading in readings
    )


def tally(readings: Iterable[FormReading]) -> Counter[str]:
    """How often each answer was given over all studies. A count of answers, never a quality score of a study."""
    return Counter(str(given.answer) for reading in readings for given in reading.given.values())


class ChannelLevel(StrEnum):
    """The level of a publication channel in the Norwegian register. It judges the channel, never the study."""

    ZERO = "0"
    ONE = "1"
    TWO = "2"
    UNDER_REVIEW = "X"
    NOT_LISTED = "not-listed"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel's level as it stood when somebody looked."""

    name: str
    level: ChannelLevel
    checked: date
