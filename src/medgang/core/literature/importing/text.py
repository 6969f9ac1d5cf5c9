"""Bytes to lines, whatever the encoding: a byte-order mark rules, then UTF-8, then Windows-1252 line by line.

Line by line because real exports are stitched together from files with different encodings; a line that is not UTF-8
must not turn the rest of the file to rubbish.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

_LATIN = "cp1252"
_ODD_BREAKS = re.compile("[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")


def as_utf8(data: bytes) -> bytes:
    """The same bytes without a mark; UTF-16 and UTF-32 turned into UTF-8, other encodings left for `decode_line`."""
    for mark, name in (
        (codecs.BOM_UTF8, ""),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace").encode() if name else data[len(mark) :]
    head = data[:400]
    if head.count(b"\0") * 3 > len(head):
        # UTF-16 without a mark: every other byte of Latin text is zero
        name = "utf-16-le" if head[1::2].count(b"\0") >= head[::2].count(b"\0") else "utf-16-be"
        return data.decode(name, "replace").encode()
    return data


def decode_line(raw: bytes) -> str:
    """One line as text; bytes that mean nothing in either encoding become U+FFFD."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_LATIN, "replace")


def decode(data: bytes) -> str:
    """The whole as text: at once where it is UTF-8, else line by line."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(decode_line(line) for line in io.BytesIO(data))


def lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Line number (1 is the first) and text without its ending; old Macintosh breaks are understood."""
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
    for number, raw in enumerate(io.BytesIO(data), 1):
        text = decode_line(raw).rstrip("\r\n")
        yield number, _ODD_BREAKS.sub(" ", text) if not text.isascii() or "\x0b" in text else text
