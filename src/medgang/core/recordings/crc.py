"""The checksum of FIT files (CRC-16, polynomial 0x8005 reflected, start 0), a whole file at a time.

Byte by byte in Python it would cost more than all the rest of the reading. A checksum is linear: many stretches of
the file are run through the table side by side, and their results joined in pairs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint16]

_SHORTEST = 4096
_POLYNOMIAL = 0xA001


@lru_cache(maxsize=1)
def _table() -> Words:
    """What one byte does to a checksum of 0."""
    import numpy as np

    word = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        word = np.where(word & 1, (word >> 1) ^ np.uint16(_POLYNOMIAL), word >> 1).astype(np.uint16)
    return word


def fit_checksum(data: bytes) -> int:
    """The checksum of `data`; 0 when `data` ends with its own checksum, low byte first."""
    import numpy as np

    if len(data) < _SHORTEST:
        return _plain(data)
    table = _table()
    lanes = 1 << max(6, (len(data).bit_length() + 3) // 2)
    length = -(-len(data) // lanes)
    # Zeros in front change nothing, since the checksum starts at 0.
    padded = np.zeros(length * lanes, np.uint8)
    padded[len(padded) - len(data) :] = np.frombuffer(data, np.uint8)
    columns = np.ascontiguousarray(padded.reshape(lanes, length).T)
    words = np.zeros(lanes, np.uint16)
    for column in columns:
        words = (words >> np.uint16(8)) ^ table[(words ^ column) & 0xFF]
    # The left of a pair is moved past the right; the stretches double with every joining.
    shift = _past(length)
    while len(words) > 1:
        words = _apply(shift, words[0::2]) ^ words[1::2]
        shift = _apply(shift, shift)
    return int(words[0])


def _past(length: int) -> Words:
    """What `length` bytes of zero do to a word with one bit set, for each of the sixteen bits."""
    import numpy as np

    bits = np.left_shift(np.uint16(1), np.arange(16, dtype=np.uint16)).astype(np.uint16)
    power = (bits >> np.uint16(8)) ^ _table()[bits & 0xFF]
    moved = bits
    while length:
        if length & 1:
            moved = _apply(power, moved)
        power = _apply(power, power)
        length >>= 1
    return moved


def _apply(shift: Words, words: Words) -> Words:
    """The linear map given by its action on single bits, on each word."""
    import numpy as np

    bits = (words[:, None] >> np.arange(16, dtype=np.uint16)) & np.uint16(1)
    moved: Words = np.bitwise_xor.reduce(bits * shift, axis=1)
    return moved


def _plain(data: bytes) -> int:
    """The same, byte by byte, for the short files where that is quicker."""
    word = 0
    table = _table_as_list()
    for byte in data:
        word = (word >> 8) ^ table[(word ^ byte) & 0xFF]
    return word


@lru_cache(maxsize=1)
def _table_as_list() -> list[int]:
    return [int(word) for word in _table()]
