"""What the pages about the commands show is what the commands print."""

from __future__ import annotations

import json

import pytest

from tests.cli.documented import DOCS, printed, shown_on


@pytest.mark.command
@pytest.mark.parametrize(
    ("arguments", "output"),
    [shown for page in ("zones", "fitness-test", "programme") for shown in shown_on(page)],
)
def test_the_page_shows_what_the_command_prints(arguments: str, output: str) -> None:
    assert printed(arguments) == output


WHO = "--age 35 --sex m"


def keys_of(value: object) -> set[str]:
    """Every key of an answer, however deep; what was given back as `inputs` is the command's own options."""
    if isinstance(value, dict):
        found = {str(key) for key in value}
        return found.union(*(keys_of(inner) for key, inner in value.items() if key != "inputs"))
    if isinstance(value, list):
        return set().union(*(keys_of(inner) for inner in value))
    return set()


@pytest.mark.command
@pytest.mark.parametrize(
    ("page", "arguments"),
    [
        ("zones", "zones --age 38 --pct 85"),
        ("fitness-test", f"fitness-test ebbeling {WHO} --speed 5.6 --hr 120"),
        ("fitness-test", "fitness-test list"),
        ("fitness-test", "fitness-test show ymca-cycle"),
        ("fitness-test", f"fitness-test stairs {WHO} --seconds 40"),
        ("fitness-test", f"fitness-test walk {WHO} --metres 600 --weight 80 --height 180"),
        ("fitness-test", "fitness-test strength --load 80 --repetitions 4"),
        ("fitness-test", f"fitness-test reference {WHO} --vo2 40"),
        ("fitness-test", "fitness-test change --test stairs --before 40 --after 30"),
        ("fitness-test", "fitness-test same-load --before 5 5 140 14 --after 5 5 130 12"),
        ("fitness-test", "fitness-test hr-max --age 40"),
        ("programme", "programme list"),
        ("programme", "programme show strength-four-by-four"),
        ("programme", "programme show walk-run-14"),
        ("programme", "programme ladder"),
        ("programme", "programme activities"),
        ("programme", "programme week --weight 80"),
        ("programme", "programme next-load --speed 6 --incline 5 --pulse-pct 90"),
    ],
)
def test_every_key_of_the_json_stands_on_the_page(page: str, arguments: str) -> None:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    missing = {key for key in keys_of(json.loads(printed(f"{arguments} --json"))) if key not in text}
    assert missing == set()


def test_every_page_shows_something() -> None:
    assert all(len(shown_on(page)) >= 2 for page in ("zones", "fitness-test", "programme"))
