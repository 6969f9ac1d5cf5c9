"""From bytes to a recording: what the file is, is seen from its content, never from its name."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from medgang.core.errors import MedgangError
from medgang.core.recordings.assemble import MOST_BYTES
from medgang.core.recordings.fit import read_fit
from medgang.core.recordings.fit_scan import looks_like_fit
from medgang.core.recordings.recording import Recording, RecordingError
from medgang.core.recordings.text_formats import decode, is_hrm, read_csv, read_hrm
from medgang.core.recordings.xml_formats import read_xml

_LEAKS = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    MemoryError,
    RecursionError,
    AssertionError,
)
"""What a parser of damaged files might raise against its will; none of it may reach a person."""


def read_recording(source: bytes | Path | BinaryIO) -> Recording:
    """The recording in bytes, in the file at a path, or in an open binary stream.

    A damaged file gives what can be saved, with `losses`. What cannot be read raises `RecordingError`, and nothing
    else: `recordings.empty`, `too_large`, `unknown_format`, `no_heart_rate`, `unreadable` and their like.
    """
    data = _bounded(source)
    try:
        return _read(data)
    except MedgangError:
        raise
    except _LEAKS as error:
        raise RecordingError("recordings.unreadable") from error


def _bounded(source: bytes | Path | BinaryIO) -> bytes:
    """The bytes, never more than the limit of them."""
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        elif isinstance(source, bytes):
            data = source
        else:
            data = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise RecordingError("recordings.cannot_open") from error
    if len(data) > MOST_BYTES:
        raise RecordingError("recordings.too_large", megabytes=MOST_BYTES // 2**20)
    if not data:
        raise RecordingError("recordings.empty")
    return data


def _read(data: bytes) -> Recording:
    if looks_like_fit(data):
        return read_fit(data)
    text = decode(data)
    if text is None:
        raise RecordingError("recordings.unknown_format")
    if text.lstrip().startswith("<"):
        return read_xml(text.lstrip().encode() if data[:1] != b"<" else data)
    if is_hrm(text):
        return read_hrm(text)
    return read_csv(text)
