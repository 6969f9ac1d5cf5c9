"""Why a task is there, or why a level is closed, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language

from medgang.content.sentences import say
from medgang.core.procedures import Reason
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
    # A short day ends with a full stop of its own: «fre. 20. nov.».
    return say(reason.code, lang(), **values).replace("..", ".")


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
