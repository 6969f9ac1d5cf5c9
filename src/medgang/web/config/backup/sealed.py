"""The file a backup is: encrypted piece by piece, so that it can be any size, and not a byte can be changed or cut off.

    medgang-backup 1\\n  salt(16)  { length(4)  piece }…

The key comes of the passphrase and the salt by scrypt and is used for this file only. A piece is AES-256-GCM over at
most `PIECE` bytes; its nonce is its number and whether it is the last: none can be moved or left out.
"""

from __future__ import annotations

import hashlib
import os
from types import TracebackType
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from medgang.core.errors import InvalidValue

MAGIC: Final = b"medgang-backup 1\n"
SALT: Final = 16
PIECE: Final = 1_048_576
TAG: Final = 16


def _key(passphrase: bytes, salt: bytes) -> bytes:
    """scrypt with 64 MiB: half a second here, and as much for each guess."""
    return hashlib.scrypt(passphrase, salt=salt, n=2**16, r=8, p=1, maxmem=128 * 1024**2, dklen=32)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class SealedWriter:
    """Writes a sealed file; `close` writes the last piece, and without it the file counts as cut off."""

    def __init__(self, file: BinaryIO, passphrase: bytes) -> None:
        salt = os.urandom(SALT)
        self._file = file
        self._head = MAGIC + salt
        self._cipher = AESGCM(_key(passphrase, salt))
        self._waiting = bytearray()
        self._number = 0
        file.write(self._head)

    def write(self, data: bytes) -> None:
        """Add to the content."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._piece(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """The last piece."""
        self._piece(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _piece(self, data: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), data, self._head)
        self._file.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1

    def __enter__(self) -> SealedWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()


class SealedReader:
    """Reads a sealed file. Raises `backup.not_a_backup`, `backup.wrong_key` or `backup.damaged`."""

    def __init__(self, file: BinaryIO, passphrase: bytes) -> None:
        self._file = file
        self._head = file.read(len(MAGIC) + SALT)
        if len(self._head) != len(MAGIC) + SALT or not self._head.startswith(MAGIC):
            raise InvalidValue("backup.not_a_backup")
        self._cipher = AESGCM(_key(passphrase, self._head[len(MAGIC) :]))
        self._ready = bytearray()
        self._number = 0
        self._done = False

    def read(self, size: int) -> bytes:
        """Exactly so many bytes of the content; fewer only at its end."""
        while len(self._ready) < size and not self._done:
            self._ready += self._piece()
        found = bytes(self._ready[:size])
        del self._ready[:size]
        return found

    def _piece(self) -> bytes:
        length = int.from_bytes(self._file.read(4), "big")
        sealed = self._file.read(length) if TAG <= length <= PIECE + TAG else b""
        for last in (False, True):
            try:
                data = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._head)
            except (InvalidTag, ValueError):
                continue
            self._number += 1
            self._done = last
            return data
        raise InvalidValue("backup.damaged" if self._number else "backup.wrong_key")
