"""Reasons, grounds and states of tasks in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medgang.content.sentences import say
from medgang.core.procedures import Certainty, GroundKind, Reason, TaskState
from medgang.web.design import dates


def lang() -> str:
    """The reader's language."""
    return get_language() or "nb"


def reason_text(reason: Reason) -> str:
    """Why a task is there, or why a level is closed, as one sentence."""
    values: dict[str, object] = {}
    for name, value in reason.values.items():
        if isinstance(value, date):
            values[name] = dates.day(value, lang())
        elif name == "anchor":
            values[name] = _anchor(str(value))
        elif isinstance(value, str):
            values[name] = _word(reason.code.split(".", 1)[0], name, value)
        else:
            values[name] = value
    return say(reason.code, lang(), **values)


def _anchor(name: str) -> str:
    try:
        return say(f"procedures.anchor_{name}", lang())
    except KeyError:
        return say("procedures.anchor_other", lang())


def _word(package: str, name: str, value: str) -> str:
    for code in (f"{package}.{name}_{value}", f"{package}.{value}"):
        try:
            return say(code, lang())
        except KeyError:
            continue
    return value


def ground_names(kinds: Iterable[GroundKind]) -> str:
    """Kinds of ground, as a list in words."""
    return ", ".join(say(f"procedures.ground_{kind.value}", lang()) for kind in kinds)


def state_name(state: TaskState) -> str:
    """How pressing a task is, in words."""
    return say(f"procedures.state_{state.value}", lang())


CERTAINTY = {
    Certainty.HIGH: _("høy tillit"),
    Certainty.MODERATE: _("moderat tillit"),
    Certainty.LOW: _("lav tillit"),
    Certainty.VERY_LOW: _("svært lav tillit"),
    Certainty.NOT_GRADED: _("ikke gradert"),
}


def certainty_name(certainty: Certainty) -> str:
    """How sure the research is, in words."""
    return str(CERTAINTY[certainty])
