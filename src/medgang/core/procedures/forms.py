"""What the procedure's own forms ask and teach: the talk's template, safety prompts, lessons, short help for staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.procedures.model import Ground, Link
from medgang.core.timeline.details_plan import Talked
from medgang.core.timeline.details_safety import RedFlag
from medgang.core.words import Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. `suggests` are codes of what helps with it: a barrier suggests, it never decides."""

    id: str
    text: Words
    suggests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the talk, why it is asked, and the field of `Talked` that holds the answer."""

    id: str
    part: str
    text: Words
    why: Words
    field: str
    choices: tuple[Choice, ...] = ()
    short: bool = False  # one of the few asked in withdrawal


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the talk."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class TalkTemplate:
    """The whole template; every question can be skipped, and each says why it is asked."""

    id: str
    version: str
    parts: tuple[Part, ...]
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        known = {field.name for field in fields(Talked)}
        parts = {part.id for part in self.parts}
        _unique("question", [one.id for one in self.questions])
        helps = {choice.id for one in self.questions for choice in one.choices if one.field == "helps"}
        for one in self.questions:
            if one.field not in known:
                raise InvalidValue("procedures.unknown_id", what="field", id=one.field)
            if one.part not in parts:
                raise InvalidValue("procedures.unknown_id", what="part", id=one.part)
            _unique("choice", [choice.id for choice in one.choices])
            for suggested in (code for choice in one.choices for code in choice.suggests):
                if suggested not in helps:
                    raise InvalidValue("procedures.unknown_id", what="choice", id=suggested)

    @property
    def short(self) -> tuple[Question, ...]:
        """The few asked in withdrawal; the long talk waits."""
        return tuple(one for one in self.questions if one.short)

    def suggested(self, barriers: Iterable[str]) -> tuple[Choice, ...]:
        """What may help with these barriers, in the order of the template."""
        chosen = set(barriers)
        choices = [choice for one in self.questions for choice in one.choices]
        wanted = {code for choice in choices if choice.id in chosen for code in choice.suggests}
        return tuple(
            choice
            for one in self.questions
            if one.field == "helps"
            for choice in one.choices
            if choice.id in wanted
        )


class OnYes(StrEnum):
    """What a yes to a safety prompt leads to."""

    RED_FLAG = "red_flag"  # closes the day until a clinician has seen the person
    PHYSICIAN = "physician"  # the physician decides before moderate and high
    CAUTION = "caution"  # goes with the person as something to mind


@dataclass(frozen=True, slots=True)
class SafetyPrompt:
    """An own-worded question on symptoms and conditions. It prompts a person to look; it clears nobody."""

    id: str
    text: Words
    why: Words
    on_yes: OnYes
    flag: RedFlag | None = None
    each_session: bool = False

    def __post_init__(self) -> None:
        if (self.on_yes is OnYes.RED_FLAG) != (self.flag is not None):
            raise InvalidValue("procedures.bad_prompt", id=self.id)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a lesson says, with its grounds; `caution` where it is unsure or often overstated."""

    text: Words
    grounds: tuple[Ground, ...]
    caution: Words | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson in one version. Every claim has at least one ground."""

    id: str
    version: str
    title: Words
    minutes: int
    claims: tuple[Claim, ...]
    small_step: Words
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims or any(not claim.grounds for claim in self.claims):
            raise InvalidValue("procedures.no_grounds", clause=self.id)


@dataclass(frozen=True, slots=True)
class StaffHelp:
    """A short answer where staff are unsure, shown inside the page `form` (empty: everywhere)."""

    id: str
    asks: Words
    answer: Words
    form: str = ""


def _unique(what: str, ids: list[str]) -> None:
    if len(set(ids)) != len(ids):
        raise InvalidValue(
            "procedures.not_unique", what=what, id=next(one for one in ids if ids.count(one) > 1)
        )
