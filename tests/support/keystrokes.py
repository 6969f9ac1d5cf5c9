"""How long a page takes by hand: the keystroke-level model, counted while a browser test uses the page.

S. K. Card, T. P. Moran & A. Newell, "The keystroke-level model for user performance time with interactive systems",
Communications of the ACM 23(7), 1980, 396-410. Its operators, in seconds, for somebody practised:

    K  a key is pressed                0.20   (a skilled typist; 0.28 is their average)
    P  a thing is pointed at           1.10
    B  a button goes down, or up       0.10   (a click is two)
    H  the hand changes place          0.40
    M  a thought before an act         1.35
    R  the page answers                0.10   (what a page may take; it is not measured here)

Ours are three rules of counting, the same for every page: one M when a page is opened and one before each answer; one
P where the next field lies outside the window and the wheel must be turned; a choice in a drop-down list is two
clicks. The model knows nothing of reading, of talking with the patient, or of mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

K: Final = 0.20
P: Final = 1.10
B: Final = 0.10
H: Final = 0.40
M: Final = 1.35
R: Final = 0.10


@dataclass(slots=True)
class Tally:
    """What one page took. `answers` is how many questions were answered."""

    name: str
    keys: int = 0
    points: int = 0
    buttons: int = 0
    moves: int = 0
    thoughts: int = 0
    waits: int = 0

    @property
    def seconds(self) -> float:
        """The sum of the operators, in seconds."""
        return (
            self.keys * K
            + self.points * P
            + self.buttons * B
            + self.moves * H
            + self.thoughts * M
            + self.waits * R
        )


class Hand:
    """One hand on one page: does what a person does, and counts it while a tally is open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tallies: list[Tally] = []
        self._open: Tally | None = None
        self._typing = False

    @contextmanager
    def at(self, name: str) -> Iterator[Tally]:
        """Count everything inside as one page by this name."""
        self._open = Tally(name, thoughts=1, waits=1)
        self._typing = False
        yield self._open
        self.tallies.append(self._open)
        self._open = None

    def choose(self, *targets: Locator) -> None:
        """Tick or press one or more answers to one question."""
        self._think()
        for target in targets:
            self._point(target)
            target.check(force=True)

    def pick(self, field: Locator, value: str) -> None:
        """Choose in a drop-down list."""
        self._think()
        self._point(field)
        self._point(field)
        field.select_option(value)

    def write(self, field: Locator, text: str) -> None:
        """Put the cursor in a field and type; what stood there goes with the first key."""
        self._think()
        self._point(field)
        field.fill(text)
        if self._open is not None:
            self._open.keys += len(text)
            self._open.moves += 1
        self._typing = True

    def press(self, target: Locator) -> None:
        """Press a button or a link, and wait for the page that answers."""
        self._think()
        self._point(target)
        target.click()
        if self._open is not None:
            self._open.waits += 1

    def _think(self) -> None:
        if self._open is not None:
            self._open.thoughts += 1

    def _point(self, target: Locator) -> None:
        if self._open is None:
            return
        if self._typing:
            self._open.moves += 1
            self._typing = False
        self._open.points += 1 if self._in_sight(target) else 2
        self._open.buttons += 2

    def _in_sight(self, target: Locator) -> bool:
        box, window = target.bounding_box(), self.page.viewport_size
        seen = box is not None and window is not None and box["y"] >= 0 and box["y"] < window["height"]
        target.scroll_into_view_if_needed()
        return seen


_ABOUT: Final = """# Pages by hand: how long

How many seconds a page takes somebody practised, by the keystroke-level model (Card, Moran & Newell, Communications of
the ACM 23(7), 1980, 396–410). The operators are counted while the browser test
`tests/journeys/test_one_patients_way.py` follows one made-up patient; `make pictures` writes this page again.

A key 0.20 s, a pointing 1.10 s, a button down or up 0.10 s, the hand to the keyboard or back 0.40 s, a thought 1.35 s
(one when the page is opened, one before each answer), an answer from the page 0.10 s (what a page may take; not
measured here). A pointing more where the next field lies outside a window of 1440 × 900. Reading, talking with the
patient and mistakes are not in it: a talk takes as long as the talk; this is what the page adds. The words typed are
those of the test; the column "keys" shows how many.

| Page | Seconds | Pointings | Keys | Thoughts | Waits |
|---|---:|---:|---:|---:|---:|
"""


def write_table(path: Path, tallies: Iterable[Tally]) -> None:
    """The page of the docs, quickest first."""
    lines = [
        f"| {tally.name} | {tally.seconds:.0f} | {tally.points} | {tally.keys} | {tally.thoughts} | {tally.waits} |\n"
        for tally in sorted(tallies, key=lambda one: one.seconds)
    ]
    path.write_text(_ABOUT + "".join(lines), encoding="utf-8")


def names_in(path: Path) -> list[str]:
    """The pages the table knows."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return sorted(row.split("|")[1].strip() for row in rows if row.startswith("| ") and "Seconds" not in row)
