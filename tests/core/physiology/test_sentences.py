"""Every code that physiology can give has a sentence in three languages, with the values the code brings."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import medgang.core.physiology
import medgang.core.programmes
from medgang.content.sentences import physiology, programmes, say
from medgang.core.physiology.change import ChangeVerdict
from medgang.core.physiology.protocol import Reads
from medgang.core.programmes.progression import Direction


def codes_of(package: str, folder: str) -> set[str]:
    """The codes written in a package's source, those put together from a name included."""
    found: set[str] = set()
    for path in Path(folder).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(rf'"({package}\.[a-z_0-9]+)"', text))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0 if node.func.id == "within" else -1]
                if isinstance(first, ast.Constant) and node.func.id == "within":
                    found.add(f"{package}.range_{first.value}")
                if isinstance(first, ast.Constant) and node.func.id == "_needed":
                    found.add(f"{package}.missing_{first.value}")
    return found


@pytest.mark.parametrize(
    ("package", "folder", "sentences"),
    [
        ("physiology", medgang.core.physiology.__path__[0], physiology.SENTENCES),
        ("programmes", medgang.core.programmes.__path__[0], programmes.SENTENCES),
    ],
)
def test_every_code_has_its_sentence(package: str, folder: str, sentences: dict[str, str]) -> None:
    assert codes_of(package, folder) - set(sentences) == set()


def test_codes_put_together_while_running_have_theirs_too() -> None:
    units = {f"physiology.range_in_{unit}" for unit in ("m", "stands", "s")}
    verdicts = {f"physiology.change_{one.value}" for one in ChangeVerdict}
    reads = {f"physiology.missing_{one.value}" for one in (Reads.DISTANCE, Reads.COUNT, Reads.TIME)}
    week = {f"physiology.range_{name}" for name in ("moderate", "vigorous", "unknown", "strength_days")}
    assert units | verdicts | reads | week <= set(physiology.SENTENCES)
    assert {f"programmes.direction_{one.value}" for one in Direction} <= set(programmes.SENTENCES)


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
@pytest.mark.parametrize("code", sorted(physiology.SENTENCES | programmes.SENTENCES))
def test_every_sentence_can_be_said(code: str, lang: str) -> None:
    table = physiology.SENTENCES | programmes.SENTENCES
    values = dict.fromkeys(re.findall(r"%\(([a-z_0-9]+)\)s", table[code]), "7")
    said = say(code, lang, **values)
    assert said
    assert "%(" not in said
    assert said[-1] in ".?"
