"""Passwords that are long and yet easy to guess, and passwords that have been stolen elsewhere."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext as _

CONTEXT_WORDS: Final = (
    "medgang",
    "sykehus",
    "sjukehus",
    "hospital",
    "helse",
    "health",
    "klinikk",
    "clinic",
    "avdeling",
    "seksjon",
    "enhet",
    "ward",
    "avrusning",
    "rus",
    "passord",
    "password",
    "sommer",
    "vinter",
)
"""What people here would think of first. They may stand in a password, but count for nothing in it."""

_ROWS: Final = ("abcdefghijklmnopqrstuvwxyzæøå", "qwertyuiopå", "asdfghjkløæ", "zxcvbnm", "01234567890")
_LEAST_LEFT: Final = 8
_RUN: Final = 4


class GuessableValidator:
    """Refuses what has 15 characters but little in them: «sykehus-sykehus-1», «123456789012345», «ababababababab»."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator()

    def validate(self, password: str, user: Any = None) -> None:
        """Take away context words, runs and repeats; what is left must be worth something."""
        left = password.casefold()
        for word in CONTEXT_WORDS:
            left = left.replace(word, "")
        left = _without_runs(left)
        left = re.sub(r"(.{1,6}?)\1+", r"\1", left)
        letters = re.sub(r"[\W\d_]", "", left)
        too_little = len(left) < _LEAST_LEFT or len(set(left)) < 6
        if too_little or letters in self._common.passwords:
            raise ValidationError(
                _(
                    "Passordet er lett å gjette selv om det er langt. Bruk flere ord som ikke hører sammen, "
                    "og ikke navnet på stedet, årstider eller rekker som 1234."
                ),
                code="guessable",
            )

    def get_help_text(self) -> str:
        """For those who ask."""
        return _("Passordet kan ikke bestå av navnet på stedet, årstider, rekker eller gjentakelser.")


def _without_runs(text: str) -> str:
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    kept: list[str] = []
    position = 0
    while position < len(text):
        length = _run_at(text, position, rows)
        kept.append(text[position])
        position += length if length >= _RUN else 1
    return "".join(kept)


def _run_at(text: str, position: int, rows: list[str]) -> int:
    longest = 1
    for row in rows:
        length = 1
        while position + length < len(text) and text[position : position + length + 1] in row:
            length += 1
        longest = max(longest, length)
    return longest


class BreachedListValidator:
    """Refuses passwords in a list of stolen ones that lies on the machine; nothing is asked of anybody outside.

    The file is the one «Pwned Passwords» offers for download: lines of `SHA1:count`, sorted by hash. It is many
    gigabytes and not shipped; without a file this validator says nothing (docs/running.md tells how to get it).
    """

    def __init__(self, file: str = "") -> None:
        self._file = Path(file) if file else None
        if self._file is not None and not self._file.is_file():
            raise ImproperlyConfigured("MEDGANG_BREACHED_PASSWORDS names a file that is not there")

    def validate(self, password: str, user: Any = None) -> None:
        """A binary search in the file."""
        if self._file is not None and _is_listed(self._file, password):
            raise ValidationError(
                _("Dette passordet er blitt stjålet et annet sted og ligger på lister. Velg et annet."),
                code="breached",
            )

    def get_help_text(self) -> str:
        """For those who ask."""
        return _("Passordet kan ikke stå på lister over stjålne passord.")


def _is_listed(file: Path, password: str) -> bool:
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as lines:
        low, high = 0, lines.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()  # to the beginning of the next line
            line = lines.readline()
            found = line[:40].upper()
            if not line or found > wanted:
                high = middle
            elif found == wanted:
                return True
            else:
                low = middle + 1
        lines.seek(low)
        return lines.readline()[:40].upper() == wanted
