"""The glossary is the one source of terms: what it names in code is there, and the pages use its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from medgang.core.people import Level, Role, Setting
from tools import catalogues

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src" / "medgang" / "locale"
_ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \| (?:`(.+?)`)? ?\|", re.MULTILINE)


def rows() -> dict[str, tuple[str, str, str]]:
    """Name in code → its words in bokmål, nynorsk and English."""
    found = _ROW.findall((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    return {name: (nb, nn, en) for nb, nn, en, name in found if name}


def test_every_name_in_code_is_there() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "medgang").rglob("*.py"))
    classes = set(re.findall(r"^class (\w+)\b", source, re.MULTILINE))
    for name in rows():
        owner, _, member = name.partition(".")
        assert owner in classes, f"GLOSSARY.md names {name}, and there is no class {owner}"
        if member:
            # Two enums may share a name (`Direction`); any of them will do.
            bodies = re.findall(rf"^class {owner}\b[^\n]*:\n((?:    .*\n|\n)*)", source, re.MULTILINE)
            assert any(re.search(rf"^    {member} = ", body, re.MULTILINE) for body in bodies), name


@pytest.mark.parametrize("enum", [Role, Setting, Level])
def test_roles_and_places_are_called_the_same_on_every_page(enum: type[Role | Setting | Level]) -> None:
    from django.utils import translation

    from medgang.web.accounts import words

    tables = {Role: words.ROLES, Setting: words.SETTINGS, Level: words.LEVELS}
    # A missing translation is found by `tools/catalogues.py check`; here they are only held against the glossary.
    translated = {
        lang: {entry.key: entry.texts[0] for entry in catalogues.entries(LOCALE, lang)}
        for lang in ("nn", "en")
    }
    for member in enum:
        nb, nn, en = rows()[f"{enum.__name__}.{member.name}"]
        with translation.override("nb"):
            assert str(tables[enum][member]) == nb
        assert translated["nn"].get((None, nb), nn) == nn
        assert translated["en"].get((None, nb), en) == en
