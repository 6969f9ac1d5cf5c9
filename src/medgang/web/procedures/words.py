"""Reasons, grounds and states of tasks in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medgang.content.sentences import say
from medgang.core.procedures import Certainty, GroundKind, TaskState


def lang() -> str:
    """The reader's language."""
    return get_language() or "nb"


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
