"""How Norwegian names are searched and sorted, the same on every database.

Databases disagree on `å`, on case outside ASCII and on `aa`; so the keys are computed here once and stored beside
the name.
"""

from __future__ import annotations

import unicodedata

_KEPT = {"æ": "æ", "ø": "ø", "å": "å", "ä": "æ", "ö": "ø"}
"""Letters of their own in Norwegian, which must not be reduced to a and o. Swedish ä and ö sort with æ and ø."""

_AFTER_Z = {"æ": "{", "ø": "|", "å": "}"}
"""The three ASCII characters after z, in the order of the alphabet: æ ø å sort last under a plain byte order."""


def _folded(name: str) -> str:
    composed = unicodedata.normalize("NFC", name).casefold()
    letters: list[str] = []
    for letter in composed:
        if letter in _KEPT:
            letters.append(_KEPT[letter])
            continue
        parts = unicodedata.normalize("NFKD", letter)
        letters.extend(part for part in parts if not unicodedata.combining(part))
    return " ".join("".join(letters).replace("-", " ").split())


def search_key(name: str) -> str:
    """The form in which a name is looked for: case, accents, hyphens and spare spaces do not matter; æ ø å do.

    >>> search_key("  Bjørn-Åge  MÜLLER ")
    'bjørn åge muller'
    """
    return _folded(name)


def sort_key(name: str) -> str:
    """The form in which a name sorts after plain bytes: æ ø å last and in that order, `aa` as `å`.

    >>> sorted(["Åse", "Aaberg", "Ørn", "Zorn"], key=sort_key)
    ['Zorn', 'Ørn', 'Aaberg', 'Åse']
    """
    folded = _folded(name).replace("aa", "å")
    return "".join(_AFTER_Z.get(letter, letter) for letter in folded)
