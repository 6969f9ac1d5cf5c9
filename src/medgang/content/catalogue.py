"""The message catalogue outside Django: the same compiled files, read by the standard library."""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib import resources
from pathlib import Path

LOCALE_DIR = Path(str(resources.files("medgang"))) / "locale"


@lru_cache(maxsize=4)
def translator(lang: str) -> gettext.NullTranslations:
    """The translations of `lang`; bokmål is what the code says, so `nb` translates nothing."""
    if lang == "nb":
        return gettext.NullTranslations()
    return gettext.translation("django", LOCALE_DIR, languages=[lang], fallback=True)


def N_(message: str) -> str:  # noqa: N802 - the name that extraction looks for
    """Marks a message for the catalogue without translating it."""
    return message
