"""Encryption of the few fields that need it beyond the database's own: national identity numbers.

AES-256-GCM under one key (`MEDGANG_FIELD_KEY`); the index is an HMAC under a key derived from it, so that equal
numbers can be found without being readable.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def _key(use: str) -> bytes:
    try:
        master = base64.urlsafe_b64decode(settings.MEDGANG_FIELD_KEY)
    except ValueError as error:
        raise ImproperlyConfigured("MEDGANG_FIELD_KEY must be 32 bytes in URL-safe base64") from error
    if len(master) != 32:
        raise ImproperlyConfigured("MEDGANG_FIELD_KEY must be 32 bytes in URL-safe base64")
    return hmac.new(master, use.encode(), hashlib.sha256).digest()


def encrypt(text: str) -> str:
    """The text as ciphertext that can stand in a text column; empty stays empty."""
    if not text:
        return ""
    nonce = os.urandom(12)
    sealed = AESGCM(_key("encrypt")).encrypt(nonce, text.encode(), None)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypt(stored: str) -> str:
    """The text behind `stored`; empty stays empty. Raises `cryptography.exceptions.InvalidTag` when it was touched."""
    if not stored:
        return ""
    raw = base64.urlsafe_b64decode(stored)
    return AESGCM(_key("encrypt")).decrypt(raw[:12], raw[12:], None).decode()


def index(text: str) -> str | None:
    """A keyed hash by which equal texts are found; None for an empty text."""
    return hmac.new(_key("index"), text.encode(), hashlib.sha256).hexdigest() if text else None
