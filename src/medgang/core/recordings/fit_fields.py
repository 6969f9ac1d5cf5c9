"""Columns out of FIT messages: many messages of one layout, one field, one array."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medgang.core.recordings.fit_scan import Layout

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# base type number → (numpy kind, size in bytes, the value that means "none")
BASE_TYPES: dict[int, tuple[str, int, int | None]] = {
    0x00: ("u", 1, 0xFF),
    0x01: ("i", 1, 0x7F),
    0x02: ("u", 1, 0xFF),
    0x83: ("i", 2, 0x7FFF),
    0x84: ("u", 2, 0xFFFF),
    0x85: ("i", 4, 0x7FFFFFFF),
    0x86: ("u", 4, 0xFFFFFFFF),
    0x88: ("f", 4, None),
    0x89: ("f", 8, None),
    0x0A: ("u", 1, 0),
    0x8B: ("u", 2, 0),
    0x8C: ("u", 4, 0),
    0x0D: ("u", 1, None),
}


def column(
    data: NDArray[np.uint8], layout: Layout, offsets: NDArray[np.int64], number: int
) -> Numbers | None:
    """The first value of field `number` in each message at `offsets`; NaN for "none", None if there is no such field.

    A field whose size does not fit its type holds nothing that can be trusted: all NaN.
    """
    place = layout.fields.get(number)
    if place is None:
        return None
    values = array_column(data, layout, offsets, place)
    return values[:, 0] if values.shape[1] else _nothing(len(offsets))


def array_column(
    data: NDArray[np.uint8], layout: Layout, offsets: NDArray[np.int64], place: tuple[int, int, int]
) -> Numbers:
    """All values of the field at `place` in each message, one row per message; NaN for "none"."""
    import numpy as np

    offset, size, base = place
    kind, width, none = BASE_TYPES.get(base, ("u", 1, 0xFF))
    if size == 0 or size % width:
        return np.empty((len(offsets), 0))
    raw = data[(offsets + (1 + offset))[:, None] + np.arange(size)]
    order = ">" if layout.big_endian else "<"
    typed = np.ascontiguousarray(raw).view(np.dtype(f"{order}{kind}{width}"))
    values: Numbers = typed.astype(np.float64)
    if none is None:
        values[~(np.abs(values) < 1e15)] = np.nan
    else:
        values[typed == none] = np.nan
    return values


def bytes_column(
    data: NDArray[np.uint8], offsets: NDArray[np.int64], place: tuple[int, int, int]
) -> NDArray[np.uint8]:
    """The raw bytes of the field at `place` in each message, one row per message."""
    import numpy as np

    offset, size, _ = place
    raw: NDArray[np.uint8] = data[(offsets + (1 + offset))[:, None] + np.arange(size)]
    return raw


def unrolled(whole: Numbers, low: NDArray[np.int64], modulus: int) -> Numbers:
    """A counter of which most entries give only the remainder `low` by `modulus`, the others the `whole` value.

    It never runs backwards between two whole values and never skips a round. NaN before the first whole value.
    """
    import numpy as np

    known = np.isfinite(whole)
    remainder = np.where(known, np.where(known, whole, 0).astype(np.int64) % modulus, low)
    onward = np.where(known, 0, np.diff(remainder, prepend=remainder[:1]) % modulus)
    passed = np.cumsum(onward)
    last_known = np.maximum.accumulate(np.where(known, np.arange(len(whole)), -1))
    anchor = np.maximum(last_known, 0)
    counter: Numbers = np.where(last_known >= 0, whole[anchor] + passed - passed[anchor], np.nan)
    return counter


def _nothing(count: int) -> Numbers:
    import numpy as np

    return np.full(count, np.nan)
