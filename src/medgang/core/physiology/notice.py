"""What a number must be read together with: a code, and the values its sentence needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A code of `content/sentences/physiology.py` with the values that fill it."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def filled(self) -> dict[str, str]:
        """The values by name."""
        return dict(self.values)


def notice(code: str, **values: object) -> Notice:
    """A notice; values are kept as the text they are shown as."""
    return Notice(
        code,
        tuple(
            (name, f"{value:g}" if isinstance(value, float) else str(value)) for name, value in values.items()
        ),
    )
