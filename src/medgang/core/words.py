"""A text in the three languages of the product, as the core carries it: it is kept and handed on, never read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in bokmål, nynorsk and English."""

    nb: str
    nn: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in `lang`; bokmål for a language the product does not speak."""
        if lang == "nn":
            return self.nn
        return self.en if lang == "en" else self.nb
