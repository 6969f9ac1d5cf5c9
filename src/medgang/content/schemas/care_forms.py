"""The shape of the talk's template, the safety prompts, the lessons and the help for staff."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from medgang.content.loader import ContentError, Schema, Text, load, load_all
from medgang.content.schemas.procedures import GroundFile, LinkFile, words
from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.procedures.forms import (
    Choice,
    Claim,
    Lesson,
    OnYes,
    Part,
    Question,
    SafetyPrompt,
    StaffHelp,
    TalkTemplate,
)
from medgang.core.procedures.links import clean_link
from medgang.core.procedures.model import Link
from medgang.core.timeline.details_safety import RedFlag


class ChoiceFile(Schema):
    """One answer to choose."""

    id: str
    text: Text
    suggests: list[str] = Field(default_factory=list)


class QuestionFile(Schema):
    """One question of the talk."""

    id: str
    part: str
    text: Text
    why: Text
    field: str
    choices: list[ChoiceFile] = Field(default_factory=list)
    short: bool = False


class PartFile(Schema):
    """A heading of the talk."""

    id: str
    title: Text


class TalkFile(Schema):
    """The whole template."""

    source: str
    id: str
    version: str
    parts: list[PartFile]
    questions: list[QuestionFile]

    def core(self) -> TalkTemplate:
        """As the core knows it."""
        return TalkTemplate(
            self.id,
            self.version,
            tuple(Part(one.id, words(one.title)) for one in self.parts),
            tuple(
                Question(
                    one.id,
                    one.part,
                    words(one.text),
                    words(one.why),
                    one.field,
                    tuple(
                        Choice(found.id, words(found.text), tuple(found.suggests)) for found in one.choices
                    ),
                    one.short,
                )
                for one in self.questions
            ),
        )


class PromptFile(Schema):
    """One safety prompt."""

    id: str
    text: Text
    why: Text
    on_yes: Annotated[OnYes, Field(strict=False)]
    flag: Annotated[RedFlag | None, Field(strict=False)] = None
    each_session: bool = False


class PromptsFile(Schema):
    """All safety prompts."""

    source: str
    version: str
    prompts: list[PromptFile]

    def core(self) -> tuple[SafetyPrompt, ...]:
        """As the core knows them."""
        return tuple(
            SafetyPrompt(one.id, words(one.text), words(one.why), one.on_yes, one.flag, one.each_session)
            for one in self.prompts
        )


class ClaimFile(Schema):
    """Something a lesson says."""

    text: Text
    grounds: list[GroundFile]
    caution: Text | None = None


class LessonFile(Schema):
    """A lesson."""

    source: str
    id: str
    version: str
    title: Text
    minutes: int
    claims: list[ClaimFile]
    small_step: Text
    links: list[LinkFile] = Field(default_factory=list)

    def core(self) -> Lesson:
        """As the core knows it."""
        return Lesson(
            self.id,
            self.version,
            words(self.title),
            self.minutes,
            tuple(
                Claim(
                    words(one.text),
                    tuple(found.ground() for found in one.grounds),
                    words(one.caution) if one.caution is not None else None,
                )
                for one in self.claims
            ),
            words(self.small_step),
            tuple(Link(words(one.title), clean_link(one.url)) for one in self.links),
        )


class HelpItemFile(Schema):
    """One short answer."""

    id: str
    asks: Text
    answer: Text
    form: str = ""


class HelpFile(Schema):
    """All short help for staff."""

    source: str
    version: str
    items: list[HelpItemFile]

    def core(self) -> tuple[StaffHelp, ...]:
        """As the core knows it."""
        return tuple(StaffHelp(one.id, words(one.asks), words(one.answer), one.form) for one in self.items)


def talk_template(name: str = "intake", over: Sequence[Path] = ()) -> TalkTemplate:
    """The template of the talk, the clinic's own folder first."""
    found = load("talk", name, TalkFile, over)
    try:
        return found.value.core()
    except InvalidValue as error:
        raise ContentError(f"talk/{name}.yaml", 1, say(error, "en")) from error


def safety_prompts(over: Sequence[Path] = ()) -> tuple[SafetyPrompt, ...]:
    """The safety prompts, in the order they are asked."""
    found = load("safety_prompts", "prompts", PromptsFile, over)
    try:
        return found.value.core()
    except InvalidValue as error:
        raise ContentError("safety_prompts/prompts.yaml", 1, say(error, "en")) from error


def lessons(over: Sequence[Path] = ()) -> dict[str, Lesson]:
    """Every lesson, by id."""
    found: dict[str, Lesson] = {}
    for name, file in load_all("lessons", LessonFile, over).items():
        try:
            found[file.value.id] = file.value.core()
        except InvalidValue as error:
            raise ContentError(f"lessons/{name}.yaml", 1, say(error, "en")) from error
    return found


def staff_help(over: Sequence[Path] = ()) -> tuple[StaffHelp, ...]:
    """The short help for staff."""
    return load("staff_help", "help", HelpFile, over).value.core()
