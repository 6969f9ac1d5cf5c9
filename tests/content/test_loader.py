"""Clinical content gets in by one way, and a broken file is refused with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from medgang.content import ContentError, Schema, Text, content_files, load, load_all
from medgang.content.catalogue import N_, translator
from medgang.content.sentences import say
from medgang.content.yaml import Lined, line_of, parse
from medgang.core.errors import InvalidValue


class Step(Schema):
    """One step of a made-up content file."""

    name: Text
    minutes: int


class Recipe(Schema):
    """A made-up content file."""

    version: str
    source: str
    steps: list[Step]


GOOD = """\
version: "1.10"
source: ours
steps:
  - name: {nb: gå, nn: gå, en: walk}
    minutes: 4
"""


def write(folder: Path, text: str | bytes, name: str = "walk") -> Path:
    area = folder / "recipes"
    area.mkdir(exist_ok=True)
    path = area / f"{name}.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_yaml_keeps_what_was_written() -> None:
    assert parse(
        "on: no\nrest: 4:00\nversion: 1.10\nday: 2026-11-20\nyes_: true\nn: -3\nf: 2.5\nz: 007\ne: ~\n"
    ) == {
        "on": "no",
        "rest": "4:00",
        "version": 1.10,
        "day": "2026-11-20",
        "yes_": True,
        "n": -3,
        "f": 2.5,
        "z": "007",
        "e": None,
    }


def test_a_number_as_key_is_text() -> None:
    assert parse("1: a\n2: b\n") == {"1": "a", "2": "b"}


def test_a_good_file(tmp_path: Path) -> None:
    found = load("recipes", "walk", Recipe, [write(tmp_path, GOOD)])
    assert (found.name, found.shipped, found.value.version) == ("walk", False, "1.10")
    assert found.value.steps[0].name.in_("nn") == "gå"
    assert found.value.steps[0].name.in_("en") == "walk"
    assert found.value.steps[0].name.in_("de") == "gå"
    assert len(found.sha256) == 64
    assert list(load_all("recipes", Recipe, [tmp_path])) == ["walk"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (GOOD.replace("minutes: 4", "minutes: fire"), 5, "steps.0.minutes"),
        (GOOD.replace("source: ours\n", ""), 1, "source: Field required"),
        (GOOD + "extra: 1\n", 6, "extra"),
        (GOOD + "source: again\n", 6, "stands twice"),
        (GOOD.replace("nn: gå, ", ""), 4, "steps.0.name.nn"),
        ("steps: [\n", 2, "did not find expected"),
        (GOOD.encode().replace("gå".encode(), b"g\xe5", 1), 4, "not UTF-8"),
        ("\x00", 1, "not YAML"),
        ("- a\n", 1, ": Input should be"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(
    tmp_path: Path, text: str | bytes, line: int, reason: str
) -> None:
    write(tmp_path, text)
    with pytest.raises(ContentError) as refused:
        load("recipes", "walk", Recipe, [tmp_path])
    assert refused.value.file == "recipes/walk.yaml"
    assert refused.value.line == line
    assert reason in refused.value.reason
    assert "recipes/walk.yaml" in say(refused.value, "nb")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ContentError) as refused:
        load("recipes", "nothing", Recipe)
    assert refused.value.reason == "not found"


def test_the_clinics_own_folder_lies_over_the_first(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    write(first, GOOD)
    write(first, GOOD, "run")
    write(second, GOOD.replace("minutes: 4", "minutes: 5"))
    files = content_files("recipes", [first, second])
    assert files["walk"][0].is_relative_to(second)
    assert files["run"][0].is_relative_to(first)
    assert load("recipes", "walk", Recipe, [first, second]).value.steps[0].minutes == 5


def test_line_of_stops_where_the_document_does() -> None:
    document = parse("a:\n  - b: 1\n  - c: 2\n")
    assert line_of(document, ("a", 1, "c")) == 3
    assert line_of(document, ("a", 7, "c")) == 1
    assert line_of(Lined(), ("x",)) == 1
    assert line_of("text", ("x",)) == 1


def test_sentences_are_said_in_the_readers_language() -> None:
    error = InvalidValue("content.broken", file="a.yaml", line=3, reason="x")
    assert say(error, "nb") == "Innholdsfilen a.yaml kan ikke brukes (linje 3): x"
    assert say(error, "en") != say(error, "nb")
    assert say("timeline.unknown_kind", "nb", kind="z") == "Hendelsestypen z er ukjent."
    with pytest.raises(KeyError):
        say("content.nobody_wrote_this", "nb")
    assert translator("nb").gettext("Navn") == "Navn"
    assert N_("Navn") == "Navn"
