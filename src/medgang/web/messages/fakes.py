"""For tests of whatever sends messages: what would have left, without anything leaving.

with captured() as letters:
    services.send(...)
    deliver_due(now)
assert letters[0].subject == "Påminnelse"
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from medgang.web.messages import adapters
from medgang.web.messages.letter import DeliveryError, Letter
from medgang.web.messages.types import Channel


class FakeAdapter:
    """Keeps what it gets. `fail_next` makes the next tries fail, each True for permanently."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.fail_next: list[bool] = []

    def deliver(self, letter: Letter) -> None:
        """Keep it, or fail as asked."""
        if self.fail_next:
            raise DeliveryError(permanent=self.fail_next.pop(0))
        self.letters.append(letter)


@contextmanager
def faked() -> Iterator[dict[Channel, FakeAdapter]]:
    """A fake for each channel that has a way out."""
    real = dict(adapters.ADAPTERS)
    fakes = {channel: FakeAdapter() for channel in real}
    adapters.ADAPTERS.update(fakes)
    try:
        yield fakes
    finally:
        adapters.ADAPTERS.update(real)


@contextmanager
def captured() -> Iterator[list[Letter]]:
    """Everything that leaves by any way, in order."""
    letters: list[Letter] = []
    with faked() as fakes:
        for fake in fakes.values():
            fake.letters = letters
        yield letters
