"""A small writer of FIT files, for tests: only what a test needs to say."""

from __future__ import annotations

import struct
from collections.abc import Sequence

UINT8, UINT16, UINT32, ENUM, SINT8, BYTE, STRING = 0x02, 0x84, 0x86, 0x00, 0x01, 0x0D, 0x07
_CODES = {UINT8: "B", UINT16: "H", UINT32: "I", ENUM: "B", SINT8: "b", BYTE: "B", 0x85: "i", 0x88: "f"}
_SIZES = {UINT8: 1, UINT16: 2, UINT32: 4, ENUM: 1, SINT8: 1, BYTE: 1, 0x85: 4, 0x88: 4}
RECORD, LAP, STEP, HR, HRV, FILE_ID, SESSION = 20, 19, 27, 132, 78, 0, 18
START = 1_000_000_000
"""A plausible time on the clock of FIT (seconds since 1989-12-31)."""

Field = tuple[int, int]  # number, base type
WideField = tuple[int, int, int]  # number, base type, how many values


def crc(data: bytes) -> int:
    """The checksum, written the slow and plain way."""
    word = 0
    for byte in data:
        word ^= byte
        for _ in range(8):
            word = (word >> 1) ^ 0xA001 if word & 1 else word >> 1
    return word


class FitWriter:
    """Messages in the order they are written; `bytes_()` puts header and checksum around them."""

    def __init__(self, big_endian: bool = False) -> None:
        self.body = bytearray()
        self.order = ">" if big_endian else "<"
        self.formats: dict[int, list[tuple[int, int, int]]] = {}

    def define(
        self,
        local: int,
        message: int,
        fields: Sequence[Field | WideField],
        developer: Sequence[tuple[int, int, int]] = (),
    ) -> None:
        """A definition; `developer` fields as (number, size, developer index)."""
        whole = [(one[0], one[1], one[2] if len(one) > 2 else 1) for one in fields]
        self.formats[local] = whole
        self.body += bytes([0x40 | local | (0x20 if developer else 0), 0, self.order == ">"])
        self.body += struct.pack(f"{self.order}HB", message, len(whole))
        for number, base, count in whole:
            self.body += bytes([number, _SIZES[base] * count, base])
        if developer:
            self.body.append(len(developer))
            for number, size, index in developer:
                self.body += bytes([number, size, index])

    def data(self, local: int, *values: int | float | Sequence[int], developer: bytes = b"") -> None:
        """A data message of the definition `local`."""
        self.body.append(local)
        self._values(local, values)
        self.body += developer

    def compressed(self, local: int, offset: int, *values: int | float | Sequence[int]) -> None:
        """A data message with a five-bit time in its header."""
        self.body.append(0x80 | local << 5 | offset & 0x1F)
        self._values(local, values)

    def _values(self, local: int, values: Sequence[int | float | Sequence[int]]) -> None:
        for (_, base, count), value in zip(self.formats[local], values, strict=True):
            several = value if isinstance(value, Sequence) else [value] * count
            self.body += struct.pack(f"{self.order}{count}{_CODES[base]}", *several)

    def bytes_(self, *, header: int = 14, checksum: bool = True, size: int | None = None) -> bytes:
        """The whole file."""
        length = len(self.body) if size is None else size
        head = struct.pack("<BBHI4s", header, 0x10, 2132, length, b".FIT")
        if header == 14:
            head += struct.pack("<H", crc(head))
        whole = head + bytes(self.body)
        return whole + struct.pack("<H", crc(whole) if checksum else crc(whole) ^ 0x5555)


def session(
    pulses: Sequence[int], *, start: int = START, step: int = 1, laps: Sequence[tuple[int, int, int]] = ()
) -> FitWriter:
    """A file with one record per pulse; laps as (start, seconds, trigger)."""
    file = FitWriter()
    file.define(0, FILE_ID, [(0, ENUM), (4, UINT32)])
    file.data(0, 4, start)
    file.define(1, RECORD, [(253, UINT32), (3, UINT8), (4, UINT8), (6, UINT16), (7, UINT16)])
    for place, pulse in enumerate(pulses):
        file.data(1, start + place * step, pulse, 80, 2500, 180)
    if laps:
        file.define(2, LAP, [(253, UINT32), (2, UINT32), (7, UINT32), (9, UINT32), (24, ENUM)])
        for begin, seconds, trigger in laps:
            file.data(2, start + begin + seconds, start + begin, seconds * 1000, 0xFFFFFFFF, trigger)
    return file
