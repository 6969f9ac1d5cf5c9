"""A reason: a code and the values that belong to it. The sentence stands with the content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a task is there, or why a level is closed; `values` in the order they were given."""

    code: str
    given: tuple[tuple[str, object], ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """The values by name."""
        return dict(self.given)


def reason(code: str, **values: object) -> Reason:
    """A reason with its values."""
    return Reason(code, tuple(values.items()))
