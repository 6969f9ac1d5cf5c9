"""Authors' names: cut into family and given names, from the many ways in which databases print a list of them."""

from __future__ import annotations

import ast
import re

from medgang.core.literature.record import Name

_PARTICLES = frozenset(
    [
        "af",
        "al",
        "av",
        "bin",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "het",
        "la",
        "las",
        "le",
        "ten",
        "ter",
        "van",
        "vande",
        "vander",
        "von",
        "zu",
        "zum",
        "zur",
        "'t",
    ]
)
_SUFFIX = re.compile(r"^(jr|sr|ii|iii|iv|2nd|3rd|4th)\.?$", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[^\W\d_]\.?[- ]?){1,5}$")
_UPPER_INITIALS = re.compile(r"^[^\W\d_a-zæøåäöüß]{1,4}$")


def parse_name(text: str) -> Name | None:
    """One name: `Family, Given`, `Family AB`, `Family A.B.`, `Given van Family`, or a group's name kept whole."""
    text = " ".join(text.replace("\u00a0", " ").split()).strip(" ;,")
    if not text:
        return None
    if "," in text:
        parts = [part.strip() for part in text.split(",")]
        if len(parts) > 2 and _SUFFIX.match(parts[1]):
            # BibTeX's "von Last, Jr, First"
            return Name(parts[0], f"{' '.join(parts[2:])}, {parts[1]}")
        return Name(parts[0], " ".join(part for part in parts[1:] if part))
    words = text.split(" ")
    if len(words) == 1:
        return Name(text)
    last = words[-1]
    if ("." in last and _INITIALS.match(last)) or _UPPER_INITIALS.match(last):
        return Name(" ".join(words[:-1]), last)
    return Name(text)


def parse_spoken_name(text: str) -> Name | None:
    """A name in the order it is spoken, `Given van Family`, as BibTeX and full-name columns print it."""
    name = parse_name(text)
    if name is None or name.given or " " not in name.family:
        return name
    words = name.family.split(" ")
    start = len(words) - 1
    if _SUFFIX.match(words[start]) and start > 1:
        start -= 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]))


def parse_names(text: str) -> tuple[Name, ...]:
    """A whole list in one text: separated by `;`, `and`, `|`, line breaks, a Python list, or commas."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        try:
            listed = ast.literal_eval(text)
        except (ValueError, SyntaxError):
            listed = None
        if isinstance(listed, list):
            return _named([str(item) for item in listed])
    for pattern in (r"\s*;\s*", r"\s+and\s+", r"\s*\|\s*", r"\s*\n\s*", r"\s*&&\s*"):
        parts = [part for part in re.split(pattern, text) if part.strip()]
        if len(parts) > 1:
            if pattern == r"\s+and\s+" and parts[0].count(",") > 1:
                break
            return _named(parts)
    parts = [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", text) if part.strip()]
    # "Smith J., Doe A." is a list; "Smith, John" is one person
    if len(parts) > 1 and all(" " in part for part in parts):
        return _named(parts)
    if len(parts) > 3 and len(parts) % 2 == 0 and all(_INITIALS.match(part) for part in parts[1::2]):
        return _named([f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)])
    return _named([text])


def _named(parts: list[str]) -> tuple[Name, ...]:
    skip = {"et al", "et al.", "others", "..."}
    names = [parse_name(part) for part in parts if part.strip().lower() not in skip]
    return tuple(name for name in names if name is not None)
