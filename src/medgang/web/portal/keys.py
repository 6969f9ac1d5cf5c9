"""Tokens and codes: made at random, kept only as keyed hashes, and how long each lives."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from medgang.web.accounts import crypto

CODE_FIGURES: Final = 6
TRIES: Final = 5
"""Wrong tries before a code is spent."""
WRONG_A_LINK: Final = 10
"""Wrong codes on one link before it rests, whatever code they were meant for."""
REST: Final = timedelta(hours=1)
SENT_LIVES: Final = timedelta(minutes=10)
"""A code sent by e-mail or SMS; the text says ten minutes."""
HANDED_LIVES: Final = timedelta(hours=72)
"""A code on paper, from the unit's own hand."""
SENT_AN_HOUR: Final = 3
IDLE: Final = timedelta(minutes=20)
LONGEST: Final = timedelta(hours=8)
DEVICE_LIVES: Final = timedelta(days=90)
THROTTLE: Final = timedelta(seconds=60)
"""A visit is written at most this often only to note that it goes on."""


def new_key() -> str:
    """256 random bits, for a link, a device or a visit."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six figures."""
    return f"{secrets.randbelow(10**CODE_FIGURES):0{CODE_FIGURES}d}"


def key_hash(use: str, key: str) -> str:
    """What is stored of a key; `use` keeps one kind from being tried as another."""
    return crypto.index(f"portal:{use}:{key}") or ""
