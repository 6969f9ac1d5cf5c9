"""The first pass over a FIT file: where each message lies and how it is laid out, without decoding any.

A FIT file is a chain of definitions (this local number from now on means that message with these fields) and data
messages. Sessions consist of long runs of one message with one length, so a run is found by looking at every n-th
byte at once; only where messages alternate does a loop step from one to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from medgang.core.recordings.crc import fit_checksum
from medgang.core.recordings.recording import Loss, LossCode, RecordingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RECORD = 20
TIMESTAMP_FIELD = 253
_MOST_RESTARTS = 64
MOST_LAYOUTS = 4096
MOST_TURNS = 3_000_000
"""Layouts, and changes from one message to another, beyond which a file is made to exhaust whoever reads it."""

_FIT = b".FIT"


@dataclass(slots=True, eq=False)
class Layout:
    """How a message is laid out: fields as number → (offset after the header byte, size, base type)."""

    message: int
    big_endian: bool
    size: int
    fields: dict[int, tuple[int, int, int]]
    developer: dict[tuple[int, int], tuple[int, int]]
    runs: list[tuple[int, int]] = field(default_factory=list)
    compressed_runs: list[tuple[int, int]] = field(default_factory=list)

    def offsets(self, compressed: bool = False) -> NDArray[np.int64]:
        """The offset of the header byte of every message with this layout, in file order."""
        import numpy as np

        runs = self.compressed_runs if compressed else self.runs
        if not runs:
            return np.empty(0, np.int64)
        table = np.array(runs, np.int64)
        starts, counts = table[:, 0], table[:, 1]
        before = np.cumsum(counts) - counts
        within = np.arange(int(counts.sum())) - np.repeat(before, counts)
        placed: NDArray[np.int64] = np.repeat(starts, counts) + within * (self.size + 1)
        return placed


@dataclass(slots=True)
class Scan:
    """Every layout of the file, in the order of its definition, and what could not be read."""

    layouts: list[Layout] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    _known: dict[bytes, Layout] = field(default_factory=dict)

    def lose(self, code: LossCode, count: int) -> None:
        """Write down a loss; the same kind adds up."""
        for place, loss in enumerate(self.losses):
            if loss.code is code:
                self.losses[place] = Loss(code, loss.count + count)
                return
        self.losses.append(Loss(code, count))

    def layout(self, raw: bytes) -> Layout:
        """The layout that the definition `raw` (from its architecture byte on) describes, made once."""
        known = self._known.get(raw)
        if known is not None:
            return known
        if len(self.layouts) >= MOST_LAYOUTS:
            raise RecordingError("recordings.unreadable")
        big = raw[0] == 1
        number = int.from_bytes(raw[1:3], "big" if big else "little")
        count = raw[3]
        fields: dict[int, tuple[int, int, int]] = {}
        at = 0
        for place in range(4, 4 + 3 * count, 3):
            fields.setdefault(raw[place], (at, raw[place + 1], raw[place + 2]))
            at += raw[place + 1]
        developer: dict[tuple[int, int], tuple[int, int]] = {}
        for place in range(5 + 3 * count, len(raw), 3):
            developer[raw[place + 2], raw[place]] = (at, raw[place + 1])
            at += raw[place + 1]
        made = Layout(number, big, at, fields, developer)
        self._known[raw] = made
        self.layouts.append(made)
        return made


def looks_like_fit(data: bytes) -> bool:
    """Whether the bytes begin like a FIT file: its mark, or a header whose length agrees with the file."""
    if len(data) < 12:
        return False
    return data[8:12] == _FIT or (
        data[0] in (12, 14) and data[0] + int.from_bytes(data[4:8], "little") + 2 == len(data)
    )


def scan(data: bytes) -> Scan:
    """Find every message of a FIT file or a chain of them; damage is stepped over and written down."""
    found = Scan()
    at = 0
    while at < len(data):
        header = data[at]
        content = at + max(header, 12)
        claimed = content + int.from_bytes(data[at + 4 : at + 8], "little")
        end, following = _extent(data, at, content, claimed, found)
        _scan_messages(data, content, end, found)
        at = following
    return found


def _extent(data: bytes, at: int, content: int, claimed: int, found: Scan) -> tuple[int, int]:
    """Where the messages of the file at `at` end, and where the next file of the chain begins."""
    size = len(data)
    if claimed == content or claimed > size:
        if claimed > size:
            found.lose(LossCode.ENDED_EARLY, min(claimed + 2, 2**32) - size)
        return size, size
    if claimed + 2 > size:
        found.lose(LossCode.ENDED_EARLY, claimed + 2 - size)
        return claimed, size
    checksum_holds = fit_checksum(data[at : claimed + 2]) == 0
    if not checksum_holds:
        found.lose(LossCode.BAD_CHECKSUM, 1)
    following = claimed + 2
    if following == size or data[following + 8 : following + 12] == _FIT:
        return claimed, following
    mark = data.find(_FIT, following)
    chained = mark - 8 if mark >= following + 8 and data[mark - 8] in (12, 14) else -1
    if checksum_holds:
        stop = chained if chained >= 0 else size
        found.lose(LossCode.UNREADABLE_BYTES, stop - following)
        return claimed, stop
    # The length in the header cannot be trusted: the messages go on until something else begins.
    if chained >= 0:
        return chained, chained
    return size, size


def _scan_messages(data: bytes, at: int, end: int, found: Scan) -> None:
    """Walk the messages between `at` and `end`."""
    local: list[Layout | None] = [None] * 16
    restarts = turns = 0
    while at < end:
        turns += 1
        if turns > MOST_TURNS:
            raise RecordingError("recordings.unreadable")
        header = data[at]
        if header & 0xC0 == 0x40:
            stop = _definition_end(data, at, end)
            if stop > end:
                found.lose(LossCode.ENDED_EARLY, stop - end)
                return
            local[header & 15] = found.layout(data[at + 2 : stop])
            at = stop
            continue
        compressed = header & 0x80
        layout = local[(header >> 5) & 3 if compressed else header & 15]
        if layout is None:
            restarts += 1
            onward = _restart(data, at + 1, end, local) if restarts <= _MOST_RESTARTS else end
            found.lose(LossCode.UNREADABLE_BYTES, onward - at)
            at = onward
            continue
        stride = layout.size + 1
        if at + stride > end:
            # Two bytes left over are the checksum of a file whose length is unknown.
            if end - at > 2:
                found.lose(LossCode.ENDED_EARLY, at + stride - end)
            return
        count = 1
        if not compressed:
            count += _more_of_the_same(data, at + stride, end, stride, header)
            layout.runs.append((at, count))
        else:
            layout.compressed_runs.append((at, 1))
        at += count * stride


def _definition_end(data: bytes, at: int, end: int) -> int:
    """The first byte after the definition at `at`; beyond `end` when it does not fit."""
    if at + 6 > end:
        return at + 6
    stop = at + 6 + 3 * data[at + 5]
    if data[at] & 0x20:
        if stop + 1 > end:
            return stop + 1
        stop += 1 + 3 * data[stop]
    return stop


def _more_of_the_same(data: bytes, at: int, end: int, stride: int, header: int) -> int:
    """How many whole messages with this header byte follow each other from `at` on."""
    whole = (end - at) // stride
    if whole <= 0 or data[at] != header:
        return 0
    mark = bytes((header,))
    counted, look = 0, 16
    while counted < whole:
        look = min(look * 4, whole - counted)
        heads = data[at + counted * stride : at + (counted + look - 1) * stride + 1 : stride]
        same = look - len(heads.lstrip(mark))
        counted += same
        if same < look:
            break
    return counted


def _restart(data: bytes, at: int, end: int, local: list[Layout | None]) -> int:
    """The next place after damage where a record begins whose time follows the last one read; `end` if none.

    Only a record is looked for: its header byte, a time within a day of the last record, and after it a byte that
    may begin a message.
    """
    import numpy as np

    best = end
    for number, layout in enumerate(local):
        if (
            layout is None
            or layout.message != RECORD
            or TIMESTAMP_FIELD not in layout.fields
            or not layout.runs
        ):
            continue
        offset, size, _ = layout.fields[TIMESTAMP_FIELD]
        last = sum(layout.runs[-1][:1]) + (layout.runs[-1][1] - 1) * (layout.size + 1)
        if size != 4 or best - at < layout.size + 1:
            continue
        order = "big" if layout.big_endian else "little"
        time = int.from_bytes(
            data[last + 1 + offset : last + 5 + offset], "big" if order == "big" else "little"
        )
        view = np.frombuffer(data, np.uint8)
        places = np.flatnonzero(view[at : best - layout.size] == number) + at
        quads = view[places[:, None] + np.arange(1 + offset, 5 + offset)]
        weights = np.array([1, 1 << 8, 1 << 16, 1 << 24], np.int64)
        times = quads.astype(np.int64) @ (weights[::-1] if layout.big_endian else weights)
        after = np.append(view, number)[np.minimum(places + layout.size + 1, len(view))]
        known = np.array([one is not None for one in local])
        may_follow = (after < 16) & known[after & 15]
        good = places[(times >= time) & (times <= time + 86_400) & may_follow]
        if len(good):
            best = min(best, int(good[0]))
    return best
