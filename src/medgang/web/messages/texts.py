"""The fixed texts, read once, the clinic's own laid over the shipped ones."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from medgang.content.schemas.messages import MessageText, message_texts
from medgang.web.messages.types import TextKey


@cache
def _all() -> dict[str, MessageText]:
    return message_texts(settings.MEDGANG_CONTENT)


def text_of(key: TextKey) -> MessageText:
    """The text of a key."""
    return _all()[key.value]
